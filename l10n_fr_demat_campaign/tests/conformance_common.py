import os

from odoo import Command
from odoo.tools import file_open

from . import conformance_readers
from .emission_common import EmissionCommon

# bin/conformance gives a folder: every case, drawn by wkhtmltopdf, then kept there.
FOLDER = os.environ.get("DEMAT_CONFORMANCE")


class ConformanceCommon(EmissionCommon):
    """What the factories of the cases need beside the usual company and customer."""

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
        cls.env["res.currency.rate"].create(
            {
                "name": "2026-01-01",
                "currency_id": cls.env.ref("base.USD").id,
                "company_id": cls.company.id,
                "rate": 1.25,
            }
        )
        cls.bottles = cls.eco.copy({"name": "Bottles", "include_base_amount": False})

    @classmethod
    def _taxes(cls, xmlid, fixed):
        other = cls.eco if fixed else cls.bottles
        return [Command.set((other | cls._tax(xmlid)).ids)]

    @classmethod
    def _rate_taxes(cls, rate):
        """Return the tax of a rate; another lets core read it in a bill."""
        name = f"TVA {rate}"
        known = cls.env["account.tax"].search(
            [("name", "=", name), ("company_id", "=", cls.company.id)]
        )
        if not known:
            values = {"name": name, "amount": rate}
            known = cls._tax("tva_normale").copy(values)
            cls._tax("tva_acq_normale").copy(values)
        return [Command.set(known.filtered(lambda t: t.type_tax_use == "sale").ids)]

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
        """Return the document of a case, its XML and the figures that Odoo booked."""
        self.company.l10n_fr_demat_profile = profile
        self.company.tax_calculation_rounding_method = "round_per_line"
        move = make(self)
        xml, errors = move._get_l10n_fr_demat_xml()
        self.assertFalse(errors)
        return move, xml, conformance_readers.booked(move)

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
