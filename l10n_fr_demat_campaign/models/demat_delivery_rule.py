from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ..rules.identifiers import email_flaw

FORMATS = [
    ("facturx", "Factur-X"),
    ("pdf", "PDF"),
    ("xml_cii", "XML (CII)"),
    ("xml_ubl", "XML (UBL)"),
]


class DematDeliveryRule(models.Model):
    """One destination of a customer: to whom, how, in which format, how often."""

    _name = "demat.delivery.rule"
    _description = "Destination of invoices"
    _inherit = ["demat.sealed", "demat.worded"]
    _order = "sequence, id"
    _rec_name = "channel"

    consent_id = fields.Many2one(
        "demat.consent",
        string="Position",
        required=True,
        index=True,
        ondelete="cascade",
    )
    partner_id = fields.Many2one(
        related="consent_id.partner_id", store=True, index=True
    )
    company_id = fields.Many2one(related="consent_id.company_id", store=True)
    sequence = fields.Integer(default=10, help="The first one is the main destination.")
    active = fields.Boolean(default=True)
    contact_id = fields.Many2one(
        "res.partner",
        domain="[('commercial_partner_id', '=', partner_id)]",
        index="btree_not_null",
    )
    address = fields.Char(
        help="Kept as typed, capitals included: some robots need them. Empty: the "
        "address of the contact."
    )
    channel = fields.Selection(
        selection=lambda self: self.env["demat.channel"]._get_selection(),
        required=True,
        default="email",
    )
    format = fields.Selection(selection=FORMATS, required=True, default="facturx")
    rhythm = fields.Selection(
        selection=[
            ("each", "Each invoice"),
            ("daily", "Once a day"),
            ("weekly", "Once a week"),
        ],
        required=True,
        default="each",
    )
    weekday = fields.Selection(
        selection=[
            ("0", "Monday"),
            ("1", "Tuesday"),
            ("2", "Wednesday"),
            ("3", "Thursday"),
            ("4", "Friday"),
            ("5", "Saturday"),
            ("6", "Sunday"),
        ],
    )
    hour = fields.Integer(default=8)
    tool_id = fields.Many2one(
        "demat.receiving.tool", string="Receiving tool", index="btree_not_null"
    )
    is_robot = fields.Boolean(
        string="Robot",
        help="A machine reads this mailbox: it receives invoices and nothing else.",
    )
    date_from = fields.Date()
    date_to = fields.Date()
    verification_state = fields.Selection(
        selection=[
            ("unverified", "Not verified"),
            ("test_sent", "Test sent"),
            ("verified", "Verified"),
            ("failed", "Failed"),
            ("stale", "To verify again"),
        ],
        required=True,
        default="unverified",
    )
    attachments = fields.Selection(
        selection=[
            ("none", "None"),
            ("embedded", "In the file"),
            ("beside", "Beside it"),
        ],
        string="Other documents",
        required=True,
        default="none",
    )

    _period_order_check = models.Constraint(
        "CHECK (date_to IS NULL OR date_from IS NULL OR date_to >= date_from)",
        "A destination cannot end before it begins.",
    )
    _hour_check = models.Constraint(
        "CHECK (hour >= 0 AND hour < 24)", "The hour is between 0 and 23."
    )
    _robot_idx = models.Index("(lower(address)) WHERE is_robot")

    @api.constrains("channel", "address")
    def _check_address(self):
        for rule in self:
            if rule.channel == "email" and rule.address and email_flaw(rule.address):
                raise ValidationError(
                    rule.env._(
                        "%(name)s: %(address)s is not one usable e-mail address.",
                        name=rule.partner_id.display_name,
                        address=rule.address,
                    )
                )

    @api.constrains("contact_id", "consent_id")
    def _check_contact(self):
        for rule in self.filtered("contact_id"):
            if rule.contact_id.commercial_partner_id != rule.partner_id:
                raise ValidationError(
                    rule.env._(
                        "%(contact)s is not a contact of %(name)s.",
                        contact=rule.contact_id.display_name,
                        name=rule.partner_id.display_name,
                    )
                )

    def _get_address(self):
        """Return the address to write to, as it was typed."""
        contact = self.contact_id or self.partner_id
        return (self.address or contact._get_l10n_fr_demat_email() or "").strip()

    def _filter_valid(self, day):
        """Return the destinations of the recordset that are valid on a day."""
        return self.filtered(
            lambda rule: (
                rule.active
                and (not rule.date_from or rule.date_from <= day)
                and (not rule.date_to or rule.date_to >= day)
            )
        )

    @api.model
    def _get_robots(self, addresses):
        """Return, in lower case, which of these addresses a robot reads."""
        lowered = [address.lower() for address in addresses if address]
        if not lowered:
            return set()
        self.flush_model(["address", "is_robot", "active"])
        rows = self.env.execute_query(
            SQL(
                "SELECT lower(address) FROM demat_delivery_rule"
                " WHERE is_robot AND active AND lower(address) = ANY(%s)",
                lowered,
            )
        )
        return {address for (address,) in rows}
