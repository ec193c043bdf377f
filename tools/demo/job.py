"""The whole job of the product on one customer file, step by step, each on its day.

Run as a program by ``bin/demo``, in the virtual environment where Odoo lives.
"""

import argparse
import sys
from pathlib import Path

from odoo.exceptions import UserError

from demo import calendar_2026 as days
from demo import clock, customers, files, invoices, world
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


class Demo:
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
        """Return (what it is, when, what to do) in the order a user works."""
        return (
            ("a small company is set up", days.SETUP, self.set_up),
            ("its customers are imported", days.IMPORT, self.import_customers),
            ("invoices are drafted", days.DRAFTS, self.draft_invoices),
            ("the campaign is prepared", days.PREPARE, self.prepare_campaign),
            ("the first e-mails leave", days.FIRST_MAIL, self.run_waves),
            ("customers answer on the page", days.FIRST_ANSWERS, self.answer_mails),
            ("letters for whom no e-mail reached", days.LETTER, self.run_waves),
            ("the letters are posted", days.POSTING, self.post_letters),
            (
                "a letter is answered with its code",
                days.LETTER_ANSWERS,
                self.answer_letters,
            ),
            ("the reminder leaves", days.REMINDER, self.run_waves),
            ("more customers answer", days.SECOND_ANSWERS, self.answer_reminders),
            ("an answer comes by phone", days.PHONE_ANSWER, self.answer_phone),
            ("the deadline is over", days.AFTER_DEADLINE, self.evaluate_silence),
            ("the notice leaves", days.NOTICE, self.run_waves),
            ("a customer objects", days.OBJECTION, self.object_to_notice),
            ("invoices are posted and sent", days.INVOICES, self.send_invoices),
            ("the evidence is taken out", days.EVIDENCE, self.export_evidence),
        )

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

    # c. ask

    def prepare_campaign(self):
        """Plan the campaign; the manager launches it."""
        with self.session.env("responsable") as env:
            campaign = env["demat.campaign"].create(
                {
                    **days.CAMPAIGN,
                    "user_id": env["res.users"].search([("login", "=", "adv")]).id,
                    "wave_ids": [
                        (0, 0, {"kind": kind, "planned_on": day})
                        for kind, day in days.WAVES.items()
                    ],
                }
            )
            campaign.action_launch()
            self.campaign_id = campaign.id
            self.summary["targeted"] = campaign.request_count

    def run_waves(self):
        """Let the scheduler do what is due today."""
        self.session.run_job(
            "ir_cron_run_waves", "mass_mailing.ir_cron_mass_mailing_queue"
        )
        self.session.run_until_done(
            "mail.ir_cron_mail_scheduler_action", self._has_mail_left
        )
        self.seal()

    def _has_mail_left(self, env):
        return env["mail.mail"].search_count([("state", "=", "outgoing")])

    def post_letters(self):
        """Hand the batch of letters to the post and keep the files."""
        with self.session.env("adv") as env:
            batches = env["demat.batch"].search([("kind", "=", "letter")])
            batches.action_mark_posted()
            self.summary["letters"] = files.keep_letters(
                batches, self.output / "letters"
            )

    # d. answers

    def answer_mails(self):
        """Of ten customers two accept, one refuses, one asks, the others wait."""
        behaviours = {
            0: self._accept,
            3: self._accept_portal,
            5: self._refuse,
            8: self._ask,
        }
        self._answer(self.mailbox.links(), behaviours)

    def answer_reminders(self):
        """After the reminder, one of ten more accepts."""
        known = self.summary.answered_links
        fresh = {
            key: link
            for key, link in self.mailbox.links().items()
            if key[0] not in known
        }
        self._answer(fresh, {4: self._accept})

    def _answer(self, links, behaviours):
        for number, (key, link) in enumerate(links.items()):
            if behaviour := behaviours.get(number % 10):
                behaviour(customers.Visitor(link), key[0])
                self.summary.answered_links.add(key[0])

    def _accept(self, visitor, address):
        self._say_yes(visitor, "email", address)

    def _accept_portal(self, visitor, address):
        self._say_yes(visitor, "portal", address)

    def _say_yes(self, visitor, channel, address):
        if visitor.needs_agreement:
            visitor.accept(channel=channel, address=address)
        else:
            visitor.confirm()

    def _refuse(self, visitor, _address):
        if visitor.needs_agreement:
            visitor.refuse()

    def _ask(self, visitor, _address):
        visitor.ask("Nos factures doivent-elles porter votre numéro de commande ?")

    def answer_letters(self):
        """The first customer who got a letter types its code and accepts."""
        with self.session.env("adv") as env:
            sending = env["demat.sending"].search(
                [("medium", "=", "letter"), ("request_id.family", "!=", "information")],
                limit=1,
            )
            code, postcode = sending.request_id.short_code, sending.partner_id.zip
        if code:
            visitor = customers.Visitor(f"{self.session.base_url}/demat")
            visitor.enter(code, postcode)
            visitor.accept(channel="email", address="compta@nouvelle-adresse.example")

    def answer_phone(self):
        """The officer answers the questions, and records a refusal given by phone."""
        with self.session.env("adv") as env:
            requests = env["demat.request"].search(
                [("campaign_id", "=", self.campaign_id)]
            )
            requests.filtered("is_question_open")[1:].action_question_answered()
            waiting = requests.filtered(
                lambda request: (
                    request.state == "asked" and request.family != "information"
                )
            )
            for request, answer in zip(waiting[:2], ("accept", "refuse"), strict=False):
                env["demat.request.answer"].create(
                    {
                        "request_id": request.id,
                        "answer": answer,
                        "door": "phone",
                        "name": "Mme Martin",
                        "function": "Comptable",
                        "address": request.email,
                    }
                ).action_record()

    # e. deadline

    def evaluate_silence(self):
        """Let the job turn silence into acceptance where every gate is open."""
        self.session.run_until_done("ir_cron_accept_tacitly", self._has_silence_left)

    def _has_silence_left(self, env):
        requests = env["demat.request"]
        return requests.search_count(requests._get_overdue_domain())

    def object_to_notice(self):
        """One customer who was told that silence counted prefers paper."""
        with self.session.env("adv") as env:
            sending = env["demat.sending"].search([("kind", "=", "notice")], limit=1)
            address = sending.address
        links = [
            link
            for (to, _subject), link in self.mailbox.links().items()
            if to == address
        ]
        if links:
            customers.Visitor(links[-1]).refuse()

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
