import hashlib

from odoo import api, fields, models
from odoo.tools import SQL


class DematAttempt(models.Model):
    """How often somebody tried something within an hour, whichever worker answered.

    Who tried is kept as a digest only: counting needs no address.
    """

    _name = "demat.attempt"
    _description = "Attempts on the public pages"
    _log_access = False
    _rec_name = "key"

    key = fields.Char(required=True, readonly=True)
    hour = fields.Datetime(required=True, readonly=True, index=True)
    count = fields.Integer(required=True, readonly=True, default=1)

    _key_hour_uniq = models.Constraint("UNIQUE (key, hour)", "One counter per hour.")

    @api.model
    def _take(self, what, who, limit):
        """Count one more attempt; return whether it is still within the limit.

        The counter is raised in one statement, so that simultaneous attempts in
        several workers are all counted.

        :param what: what is tried: ``code``, ``question``…
        :param who: who or what is counted: an IP address, a code, a request
        :param limit: attempts allowed within an hour
        """
        hour = fields.Datetime.now().replace(minute=0, second=0)
        key = hashlib.sha256(f"{what}:{who}".encode()).hexdigest()
        # Two at the same instant: Odoo starts the second one again, which is no error.
        self.env.cr.execute(
            SQL(
                """INSERT INTO demat_attempt (key, hour, count) VALUES (%s, %s, 1)
                ON CONFLICT (key, hour)
                DO UPDATE SET count = demat_attempt.count + 1 RETURNING count""",
                key,
                hour,
            ),
            log_exceptions=False,
        )
        return self.env.cr.fetchone()[0] <= limit

    @api.autovacuum
    def _gc_old_attempts(self):
        """Forget the counters of past hours."""
        limit = fields.Datetime.subtract(fields.Datetime.now(), hours=2)
        self.sudo().search([("hour", "<", limit)], limit=10_000).unlink()
