"""Make every kind of invoice through Odoo and let independent judges read each file.

bin/conformance          the whole matrix, the table of verdicts; 1 if one is refused

Judges: the schema (XSD) and the data rules of the add-on, the schematron of the
profile, the French rules (BR-FR), the container, another reader (drafthorse), and
veraPDF for PDF/A-3b where Java is installed. What is drawn from each file is judged
too: its UBL 2.1 (schema, CEN's schematron of EN 16931, French rules), and its plain PDF
(nothing inside, PDF/A-3b). The files are left in var/conformance/.
"""

import json
import os
import shutil
from collections import Counter

from . import console, test, verapdf
from .paths import ADDON, VAR

OUTPUT = VAR / "conformance"
CASES = ADDON / "tests" / "test_conformance.py"
COLUMNS = ("profile", "fr", "container", "reader", "pdfa", "ubl", "plain")
SIGNS = {"ok": "✓", "failed": "✗", "not_run": "-"}


def main(arguments):
    """Run the matrix; return 1 when a judge refuses a file."""
    if arguments:
        console.say(__doc__.strip())
        return 0 if arguments[0] in ("-h", "--help") else 2
    shutil.rmtree(OUTPUT, ignore_errors=True)
    OUTPUT.mkdir(parents=True)
    os.environ["DEMAT_CONFORMANCE"] = str(OUTPUT)
    status = test.main((str(CASES),))
    results = OUTPUT / "results.json"
    if not results.exists():
        return status or 1
    plain = verapdf.judge(OUTPUT / "plain")
    rows = read(json.loads(results.read_text()), verapdf.judge(OUTPUT), plain)
    show(rows)
    return int(bool(status) or any("failed" in row.values() for row in rows.values()))


def read(results, pdfa, plain):
    """Return the verdicts by case, one value per column.

    :param pdfa: verdicts of veraPDF by file; ``plain``: those on the plain PDF
    """
    return {
        name: {
            "profile": found.get("en16931") or found.get("extended"),
            **{column: found[column] for column in ("fr", "container", "reader")},
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


def show(rows):
    """Print one line per case, then how many were accepted by each judge."""
    width = max(map(len, rows))
    write = console.say
    write(f"{'':{width}}  {'  '.join(COLUMNS)}")
    for name, row in rows.items():
        signs = (SIGNS[row[column]].center(len(column)) for column in COLUMNS)
        write(f"{name:{width}}  {'  '.join(signs)}")
    for column in COLUMNS:
        count = Counter(row[column] for row in rows.values())
        told = ", ".join(f"{number} {state}" for state, number in count.items())
        write(f"{column}: {told} of {len(rows)}")
