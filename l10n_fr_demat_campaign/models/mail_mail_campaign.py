from odoo import models

# Stands in the body until the message leaves, so that no personal link is readable in
# the chatter, in an archive or in a link tracker. Core leaves a path that ends with
# "/view" alone when it shortens links.
LINK_PLACEHOLDER = "/my/demat/view"
STOP_PLACEHOLDER = "/my/demat/stop/view"


class MailMail(models.Model):
    """Campaign mail: the personal links come in at the last moment, no tracker ever."""

    _inherit = "mail.mail"

    def _prepare_outgoing_body(self):
        # EXTENDS 'mass_mailing': without the tracking pixel
        body = super()._prepare_outgoing_body()
        if self.mailing_id.sudo().l10n_fr_demat_wave_id:
            pixel = f'<img src="{self._get_tracking_url()}"/>'
            body = body.replace(body.__class__(pixel), body.__class__(""))
        return body

    def _prepare_outgoing_list(self, mail_server=False, doc_to_followers=None):
        # EXTENDS 'mass_mailing'
        email_list = super()._prepare_outgoing_list(
            mail_server=mail_server, doc_to_followers=doc_to_followers
        )
        if (
            self.model == "demat.request"
            and self.mailing_id.sudo().l10n_fr_demat_wave_id
        ):
            request_sudo = self.env["demat.request"].sudo().browse(self.res_id)
            for values in email_list:
                self._personalize_l10n_fr_demat(values, request_sudo)
        return email_list

    def _personalize_l10n_fr_demat(self, values, request_sudo):
        """Put the personal links into one outgoing message."""
        base_url = request_sudo.get_base_url()
        page_url = request_sudo._get_page_url()
        for name in ("body", "body_alternative"):
            if values.get(name):
                values[name] = (
                    values[name]
                    .replace(f"{base_url}{STOP_PLACEHOLDER}", f"{page_url}/stop")
                    .replace(f"{base_url}{LINK_PLACEHOLDER}", page_url)
                )
        # One click stops the reminders of this campaign and nothing else; core's own
        # address would put the customer on the list of refused addresses.
        values["headers"]["List-Unsubscribe"] = f"<{page_url}/stop>"
