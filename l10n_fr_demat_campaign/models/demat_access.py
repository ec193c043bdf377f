from odoo import api, fields, models


class DematAccess(models.Model):
    """A page view or a download.

    It may be written by a GET, hence by mail scanners and link previews: it tells
    that a page was fetched, never that somebody read it, and it is never evidence.
    """

    _name = "demat.access"
    _description = "Page view or download"
    _order = "create_date desc, id desc"
    _rec_name = "document"

    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    consent_id = fields.Many2one(
        "demat.consent",
        string="Position",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )
    kind = fields.Selection(
        selection=[("page", "Page view"), ("download", "Downloaded file")],
        required=True,
        readonly=True,
    )
    document = fields.Char(
        readonly=True, help="What was fetched: the page, or the name of the file."
    )
    ip = fields.Char(string="IP address", readonly=True)
    agent = fields.Char(string="Browser", readonly=True)

    @api.model
    def _log(self, consent, kind, document, *, ip=None, agent=None):
        """Note that a page or a file of one customer was fetched.

        :param consent: the position of the customer
        :param kind: ``page`` or ``download``
        """
        return self.sudo().create(
            {
                "company_id": consent.sudo().company_id.id,
                "consent_id": consent.id,
                "kind": kind,
                "document": document,
                "ip": ip,
                "agent": (agent or "")[:200],
            }
        )

    @api.autovacuum
    def _gc_old_accesses(self, years=1):
        """Forget accesses after a year: they prove nothing and hold addresses."""
        limit = fields.Datetime.subtract(fields.Datetime.now(), years=years)
        self.sudo().search([("create_date", "<", limit)], limit=10_000).unlink()
