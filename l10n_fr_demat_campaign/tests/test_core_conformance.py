import json
import os
from pathlib import Path
from unittest import skipUnless
from unittest.mock import patch

from lxml import etree

from odoo.tests import tagged
from odoo.tools import config

from ..einvoice import container, document, schema, worker
from . import conformance_readers
from .conformance_cases import cases
from .conformance_common import FOLDER, ConformanceCommon

# What bin/conformance --core asks for.
CORE = bool(FOLDER and os.environ.get("DEMAT_CONFORMANCE_CORE"))
JUDGES = ("schema", "profile", "fr", "container", "factur-x")
STATES = {True: worker.OK, False: worker.FAILED}
NOTHING = dict.fromkeys(JUDGES, worker.NOT_RUN)


@skipUnless(CORE, "only bin/conformance --core compares")
@tagged("post_install", "-at_install", "post_install_l10n")
class TestCoreConformance(ConformanceCommon):
    """Core alone on the same invoices, judged by the same judges."""

    def test_core_is_judged_alike(self):
        made = {}
        for name, profile, make in cases():
            # Core knows one profile.
            if profile == "en16931" or name.endswith("by its content"):
                move, _xml, figures = self._make(make, profile)
                made[name] = (move, figures)
        moves = self.env["account.move"].union(*(move for move, _f in made.values()))
        pages = self._print(moves)
        emitter = self.env.registry["account.move"]
        with patch.object(emitter, "_is_l10n_fr_demat_emitter", lambda _move: False):
            results = {
                name: self._make_by_core(name, move, figures, pages[move.id])
                for name, (move, figures) in made.items()
            }
        text = json.dumps(results, indent=1, ensure_ascii=False)
        Path(FOLDER, "results.json").write_text(text)
        self.assertGreater(len(results), 60)

    def _make_by_core(self, name, move, figures, page):
        """Let core make the file of a document; return what is said of it."""
        try:
            xml, _errors = self.env["account.edi.xml.cii"]._export_invoice(move)
        except Exception as error:  # noqa: BLE001 - whatever it is, there is no file
            return {**NOTHING, "messages": [repr(error)]}
        pdf = self._embed(move, page, xml)
        stem = "".join(letter if letter.isalnum() else "_" for letter in name)
        Path(FOLDER, f"{stem}.xml").write_bytes(xml)
        Path(FOLDER, f"{stem}.pdf").write_bytes(pdf)
        return self._judge(xml, pdf, figures)

    def _embed(self, move, page, xml):
        """Return the Factur-X that core makes of a printed page."""
        values = {"raw": page}
        data = {
            "pdf_attachment_values": values,
            "ubl_cii_xml_options": {"ubl_cii_format": "facturx"},
            "ubl_cii_xml_attachment_values": {"raw": xml},
        }
        # Under test core embeds nothing; and our own pipeline stays out of it.
        send = self.env["account.move.send"]
        with patch.dict(config._runtime_options, test_enable=False):
            send._hook_invoice_document_after_pdf_report_render(move, data)
        return values["raw"]

    def _judge(self, xml, pdf, figures):
        verdicts = worker.get_worker().check(xml, ["extended", "fr"])
        read = conformance_readers.read_by_facturx(xml)
        return {
            "schema": STATES[self._fits(xml)],
            "profile": verdicts["extended"].state,
            "fr": verdicts["fr"].state,
            "container": STATES[not container.flaws_of(pdf)],
            # Core splits lines, and what is due of a credit note, in its own way.
            "factur-x": STATES[(read.total, read.tax) == (figures.total, figures.tax)],
            "messages": [m for v in verdicts.values() for m in v.messages],
        }

    def _fits(self, xml):
        """Return whether an XML is valid against the schema of its profile."""
        try:
            schema.check(xml, document.level_of(xml))
        except etree.DocumentInvalid:
            return False
        return True
