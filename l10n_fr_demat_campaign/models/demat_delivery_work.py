import contextlib
import logging
import os
import socket

from psycopg2 import OperationalError

from odoo import api, fields, models
from odoo.tools import SQL

from ..rules import delivery as rules

_logger = logging.getLogger(__name__)
_SETTLE_ATTEMPTS = 3


class DematDelivery(models.Model):
    """The outbox: each delivery in two commits, the claim and the outcome.

    Who carries a delivery out holds an advisory lock of PostgreSQL from before the
    claim until after the outcome. It goes with the connection: a delivery that is
    claimed and not locked lost its worker, and nobody knows whether it left.
    """

    _inherit = "demat.delivery"

    @api.model
    def _get_due_domain(self):
        """Return what a scheduled action may carry out now."""
        by_hand = [
            code
            for code in self.env["demat.channel"]._get_codes()
            if self.env["demat.channel"]._get(code)._demat_by_hand
        ]
        return [
            ("state", "in", [state.value for state in rules.DUE]),
            ("next_attempt", "<=", fields.Datetime.now()),
            ("channel", "not in", by_hand),
        ]

    @api.model
    def _cron_deliver(self, limit=100):
        """Carry out what is due; any number of workers may do it at once."""
        cron = self.env["ir.cron"]
        self._flag_abandoned()
        domain = self._get_due_domain()
        cron._commit_progress(remaining=self.search_count(domain))
        for delivery in self.search(domain, order="next_attempt, id", limit=limit):
            if not delivery._in_our_language()._work():
                break

    def _in_our_language(self):
        """Return this delivery in the words of who follows its invoice."""
        self.ensure_one()
        follower = self.move_id.invoice_user_id or self.move_id.create_uid
        return self.with_context(lang=follower.lang)

    def _work(self):
        """Claim one delivery, commit, carry it out, commit.

        :return: the seconds left to this job
        """
        cron = self.env["ir.cron"]
        with self._own() as is_owner:
            try:
                if is_owner and self._claim():
                    cron._commit_progress()
                    self._carry_out()
            except OperationalError:
                # Somebody changed the delivery meanwhile; it comes back if it is due.
                self.env.cr.rollback()
            return cron._commit_progress(1)

    @contextlib.contextmanager
    def _own(self):
        """Hold the advisory lock of one delivery; yields whether it was free."""
        key = SQL("hashtext('demat.delivery'), %s", self.id)
        query = SQL("SELECT pg_try_advisory_lock(%s)", key)
        is_owner = self.env.execute_query(query)[0][0]
        try:
            yield is_owner
        except BaseException:
            self.env.cr.rollback()
            raise
        finally:
            if is_owner:
                self.env.execute_query(SQL("SELECT pg_advisory_unlock(%s)", key))

    def _claim(self):
        """Say who carries out the delivery, unless somebody else was faster."""
        self.invalidate_recordset(["state", "next_attempt"])
        locked = self.try_lock_for_update().filtered_domain(self._get_due_domain())
        locked._move_to(
            rules.State.SENDING,
            worker=f"{socket.gethostname()}:{os.getpid()}",
            claimed_at=fields.Datetime.now(),
            attempts=locked.attempts + 1,
        )
        return bool(locked)

    def _carry_out(self):
        """Let the channel deliver, then write down what became of it."""
        delivery = self.with_company(self.company_id)
        try:
            delivery._check_file()
            receipt = self.env["demat.channel"]._get(self.channel)._deliver(delivery)
        except rules.DeliveryError as error:
            self.env.cr.rollback()
            self._postpone(str(error), retry=error.retry)
        except rules.DeliveryUncertain as error:
            self.env.cr.rollback()
            self._move_to(rules.State.UNCERTAIN, reason=str(error))
        except Exception as error:  # whatever a channel does
            _logger.warning("delivery %s is uncertain", self.id, exc_info=True)
            self.env.cr.rollback()
            self._move_to(rules.State.UNCERTAIN, reason=repr(error))
        else:
            self._settle(receipt)

    def _check_file(self):
        """Let nothing leave but the file that was fixed when it was queued."""
        if self.attachment_id._is_l10n_fr_demat_altered():
            reason = self.env._("The file is not the one that was issued.")
            raise rules.DeliveryError(reason, retry=False)

    def _settle(self, receipt):
        """Write down that the document left, even if others write at the same time."""
        for attempt in range(1, _SETTLE_ATTEMPTS + 1):
            try:
                self._mark_sent(receipt)
                self.env.flush_all()
                return
            except OperationalError:
                self.env.cr.rollback()
                if attempt == _SETTLE_ATTEMPTS:
                    raise

    def _mark_sent(self, receipt, **values):
        """Write down that the documents left, with the evidence of it."""
        self._move_to(
            rules.State.SENT,
            sent_at=fields.Datetime.now(),
            receipt=receipt,
            reason=False,
            **values,
        )
        with_consent = self.filtered("consent_id")
        for deliveries in with_consent._group_once_per_consent():
            self.env["demat.evidence"]._record(
                deliveries.consent_id,
                "invoice_delivered",
                [delivery._prepare_evidence() for delivery in deliveries],
            )

    def _group_once_per_consent(self):
        """Yield the deliveries in sets where each position comes once."""
        rest = self
        while rest:
            first = {delivery.consent_id: delivery.id for delivery in reversed(rest)}
            chosen = self.browse(first.values()).sorted("id")
            yield chosen
            rest -= chosen

    def _prepare_evidence(self):
        """Return what the evidence of a delivery says."""
        self.ensure_one()
        return {
            "invoice": self.move_id.name,
            "channel": self.channel,
            "format": self.format,
            "file_name": self.file_name,
            "sha256": self.document_checksum,
            "message_id": self.message_id
            if self.channel in ("email", "portal")
            else None,
            "batch": self.batch_id.name or None,
        }

    def _postpone(self, reason, *, retry=True):
        """Write down a failure and when to try again, if ever."""
        pause = rules.pause_after(self.attempts) if retry else None
        if pause is None:
            self._move_to(rules.State.GIVEN_UP, reason=reason, next_attempt=False)
        else:
            self._move_to(
                rules.State.FAILED,
                reason=reason,
                next_attempt=fields.Datetime.now() + pause,
            )

    @api.model
    def _flag_abandoned(self):
        """Find the deliveries that lost their worker, and what became of them."""
        for delivery in self.search([("state", "=", rules.State.SENDING.value)]):
            with delivery._own() as is_free:
                if is_free:
                    delivery._abandon()

    def _abandon(self):
        """Ask the channel what became of an interrupted delivery."""
        locked = self.try_lock_for_update().filtered_domain(
            [("state", "=", rules.State.SENDING.value)]
        )
        if not locked:
            return
        env = self._in_our_language().env
        locked._move_to(
            rules.State.UNCERTAIN, reason=env._("The sending was interrupted.")
        )
        channel = self.env["demat.channel"]._get(locked.channel)
        if known := channel._resolve_uncertain(locked):
            locked._move_to(known)
