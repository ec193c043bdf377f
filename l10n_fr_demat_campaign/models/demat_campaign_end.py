from odoo import models
from odoo.fields import Domain

from .demat_wave import NOTICE_KINDS
from .demat_wave_call import CALL_ACTIVITY

_ENDED = ("done", "cancelled")


class DematCampaignEnd(models.Model):
    """A campaign that ends takes back what was prepared and did not leave."""

    _inherit = "demat.campaign"

    def _change_state(self, before, after):
        # EXTENDS: nobody is asked, reminded or called for a campaign that is over
        changing = self.filtered(lambda campaign: campaign.state in before)
        result = super()._change_state(before, after)
        if after in _ENDED:
            changing.sudo()._take_back(after)
        return result

    def _take_back(self, after):
        """Forget what was planned, keep what was written as not sent, plan no call.

        :param after: a closed campaign still tells of silence, a cancelled one does not
        """
        unsent = Domain("campaign_id", "in", self.ids) & Domain("state", "=", "planned")
        if after == "done":
            unsent &= Domain("kind", "not in", NOTICE_KINDS)
        sendings = self.env["demat.sending"].search(
            unsent & Domain("medium", "in", ("email", "letter"))
        )
        written = sendings.filtered("message_id")
        (sendings - written)._forget()
        written._cancel_mails()
        written._record_failed(self.env._("The campaign ended before it left."))
        self.request_ids.activity_unlink([CALL_ACTIVITY])


class DematSendingEnd(models.Model):
    _inherit = "demat.sending"

    def _forget(self):
        """Delete what was planned and never written, with the letters not gathered."""
        self.env["ir.attachment"].search(
            [("res_model", "=", self._name), ("res_id", "in", self.ids)]
        ).unlink()
        self.unlink()

    def _cancel_mails(self):
        """Take these messages out of the mail queue."""
        waves = self.wave_id
        mails = self.env["mail.mail"].search(
            [
                ("message_id", "in", self.mapped("message_id")),
                ("mailing_id.l10n_fr_demat_wave_id", "in", waves.ids),
                ("state", "=", "outgoing"),
            ]
        )
        mails.write({"state": "cancel"})
        mails.mailing_trace_ids.set_canceled()
