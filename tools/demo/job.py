"""The whole job of the product on one customer file, step by step, each on its day.

Run as a program by ``bin/demo``, in the virtual environment where Odoo lives.
"""

import argparse
import sys
from pathlib import Path

from odoo import fields
from odoo.exceptions import UserError

from demo import calendar_2026 as days
from demo import clock, files, invoices, world
from demo.asking import Asking
from demo.mailbox import Mailbox
from demo.session import Session
from demo.summary import EXPECTED, EXPECTED_OF_ANY, Summary

SAMPLE = Path(__file__).parents[2] / "data" / "customers.csv"


def main(arguments):
    """Run every step; return 0 only if each did its work."""
    parser = argparse.ArgumentParser()
    for name in (
        "configuration",
        "database",
        "port",
        "smtp-port",
        "output",
        "customers",
    ):
        parser.add_argument(f"--{name}", required=True)
    options = parser.parse_args(arguments)
    demo = Demo(options)
    try:
        demo.run()
    except UserError as error:
        print(f"✗ {error}", file=sys.stderr)  # noqa: T201
        return 1
    is_sample = Path(options.customers).samefile(SAMPLE)
    return demo.summary.finish(EXPECTED if is_sample else EXPECTED_OF_ANY)


class Demo(Asking):
    """What the steps share: the session, the mailboxes, the figures."""

    def __init__(self, options):
        self.output = Path(options.output)
        self.customers_file = Path(options.customers)
        self.smtp_port = int(options.smtp_port)
        self.mailbox = Mailbox(self.output / "mails")
        self.summary = Summary(self.output)
        self.session = Session(
            options.configuration, options.database, int(options.port)
        )

    def run(self):
        """Live through every step, each at its own date."""
        for title, moment, step in self.steps():
            print(f"→ {moment[:10]} {title}", flush=True)  # noqa: T201
            with clock.at(moment):
                step()

    def steps(self):
        """Return (what it is, when, what to do), each at its time."""
        steps = (
            ("a small company is set up", days.SETUP, self.set_up),
            ("its customers are imported", days.IMPORT, self.import_customers),
            ("invoices are drafted", days.DRAFTS, self.draft_invoices),
            ("invoices leave on paper", days.PAPER_INVOICES, self.invoice_on_paper),
            *self.asking_steps(),
            ("more leave on paper", days.MORE_PAPER_INVOICES, self.invoice_on_paper),
            ("some of them are paid", days.PAPER_PAYMENTS, self.receive_payments),
            ("invoices are posted and sent", days.INVOICES, self.send_invoices),
            ("the evidence is taken out", days.EVIDENCE, self.export_evidence),
            ("two customers ask for a copy", days.COPIES, self.send_copies),
            ("invoices are paid, some late", days.PAYMENTS, self.receive_payments),
        )
        return sorted(steps, key=lambda step: step[1])

    # a. import

    def set_up(self):
        """Create the company and its people; serve pages; connect the mail server."""
        self.session.serve()
        with self.session.env() as env:
            world.build(env)
            invoices.create_products(env)
            world.connect(env, self.session.base_url, self.smtp_port)

    def import_customers(self):
        """Import the file as the officer does, and keep its report."""
        with self.session.env("adv") as env:
            imported = world.read_file(env, self.customers_file)
            import_id = imported.id
            imported.action_start()
        self.session.run_until_done("ir_cron_import_customers", self._has_import_left)
        with self.session.env("adv") as env:
            imported = env["demat.import"].browse(import_id)
            (self.output / "import_report.csv").write_bytes(imported._get_report_csv())
            self.summary.add_import(imported)

    def _has_import_left(self, env):
        return env["demat.import"].search_count(
            [("state", "in", ("loading", "matching"))]
        )

    # b. invoices

    def draft_invoices(self):
        """Draft one invoice for every third customer, and for the first abroad."""
        with self.session.env("comptable") as env:
            partners = env["res.partner"].search(
                [("customer_rank", ">", 0), ("is_company", "=", True)], order="id"
            )
            abroad = partners.filtered(
                lambda partner: partner.country_code not in ("FR", False)
            )
            chosen = (partners[::3] | abroad[:3]).sorted("id")
            drafts = invoices.create_drafts(env, chosen, days.INVOICE_DAY)
            self.summary["invoices_drafted"] = len(drafts)

    def invoice_on_paper(self):
        """Post an invoice for each customer with a draft, and print it as ever."""
        with self.session.env("comptable") as env:
            drafts = env["account.move"].search(
                [("invoice_date", "=", days.INVOICE_DAY)]
            )
            today = fields.Date.context_today(drafts)
            invoices.create_drafts(env, drafts.partner_id, today).action_post()

    def receive_payments(self):
        """Enter what the bank received: of three invoices one in time, one late."""
        with self.session.env("comptable") as env:
            unpaid = env["account.move"].search(
                [
                    ("move_type", "=", "out_invoice"),
                    ("state", "=", "posted"),
                    ("payment_state", "=", "not_paid"),
                ],
                order="id",
            )
            is_later = str(fields.Date.context_today(unpaid)) > days.INVOICE_DAY
            paid_on = days.PAID_ON if is_later else days.PAPER_PAID_ON
            for rank, day in enumerate(paid_on):
                invoices.pay(env, unpaid[rank::3], day)
            report = env["demat.payment.report"]
            self.summary["compared_before_and_after"] = report.search_count([]) // 2

    # f. emit and deliver

    def send_invoices(self):
        """Post the drafts, send them as Odoo does, deliver and print what is due."""
        with self.session.env("comptable") as env:
            drafts = env["account.move"].search([("state", "=", "draft")])
            if not drafts:
                return
            drafts.action_post()
            invoices.send(env, drafts)
            first_id = drafts[:1].id
        self._deliver()
        with self.session.env("comptable") as env:
            invoice = env["account.move"].browse(first_id)
            credit_note = invoices.create_credit_note(env, invoice, days.INVOICE_DAY)
            invoices.send(env, credit_note)
        self._deliver()
        with self.session.env("adv") as env:
            files.print_paper(env)
            self.summary["invoices"] = files.keep_invoices(
                env, self.output / "invoices"
            )
            self.summary.add_deliveries(env)

    def _deliver(self):
        """Let the scheduler make the documents and deliver them."""
        self.session.run_until_done(
            "account.ir_cron_account_move_send", self._has_sending_left
        )
        self.session.run_until_done("ir_cron_deliver", self._has_delivery_left)

    def _has_sending_left(self, env):
        return env["account.move"].search_count([("sending_data", "!=", False)])

    def _has_delivery_left(self, env):
        deliveries = env["demat.delivery"]
        return deliveries.search_count(deliveries._get_due_domain())

    def send_copies(self):
        """Send two invoices again, to who lost one and to who got none."""
        with self.session.env("adv") as env:
            sent = env["demat.delivery"].search(
                [("channel", "=", "email"), ("state", "=", "sent")], order="id", limit=2
            )
            reasons = ("duplicate", "not_received")
            for delivery, reason in zip(sent, reasons, strict=False):
                env["demat.delivery.copy"].create(
                    {"delivery_ids": [(6, 0, delivery.ids)], "reason": reason}
                ).action_send()
            self.summary["sent_again"] = len(sent)
        self._deliver()

    # g. prove

    def seal(self):
        """Let the daily job sign the heads of the chains."""
        self.session.run_job("ir_cron_seal")

    def export_evidence(self):
        """Take out the evidence of a customer accepted by silence, and verify it."""
        self.seal()
        with self.session.env("auditeur") as env:
            consent = env["demat.consent"].search(
                [("basis", "=", "tacit_delay"), ("effective_on", "!=", False)], limit=1
            ) or env["demat.consent"].search([], order="state, id", limit=1)
            self.summary["evidence"] = files.keep_evidence(
                consent, self.output / "evidence"
            )
        with self.session.env() as env:
            self.summary.add_campaign(env["demat.campaign"].browse(self.campaign_id))
            explicit = [("state", "=", "accepted"), ("channel", "=", "portal")]
            if consent := env["demat.consent"].search(explicit, limit=1):
                world.create_portal_user(env, consent.partner_id)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
