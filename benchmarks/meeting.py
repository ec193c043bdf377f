"""Odoo processes that meet: each stops at a known place until it may go on."""

import logging
import os
import random
import select
import signal
from contextlib import contextmanager, nullcontext
from unittest.mock import patch

from psycopg2 import OperationalError

from odoo import sql_db
from odoo.exceptions import UserError
from odoo.service import model
from odoo.tools import file_open

PRINT = "l10n_fr_demat_campaign/tests/files/invoice_print.pdf"
SEND = "account.move.send"
# How a process ends: its work done, an error, way given to another, its user told why
# not.
DONE, FAILED, GAVE_WAY, TOLD = range(4)
PATIENCE = 60  # seconds until a process is where it stops
# Odoo's file store, when the same file is half written by another: press again.
FILE_COLLISION = "collides with an existing file"


class Process:
    """A child of this process that does a task in a transaction of its own.

    :param login: who does it; none: the system
    :param stop: (model, method, "before" or "after"): where it waits, once
    """

    def __init__(self, session, task, *, login=None, stop=None):
        self.session, self.task, self.login, self.stop = session, task, login, stop
        self._heard, said = os.pipe()
        going, self._go = os.pipe()
        sql_db.close_all()
        self.number = os.fork()
        if not self.number:
            self._live(said, going)
        os.close(said)
        os.close(going)

    def reach(self):
        """Wait until the child stops; return whether it did."""
        is_heard = select.select([self._heard], [], [], PATIENCE)[0]
        return bool(is_heard and os.read(self._heard, 1))

    def go_on(self):
        """Let the child go on."""
        os.write(self._go, b".")

    def kill(self):
        """End the child as a lack of memory or of power does."""
        os.kill(self.number, signal.SIGKILL)
        os.waitpid(self.number, 0)

    def end(self):
        """Wait for the end of the child; return its status."""
        return os.waitstatus_to_exitcode(os.waitpid(self.number, 0)[1])

    # In the child

    def _live(self, said, going):
        status = FAILED
        try:
            os.close(self._heard)
            os.close(self._go)
            # What PostgreSQL says of a collision is what is tried here.
            logging.getLogger("odoo.sql_db").setLevel(logging.CRITICAL)
            with self._stopping(said, going), printing(self.session.registry), hasty():
                status = self._work()
        finally:
            os._exit(status)

    def _work(self):
        try:
            with self.session.env(self.login) as env:
                self.task(env)
        except OperationalError:
            return GAVE_WAY
        except UserError as error:
            return self._work() if FILE_COLLISION in str(error) else TOLD
        except Exception:
            logging.getLogger(__name__).exception("A process failed")
            return FAILED
        return DONE

    def _stopping(self, said, going):
        """Let the method where it stops say that it is reached, and wait."""
        if not self.stop:
            return nullcontext()
        model_name, name, place = self.stop
        registry = self.session.registry[model_name]
        method, places = getattr(registry, name), [place]

        def wait():
            places.clear()
            os.write(said, b".")
            os.read(going, 1)

        def stopped(records, *arguments, **options):
            if places == ["before"]:
                wait()
            result = method(records, *arguments, **options)
            if places == ["after"]:
                records.env.flush_all()
                wait()
            return result

        return patch.object(registry, name, stopped)


@contextmanager
def printing(registry):
    """Let each page be the same real print."""
    with file_open(PRINT, "rb") as file:
        content = file.read()

    def render(_sender, moves_data):
        for move, data in moves_data.items():
            data["pdf_attachment_values"] = {
                "name": move._get_invoice_report_filename(),
                "raw": content,
                "mimetype": "application/pdf",
                "res_model": move._name,
                "res_id": move.id,
                "res_field": "invoice_pdf_report_file",
            }

    with patch.object(registry[SEND], "_prepare_invoice_pdf_report", render):
        yield


@contextmanager
def hasty():
    """Wait less between two tries of a request: Odoo waits seconds, at random."""
    wait = random.uniform
    with patch.object(model.random, "uniform", lambda low, high: wait(low, high / 20)):
        yield
