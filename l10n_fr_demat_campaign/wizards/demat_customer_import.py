import base64

from odoo import fields, models


class DematCustomerImport(models.TransientModel):
    """Door: a file comes in, its mapping is shown."""

    _name = "demat.customer.import"
    _description = "Import customers"

    content = fields.Binary(string="CSV file", attachment=False)
    file_name = fields.Char()
    encoding = fields.Selection(
        selection=lambda self: self.env["demat.import"]._selection_encoding(),
        required=True,
        default="utf-8",
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    country_id = fields.Many2one(
        "res.country",
        string="Country when the file gives none",
        default=lambda self: self.env.company.country_id,
    )
    is_completing = fields.Boolean(
        string="Complete matched customers",
        default=True,
        help="Fill the empty fields of customers who are already there. What they "
        "have is never replaced.",
    )

    def action_read(self):
        """Read the file and show what its columns hold."""
        self.ensure_one()
        import_ = self.env["demat.import"]._create_from_file(
            base64.b64decode(self.content or b""),
            self.file_name or self.env._("Customers"),
            encoding=self.encoding,
            company_id=self.company_id.id,
            country_id=self.country_id.id,
            is_completing=self.is_completing,
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": "demat.import",
            "res_id": import_.id,
            "view_mode": "form",
        }
