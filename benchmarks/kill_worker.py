"""The Odoo side of kill_campaign.py: work in a child process, kill it, go on, count.

The parent loads Odoo once; each worker is a child that opens its own connections, as
the workers of Odoo's own server are.
"""

import argparse
import logging
import os
import random
import re
import signal
import sys
import time
from collections import Counter
from pathlib import Path

import odoo.init  # noqa: F401
from odoo import sql_db

# isort: split
from demo import clock, world
from demo.session import Session

CAMPAIGN = {
    "name": "Automne 2026",
    "deadline": "2026-10-12",
    "first_invoice_on": "2026-11-02",
}
WAVES = {
    "email": "2026-09-07",
    "letter": "2026-09-10",
    "reminder": "2026-09-21",
    "notice": "2026-10-13",
}
COMPOSITION = (
    ("demat.wave", "_cron_run_due"),
    ("mailing.mailing", "_process_mass_mailing_queue"),
)
SENDING = (("mail.mail", "process_email_queue"),)
SILENCE = (("demat.request", "_cron_accept_tacitly"),)
# What is done, when, and the share of the kills that falls on it.
STEPS = (
    ("composition", "2026-09-07 08:00", COMPOSITION, 5),
    ("sending", "2026-09-07 09:00", SENDING, 5),
    ("letters", "2026-09-10 08:00", COMPOSITION, 4),
    ("reminder", "2026-09-21 08:00", (*COMPOSITION, *SENDING), 2),
    ("silence", "2026-10-13 05:00", SILENCE, 4),
    ("notice", "2026-10-13 08:00", (*COMPOSITION, *SENDING), 0),
)
# Customers of one transaction here, so that kills fall between transactions too.
BATCH = 40
# Customers created at once.
IMPORT_BATCH = 1000
MESSAGE_ID = re.compile(rb"^Message-Id:\s*(\S+)", re.IGNORECASE | re.MULTILINE)


def main(arguments):
    """Do everything; return 0 when every count is right."""
    parser = argparse.ArgumentParser()
    for name in ("configuration", "database", "smtp-port", "mails"):
        parser.add_argument(f"--{name}", required=True)
    for name in ("kills", "customers", "seed"):
        parser.add_argument(f"--{name}", type=int, required=True)
    campaign = Campaign(parser.parse_args(arguments))
    return campaign.run()


class Campaign:
    """A campaign whose workers are killed."""

    def __init__(self, options):
        self.options = options
        self.draw = random.Random(options.seed)  # noqa: S311
        self.session = Session(options.configuration, options.database, 0)
        self.kills = Counter()
        self.flaws = []
        self.small_batches()

    def small_batches(self):
        from odoo.addons.l10n_fr_demat_campaign.models import (
            demat_request_deadline,
            demat_wave_letter,
        )

        demat_wave_letter.DematWaveLetter._run_batch.__defaults__ = (BATCH,)
        job = demat_request_deadline.DematRequestDeadline._cron_accept_tacitly
        getattr(job, "__wrapped__", job).__defaults__ = (BATCH,)

    def run(self):
        """Carry the campaign through every step, then count."""
        self.prepare()
        weight = sum(share for *_step, share in STEPS)
        for name, moment, jobs, share in STEPS:
            wanted = round(self.options.kills * share / weight)
            start = time.monotonic()
            self.carry_out(name, moment, jobs, wanted)
            if name == "letters":
                self.post_letters()
            say(f"{name}: {self.kills[name]} kills, {time.monotonic() - start:.1f} s")
        self.count()
        for flaw in self.flaws:
            say(f"✗ {flaw}")
        say("nothing lost, nothing twice" if not self.flaws else "NOT as it must be")
        return int(bool(self.flaws))

    # The work

    def prepare(self):
        """Create the company and its customers, one of three without e-mail; launch."""
        with clock.at("2026-09-01 08:00"), self.session.env() as env:
            world.build(env)
            world.connect(env, "http://127.0.0.1:1", int(self.options.smtp_port))
            self.create_customers(env)
            campaign = env["demat.campaign"].create(
                {
                    **CAMPAIGN,
                    "domain": "[('name', '=like', 'Société %')]",
                    "wave_ids": [
                        (0, 0, {"kind": kind, "planned_on": day})
                        for kind, day in WAVES.items()
                    ],
                }
            )
            campaign._launch_with_reason("Nobody is there to read the checks")
            self.campaign_id = campaign.id
            # The dearest key of the evidence is made once, not in each worker.
            env["demat.evidence.key"]._get_mac_key()

    def create_customers(self, env):
        """Create the customers, some at a time as any import does."""
        partners = env["res.partner"].with_context(tracking_disable=True)
        for start in range(0, self.options.customers, IMPORT_BATCH):
            end = min(start + IMPORT_BATCH, self.options.customers)
            partners.create([self.prepare_customer(n) for n in range(start, end)])
            env.flush_all()
            env.invalidate_all()

    def prepare_customer(self, number):
        """Return one customer; the SIREN is free text to the rules on silence."""
        return {
            "name": f"Société {number:05d}",
            "is_company": True,
            "street": f"{number % 90 + 1} rue du Pont",
            "zip": "44000",
            "city": "Nantes",
            "country_id": 75,
            "lang": "fr_FR",
            "customer_rank": 1,
            "email": f"compta@societe-{number}.example" if number % 3 else False,
            "l10n_fr_demat_siren": siren(number),
            "l10n_fr_demat_recipient": "taxable",
        }

    def carry_out(self, name, moment, jobs, kills):
        """Let workers do a step, killing them, until one reaches the end."""
        longest = 3.0
        while self.kills[name] < kills:
            pid = self.work(moment, jobs)
            if self.kill_after(pid, self.draw.uniform(0, longest)):
                self.kills[name] += 1
                longest *= 0.9
            elif longest < 0.1:
                break
            else:
                longest /= 2
        for _worker in range(3):
            _pid, status = os.waitpid(self.work(moment, jobs), 0)
            if status:
                self.flaws.append(f"{name}: the last worker failed ({status})")

    def work(self, moment, jobs):
        """Start a child process that does the jobs; return its number."""
        sql_db.close_all()
        if pid := os.fork():
            return pid
        status = 1
        try:
            with clock.at(moment):
                for model, method in jobs:
                    with self.session.env() as env:
                        getattr(env[model], method)()
            status = 0
        except Exception as error:  # noqa: BLE001  # whatever a worker meets
            status = self.get_status(error)
        finally:
            os._exit(status)

    def get_status(self, _error):
        """Return the exit status of a worker after an error."""
        logging.getLogger(__name__).exception("A worker failed")
        return 1

    def kill_after(self, pid, seconds):
        """Kill a worker after some time; return False when it ended before."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            done, _status = os.waitpid(pid, os.WNOHANG)
            if done:
                return False
            time.sleep(0.002)
        os.kill(pid, signal.SIGKILL)
        _pid, status = os.waitpid(pid, 0)
        return os.WIFSIGNALED(status)

    def post_letters(self):
        """Hand the letters to the post."""
        with clock.at("2026-09-11 14:00"), self.session.env() as env:
            env["demat.batch"].search([("kind", "=", "letter")]).action_mark_posted()

    # The counts

    def expect(self, what, found, expected):
        """Note a count that is not as it must be."""
        say(f"  {what}: {found}")
        if found != expected:
            self.flaws.append(f"{what}: {found} instead of {expected}")

    def count(self):
        """Compare what happened with what had to happen exactly once."""
        with self.session.env() as env:
            self.count_messages(env)
            self.count_letters(env)
            self.count_positions(env)

    def count_messages(self, env):
        total = self.options.customers
        mailed = sum(1 for number in range(total) if number % 3)
        sendings = env["demat.sending"].search([("medium", "=", "email")])
        for kind in ("email", "reminder"):
            ours = sendings.filtered(lambda s, kind=kind: s.kind == kind)
            self.expect(f"{kind}: sendings", len(ours), mailed)
            self.expect(f"{kind}: sent", len(ours.filtered("sent_at")), mailed)
        traces = env["mailing.trace"].search([("model", "=", "demat.request")])
        composed = Counter((t.mass_mailing_id.id, t.res_id) for t in traces)
        self.expect("composed twice", sum(n > 1 for n in composed.values()), 0)
        self.expect("composed", len(composed), len(sendings))
        mails = env["mail.mail"].search([("mailing_id", "!=", False)])
        self.expect("mails", len(mails), len(sendings))
        self.count_received(sendings)

    def count_received(self, sendings):
        """Look at what really reached the mail server."""
        received = Counter(self.read_message_ids())
        ids = {sending.message_id.encode() for sending in sendings}
        self.expect("received, never sent", len(received.keys() - ids), 0)
        self.expect("sent, never received", len(ids - received.keys()), 0)
        repeated = sum(received.values()) - len(received)
        kills = sum(self.kills.values())
        say(f"  messages repeated: {repeated}, kills: {kills}")
        if repeated > kills:
            self.flaws.append(f"{repeated} messages repeated for {kills} kills")

    def read_message_ids(self):
        for path in Path(self.options.mails).glob("*.eml"):
            content = path.read_bytes()
            if b"X-Odoo-Objects: demat.request" in content:
                yield MESSAGE_ID.search(content)[1]

    def count_letters(self, env):
        expected = sum(1 for n in range(self.options.customers) if not n % 3)
        sendings = env["demat.sending"].search([("medium", "=", "letter")])
        batches = env["demat.batch"].search([("kind", "=", "letter")])
        papers = env["ir.attachment"].search(
            [("res_model", "=", "demat.sending"), ("res_id", "in", sendings.ids)]
        )
        self.expect("letters", len(sendings), expected)
        self.expect("letters in batches", sum(batches.mapped("count")), expected)
        self.expect("letters kept", len(set(papers.mapped("res_id"))), expected)
        self.expect("letters kept twice", len(papers) - len(sendings), 0)
        self.expect(
            "letters without batch", len(sendings.filtered(lambda s: not s.batch_id)), 0
        )

    def count_positions(self, env):
        total = self.options.customers
        requests = env["demat.request"].search([])
        consents = requests.consent_id
        states = Counter(consents.mapped("state"))
        mailed = sum(1 for number in range(total) if number % 3)
        self.expect(
            "positions", dict(states), {"accepted": mailed, "asked": total - mailed}
        )
        groups = env["demat.evidence"]._read_group(
            [("consent_id", "in", consents.ids)], ["consent_id", "kind"], ["__count"]
        )
        counts = Counter((kind, count) for _consent, kind, count in groups)
        for kind in ("consent_ask", "consent_expire", "notice_sent"):
            more = sum(n for (k, count), n in counts.items() if k == kind and count > 1)
            self.expect(f"{kind} more than once", more, 0)
        self.expect("consent_ask", counts["consent_ask", 1], total)
        self.expect("consent_expire", counts["consent_expire", 1], mailed)
        self.expect("notice_sent", counts["notice_sent", 1], mailed)
        sent = sum(count * n for (k, count), n in counts.items() if k == "request_sent")
        sendings = env["demat.sending"].search_count([("sent_at", "!=", False)])
        self.expect("evidence of messages sent", sent, sendings)
        chains = env["demat.evidence.chain"].search([])
        broken = sum(bool(chain._verify()) for chain in chains)
        self.expect(f"chains broken out of {len(chains)}", broken, 0)


def siren(number):
    """Return an invented SIREN with the right key."""
    digits = f"{number + 10_000_000:08d}"
    doubled = [sum(divmod(2 * int(digit), 10)) for digit in digits[::-2]]
    return digits + str(-(sum(doubled) + sum(map(int, digits[-2::-2]))) % 10)


def say(text):
    """Print one line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
