from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

# What a mailing says, and to whom.
_TEXTS = frozenset(
    {
        "body_arch",
        "body_html",
        "email_from",
        "l10n_fr_demat_wave_id",
        "mailing_domain",
        "mailing_model_id",
        "preview",
        "reply_to",
        "subject",
    }
)


class MailingMailing(models.Model):
    _inherit = "mailing.mailing"

    l10n_fr_demat_wave_id = fields.Many2one(
        "demat.wave",
        string="Wave",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        help="The campaign wave that this mailing carries out.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_l10n_fr_demat_wave(vals)
        context = {**self.env.context}
        context.pop("default_l10n_fr_demat_wave_id", None)
        # pylint: disable-next=context-overridden  # a key is taken out
        mailings = self.with_context(context)
        return super(MailingMailing, mailings).create(vals_list)

    def write(self, vals):
        self._check_l10n_fr_demat_wave(vals)
        return super().write(vals)

    def _compute_display_name(self):
        # EXTENDS 'mass_mailing': the subject of a wave is written for each customer
        waves = self.filtered("l10n_fr_demat_wave_id")
        for mailing in waves:
            mailing.display_name = mailing.name
        return super(MailingMailing, self - waves)._compute_display_name()

    def _check_l10n_fr_demat_wave(self, vals):
        """Let waves alone make their mailings: these carry personal links."""
        if vals.get("l10n_fr_demat_wave_id") and not self.env.su:
            raise AccessError(self.env._("The mailings of a campaign are its own."))
        ours = self.sudo().filtered("l10n_fr_demat_wave_id")
        if ours and not self.env.su and _TEXTS & vals.keys():
            raise AccessError(
                self.env._("The text of a wave is its letter, written in the campaign.")
            )

    def _get_recipients_domain(self):
        # EXTENDS 'mass_mailing'
        if self.l10n_fr_demat_wave_id:
            sendings = Domain("wave_id", "=", self.l10n_fr_demat_wave_id.id)
            sendings &= Domain("message_id", "=", False)
            return Domain("sending_ids", "any", sendings)
        return super()._get_recipients_domain()

    def _action_send_mail(self, res_ids=None):
        # EXTENDS 'mass_mailing': nothing is written while the campaign is paused
        held = self & self._get_l10n_fr_demat_held()
        result = super(MailingMailing, self - held)._action_send_mail(res_ids)
        (self - held)._requeue_l10n_fr_demat_unfinished()
        return result

    def _requeue_l10n_fr_demat_unfinished(self):
        """Queue again what core calls done while another worker still writes it.

        That worker may fail: then nobody would write the rest.
        """
        waves = self.sudo().l10n_fr_demat_wave_id
        unwritten = [("wave_id", "in", waves.ids), ("message_id", "=", False)]
        left = self.env["demat.sending"].sudo().search(unwritten).wave_id
        left.mailing_id.state = "in_queue"

    def action_retry_failed(self):
        # EXTENDS 'mass_mailing': what failed leaves as it was written, under the same
        # Message-ID; what may have left waits for a person
        self.check_access("write")
        ours = self.filtered("l10n_fr_demat_wave_id")
        ours.sudo().l10n_fr_demat_wave_id._send_failed_again()
        return super(MailingMailing, self - ours).action_retry_failed()

    @api.model
    def _get_l10n_fr_demat_held(self):
        """Return the mailings of the campaigns that are paused or cancelled."""
        states = ("paused", "cancelled")
        domain = [("l10n_fr_demat_wave_id.campaign_id.state", "in", states)]
        return self.sudo().search(domain)

    def _get_seen_list(self):
        # EXTENDS 'mass_mailing': several legal entities may share one mailbox, and each
        # of them is asked.
        if self.l10n_fr_demat_wave_id:
            return set()
        return super()._get_seen_list()

    def _action_send_statistics(self):
        # EXTENDS 'mass_mailing': openings and clicks say nothing of an agreement; the
        # figures of a wave stand on its campaign.
        ours = self.filtered("l10n_fr_demat_wave_id")
        ours.kpi_mail_required = False
        return super(MailingMailing, self - ours)._action_send_statistics()

    def _get_mass_mailing_context(self):
        # EXTENDS 'mass_mailing': the text depends on the wave. Links are left as they
        # are: a shortened link would be a tracker that anybody may guess.
        context = super()._get_mass_mailing_context()
        if wave := self.l10n_fr_demat_wave_id:
            context.pop("post_convert_links", None)
            context["demat_wave_id"] = wave.id
        return context
