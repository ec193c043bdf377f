import base64
from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import customer_columns, customer_file
from ..rules.customer_file import FileError


class DematImport(models.Model):
    """One customer file, from its bytes to the outcome of each row.

    The work is cut into batches. Each batch is a transaction: what is committed is
    whole, and a run that was killed goes on at the first row without outcome.
    """

    _name = "demat.import"
    _description = "Import of customers"
    _inherit = ["mail.thread"]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(string="File", required=True, readonly=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Imported by",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
    )
    content = fields.Binary(attachment=True, required=True, readonly=True)
    encoding = fields.Selection(
        selection="_selection_encoding", required=True, default="utf-8", readonly=True
    )
    delimiter = fields.Char(required=True, readonly=True)
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
    state = fields.Selection(
        selection=[
            ("draft", "To check"),
            ("loading", "Reading"),
            ("matching", "Importing"),
            ("done", "Done"),
            ("cancelled", "Stopped"),
        ],
        string="Status",
        required=True,
        readonly=True,
        index=True,
        copy=False,
        default="draft",
        tracking=True,
    )
    column_ids = fields.One2many("demat.import.column", "import_id", string="Columns")
    row_ids = fields.One2many("demat.import.row", "import_id", string="Rows")
    row_count = fields.Integer(string="Rows of the file", readonly=True)
    loaded_count = fields.Integer(string="Rows read", readonly=True)
    loaded_line = fields.Integer(readonly=True)
    loaded_offset = fields.Integer(readonly=True, help="Where the next row begins.")
    created_count = fields.Integer(
        string="Customers created", compute="_compute_counts"
    )
    matched_count = fields.Integer(string="Customers known", compute="_compute_counts")
    refused_count = fields.Integer(string="Rows refused", compute="_compute_counts")
    waiting_count = fields.Integer(string="Rows waiting", compute="_compute_counts")
    report = fields.Binary(compute="_compute_report")

    @api.model
    def _selection_encoding(self):
        return [
            ("utf-8", "UTF-8"),
            ("cp1252", self.env._("Windows-1252 (old Windows programs)")),
        ]

    def _creation_message(self):
        # OVERRIDE: a name in words of its own agrees in every language
        return self.env._("File of customers received")

    @api.depends("row_ids.outcome", "row_count")
    def _compute_counts(self):
        counts = defaultdict(int)
        for import_, outcome, count in self.env["demat.import.row"]._read_group(
            [("import_id", "in", self.ids)], ["import_id", "outcome"], ["__count"]
        ):
            counts[import_.id, outcome] = count
        for import_ in self:
            done = 0
            for outcome in ("created", "matched", "refused"):
                count = counts[import_.id, outcome]
                import_[f"{outcome}_count"] = count
                done += count
            import_.waiting_count = import_.row_count - done

    def _compute_report(self):
        for import_ in self:
            import_.report = base64.b64encode(import_._get_report_csv())

    @api.model
    def _create_from_file(self, content, name, **values):
        """Read a file from end to end and remember it, with a proposed mapping.

        :param content: the bytes of the file
        :param values: ``encoding``, ``company_id``, ``country_id``, ``is_completing``
        :raises UserError: the file cannot be imported; the message says why and where
        """
        encoding = values.get("encoding") or "utf-8"
        try:
            read = customer_file.read_file(content, encoding)
        except FileError as error:
            raise UserError(self._get_file_flaw_message(error)) from error
        columns = customer_columns.guess_mapping(read.header)
        return self.create(
            {
                "name": name,
                "content": base64.b64encode(content),
                "delimiter": read.delimiter,
                "row_count": read.row_count,
                "column_ids": [
                    fields.Command.create(self._prepare_column(read, position, field))
                    for position, field in enumerate(columns)
                ],
                **values,
            }
        )

    @api.model
    def _prepare_column(self, read, position, field):
        sample = [cells[position] for cells in read.sample if position < len(cells)]
        return {
            "position": position,
            "header": read.header[position] or self.env._("Column %s", position + 1),
            "sample": "\n".join(filter(None, sample[:3])),
            "field": field,
        }

    def action_start(self):
        """Check the mapping, then let the job import the file."""
        for import_ in self:
            import_._check_mapping()
        self.filtered(lambda import_: import_.state == "draft").state = "loading"
        self.env.ref("l10n_fr_demat_campaign.ir_cron_import_customers")._trigger()

    def _check_mapping(self):
        self.ensure_one()
        try:
            customer_columns.check_mapping(self.column_ids.mapped("field"))
        except FileError as error:
            raise UserError(self._get_file_flaw_message(error)) from error

    def action_stop(self):
        """Stop after the batch in hand; what was imported stays."""
        self.filtered(lambda i: i.state in ("loading", "matching")).state = "cancelled"

    def action_resume(self):
        """Go on with a stopped import, at the first row without outcome."""
        self.check_access("write")
        for import_ in self.filtered(lambda i: i.state == "cancelled"):
            is_loaded = import_.loaded_count >= import_.row_count
            import_.state = "matching" if is_loaded else "loading"
        self.env.ref("l10n_fr_demat_campaign.ir_cron_import_customers")._trigger()

    def action_view_rows(self):
        """Open the rows of the file with their outcome."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "l10n_fr_demat_campaign.demat_import_row_action"
        )
        return {**action, "domain": [("import_id", "=", self.id)]}

    def action_download_report(self):
        """Download the outcome of each row as a CSV file."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/demat.import/{self.id}/report/import_report.csv"
            "?download=true",
            "target": "download",
        }
