from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..einvoice import saxon_server, worker
from .account_move_gate import SAXON
from .demat_notification import tell

# Stands for an invoice where only the answer matters: rules look at it, and refuse.
SPECIMEN = (
    b'<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:'
    b'CrossIndustryInvoice:100"><rsm:ExchangedDocument/></rsm:CrossIndustryInvoice>'
)


class ResConfigSettings(models.TransientModel):
    """Who is asked about the official rules: our own process, or a server."""

    _inherit = "res.config.settings"

    l10n_fr_demat_saxon_server = fields.Char(
        string="Saxon server",
        config_parameter=SAXON,
        groups="base.group_system",
    )

    @api.constrains("l10n_fr_demat_saxon_server")
    def _check_l10n_fr_demat_saxon_server(self):
        for settings in self:
            url = settings.l10n_fr_demat_saxon_server
            if url and not saxon_server.is_address(url):
                raise ValidationError(
                    self.env._(
                        "%s is not the address of a server: it begins with http:// or "
                        "https://.",
                        url,
                    )
                )

    def action_l10n_fr_demat_try_checker(self):
        """Ask who would be asked, and tell whether it judges."""
        if not self.env.user.has_group("base.group_system"):
            raise UserError(self.env._("Only an administrator tries the checker."))
        self.ensure_one()
        self._check_l10n_fr_demat_saxon_server()
        url = self.l10n_fr_demat_saxon_server
        judge = saxon_server.SaxonServer(url) if url else worker.get_worker()
        sheets = [self.company_id.l10n_fr_demat_profile, "fr"]
        verdicts = judge.check(SPECIMEN, sheets).values()
        is_able = all(verdict.state != worker.NOT_RUN for verdict in verdicts)
        if is_able:
            return tell(self.env._("The official rules can be checked."))
        message = self.env._(
            "The official rules cannot be checked: the server does not answer "
            "as it should, or saxonche is not installed."
        )
        return tell(message, "danger")
