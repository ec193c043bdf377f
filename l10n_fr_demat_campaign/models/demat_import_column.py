from odoo import api, fields, models

from ..rules.customer_columns import ALIASES


class DematImportColumn(models.Model):
    """One column of a customer file, and what it holds."""

    _name = "demat.import.column"
    _description = "Column of a customer file"
    _order = "import_id, position"

    import_id = fields.Many2one(
        "demat.import", required=True, index=True, ondelete="cascade"
    )
    position = fields.Integer(required=True, readonly=True)
    header = fields.Char(string="Column", readonly=True)
    sample = fields.Text(string="First values", readonly=True)
    field = fields.Selection(
        selection="_selection_field",
        string="Holds",
        help="Empty: this column is not imported.",
    )

    @api.model
    def _selection_field(self):
        """Return what a column may hold, in the order of the rules."""
        labels = {**self._get_identity_labels(), **self._get_contact_labels()}
        return [(name, labels[name]) for name in ALIASES]

    @api.model
    def _get_identity_labels(self):
        env = self.env
        return {
            "code": env._("Customer code"),
            "name": env._("Name"),
            "category": env._("Kind of customer"),
            "siren": env._("SIREN"),
            "siret": env._("SIRET"),
            "vat": env._("VAT number"),
            "salesperson": env._("Salesperson (login)"),
            "tool": env._("Receiving tool"),
            "service_code": env._("Service code"),
            "commitment": env._("Commitment number required"),
            "comment": env._("Remark"),
        }

    @api.model
    def _get_contact_labels(self):
        env = self.env
        return {
            "street": env._("Address, line 1"),
            "street2": env._("Address, line 2"),
            "street3": env._("Address, line 3"),
            "zip": env._("Postcode"),
            "city": env._("Town"),
            "country": env._("Country"),
            "email": env._("Billing e-mail"),
            "contact": env._("Contact"),
            "phone": env._("Phone"),
        }
