from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..rules import identifiers
from ..rules.electronic_address import SCHEME


class DematRoutingAddress(models.Model):
    """One electronic address of a company, as it stands in an invoice (BT-34, BT-49).

    The case is kept as typed: the directory looks addresses up with it.
    """

    _name = "demat.routing.address"
    _description = "Electronic address"
    _inherit = ["demat.sealed"]
    _order = "sequence, id"
    _rec_name = "address"

    partner_id = fields.Many2one(
        "res.partner", string="Company", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(
        default=10, help="The first valid address is the main one."
    )
    active = fields.Boolean(default=True)
    scheme = fields.Char(
        required=True,
        default=SCHEME,
        help="Code of the EAS list; 0225 for the French directory.",
    )
    address = fields.Char(required=True)
    mesh = fields.Selection(
        selection="_selection_mesh", compute="_compute_parts", store=True
    )
    siren = fields.Char(string="SIREN", compute="_compute_parts", store=True)
    siret = fields.Char(string="SIRET", compute="_compute_parts", store=True)
    routing_code = fields.Char(compute="_compute_parts", store=True)
    suffix = fields.Char(compute="_compute_parts", store=True)
    directory_state = fields.Selection(
        selection=[
            ("enabled", "Active"),
            ("disabled", "Without platform"),
            ("upcoming", "Upcoming"),
            ("unknown", "Not checked"),
        ],
        required=True,
        default="unknown",
    )
    valid_from = fields.Date()
    valid_to = fields.Date()
    checked_on = fields.Date(help="Last day on which the directory was asked.")
    is_commitment_required = fields.Boolean(
        string="Commitment required", help="The invoice must bear a commitment number."
    )

    _period_order_check = models.Constraint(
        "CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from)",
        "An address cannot end before it begins.",
    )

    @api.model
    def _selection_mesh(self):
        env, mesh = self.env, identifiers.Mesh
        return [
            (mesh.SIREN.value, env._("SIREN")),
            (mesh.SIREN_SIRET.value, env._("SIREN and SIRET")),
            (mesh.SIREN_SIRET_ROUTING.value, env._("SIREN, SIRET and routing code")),
            (mesh.SIREN_SUFFIX.value, env._("SIREN and suffix")),
        ]

    @api.depends("scheme", "address")
    def _compute_parts(self):
        names = ("siren", "siret", "routing_code", "suffix")
        for record in self:
            parsed = record._parse()
            record.mesh = parsed.mesh.value if parsed else False
            for name in names:
                record[name] = getattr(parsed, name, None) or False

    def _parse(self):
        """Return the parts of a French address, None for another or a bad one."""
        self.ensure_one()
        if self.scheme != SCHEME:
            return None
        try:
            return identifiers.parse_electronic_address(self.address)
        except identifiers.IdentifierError:
            return None

    @api.constrains("scheme", "address")
    def _check_address(self):
        for record in self:
            is_french = record.scheme == SCHEME
            if is_french and not record._parse():
                raise ValidationError(
                    record.env._(
                        "%(name)s: %(address)s is not an electronic address of the "
                        "French directory (SIREN, SIREN_SIRET, SIREN_SUFFIX).",
                        name=record.partner_id.display_name,
                        address=record.address,
                    )
                )

    def _filter_valid(self, day):
        """Return the addresses of the recordset that are valid on a day, in order."""
        return self.filtered(
            lambda record: (
                (not record.valid_from or record.valid_from <= day)
                and (not record.valid_to or record.valid_to >= day)
            )
        )
