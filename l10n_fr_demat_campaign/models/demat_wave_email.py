from odoo import fields, models

from .demat_collision import claim

# Fixed bodies: what users write comes in as data, it is never evaluated.
_SUBJECT = "{{ object.letter_subject }}"
_BODY = '<div><t t-out="object.letter_body"/></div>'


class DematWaveEmail(models.Model):
    """A wave of e-mails leaves as one mailing over the requests."""

    _inherit = "demat.wave"

    def _run_email(self, requests):
        """Plan one message per request; mass mailing writes them once all are there."""
        self.ensure_one()
        self._create_sendings(requests, "email")

    def _finish_email(self):
        """Let mass mailing write what was planned, and the mail queue send it."""
        self.ensure_one()
        sendings = self.env["demat.sending"].sudo()
        waiting = [("wave_id", "=", self.id), ("message_id", "=", False)]
        if not sendings.search_count(waiting, limit=1):
            return
        # The body is fixed, so that the officer needs no right on mass mailing.
        mailings = self.env["mailing.mailing"].sudo()
        mailings = mailings.with_context(mail_auto_subscribe_no_notify=True)
        mailing = mailings.create(self._prepare_mailing_values())
        self.sudo()._write_sealed({"mailing_id": mailing.id})
        mailing.action_put_in_queue()

    def _claim_sendings(self, request_ids):
        """Lock the sendings of some requests that nobody has composed yet.

        :return: the sendings, without those that another worker has
        """
        self.ensure_one()
        sendings = (
            self.env["demat.sending"]
            .sudo()
            .search(
                [
                    ("wave_id", "=", self.id),
                    ("request_id", "in", list(request_ids)),
                    ("message_id", "=", False),
                ]
            )
        )
        return sendings.try_lock_for_update()

    def _create_sendings(self, requests, medium):
        """Create the sendings of a wave, each with the text it carries.

        Who had not been asked yet is asked from now on.
        """
        self.ensure_one()
        # Another step, or a second click, writes to the same customers at this moment.
        claim(requests)
        slots = dict(
            zip(requests, self._get_medium_slots(medium, len(requests)), strict=True)
        )
        if days := self._get_days_to_answer():
            requests._postpone_deadline(slots, days)
        if self.kind in ("email", "letter"):
            asked = requests.filtered(lambda request: request.family != "information")
            fresh = asked.consent_id.filtered(lambda c: c.state == "not_asked")
            # The evidence tells it: a message per customer would take longer.
            fresh.with_context(tracking_disable=True)._apply("ask")
        versions = self._get_versions(requests)
        values = [
            {
                "request_id": request.id,
                "wave_id": self.id,
                "medium": medium,
                "version_id": versions[request].id,
                "address": request._get_sending_address(medium),
                "slot_at": slots[request],
                "text_hash": self._get_planned_hash(request, medium),
            }
            for request in requests
        ]
        sendings = self.env["demat.sending"].sudo().create(values)
        fresh = sendings.version_id.filtered(lambda version: not version.is_used)
        fresh._write_sealed({"is_used": True})
        return sendings

    def _get_planned_hash(self, request, medium):
        """Return the hash of the text, unless the message is written later on."""
        if medium == "email":
            return False
        return request.with_context(demat_wave_id=self.id)._get_letter_hash()

    def _get_medium_slots(self, medium, count):
        """Return when each message leaves; letters leave when they are posted."""
        if medium == "email":
            return self._get_slots(count)
        return [fields.Datetime.now()] * count

    def _prepare_mailing_values(self):
        self.ensure_one()
        return {
            "name": self.display_name,
            "subject": _SUBJECT,
            "body_html": _BODY,
            "body_arch": _BODY,
            "mailing_model_id": self.env["ir.model"]._get("demat.request").id,
            "mailing_domain": f"[('campaign_id', '=', {self.campaign_id.id})]",
            "email_from": self._get_email_from(),
            "reply_to_mode": "update",
            "keep_archives": True,
            "use_exclusion_list": False,
            "user_id": self.campaign_id.user_id.id,
            "l10n_fr_demat_wave_id": self.id,
            "preview": False,
        }

    def _get_email_from(self):
        """Return the visible sender: the company, at an address somebody reads."""
        company = self.company_id
        address = company.l10n_fr_demat_contact_email or company.email
        return f'"{company.name}" <{address}>'
