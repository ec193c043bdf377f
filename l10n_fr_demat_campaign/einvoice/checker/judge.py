"""Judge invoices by the official schematrons: a program, never imported by Odoo.

saxonche reserves some 32 GiB of addresses and dies under Odoo's limit of memory, and
takes the process with it: it lives here, alone. One JSON object per line each way::

    {"id": 1, "xml": "<rsm:...", "sheets": ["en16931", "fr"]}
    {"id": 1, "verdicts": {"en16931": {"state": "ok", "messages": []}, ...}}

A sheet is a name of ``SHEETS``, or the path of another schematron (XSLT). Its first
line says whether it can work at all. It ends with its input.
"""

import json
import os
import resource
import sys
from importlib.util import find_spec

from schematron import NOT_RUN, SHEETS, folder, verdict_of


def raise_limits():
    """Take back what Odoo gave up, for itself: it lowers the soft limits only.

    Odoo counts the seconds of each request: this program lives for many of them.
    """
    for limit in (resource.RLIMIT_AS, resource.RLIMIT_CPU):
        _soft, hard = resource.getrlimit(limit)
        resource.setrlimit(limit, (hard, hard))


class Judge:
    """Schematrons, each compiled when it is first asked for."""

    def __init__(self, processor, root):
        self.processor = processor
        self.compiler = processor.new_xslt30_processor()
        self.root = root
        self.compiled = {}

    def verdicts(self, xml, sheets):
        """Return what each schematron says of an XML."""
        node = self.processor.parse_xml(xml_text=xml)
        return {sheet: self.verdict(node, sheet) for sheet in sheets}

    def verdict(self, node, sheet):
        """Return what one schematron says, or that it could not be asked."""
        if sheet not in self.compiled:
            # A path would be read as a URI: blanks and accents must be escaped.
            address = (self.root / SHEETS.get(sheet, sheet)).as_uri()
            self.compiled[sheet] = self.compiler.compile_stylesheet(
                stylesheet_file=address
            )
        report = self.compiled[sheet].transform_to_string(xdm_node=node)
        state, messages = verdict_of(report.encode())
        return {"state": state, "messages": messages}


def answer(judge, line):
    """Return the answer to one line of input."""
    question = json.loads(line)
    try:
        verdicts = judge.verdicts(question["xml"], question["sheets"])
    except Exception as error:  # noqa: BLE001 - saxonche raises bare exceptions
        verdict = {"state": NOT_RUN, "messages": [str(error)]}
        verdicts = dict.fromkeys(question["sheets"], verdict)
    return {"id": question["id"], "verdicts": verdicts}


def serve(judge, lines, out):
    """Answer each line of input."""
    for line in lines:
        out.write(json.dumps(answer(judge, line)) + "\n")
        out.flush()


def main():
    """Say whether judging is possible, then judge until the input ends."""
    raise_limits()
    # Nothing but answers may go where the parent reads.
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    is_able = bool(find_spec("saxonche") and find_spec("facturx"))
    out.write(json.dumps({"able": is_able}) + "\n")
    out.flush()
    if is_able:
        from saxonche import PySaxonProcessor

        with PySaxonProcessor(license=False) as processor:
            serve(Judge(processor, folder()), sys.stdin, out)


if __name__ == "__main__":
    main()
