from odoo import models

from ..rules.mail_text import one_line


class MailMail(models.Model):
    """Names that would break a message, or write headers of their own, are one line.

    A customer's name comes from a file or from a form of the web site, and may hold a
    line end; core writes it into « To » as it is.
    """

    _inherit = "mail.mail"

    def _prepare_outgoing_list(self, mail_server=False, doc_to_followers=None):
        # EXTENDS 'mail'
        email_list = super()._prepare_outgoing_list(
            mail_server=mail_server, doc_to_followers=doc_to_followers
        )
        for values in email_list:
            for name in ("email_to", "email_cc"):
                values[name] = [one_line(address) for address in values[name]]
            if values.get("subject"):
                values["subject"] = one_line(values["subject"])
        return email_list
