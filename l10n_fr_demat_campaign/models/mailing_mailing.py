from odoo import fields, models
from odoo.fields import Domain


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

    def _get_recipients_domain(self):
        # EXTENDS 'mass_mailing'
        if self.l10n_fr_demat_wave_id:
            sendings = Domain("wave_id", "=", self.l10n_fr_demat_wave_id.id)
            return Domain("sending_ids", "any", sendings)
        return super()._get_recipients_domain()

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
