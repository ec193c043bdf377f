from contextlib import contextmanager
from unittest import SkipTest
from unittest.mock import patch

from lxml import etree

from odoo import Command
from odoo.tools import file_open

from ..einvoice import codes
from .common import DematCommon

RAM = (
    "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
)
NAMESPACES = {"ram": RAM}
DAY = "2026-11-21"
PRINT = "l10n_fr_demat_campaign/tests/files/invoice_print.pdf"


class EmissionCommon(DematCommon):
    """Invoices of a French company, their taxes taken from the French chart."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.chair = cls._create_product_of("consu", "Chaise pliante", "CH-1", 40.0)
        cls.course = cls._create_product_of("service", "Formation", "FO-1", 600.0)
        cls.customer = cls._create_customer(vat="FR55341777639")
        with file_open(PRINT, "rb") as file:
            cls.page = file.read()
        cls.company.partner_id.bank_ids = [
            Command.create(
                {
                    "acc_number": "FR7630006000011234567890189",
                    "allow_out_payment": True,
                }
            )
        ]

    @classmethod
    def _need(cls, *names):
        """Skip what Odoo's own apps make where they are not installed."""
        missing = set(names) - cls.env.registry._init_modules
        if missing:
            raise SkipTest(f"needs Odoo's {', '.join(sorted(missing))}")

    @classmethod
    def _create_product_of(cls, kind, name, code, price):
        return cls.env["product.product"].create(
            {"name": name, "default_code": code, "type": kind, "list_price": price}
        )

    @classmethod
    def _tax(cls, xmlid):
        chart = cls.env["account.chart.template"].with_company(cls.company)
        return chart.ref(xmlid)

    @classmethod
    def _line(cls, product=None, tax="tva_normale", price=40.0, quantity=1.0, **values):
        product = product or cls.chair
        taxes = [cls._tax(tax).id] if tax else []
        return Command.create(
            {
                "product_id": product.id,
                "name": product.name,
                "price_unit": price,
                "quantity": quantity,
                "tax_ids": [Command.set(taxes)],
                **values,
            }
        )

    @classmethod
    def _post_invoice(cls, lines=None, partner=None, **values):
        """Create and post an invoice, of one chair by default."""
        move = cls.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": (partner or cls.customer).id,
                "invoice_date": DAY,
                "company_id": cls.company.id,
                "invoice_line_ids": lines or [cls._line()],
                **values,
            }
        )
        move.action_post()
        return move

    @classmethod
    def _self_billing(cls):
        """Return the journal of the invoices that we make for our suppliers."""
        journals = cls.env["account.journal"].search(
            [("is_self_billing", "=", True), ("company_id", "=", cls.company.id)]
        )
        return journals or journals.create(
            {
                "name": "Autofacturation",
                "code": "AUTO",
                "type": "purchase",
                "is_self_billing": True,
                "company_id": cls.company.id,
            }
        )

    @classmethod
    def _own_tax(cls, category, code=False, text=False):
        """Return a tax at 0 % that names its own category, reason and words."""
        name = f"0 % {category} {code}"
        known = cls.env["account.tax"].search(
            [("name", "=", name), ("company_id", "=", cls.company.id)]
        )
        tax = known or cls._tax("tva_sale_good_0").copy(
            {
                "name": name,
                "ubl_cii_tax_category_code": category,
                "ubl_cii_tax_exemption_reason_code": code,
                "invoice_legal_notes": text,
            }
        )
        return [Command.set(tax.ids)]

    @classmethod
    def _credit(cls, move):
        """Create and post the credit note of an invoice."""
        reversal = cls.env["account.move.reversal"].create(
            {"move_ids": move.ids, "journal_id": move.journal_id.id, "date": DAY}
        )
        credit_note = cls.env["account.move"].browse(reversal.reverse_moves()["res_id"])
        credit_note.action_post()
        return credit_note

    @classmethod
    def _pay(cls, move, **values):
        """Register a payment as users do, of all that is due by default."""
        wizard = cls.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=move.ids
        )
        wizard.create(values)._create_payments()

    @classmethod
    def _accept(cls, partner=None, **rule):
        """Let a customer accept on the answer page and choose a destination."""
        consent = cls._create_consent(partner or cls.customer)
        consent._apply("accept", basis="explicit_page", effective_on="2026-01-01")
        if rule.get("channel", "email") != "paper":
            cls._create_rule(consent, **rule)
        return consent

    @classmethod
    def _create_rule(cls, consent, **values):
        return cls.env["demat.delivery.rule"].create(
            {
                "consent_id": consent.id,
                "channel": "email",
                "format": "facturx",
                **values,
            }
        )

    @contextmanager
    def _printing(self):
        """Let invoices be printed as a real file of wkhtmltopdf, always the same."""

        def render(_self, moves_data):
            for move, data in moves_data.items():
                data["pdf_attachment_values"] = {
                    "name": move._get_invoice_report_filename(),
                    "raw": self.page,
                    "mimetype": "application/pdf",
                    "res_model": move._name,
                    "res_id": move.id,
                    "res_field": "invoice_pdf_report_file",
                }

        send = self.env.registry["account.move.send"]
        with patch.object(send, "_prepare_invoice_pdf_report", render):
            yield

    def _send(self, moves, **settings):
        """Send invoices as Odoo does, and return their deliveries, as the system."""
        user = self.env.user
        moves.sending_data = settings.get("from_cron") and {
            "author_user_id": user.id,
            "author_partner_id": user.partner_id.id,
        }
        with self._printing():
            self.env["account.move.send"]._generate_and_send_invoices(moves, **settings)
        return moves.sudo().l10n_fr_demat_delivery_ids.sorted("id")

    def _run_cron(self):
        """Run the scheduled action that delivers."""
        with self.enter_registry_test_mode():
            self.env.ref(
                "l10n_fr_demat_campaign.ir_cron_deliver"
            ).method_direct_trigger()
        self.env.invalidate_all()

    def _read_xml(self, move):
        """Return the XML of an invoice as a tree, checked against its XSD."""
        xml, errors = move._get_l10n_fr_demat_xml()
        self.assertFalse(errors)
        return etree.fromstring(xml)

    def _texts(self, tree, path):
        """Return the texts of the elements of a path, all in the main namespace."""
        steps = "//" + "/".join(f"ram:{step}" for step in path.split("/"))
        return [node.text for node in tree.xpath(steps, namespaces=NAMESPACES)]

    def assertTerm(self, tree, path, *expected):
        """Check the texts found at a path of the XML."""
        self.assertEqual(self._texts(tree, path), list(expected), path)

    def assertAddsUp(self, move):
        """Check that the totals say what Odoo says, and add up by EN 16931."""
        tree = self._read_xml(move)

        def total(name):
            path = f"SpecifiedTradeSettlementHeaderMonetarySummation/{name}"
            return sum(float(text) for text in self._texts(tree, path))

        lines = self._texts(
            tree, "SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount"
        )
        self.assertAlmostEqual(total("LineTotalAmount"), sum(map(float, lines)), 2)
        untaxed = total("TaxBasisTotalAmount")
        rounding = total("RoundingAmount")
        self.assertAlmostEqual(
            untaxed,
            total("LineTotalAmount")
            + total("ChargeTotalAmount")
            - total("AllowanceTotalAmount"),
            2,
        )
        self.assertAlmostEqual(
            total("GrandTotalAmount") + rounding, move.amount_total, 2
        )
        self.assertAlmostEqual(
            total("DuePayableAmount"),
            total("GrandTotalAmount") + rounding - total("TotalPrepaidAmount"),
            2,
        )
        bases = self._texts(
            tree, "ApplicableHeaderTradeSettlement/ApplicableTradeTax/BasisAmount"
        )
        self.assertAlmostEqual(untaxed, sum(map(float, bases)), 2)
        rates = {
            float(text)
            for text in self._texts(tree, "ApplicableTradeTax/RateApplicablePercent")
        }
        self.assertLessEqual(rates, codes.RATES)
        return tree
