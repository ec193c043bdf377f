"""The Odoo side of campaign.py: each measure in a child process of its own."""

import argparse
import os
import resource
import sys
import time
import traceback

import odoo.init  # noqa: F401
from odoo import sql_db

# isort: split
import kill_worker
from demo import clock
from kill_worker import COMPOSITION, SILENCE, Campaign, say

PLAIN = "<div><p>Bonjour <t t-out='object.name'/></p>{text}</div>"


def main(arguments):
    """Measure; return 0."""
    parser = argparse.ArgumentParser()
    for name in ("configuration", "database", "smtp-port", "mails"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--customers", type=int, required=True)
    options = parser.parse_args(arguments)
    options.seed, options.kills = 1, 0
    Benchmark(options).run()
    return 0


class Benchmark(Campaign):
    """A campaign whose steps are measured, one after the other."""

    def small_batches(self):
        """Keep the batches as they are delivered."""

    def prepare_customer(self, number):
        """Everybody has an e-mail address here."""
        values = super().prepare_customer(number)
        return {**values, "email": f"compta@societe-{number}.example"}

    def run(self):
        """Measure every step and say the ratios."""
        start = time.monotonic()
        self.prepare()
        seconds = time.monotonic() - start
        say(f"{self.options.customers} customers made in {seconds:.0f} s")
        plain = self.measure("plain mailing", "2026-09-07 08:00", self.mail_plainly)
        wave = self.measure("wave", "2026-09-07 08:00", self.do, COMPOSITION)
        self.compare("wave / plain mailing", wave, plain)
        self.let_time_pass()
        bare = self.measure("bare loop", "2026-10-13 05:00", self.loop)
        silence = self.measure("silence", "2026-10-13 05:00", self.do, SILENCE)
        self.compare("silence / bare loop", silence, bare)
        with self.session.env() as env:
            accepted = env["demat.consent"].search_count([("state", "=", "accepted")])
            say(f"accepted by silence: {accepted} of {self.options.customers}")
            for text, count in env["demat.request"]._read_group(
                [("blocker_text", "!=", False)], ["blocker_text"], ["__count"]
            ):
                say(f"  {count} not: {text}")

    def compare(self, title, ours, reference):
        """Say how many times longer and bigger we are."""
        (time_, memory), (time_0, memory_0) = ours, reference
        say(f"{title}: time x {time_ / time_0:.2f}, peak x {memory / memory_0:.2f}")

    def measure(self, title, moment, work, *arguments):
        """Do some work in a child process; return its seconds and its peak in MB."""
        sql_db.close_all()
        reader, writer = os.pipe()
        if not os.fork():
            status = 1
            try:
                with clock.at(moment):
                    start = time.perf_counter()
                    work(*arguments)
                    seconds = time.perf_counter() - start
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
                os.write(writer, f"{seconds} {peak}".encode())
                status = 0
            except Exception:  # noqa: BLE001
                traceback.print_exc()
            finally:
                os._exit(status)
        os.close(writer)
        os.wait()
        with os.fdopen(reader) as stream:
            seconds, peak = stream.read().split()
        each = float(seconds) / self.options.customers * 1000
        say(f"  {title}: {float(seconds):.1f} s, {each:.2f} ms each, peak {peak} MB")
        return float(seconds), int(peak)

    def do(self, jobs):
        """Do jobs as the scheduler does."""
        for model, method in jobs:
            with self.session.env() as env:
                getattr(env[model], method)()

    def mail_plainly(self):
        """Compose a plain Odoo mailing to the same customers, with a text as long."""
        with self.session.env() as env:
            letter = env["demat.letter"]._find_letter(
                env.company, "consent_tacit", "email"
            )
            body = PLAIN.format(text=letter._get_version("fr_FR").body)
            mailing = env["mailing.mailing"].create(
                {
                    "name": "Plain",
                    "subject": "Vos factures, {{ object.name }}",
                    "body_html": body,
                    "body_arch": body,
                    "mailing_model_id": env["ir.model"]._get("res.partner").id,
                    "mailing_domain": "[('name', '=like', 'Société %')]",
                    "keep_archives": True,
                    "email_from": env.company.email_formatted,
                    "reply_to_mode": "new",
                    "reply_to": env.company.email,
                }
            )
            mailing.action_put_in_queue()
        self.do(COMPOSITION[1:])
        with self.session.env() as env:
            mails = env["mail.mail"].search([("mailing_id", "=", mailing.id)])
            assert len(mails) == self.options.customers, len(mails)
            mails.write({"state": "cancel"})

    def let_time_pass(self):
        """Say that the messages left, as the mail queue does, and a reminder later."""
        self.say_sent()
        with clock.at("2026-09-21 08:00"):
            self.do(COMPOSITION)
        self.say_sent()

    def say_sent(self):
        """Say that every message written so far has left."""
        with self.session.env() as env:
            env.cr.execute("UPDATE mail_mail SET state = 'cancel'")
            env.cr.execute("UPDATE demat_sending SET state = 'sent', sent_at = slot_at")

    def loop(self):
        """Run one UPDATE and one INSERT per customer, committed every 500."""
        with self.session.env() as env:
            cr = env.cr
            cr.execute("CREATE TABLE bare (LIKE demat_evidence INCLUDING ALL)")
            cr.execute("SELECT * FROM demat_evidence LIMIT 1")
            names = [column.name for column in cr.description]
            row = dict(zip(names, cr.fetchone(), strict=True))
            row.pop("id")
            cr.execute("SELECT id FROM demat_consent WHERE state = 'asked'")
            for number, [consent_id] in enumerate(cr.fetchall()):
                cr.execute(
                    "UPDATE demat_consent SET since = %s, write_date = %s "
                    "WHERE id = %s",
                    ["2026-10-13", "2026-10-13 05:00:00", consent_id],
                )
                values = {
                    **row,
                    "digests": None,
                    "chain_id": number,
                    "consent_id": consent_id,
                }
                cr.execute(
                    f"INSERT INTO bare ({', '.join(values)}) VALUES %s",  # noqa: S608
                    [tuple(values.values())],
                )
                if number % 500 == 499:
                    cr.commit()


if __name__ == "__main__":
    kill_worker.WAVES.pop("letter")
    sys.exit(main(sys.argv[1:]))
