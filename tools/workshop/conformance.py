"""Make every kind of invoice through Odoo and let independent judges read each file.

bin/conformance          the whole matrix, the table of verdicts; 1 if one is refused
bin/conformance --core   core alone on the same invoices, to compare: 0 whatever is said

Judges: the schema (XSD) and the data rules of the add-on, the schematron of the
profile, the CEN's own schematron for what is written in EN 16931, the French rules
(BR-FR), the container, and veraPDF for PDF/A-3b where Java is installed. Three readers
that are not ours find the amounts that Odoo booked: factur-x, drafthorse, and core's
import of bills, which reads invoices and credit notes only. What is drawn from each
file is judged too: its UBL 2.1 (schema, CEN's schematron, French rules), and its plain
PDF (nothing inside, PDF/A-3b). So are pages in each layout of Odoo, with logos of all
kinds, links, and texts that no font has. The files are left in var/conformance/.
"""

import json
import os
import shutil
from collections import Counter

from . import console, test, verapdf
from .paths import ADDON, VAR

OUTPUT = VAR / "conformance"
CASES = ADDON / "tests" / "test_conformance.py"
CORE_CASES = ADDON / "tests" / "test_core_conformance.py"
# Layouts, logos, papers, links, texts that no font has: judged by veraPDF alone.
PAGES = ADDON / "tests" / "test_pages.py"
READERS = ("factur-x", "drafthorse", "core")
KEPT = ("cen", "fr", "container", *READERS)
COLUMNS = ("profile", *KEPT, "pdfa", "ubl", "plain")
CORE_COLUMNS = ("schema", "profile", "fr", "container", "factur-x", "pdfa")
SIGNS = {"ok": "✓", "failed": "✗", "not_run": "-"}


def main(arguments):
    """Run the matrix; return 1 when a judge refuses a file."""
    if arguments == ("--core",):
        return compare()
    if arguments:
        console.say(__doc__.strip())
        return 0 if arguments[0] in ("-h", "--help") else 2
    status, results = make(OUTPUT, CASES, PAGES)
    if results is None:
        return status or 1
    plain, pages = (verapdf.judge(OUTPUT / name) for name in ("plain", "pages"))
    rows = read(results, verapdf.judge(OUTPUT), plain)
    show(rows)
    show_pages(pages)
    verdicts = [*pages.values(), *(v for row in rows.values() for v in row.values())]
    return int(bool(status) or "failed" in verdicts)


def compare():
    """Let core alone make the same invoices; return 1 when that cannot be done."""
    os.environ["DEMAT_CONFORMANCE_CORE"] = "1"
    folder = VAR / "conformance-core"
    status, results = make(folder, CORE_CASES)
    if results is None:
        return status or 1
    pdfa = verapdf.judge(folder)
    rows = {
        name: {**found, "pdfa": pdfa.get(stem(name), "not_run")}
        for name, found in results.items()
    }
    show(rows, CORE_COLUMNS)
    return status


def make(folder, *cases):
    """Let tests make and judge invoices; return their status and their verdicts."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ["DEMAT_CONFORMANCE"] = str(folder)
    status = test.main(tuple(map(str, cases)))
    results = folder / "results.json"
    return status, json.loads(results.read_text()) if results.exists() else None


def read(results, pdfa, plain):
    """Return the verdicts by case, one value per column.

    :param pdfa: verdicts of veraPDF by file; ``plain``: those on the plain PDF
    """
    return {
        name: {
            "profile": found.get("en16931") or found.get("extended"),
            **{column: found[column] for column in KEPT},
            "pdfa": pdfa.get(stem(name), "not_run"),
            "ubl": found["ubl"],
            "plain": worst(found["plain"], plain.get(stem(name), "not_run")),
        }
        for name, found in results.items()
    }


def worst(*states):
    """Return the state that says least.

    >>> worst("ok", "failed"), worst("ok", "not_run")
    ('failed', 'not_run')
    """
    return max(states, key=("ok", "not_run", "failed").index)


def stem(name):
    """Return the name of the file of a case.

    >>> stem("rate 8.5, extended")
    'rate_8_5__extended'
    """
    return "".join(letter if letter.isalnum() else "_" for letter in name)


def show(rows, columns=COLUMNS):
    """Print one line per case, then how many were accepted by each judge."""
    width = max(map(len, rows))
    write = console.say
    write(f"{'':{width}}  {'  '.join(columns)}")
    for name, row in rows.items():
        signs = (SIGNS[row[column]].center(len(column)) for column in columns)
        write(f"{name:{width}}  {'  '.join(signs)}")
    for column in columns:
        count = Counter(row[column] for row in rows.values())
        told = ", ".join(f"{number} {state}" for state, number in count.items())
        write(f"{column}: {told} of {len(rows)}")


def show_pages(pages):
    """Print what veraPDF says of each page, PDF/A-3b."""
    console.say("")
    for name, state in sorted(pages.items()):
        console.say(f"{SIGNS[state]} page {name}")
