from odoo import fields, models

from .mail_mail_campaign import LINK_PLACEHOLDER


class MailMail(models.Model):
    """The receipt of an answer: its personal link comes in when it leaves."""

    _inherit = "mail.mail"

    l10n_fr_demat_is_receipt = fields.Boolean(string="Receipt of an answer")

    def _prepare_outgoing_list(self, mail_server=False, doc_to_followers=None):
        # EXTENDS 'mail'
        email_list = super()._prepare_outgoing_list(
            mail_server=mail_server, doc_to_followers=doc_to_followers
        )
        if self.l10n_fr_demat_is_receipt and self.model == "demat.request":
            request_sudo = self.env["demat.request"].sudo().browse(self.res_id)
            placeholder = f"{request_sudo.get_base_url()}{LINK_PLACEHOLDER}"
            page_url = request_sudo._get_page_url()
            for values in email_list:
                for name in ("body", "body_alternative"):
                    if values.get(name):
                        values[name] = values[name].replace(placeholder, page_url)
        return email_list
