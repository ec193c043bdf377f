from odoo import models
from odoo.tools import formataddr
from odoo.tools.mail import email_split_tuples

HEADER = "X-Demat-Delivery"


class MailMail(models.Model):
    """Addresses of invoices as the customer gave them, and robots left in peace."""

    _inherit = "mail.mail"

    def _prepare_outgoing_list(self, mail_server=False, doc_to_followers=None):
        # EXTENDS 'mail'
        emails = super()._prepare_outgoing_list(
            mail_server=mail_server, doc_to_followers=doc_to_followers
        )
        if HEADER in (self.headers or ""):
            for values in emails:
                self._keep_l10n_fr_demat_case(values)
            return emails
        return self._spare_l10n_fr_demat_robots(emails)

    def _keep_l10n_fr_demat_case(self, values):
        """Write to an address as it was typed: core lowers it, some robots do not."""
        pairs = email_split_tuples(values["email_to_raw"] or "")
        if pairs:
            values["email_to"] = [formataddr(pair) for pair in pairs]
            values["email_to_normalized"] = [address for _name, address in pairs]

    def _spare_l10n_fr_demat_robots(self, emails):
        """Leave out robots' mailboxes: whatever reaches them becomes an invoice."""
        Rule = self.env["demat.delivery.rule"]
        addresses = [
            a for values in emails for a in values["email_to_normalized"] or ()
        ]
        robots = Rule._get_robots(addresses)
        return [
            values
            for values in emails
            if not robots or not robots.issuperset(values["email_to_normalized"] or ())
        ]
