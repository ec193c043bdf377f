import io
import itertools
import json
import os
from importlib.util import find_spec
from pathlib import Path

import pikepdf
from lxml import etree

from odoo import Command
from odoo.tests import tagged
from odoo.tools import file_open

from ..einvoice import container, document, worker
from ..rules.invoice import Flaw
from .conformance_cases import CONTENTS, cases
from .emission_common import EmissionCommon

# bin/conformance gives a folder: every case, drawn by wkhtmltopdf, then kept there.
FOLDER = os.environ.get("DEMAT_CONFORMANCE")
HAS_READER = bool(find_spec("drafthorse"))
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
class TestConformance(EmissionCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shop = cls._create_customer(
            name="Magasin", parent_id=cls.customer.id, type="delivery", zip="35000"
        )
        accounts = cls.company_data
        cls.rounding = cls.env["account.cash.rounding"].create(
            {
                "name": "5 cents",
                "rounding": 0.05,
                "strategy": "add_invoice_line",
                "profit_account_id": accounts["default_account_revenue"].id,
                "loss_account_id": accounts["default_account_expense"].id,
            }
        )
        cls.eco = cls._tax("tva_normale").copy(
            {"name": "Eco", "amount_type": "fixed", "amount": 0.5, "sequence": 1}
        )
        cls.eco.include_base_amount = True
        cls.bottles = cls.eco.copy({"name": "Bottles", "include_base_amount": False})

    @classmethod
    def _taxes(cls, xmlid, fixed):
        other = cls.eco if fixed else cls.bottles
        return [Command.set((other | cls._tax(xmlid)).ids)]

    @classmethod
    def _rate_taxes(cls, rate):
        name = f"TVA {rate}"
        known = cls.env["account.tax"].search(
            [("name", "=", name), ("company_id", "=", cls.company.id)]
        )
        tax = known or cls._tax("tva_normale").copy({"name": name, "amount": rate})
        return [Command.set(tax.ids)]

    @classmethod
    def _discounted(cls, computation):
        term = cls.env["account.payment.term"].create(
            {
                "name": "2 % within 8 days",
                "early_discount": True,
                "discount_percentage": 2,
                "discount_days": 8,
                "early_pay_discount_computation": computation,
                "line_ids": [
                    Command.create(
                        {"value": "percent", "value_amount": 100, "nb_days": 30}
                    )
                ],
            }
        )
        return {"invoice_payment_term_id": term.id}

    def _make(self, make, profile):
        """Return the document of a case, its terms and its XML."""
        self.company.l10n_fr_demat_profile = profile
        self.company.tax_calculation_rounding_method = "round_per_line"
        move = make(self)
        xml, errors = move._get_l10n_fr_demat_xml()
        self.assertFalse(errors)
        return move, xml

    def _print(self, moves):
        """Return the printed page of each document, by its id."""
        if not FOLDER:
            with file_open(
                "l10n_fr_demat_campaign/tests/files/invoice_print.pdf", "rb"
            ) as file:
                return dict.fromkeys(moves.ids, file.read())
        report = "account.account_invoices"
        Report = self.env["ir.actions.report"].with_context(force_report_rendering=True)
        with self.allow_pdf_render():
            content, kind = Report._pre_render_qweb_pdf(report, res_ids=moves.ids)
        pages = Report._get_splitted_report(report, content, kind)
        return {move.id: pages[move.id] for move in moves}

    def _judge(self, xml, submitted, profile, pdf):
        """Return the verdict of each judge that works in this process or by it."""
        sheets = [profile, "fr"]
        verdicts = worker.get_worker().collect(submitted, sheets)
        found = {sheet: verdict.state for sheet, verdict in verdicts.items()}
        found["messages"] = [m for v in verdicts.values() for m in v.messages]
        flaws = container.flaws_of(pdf)
        found["container"] = "failed" if flaws else "ok"
        found["reader"] = self._read_by_another(xml)
        found["plain"] = self._judge_plain(pdf)
        return found

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

    def _read_by_another(self, xml):
        """Let an independent reader read the amounts; return its verdict."""
        if not HAS_READER:
            return "not_run"
        from drafthorse.models.document import Document

        read = Document.parse(xml, strict=False)
        total = read.trade.settlement.monetary_summation
        grand = total.grand_total._amount
        return "ok" if self._read_total(xml) == f"{grand:.2f}" else "failed"

    def _read_total(self, xml):
        tree = etree.fromstring(xml)
        return f"{float(self._texts(tree, 'GrandTotalAmount')[0]):.2f}"

    def test_every_invoice_is_accepted_by_every_judge(self):
        chosen = list(cases())
        self.assertGreaterEqual(len(chosen), 120)
        results, made = {}, {}
        for name, profile, make in chosen if FOLDER else chosen[::3]:
            with self.subTest(case=name):
                move, xml = self._make(make, profile)
                asked = worker.get_worker().submit(xml, [profile, "fr"])
                made[name] = (move, xml, profile, asked)
        pages = self._print(
            self.env["account.move"].union(*(m for m, *_rest in made.values()))
        )
        for name, (move, xml, profile, asked) in made.items():
            with self.subTest(case=name):
                self.company.l10n_fr_demat_profile = profile
                pdf = move._get_l10n_fr_demat_facturx(pages[move.id], xml)
                results[name] = self._judge(xml, asked, profile, pdf)
                ubl = document.to_ubl(xml)
                results[name]["ubl"], refusals = self._judge_ubl(xml, ubl)
                self._keep(name, xml, pdf, ubl)
                states = {**results[name]}
                messages = states.pop("messages") + refusals
                self.assertNotIn("failed", states.values(), messages)
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

    def test_core_reads_our_file_and_finds_the_same_amounts(self):
        journal = self.company_data["default_journal_purchase"]
        names = ("four rates", "discounts", "a discount line", "six decimals")
        for name, syntax in itertools.product(names, (bytes, document.to_ubl)):
            with self.subTest(case=name, syntax=syntax.__name__):
                move = self._post_invoice(CONTENTS[name](self))
                xml, _errors = move._get_l10n_fr_demat_xml()
                values = {"name": "invoice.xml", "mimetype": "text/xml"}
                attachment = self.env["ir.attachment"].create(
                    {**values, "raw": syntax(xml)}
                )
                read = journal._create_document_from_attachment(attachment.ids)
                self.assertAlmostEqual(read.amount_untaxed, move.amount_untaxed, 2)
                self.assertAlmostEqual(read.amount_total, move.amount_total, 2)
