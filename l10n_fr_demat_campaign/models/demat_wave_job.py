import logging

from psycopg2.errors import SerializationFailure

from odoo import api, fields, models
from odoo.exceptions import UserError

_logger = logging.getLogger(__name__)
# Customers written in one transaction.
WAVE_BATCH = 500


class TextError(UserError):
    """A text may not leave as it is, unless who resumes the campaign answers for it."""


class DematWaveJob(models.Model):
    """Carrying a wave out: one batch of customers per transaction.

    A worker that is killed loses its last batch at most: whoever takes over starts
    after the last one that was committed, and a customer who has a sending of the wave
    is written to no more.
    """

    _inherit = "demat.wave"

    last_request_id = fields.Integer(
        readonly=True, copy=False, help="Where the next batch of the wave starts."
    )

    def action_run(self):
        """Carry the wave out now, whatever its planned date.

        A big wave is left to the scheduler, which goes on where it stopped.
        """
        self._check_group("manager")
        for wave in self.filtered(lambda wave: wave.state == "planned"):
            wave._check_running()
            wave._write_sealed({"state": "running"})
            if wave._run_batch():
                cron = self.env.ref("l10n_fr_demat_campaign.ir_cron_run_waves")
                cron.sudo()._trigger()

    def _check_running(self):
        if self.campaign_id.state != "running":
            raise UserError(
                self.env._(
                    "%s is not running: launch it before its waves.",
                    self.campaign_id.name,
                )
            )

    @api.model
    def _get_due_domain(self):
        """Return the waves whose day has come, those already begun first of all."""
        return [
            ("campaign_id.state", "=", "running"),
            "|",
            ("state", "=", "running"),
            "&",
            ("state", "=", "planned"),
            ("planned_on", "<=", fields.Date.context_today(self)),
        ]

    @api.model
    def _cron_run_due(self):
        """Carry out the waves whose day has come, one batch per transaction."""
        cron, waves = self.env["ir.cron"], self.search(self._get_due_domain())
        cron._commit_progress(remaining=sum(wave._count_left() for wave in waves))
        for wave in waves:
            # What stops a campaign is told in the words of who follows it.
            ours = wave.with_context(lang=wave.campaign_id.user_id.lang)
            while (done := ours._run_locked_batch()) is not None:
                if not cron._commit_progress(done):
                    return

    def _count_left(self):
        """Return how many customers are left, and one for the end of the wave."""
        self.ensure_one()
        return 1 + self.env["demat.request"].search_count(self._get_batch_domain())

    def _run_locked_batch(self):
        """Carry out one batch unless another worker does; None when nothing is left.

        Every batch starts a new transaction, hence a new look at what others did.
        """
        self.ensure_one()
        try:
            due = self.try_lock_for_update().filtered_domain(self._get_due_domain())
            if not due:
                return None
            planned = due.filtered(lambda wave: wave.state == "planned")
            planned._write_sealed({"state": "running"})
            return due._run_batch() or 1
        except SerializationFailure:
            self.env.cr.rollback()
            return 0
        except UserError as error:
            self.env.cr.rollback()
            _logger.info("Wave %s stopped: %s", self.id, error)
            wave = self if isinstance(error, TextError) else None
            self.campaign_id._stop(str(error), wave)
            return 1

    def _get_batch_domain(self):
        self.ensure_one()
        return [*self._get_requests_domain(), ("id", ">", self.last_request_id)]

    def _run_batch(self, limit=WAVE_BATCH):
        """Write to the next customers concerned; return how many, 0 at the end."""
        self.ensure_one()
        requests = self.env["demat.request"].search(
            self._get_batch_domain(), limit=limit, order="id"
        )
        if requests:
            getattr(self, f"_run_{self._get_medium()}")(requests)
            self._write_sealed({"last_request_id": requests[-1].id})
        if len(requests) < limit:
            self._finish()
            return 0
        return len(requests)

    def _run(self):
        """Carry the whole wave out in this transaction."""
        while self._run_batch():
            pass

    def _finish(self):
        """End the wave: what was prepared for all its customers leaves."""
        self.ensure_one()
        getattr(self, f"_finish_{self._get_medium()}", lambda: None)()
        self._set_done()

    def _set_done(self):
        self._write_sealed({"state": "done", "carried_out_at": fields.Datetime.now()})
