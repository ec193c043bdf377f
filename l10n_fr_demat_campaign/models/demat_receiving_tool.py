from odoo import api, fields, models

from ..rules import intake

_FORMATS = {
    "facturx": "Factur-X",
    "pdf": "PDF",
    "zugferd": "ZUGFeRD",
    "cxml": "cXML",
    "xrechnung": "XRechnung",
    "xml_ubl": "UBL",
    "xml_cii": "CII",
    "csv": "CSV",
    "edi": "EDI",
}


class DematReceivingTool(models.Model):
    """A product with which customers receive their suppliers' invoices.

    The catalogue ships what vendors publish. An empty value means « not known »: the
    generic robot mailbox then decides, the most careful one. Values changed here are
    kept when the add-on is upgraded.
    """

    _name = "demat.receiving.tool"
    _description = "Receiving tool"
    _order = "sequence, name"
    _rec_names_search = ["name", "code", "aliases"]

    code = fields.Char(
        required=True, index=True, copy=False, help="Stable key, lower case."
    )
    name = fields.Char(required=True, translate=True)
    aliases = fields.Char(help="Other and former names, parted by commas.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    mail_domains = fields.Char(
        help="Domains of the tool's mailboxes, parted by spaces. A mail sent there is "
        "read by a robot.",
    )
    channel = fields.Selection(selection="_selection_channel", required=True)
    other_channels = fields.Char(help="Other ways in, the preferred first.")
    formats = fields.Char(
        string="Codes of the formats",
        help="Formats accepted, the preferred first, parted by spaces: facturx, pdf, "
        "xml_cii, xml_ubl…",
    )
    formats_text = fields.Char(string="Formats", compute="_compute_formats_text")
    xml_mode = fields.Selection(
        selection=[
            ("embedded", "Inside the PDF"),
            ("separate", "Beside the PDF"),
            ("both", "Both"),
            ("none", "None"),
        ],
        string="Data of the invoice",
    )
    grouping = fields.Selection(
        selection=[
            ("one_per_mail", "One invoice per mail"),
            ("one_per_attachment", "One invoice per attachment"),
            ("one_per_deposit", "One invoice per deposit"),
            ("digest_ok", "Digests allowed"),
        ],
    )
    deposit_mode = fields.Char(help="How documents are deposited, the preferred first.")
    attachments_mode = fields.Selection(
        selection=[
            ("merged", "Merged behind the invoice"),
            ("embedded", "Inside the PDF"),
            ("separate", "Beside the invoice"),
            ("none", "None"),
        ],
    )
    max_mb = fields.Float(string="Mail size limit (MB)", help="0: not known.")
    max_attachments = fields.Integer(help="0: not known.")
    filename_pattern = fields.Char(help="Regular expression of accepted file names.")
    subject_pattern = fields.Char()
    body_mode = fields.Selection(
        selection=[
            ("normal", "Normal"),
            ("plain", "Plain text, no image"),
            ("empty", "Empty"),
        ],
    )
    to_only = fields.Selection(selection="_selection_known", string="To only, no Cc")
    single_recipient = fields.Selection(selection="_selection_known")
    no_extra_attachment = fields.Selection(selection="_selection_known")
    mail_becomes_invoice = fields.Selection(
        selection="_selection_known",
        help="Any mail, even without attachment, becomes a supplier invoice.",
    )
    case_sensitive = fields.Selection(
        selection="_selection_known", string="Address case matters"
    )
    allowlist_reminder = fields.Selection(
        selection="_selection_known", string="Sender must be allowed"
    )
    reply_expected = fields.Char(help="What comes back by mail: tracking, none…")
    required_refs = fields.Char(string="Required references")
    prerequisite = fields.Text(translate=True)
    special_handling = fields.Text(translate=True)
    confidence = fields.Selection(
        selection=[
            ("vendor", "Vendor's or integrator's page read"),
            ("partial", "Partly documented"),
            ("unverified", "Unverified: ask the customer"),
            ("choice", "Choice of this add-on"),
        ],
        required=True,
        default="unverified",
    )
    prudent_values = fields.Char(
        string="Values chosen with care",
        help="Fields of this record that no source gives and that were chosen to be "
        "safe.",
    )
    source = fields.Text(help="Where the values were read, and when.")
    partner_count = fields.Integer(string="Customers", compute="_compute_partner_count")

    _code_uniq = models.Constraint("UNIQUE (code)", "This tool is already there.")

    @api.model
    def _selection_channel(self):
        env = self.env
        return [
            ["email_human", env._("E-mail read by a person")],
            ["email_robot", env._("E-mail read by a robot")],
            ["portal_deposit", env._("Deposit on a portal")],
            ["api", env._("API")],
            ["sftp", env._("SFTP")],
            ["edi", env._("EDI")],
            ["pa", env._("Approved platform")],
            ["chorus", env._("Chorus Pro")],
            ["paper", env._("Paper")],
        ]

    @api.model
    def _selection_known(self):
        return [["yes", self.env._("Yes")], ["no", self.env._("No")]]

    @api.depends("formats")
    @api.depends_context("lang")
    def _compute_formats_text(self):
        names = {**_FORMATS, "image": self.env._("picture")}
        for tool in self:
            codes = (tool.formats or "").split()
            tool.formats_text = ", ".join(names.get(code, code) for code in codes)

    def _compute_partner_count(self):
        counts = dict(
            self.env["res.partner"]._read_group(
                [("l10n_fr_demat_tool_id", "in", self.ids)],
                ["l10n_fr_demat_tool_id"],
                ["__count"],
            )
        )
        for tool in self:
            tool.partner_count = counts.get(tool, 0)

    @api.model
    def _get_catalogue(self):
        """Return the tools as the rules read them: codes and mail domains."""
        tools = self.sudo().search([("mail_domains", "!=", False)])
        return [
            intake.Tool(
                code=tool.code, domains=tuple((tool.mail_domains or "").split())
            )
            for tool in tools
        ]

    @api.model
    def _guess(self, address, chosen=None):
        """Return whose mailbox an address is: `rules.intake.Guess`.

        :param chosen: code of the tool that the customer named, where he did
        """
        return intake.guess_tool(address, self._get_catalogue(), chosen)

    @api.model
    def _get_by_name(self):
        """Return a dict of every name of every tool, in lower case, to the tool."""
        tools = self.sudo().search([("active", "=", True)])
        return {
            name.strip().casefold(): tool
            for tool in reversed(tools)
            for name in (*(tool.aliases or "").split(","), tool.name, tool.code)
            if name.strip()
        }

    def _prepare_intake_profile(self):
        """Return what the tool takes, as `rules.intake.Profile`; empty is None."""
        self.ensure_one()
        booleans = ("to_only", "single_recipient", "no_extra_attachment")
        answers = {
            name: self[name] == "yes" if self[name] else None
            for name in (*booleans, "case_sensitive")
        }
        return intake.Profile(
            formats=tuple((self.formats or "").split()) or None,
            grouping=self.grouping or None,
            max_mb=self.max_mb or None,
            max_attachments=self.max_attachments or None,
            filename_pattern=self.filename_pattern or None,
            body_mode=self.body_mode or None,
            reply_expected=self.reply_expected or None,
            required_refs=tuple((self.required_refs or "").split()) or None,
            **answers,
        )

    def action_view_partners(self):
        """Open the customers who named this tool."""
        return {
            "type": "ir.actions.act_window",
            "domain": [("l10n_fr_demat_tool_id", "in", self.ids)],
            "name": self.env._("Customers"),
            "res_model": "res.partner",
            "view_mode": "list,form",
        }
