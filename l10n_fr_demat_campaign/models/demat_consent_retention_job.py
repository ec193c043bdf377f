from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..rules import retention as rules

# Positions looked at in one transaction.
RETENTION_BATCH = 500
# What we do with a file by ourselves is no contact with the customer.
NO_CONTACT = (
    "consent_merged",
    "consent_process",
    "detail_erased",
    "hold_released",
    "hold_set",
    "import_row",
    "parity_read",
    "personal_data_erased",
    "reply_read",
    "retention_held",
    "retention_released",
    "tacit_evaluated",
)
AGREEMENTS = ("consent_accept", "consent_expire")


class DematConsentRetentionJob(models.Model):
    """Working out the day: for one position on a screen, or for all of them."""

    _inherit = "demat.consent"

    @api.model
    def _cron_refresh_retention(self, limit=RETENTION_BATCH):
        """Look at every position again, one batch per commit; erase where wanted."""
        consents = self.with_context(active_test=False)
        domain, cron = self._get_retention_domain(), self.env["ir.cron"]
        cron._commit_progress(remaining=consents.search_count(domain))
        while batch := consents.search(domain, limit=limit, order="id"):
            batch._refresh_retention()
            batch.filtered(
                lambda consent: (
                    consent.is_retention_over
                    and consent.company_id.l10n_fr_demat_erases_by_itself
                )
            )._erase_personal_data()
            if not cron._commit_progress(len(batch)):
                break

    @api.model
    def _get_retention_domain(self):
        today = fields.Date.context_today(self)
        checked = Domain("retention_checked_on", "=", False)
        return checked | Domain("retention_checked_on", "<", today)

    def _refresh_retention(self):
        """Compute the last day of each position, as many as there are."""
        today, lives = fields.Date.context_today(self), self._get_lives()
        found = [rules.longest(lives[consent.id]) for consent in self]
        self._write_multi(
            [
                {
                    "retention_checked_on": today,
                    "retention_term": term.key if term else None,
                    "retention_until": until,
                    "retention_erased_on": consent._get_kept_erasure(until),
                }
                for consent, (term, until) in zip(
                    self, [pair or (None, None) for pair in found], strict=True
                )
            ]
        )
        self.invalidate_recordset()

    def _get_kept_erasure(self, until):
        """Return when the data were erased, unless new ones came since."""
        erased_on = self.retention_erased_on
        return erased_on if erased_on and until and until < erased_on else None

    def _get_lives(self):
        """Return what the retention of each position depends on, by id."""
        lives, year_ends = {}, {}
        for row in self._read_lives():
            consent = self.browse(row["id"])
            key = consent.company_id, row["invoice_on"]
            if row["invoice_on"] and key not in year_ends:
                year = key[0].compute_fiscalyear_dates(key[1])
                year_ends[key] = year["date_to"]
            lives[consent.id] = rules.Life(
                is_in_force=consent._is_in_force(),
                invoice_on=row["invoice_on"],
                year_end_on=year_ends.get(key),
                ended_on=consent._get_ended_on(row),
                contact_on=row["contact_on"],
            )
        return lives

    def _get_ended_on(self, row):
        """Return when an agreement that there was came to its end."""
        if not row["was_agreed"] or self._is_in_force():
            return None
        return self.since if self.active else row["contact_on"]

    def _read_lives(self):
        """Read the last invoice and the last contact of each position, in one query."""
        self.env["demat.delivery"].flush_model()
        self.env["account.move"].flush_model(["invoice_date"])
        return self.env.execute_query_dict(
            SQL(
                """SELECT consent.id, invoice.invoice_on, event.contact_on,
                    COALESCE(event.was_agreed, FALSE) AS was_agreed
                FROM demat_consent consent
                LEFT JOIN LATERAL (
                    SELECT max(move.invoice_date) AS invoice_on
                    FROM demat_delivery delivery
                    JOIN account_move move ON move.id = delivery.move_id
                    WHERE delivery.consent_id = consent.id
                        AND delivery.sent_at IS NOT NULL
                        AND delivery.channel <> 'paper'
                ) invoice ON TRUE
                LEFT JOIN LATERAL (
                    SELECT (max(recorded_at) FILTER (WHERE kind NOT IN %s))::date
                        AS contact_on,
                        bool_or(kind IN %s) AS was_agreed
                    FROM demat_evidence evidence
                    WHERE evidence.consent_id = consent.id
                ) event ON TRUE
                WHERE consent.id IN %s""",
                NO_CONTACT,
                AGREEMENTS,
                tuple(self.ids) or (0,),
            )
        )
