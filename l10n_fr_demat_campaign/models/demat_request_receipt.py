from odoo import SUPERUSER_ID, models
from odoo.tools import email_domain_extract, email_normalize

from .mail_mail_campaign import LINK_PLACEHOLDER


class DematRequestReceipt(models.Model):
    """The copy of an answer, by mail, to who gave it and to the contact we know."""

    _inherit = "demat.request"

    def _send_receipt(self, email=None):
        """Queue the confirmation of the answer in force to the people concerned.

        The personal link comes in when the message leaves: none is kept.
        """
        self.ensure_one()
        mails = self.env["mail.mail"].sudo()
        for address in self._get_receipt_addresses(email):
            mails |= mails.create(self._prepare_receipt_values(address))
        if mails:
            self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()
        return mails

    def _get_receipt_addresses(self, email):
        """Return the addresses that people read: robots file any mail."""
        known = {}
        for address in filter(None, (email, self.email)):
            guess = self.env["demat.receiving.tool"]._guess(address)
            if str(guess.kind) != "robot":
                known.setdefault(address.lower(), address)
        robots = self.env["demat.delivery.rule"].sudo()._get_robots(list(known))
        return [address for key, address in known.items() if key not in robots]

    def _prepare_receipt_values(self, address):
        env, company = self.env, self.company_id
        trust = company._prepare_l10n_fr_demat_trust_values()
        body = env["ir.qweb"]._render(
            "l10n_fr_demat_campaign.demat_page_receipt",
            {
                **self._prepare_page_values("done"),
                "link": f"{self.get_base_url()}{LINK_PLACEHOLDER}",
            },
        )
        return {
            "model": self._name,
            "res_id": self.id,
            "subject": env._(
                "Your answer on the invoices of %(company)s (%(reference)s)",
                company=company.name,
                reference=self._get_reference(),
            ),
            "body": self._in_our_language().env._("Copy of the answer, to %s", address),
            "body_html": body,
            # Whoever answers the copy reads our name, not that of a « Public user ».
            "author_id": company.partner_id.id,
            "email_from": f'"{company.name}" <{trust["email"]}>',
            "email_to": address,
            "auto_delete": False,
            "l10n_fr_demat_is_receipt": True,
        }

    def _review_answerer(self, email):
        """Ask one of us to look at an answer from a mail domain we do not know."""
        self.ensure_one()
        domain = email_domain_extract(email or "")
        contacts = self.partner_id | self.partner_id.child_ids
        known = {
            email_domain_extract(email_normalize(contact.email or "") or "")
            for contact in contacts
        }
        if not domain or domain in known or not any(known):
            return
        request = self._in_our_language()
        request.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=request.env._("Unknown domain %s: check who answered", domain),
            user_id=self.campaign_id.user_id.id or self.env.uid,
        )

    def _in_our_language(self):
        """Return this request in the words of who follows it, not of the customer.

        What a visitor sets going comes from the database itself: nobody reads that
        the « Public user » gave them something to do.
        """
        self.ensure_one()
        responsible = self.campaign_id.user_id or self.env.user
        request = self.with_context(lang=responsible.lang)
        is_visitor = self.env.user._is_public()
        return request.with_user(SUPERUSER_ID) if is_visitor else request
