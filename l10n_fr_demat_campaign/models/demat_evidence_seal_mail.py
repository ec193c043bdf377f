import json

from markupsafe import Markup

from odoo import Command, models

from ..rules import chain


class DematEvidenceSeal(models.Model):
    """How a signed head leaves: it proves only when somebody else keeps it."""

    _inherit = "demat.evidence.seal"

    def _mail(self):
        """Queue the message that carries the seal out of this database."""
        self.ensure_one()
        if not self.email:
            return self.env["mail.mail"]
        attachment = self.env["ir.attachment"].create(
            {
                "name": self._get_file_name(),
                "raw": self._get_file(),
                "mimetype": "application/json",
                "res_model": self._name,
                "res_id": self.id,
            }
        )
        return self.env["mail.mail"].create(
            {
                "subject": self._get_mail_subject(),
                "body_html": self._get_mail_body(),
                "email_to": self.email,
                "email_from": self.company_id.email_formatted,
                "model": self._name,
                "res_id": self.id,
                "attachment_ids": [Command.link(attachment.id)],
            }
        )

    def _get_file_name(self):
        self.ensure_one()
        return f"demat-seal-{self.day}-{self.company_id.id}.json"

    def _get_file(self):
        """Return the seal as a file: what was signed, the signature, the key."""
        self.ensure_one()
        return chain.canonical(
            {
                "statement": json.loads(self.body),
                "signature": self.signature,
                "public_key": self.public_key,
            }
        )

    def action_download(self):
        """Download the signed statement."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/demat/evidence/seal/{self.id}"}

    def action_download_key(self):
        """Download the key that verifies every signature."""
        return {"type": "ir.actions.act_url", "url": "/demat/evidence/key"}

    def _get_mail_subject(self):
        """Hook: the subject by which the messages are filed."""
        return self.env._(
            "%(company)s: signed head of the evidence of %(day)s",
            company=self.company_id.display_name,
            day=self.day,
        )

    def _get_mail_body(self):
        """Hook: what the message says, in few words and without personal data."""
        return Markup("<p>%s</p><p>%s</p><p><code>%s</code></p>") % (
            self.env._(
                "Keep this message, outside of the software that wrote it: it proves "
                "later that the evidence of that day was neither changed nor shortened."
            ),
            self.env._("Fingerprint of what is signed, and signature:"),
            Markup("<br/>").join([self.digest, self.signature]),
        )
