"""The Odoo side of campaign.py: each measure in a child process of its own."""

import argparse
import json
import os
import resource
import sys
import time
import traceback
from contextlib import suppress
from pathlib import Path

from markupsafe import Markup

import odoo.init  # noqa: F401
from odoo import sql_db

# isort: split
import bare_loop
import kill_worker
from demo import clock
from kill_worker import COMPOSITION, SILENCE, Campaign, say

# What our letter tells each customer, as a mailing of Odoo's own tells it.
PERSONAL = {
    "customer": Markup('<t t-out="object.name"/>'),
    "deadline": Markup(
        """<t t-out="format_date(object.create_date, 'EEEE d MMMM y')"/>"""
    ),
}
PREVIEWS = (10, 100, 1000)


def main(arguments):
    """Measure; return 0."""
    parser = argparse.ArgumentParser()
    for name in ("configuration", "database", "smtp-port", "mails", "results"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--customers", type=int, required=True)
    parser.add_argument("--beside", choices=("plain", "nothing"), required=True)
    options = parser.parse_args(arguments)
    options.seed, options.kills = 1, 0
    Benchmark(options).run()
    return 0


def read_server_seconds():
    """Return how long the processor worked in PostgreSQL for this process.

    Other work on the machine lengthens it less than the time on the clock. A server
    on another machine cannot be asked: nothing, then.
    """
    ticks = 0
    for connection in sql_db._Pool._connections:
        with suppress(OSError):
            state = Path("/proc", str(connection.info.backend_pid), "stat").read_text()
            user, system = state.rpartition(")")[2].split()[11:13]
            ticks += int(user) + int(system)
    return ticks / os.sysconf("SC_CLK_TCK")


class Benchmark(Campaign):
    """A campaign whose steps are measured, one after the other."""

    def small_batches(self):
        """Keep the batches as they are delivered; note what is measured."""
        self.results = {}

    def prepare_customer(self, number):
        """Everybody has an e-mail address here."""
        values = super().prepare_customer(number)
        return {**values, "email": f"compta@societe-{number}.example"}

    def run(self):
        """Measure every step and say the ratios."""
        self.measure("customers, launch", "2026-09-01 08:00", self.prepare)
        self.count_queries()
        self.measure("audience preview", "2026-09-01 08:00", self.preview)
        if self.options.beside == "plain":
            plain = self.measure("plain mailing", "2026-09-07 08:00", self.mail_plainly)
            self.check_plain()
        wave = self.measure("wave", "2026-09-07 08:00", self.do, COMPOSITION)
        if self.options.beside == "plain":
            self.compare("wave / plain mailing", wave, plain)
        self.let_time_pass()
        self.copy_tables()
        silence = self.measure("silence", "2026-10-13 05:00", self.do, SILENCE)
        written = self.read_written()
        bare = self.measure("bare loop", "2026-10-13 05:00", self.loop, written)
        self.compare("silence / bare loop", silence, bare)
        with self.session.env() as env:
            accepted = env["demat.consent"].search_count([("state", "=", "accepted")])
            say(f"accepted by silence: {accepted} of {self.options.customers}")
            for text, count in env["demat.request"]._read_group(
                [("blocker_text", "!=", False)], ["blocker_text"], ["__count"]
            ):
                say(f"  {count} not: {text}")
        Path(self.options.results).write_text(json.dumps(self.results))

    def compare(self, title, ours, reference):
        """Say how many times longer and bigger we are."""
        names = ("time", "processor", "peak")
        ratios = (
            f"{name} x {mine / other:.2f}"
            for name, mine, other in zip(names, ours, reference, strict=True)
        )
        say(f"{title}: {', '.join(ratios)}")

    def measure(self, title, moment, work, *arguments):
        """Do some work in a child process; return its cost.

        :return: the seconds on the clock, those of the processor, the peak in MB
        """
        sql_db.close_all()
        reader, writer = os.pipe()
        if not os.fork():
            status = 1
            try:
                with clock.at(moment):
                    start, busy = time.perf_counter(), time.process_time()
                    work(*arguments)
                    seconds = time.perf_counter() - start
                    busy = time.process_time() - busy + read_server_seconds()
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
                os.write(writer, f"{seconds} {busy} {peak}".encode())
                status = 0
            except Exception:  # noqa: BLE001
                traceback.print_exc()
            finally:
                os._exit(status)
        os.close(writer)
        os.wait()
        with os.fdopen(reader) as stream:
            seconds, busy, peak = map(float, stream.read().split())
        each = seconds / self.options.customers * 1000
        say(
            f"  {title}: {seconds:.1f} s, {each:.2f} ms each, "
            f"processor {busy:.1f} s, peak {peak:.0f} MB"
        )
        self.results[title] = [seconds, busy, peak]
        return seconds, busy, peak

    def do(self, jobs):
        """Do jobs as the scheduler does."""
        for model, method in jobs:
            with self.session.env() as env:
                getattr(env[model], method)()

    def preview(self):
        """Work out the audience of the campaign again."""
        with self.session.env() as env:
            env["demat.campaign"].search([]).action_preview_audience()

    def count_queries(self):
        """Say how many queries a preview takes, for several numbers of customers."""
        counts = {}
        for size in PREVIEWS:
            with self.session.env() as env:
                partners = env["demat.request"].search([], limit=size).partner_id
                campaign = env["demat.campaign"].search([], limit=1).copy()
                campaign.domain = f"[('id', 'in', {partners.ids})]"
                env.flush_all()
                env.invalidate_all()
                before = env.cr.sql_log_count
                campaign.action_preview_audience()
                env.flush_all()
                counts[len(partners)] = env.cr.sql_log_count - before
                env.cr.rollback()
        # The first preview of a process reads what all the others find in the caches.
        counts.pop(PREVIEWS[0])
        say(
            "audience preview: "
            + ", ".join(
                f"{count} queries for {size} customers"
                for size, count in counts.items()
            )
        )

    def write_plainly(self, env):
        """Return our letter as the subject and the body of a plain mailing.

        What is the same for everybody stands in it as text; the name of the customer
        and a date in words are worked out for each, as in ours.
        """
        request = env["demat.request"].search([], limit=1)
        letter = env["demat.letter"]._find_letter(env.company, "consent_tacit", "email")
        version, common = letter._get_version("fr_FR"), request._prepare_common_values()
        subject = version._render({**common, "customer": "{{ object.name }}"})[0]
        return subject, version._render({**common, **PERSONAL})[1]

    def mail_plainly(self):
        """Compose a plain Odoo mailing with the same letter to the same customers."""
        with self.session.env() as env:
            subject, body = self.write_plainly(env)
            mailing = env["mailing.mailing"].create(
                {
                    "name": "Plain",
                    "subject": subject,
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

    def check_plain(self):
        """See that the plain mailing wrote to everybody, in words; none will leave."""
        with self.session.env() as env:
            env.cr.execute(
                "UPDATE mail_mail SET state = 'cancel' "
                "WHERE body_html LIKE '%Société % septembre 2026%'"
            )
            assert env.cr.rowcount == self.options.customers, env.cr.rowcount

    def let_time_pass(self):
        """Say that the messages left, as the mail queue does, and a reminder later.

        Nobody measures the reminder: it is planned for each customer and not composed.
        """
        self.say_sent()
        with clock.at("2026-09-21 08:00"):
            self.do(COMPOSITION[:1])
        self.say_sent()

    def say_sent(self):
        """Say that every message written so far has left."""
        with self.session.env() as env:
            env.cr.execute("UPDATE mail_mail SET state = 'cancel'")
            env.cr.execute("UPDATE demat_sending SET state = 'sent', sent_at = slot_at")

    def copy_tables(self):
        """Make the tables of the bare loop, while everybody is still asked."""
        with self.session.env() as env:
            bare_loop.copy_tables(env)

    def read_written(self):
        """Return what the job wrote."""
        with self.session.env() as env:
            return bare_loop.read_written(env)

    def loop(self, written):
        """Write the same without us."""
        with self.session.env() as env:
            bare_loop.run(env, written)


if __name__ == "__main__":
    kill_worker.WAVES.pop("letter")
    sys.exit(main(sys.argv[1:]))
