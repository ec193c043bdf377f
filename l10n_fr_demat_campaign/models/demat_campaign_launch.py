from odoo import fields, models
from odoo.exceptions import UserError

from .demat_wave_job import TextError


class DematCampaignLaunch(models.Model):
    """What is read before a campaign starts, and the texts it keeps to."""

    _inherit = "demat.campaign"

    version_ids = fields.Many2many(
        "demat.letter.version",
        "demat_campaign_letter_version_rel",
        string="Texts",
        readonly=True,
        copy=False,
        help="The texts in force at the launch: this campaign sends no other.",
    )
    internal_note = fields.Text(
        copy=False,
        help="For your team only, e.g. on duplicates and late interest: printed in no "
        "message, no letter, no page and no evidence file.",
    )

    def action_launch(self):
        # EXTENDS: warnings need a reason first
        self._check_group("manager")
        drafts = self.filtered(lambda campaign: campaign.state == "draft")
        for campaign in drafts:
            campaign._check_launch()
            if campaign._get_launch_warnings():
                return campaign._open_launch()
        return super().action_launch()

    def _launch_with_reason(self, reason):
        """Launch although something was warned against; the reason is evidence."""
        self.ensure_one()
        self._check_group("manager")
        if not reason.strip():
            raise UserError(self.env._("Say why: the reason is kept as evidence."))
        drafts = self.filtered(lambda campaign: campaign.state == "draft")
        self.env["demat.evidence"]._record(
            drafts,
            "campaign_warning_acknowledged",
            {"reason": reason, "warnings": self._get_launch_warnings()},
        )
        return drafts._launch()

    def _launch(self):
        # EXTENDS: with the texts as they are
        self._freeze_texts()
        return super()._launch()

    def _open_launch(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Before you launch"),
            "res_model": "demat.campaign.launch",
            "view_mode": "form",
            "target": "new",
            "context": {"default_campaign_id": self.id},
        }

    def _get_texts(self):
        """Return the texts in force of every letter that a wave may send."""
        self.ensure_one()
        waves = self.wave_ids.filtered(lambda wave: wave.state == "planned")
        letters = self.env["demat.letter"].concat(
            *(letter for wave in waves for letter in wave._get_letters().values())
        )
        return letters.version_ids.filtered("is_current")

    def _freeze_texts(self):
        """Keep the texts in force as they are, with their fingerprints as evidence."""
        for campaign in self:
            campaign._keep_texts(campaign._get_texts())

    def _keep_texts(self, texts):
        self.ensure_one()
        texts.filtered(lambda text: not text.is_used).sudo()._write_sealed(
            {"is_used": True}
        )
        self._write_sealed({"version_ids": [fields.Command.link(t.id) for t in texts]})
        payload = {"texts": {text._get_label(): text.sha256 for text in texts}}
        self.env["demat.evidence"]._record(self, "campaign_text", payload)

    def _admit_texts(self, texts, reason=False):
        """Send texts that were not there at the launch, once the checker read them.

        :param reason: why they leave although the checker warns against them
        :raises TextError: when they may not leave so
        """
        self.ensure_one()
        if errors := self._get_text_findings(texts, "error"):
            raise TextError(
                self.env._(
                    "%(campaign)s cannot send a text that was not there at its "
                    "launch:\n%(errors)s",
                    campaign=self.name,
                    errors="\n".join(errors[:10]),
                )
            )
        warnings = self._get_text_findings(texts, "warn")
        if warnings and not reason:
            raise TextError(
                self.env._(
                    "A text that was not there at the launch of %(campaign)s raises "
                    "remarks. Mend it; or, once the campaign has stopped for them, say "
                    "why it may go on.\n%(warnings)s",
                    campaign=self.name,
                    warnings="\n".join(warnings),
                )
            )
        self._keep_texts(texts)

    def action_resume(self):
        # EXTENDS: the reason to go on is the one of the texts that it stopped for
        stopped = [
            (campaign, campaign.stop_wave_id, campaign.resume_reason)
            for campaign in self.filtered(lambda c: c.stop_wave_id)
        ]
        result = super().action_resume()
        for campaign, wave, reason in stopped:
            if late := wave._get_late_texts():
                campaign.sudo()._admit_texts(late, reason)
        return result

    # What the checker says

    def _check_launch(self):
        # EXTENDS: neither with a wrong text nor with a dead link
        result = super()._check_launch()
        errors = self._get_findings("error")
        failed = self.resource_ids.filtered(lambda link: link.link_state == "failed")
        errors += [link._get_link_message() for link in failed]
        if errors:
            raise UserError(
                self.env._(
                    "%(campaign)s cannot be launched:\n%(errors)s",
                    campaign=self.name,
                    errors="\n".join(errors[:10]),
                )
            )
        return result

    def _get_findings(self, severity):
        """Return what the checker says of the texts, one sentence per remark."""
        return self._get_text_findings(self._get_texts(), severity)

    def _get_text_findings(self, texts, severity):
        self.ensure_one()
        offer = self.company_id._get_offer()
        return [
            f"{text._get_label()}, {finding.key}: {text._get_advice(finding)}"
            for text in texts
            for finding in text._get_findings(offer)
            if finding.severity == severity
        ]

    def _get_launch_warnings(self):
        """Hook: the sentences that must be answered with a reason at the launch."""
        self.ensure_one()
        unchecked = self.resource_ids.filtered(lambda link: link._is_link_unchecked())
        return [
            *self._get_findings("warn"),
            *(link._get_link_message() for link in unchecked),
        ]


class DematWaveTexts(models.Model):
    """A step that was added after the launch sends no text that nobody checked."""

    _inherit = "demat.wave"

    def _run_batch(self, *args, **kwargs):
        # EXTENDS
        if late := self._get_late_texts():
            self.campaign_id.sudo()._admit_texts(late)
        return super()._run_batch(*args, **kwargs)

    def _get_late_texts(self):
        """Return the texts in force of the letters that the launch knew no text of."""
        self.ensure_one()
        letters = self.env["demat.letter"].concat(*self._get_letters().values())
        late = letters - self.campaign_id.version_ids.letter_id
        return late.version_ids.filtered("is_current")
