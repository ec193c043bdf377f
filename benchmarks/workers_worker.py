"""The Odoo side of workers_campaign.py: the same work in several processes at once."""

import argparse
import os
import sys
import time
from pathlib import Path

import odoo.init  # noqa: F401

# isort: split
import kill_worker
from kill_worker import COMPOSITION, SENDING, SILENCE, Campaign, say
from psycopg2 import OperationalError

WAVES = {"heads_up": "2026-09-04", "call_list": "2026-09-28"}
STEPS = (
    ("heads-up", "2026-09-04 08:00", (*COMPOSITION, *SENDING)),
    ("composition", "2026-09-07 08:00", COMPOSITION),
    ("sending", "2026-09-07 09:00", SENDING),
    ("letters", "2026-09-10 08:00", COMPOSITION),
    ("reminder", "2026-09-21 08:00", (*COMPOSITION, *SENDING)),
    ("calls", "2026-09-28 08:00", COMPOSITION),
    ("silence", "2026-10-13 05:00", SILENCE),
    ("notice", "2026-10-13 08:00", (*COMPOSITION, *SENDING)),
)
SALESPEOPLE = ("commercial.nord", "commercial.sud", "commercial.grands.comptes")
# How often each step is begun by all workers at once.
ROUNDS = 2
# The exit status of a worker that gave way to another; the scheduler starts it again.
GAVE_WAY = 2


def main(arguments):
    """Do everything; return 0 when every count is right."""
    kill_worker.WAVES.update(WAVES)
    parser = argparse.ArgumentParser()
    for name in ("configuration", "database", "smtp-port", "mails"):
        parser.add_argument(f"--{name}", required=True)
    for name in ("customers", "workers", "kills", "seed"):
        parser.add_argument(f"--{name}", type=int, required=True)
    return Together(parser.parse_args(arguments)).run()


class Together(Campaign):
    """A campaign that several workers carry out at once."""

    def run(self):
        """Carry the campaign through every step, then count."""
        self.prepare()
        for name, moment, jobs in STEPS:
            start = time.monotonic()
            gave_way = self.carry_out_together(name, moment, jobs)
            if name == "letters":
                self.post_letters()
            seconds = time.monotonic() - start
            say(f"{name}: {seconds:.1f} s, {gave_way} workers gave way")
        self.count()
        for flaw in self.flaws:
            say(f"✗ {flaw}")
        say("nothing lost, nothing twice" if not self.flaws else "NOT as it must be")
        return int(bool(self.flaws))

    def carry_out_together(self, name, moment, jobs):
        """Let all workers do a step at once, then one of them finish what is left."""
        count = self.options.workers
        statuses = [
            status
            for _round in range(ROUNDS)
            for status in self.wait([self.work(moment, jobs) for _w in range(count)])
        ]
        statuses += self.wait([self.work(moment, jobs)])
        if statuses[-1] or not {*statuses} <= {0, GAVE_WAY}:
            self.flaws.append(f"{name}: workers ended with {statuses}")
        return statuses.count(GAVE_WAY)

    def wait(self, pids):
        """Wait for workers; return the exit status of each."""
        return [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids]

    def get_status(self, error):
        """Return the exit status of a worker after an error."""
        if isinstance(error, OperationalError):
            return GAVE_WAY
        return super().get_status(error)

    def prepare(self):
        """Give everybody a salesperson."""
        super().prepare()
        with self.session.env() as env:
            users = env["res.users"].search([("login", "in", SALESPEOPLE)])
            partners = env["demat.request"].search([]).partner_id
            partners = partners.with_context(mail_auto_subscribe_no_notify=True)
            for rank, user in enumerate(users):
                partners[rank :: len(users)].user_id = user

    def prepare_customer(self, number):
        """Everybody has a telephone."""
        phone = f"02 40 00 {number // 100:02d} {number % 100:02d}"
        return {**super().prepare_customer(number), "phone": phone}

    def count(self):
        """Count the calls and the heads-up too."""
        super().count()
        with self.session.env() as env:
            self.count_calls(env)
            self.count_heads_ups(env)
            waves = env["demat.wave"].search([])
            self.expect("waves done", {*waves.mapped("state")}, {"done"})

    def read_message_ids(self):
        """Return the messages to customers: those to salespeople are counted apart."""
        for path in Path(self.options.mails).glob("*_compta@*.eml"):
            yield kill_worker.MESSAGE_ID.search(path.read_bytes())[1]

    def count_calls(self, env):
        """Each customer is called once, by one activity, until silence counts."""
        calls = env["demat.sending"].search([("medium", "=", "phone")])
        activities = env["mail.activity"].search([("res_model", "=", "demat.request")])
        asked = env["demat.request"].search([("consent_id.state", "=", "asked")])
        self.expect("calls", len(calls), self.options.customers)
        to_call = {*activities.mapped("res_id")}
        self.expect("others to call", len(to_call ^ {*asked.ids}), 0)
        self.expect("activities", len(activities), len(asked))

    def count_heads_ups(self, env):
        """Each salesperson is told once."""
        heads_ups = env["demat.heads.up"].search([])
        self.expect("salespeople told", len(heads_ups), len(SALESPEOPLE))
        told = sum(len(heads_up.request_ids) for heads_up in heads_ups)
        self.expect("customers told of", told, self.options.customers)
        mails = [path.name for path in Path(self.options.mails).glob("*commercial*")]
        self.expect("mails to salespeople", len(mails), len(SALESPEOPLE))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
