from odoo import fields, models
from odoo.exceptions import UserError

from ..rules import stop_rule


class DematCampaignStop(models.Model):
    """A campaign that stops by itself, and what lets it go on."""

    _inherit = "demat.campaign"

    stop_text = fields.Char(
        string="Stopped because",
        readonly=True,
        copy=False,
        help="Why the campaign stopped by itself; nothing leaves until it is resumed.",
    )
    stop_wave_id = fields.Many2one(
        "demat.wave",
        string="Stopped by the texts of step",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
    )
    resume_reason = fields.Char(
        string="Why it may go on",
        copy=False,
        help="What was found and mended; kept as evidence of the campaign.",
    )

    resumed_at = fields.Datetime(
        readonly=True,
        copy=False,
        help="What came back before that was looked at: it does not stop again.",
    )

    def _stop(self, text, wave=None):
        """Pause the campaign and say why; what is written already does not leave.

        :param wave: the step whose texts somebody must answer for
        """
        for campaign in self.filtered(lambda campaign: campaign.state == "running"):
            campaign._write_sealed(
                {
                    "state": "paused",
                    "stop_text": text,
                    "stop_wave_id": wave and wave.id,
                    "resume_reason": False,
                }
            )
            campaign.message_post(body=text)
            campaign.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=self.env._("The campaign stopped: look at it"),
                note=text,
                user_id=campaign.user_id.id or self.env.uid,
            )
            self.env["demat.evidence"]._record(
                campaign, "campaign_stopped", {"reason": text}
            )

    def action_resume(self):
        # EXTENDS: a campaign that stopped by itself needs a reason to go on
        stopped = self.filtered(lambda c: c.stop_text and c.state == "paused")
        for campaign in stopped:
            if not (campaign.resume_reason or "").strip():
                raise UserError(
                    self.env._(
                        "%s stopped by itself. Say first why it may go on.",
                        campaign.name,
                    )
                )
            self.env["demat.evidence"]._record(
                campaign,
                "campaign_resumed",
                {"stopped": campaign.stop_text, "reason": campaign.resume_reason},
            )
        result = super().action_resume()
        stopped._write_sealed(
            {
                "stop_text": False,
                "stop_wave_id": False,
                "resumed_at": fields.Datetime.now(),
            }
        )
        stopped.activity_feedback(["mail.mail_activity_data_todo"])
        return result

    def _hand_over(self, leaving):
        """Let another manager of the company, or else an officer, follow these.

        :param leaving: the users who are about to be archived
        """
        group = "l10n_fr_demat_campaign.demat_group_"
        officers = self.env.ref(f"{group}user").all_user_ids - leaving
        officers = officers.filtered("active").sorted("id")
        for campaign in self:
            left, company = campaign.user_id, campaign.company_id
            ours = officers.filtered(lambda user, c=company: c in user.company_ids)
            managers = ours.filtered(lambda user: user.has_group(f"{group}manager"))
            user = campaign.user_id = (managers or ours)[:1]
            env = self.with_context(lang=user.lang or self.env.lang).env
            if user:
                text = env._("%(user)s follows this campaign: %(left)s is archived.")
            else:
                text = env._("Nobody follows this campaign: %(left)s is archived.")
            campaign.message_post(body=text % {"user": user.name, "left": left.name})

    def _apply_stop_rule(self):
        """Stop the campaigns one of whose waves came back or annoyed too much."""
        for campaign in self.filtered(lambda campaign: campaign.state == "running"):
            # in the words of who follows it: a scheduled action has no language
            for wave in campaign.with_context(lang=campaign.user_id.lang).wave_ids:
                counts = wave._count_returns()
                if cause := stop_rule.find_cause(**counts):
                    wave.campaign_id._stop(wave._get_stop_text(cause, counts))
                    break


class DematWaveStop(models.Model):
    _inherit = "demat.wave"

    def _count_returns(self):
        """Count what left, what came back and what annoyed, since the last look."""
        self.ensure_one()
        sendings = self.env["demat.sending"].sudo()
        domain = [("wave_id", "=", self.id), ("medium", "=", "email")]
        since = self.campaign_id.resumed_at

        def count(name, since=None):
            limit = (name, ">" if since else "!=", since or False)
            return sendings.search_count([*domain, limit])

        return {
            "sent": count("sent_at") + count("refused_at"),
            "bounces": count("bounced_at", since) + count("refused_at", since),
            "complaints": count("complained_at", since),
        }

    def _get_stop_text(self, cause, counts):
        """Return in words why a wave stops its campaign."""
        self.ensure_one()
        text = {
            stop_rule.Cause.BOUNCES: self.env._(
                "%(wave)s: %(count)s messages out of %(sent)s came back. The campaign "
                "is paused: check the addresses before going on.",
                wave=self._get_kind_label(),
                count=counts["bounces"],
                sent=counts["sent"],
            ),
            stop_rule.Cause.COMPLAINTS: self.env._(
                "%(wave)s: %(count)s recipients out of %(sent)s reported the message "
                "as unwanted. The campaign is paused.",
                wave=self._get_kind_label(),
                count=counts["complaints"],
                sent=counts["sent"],
            ),
        }
        return text[cause]
