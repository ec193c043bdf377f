"""The Odoo side of emission_memory.py: the scheduler's loop, watched from inside."""

import os
import statistics
import sys
import time
import traceback
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest.mock import patch

import odoo.init  # noqa: F401
from odoo import sql_db

from odoo.addons.base.models.ir_cron import IrCron

# isort: split
from demo import invoices, world
from demo.session import Session
from emission_data import post
from emission_data import prepare as prepare_customers
from emission_worker import read_options
from kill_worker import MESSAGE_ID, say
from workshop.odoo import free_port

SENDING = "account.ir_cron_account_move_send"
OUTBOX = "l10n_fr_demat_campaign.ir_cron_deliver"
# Invoices posted in one transaction, and between two readings.
CHUNK, STEP = 100, 100
# The share of the readings that warms up, and how much the rest may grow.
WARM_UP, TOLERANCE = 0.2, 0.05


def main(arguments):
    """Send everything; return 0 when nothing is lost and memory is flat."""
    options = read_options(arguments, "invoices")
    session = Session(options.configuration, options.database, free_port())
    statuses = [
        in_child(prepare, session, options),
        in_child(send, session),
        in_child(count, session, options),
    ]
    return int(any(statuses))


def in_child(work, *arguments):
    """Do some work in a process of its own; return its exit status."""
    sql_db.close_all()
    pid = os.fork()
    if not pid:
        status = 1
        try:
            status = int(bool(work(*arguments)))
        except Exception:  # noqa: BLE001
            traceback.print_exc()
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def prepare(session, options):
    """Post the invoices and give them to core's sending; leave two jobs alone."""
    with session.env() as env:
        world.connect(env, session.base_url, int(options.smtp_port))
        _core, customer = prepare_customers(env)
        # Nobody is there to read what differs from paper.
        env.company.l10n_fr_demat_is_parity_read = False
        jobs = env.ref(SENDING) | env.ref(OUTBOX)
        (env["ir.cron"].search([]) - jobs).active = False
        customer_id = customer.id
    for start in range(0, options.invoices, CHUNK):
        with session.env() as env:
            size = min(CHUNK, options.invoices - start)
            customer = env["res.partner"].browse(customer_id)
            invoices.send(env, post(env, customer, size))
    say(f"{options.invoices} invoices posted")


def send(session):
    """Let the scheduler work until nothing is left; return whether memory grew."""
    session.serve()
    meter, before = Meter(), None
    with meter.watch(session.registry):
        while (left := count_left(session)) and left != before:
            before = left
            for job in (SENDING, OUTBOX):
                with session.env() as env:
                    env.ref(job)._trigger()
            IrCron._process_jobs(session.database)
    return not meter.is_flat()


def count_left(session):
    """Return how many invoices are not issued and how many files did not leave."""
    with session.env() as env:
        waiting = env["account.move"].search_count([("sending_data", "!=", False)])
        due = env["demat.delivery"].search_count(
            [("state", "in", ("queued", "failed"))]
        )
    return waiting + due


class Meter:
    """The memory kept by this process, read every so many invoices."""

    def __init__(self):
        self.begun, self.count, self.readings = time.monotonic(), 0, []

    @contextmanager
    def watch(self, registry):
        """Count what is issued and what leaves."""
        with ExitStack() as stack:
            for model, name, size in (
                ("account.move.send", "_link_invoice_documents", len),
                ("demat.delivery", "_settle", lambda _receipt: 1),
            ):
                original = getattr(registry[model], name)

                def counted(records, given, original=original, size=size):
                    result = original(records, given)
                    self.add(size(given))
                    return result

                stack.enter_context(patch.object(registry[model], name, counted))
            yield

    def add(self, size):
        """Read the memory where a step is complete: half a step is half of it left."""
        before, self.count = self.count, self.count + size
        if before // STEP // 2 < self.count // STEP // 2:
            self.read(self.count // 2)

    def read(self, count):
        """Note and say what is kept."""
        from odoo.addons.l10n_fr_demat_campaign.einvoice import worker

        own, judge = memory_of("self"), worker.get_worker().get_memory() >> 20
        seconds = time.monotonic() - self.begun
        self.readings.append(own)
        say(f"{count:6} invoices: {own} MB, schematrons {judge} MB, {seconds:.0f} s")

    def is_flat(self):
        """Return whether the second half of the readings is as high as the first."""
        warm = self.readings[round(len(self.readings) * WARM_UP) :]
        if len(warm) < 2:
            return True
        first, last = warm[: len(warm) // 2], warm[len(warm) // 2 :]
        growth = statistics.median(last) / statistics.median(first) - 1
        say(f"memory of the second half beside the first: {growth:+.1%}")
        return growth <= TOLERANCE


def memory_of(process):
    """Return what a process keeps, in MB."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return (
        next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) >> 10
    )


def count(session, options):
    """Count what was received; return whether anything is missing or came twice."""
    mails = [path.read_bytes() for path in Path(options.mails).glob("*.eml")]
    known = {MESSAGE_ID.search(mail)[1] for mail in mails}
    with session.env() as env:
        sent = env["demat.delivery"].search_count([("state", "=", "sent")])
    say(f"{sent} deliveries sent, {len(mails)} mails received, {len(known)} different")
    return {sent, len(mails), len(known)} != {options.invoices}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
