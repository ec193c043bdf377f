from markupsafe import Markup

from odoo import models

# Mails written in one transaction; mass mailing's own 50 spend their time on reading
# again, each time, what all of them have in common.
WAVE_MAILS = 250


class MailComposeMessage(models.TransientModel):
    """A wave is composed as a mailing, with texts that are no templates."""

    _inherit = "mail.compose.message"

    @property
    def _batch_size(self):
        # EXTENDS 'mail': the size that no setting imposes
        is_wave = self.env.context.get("demat_wave_id")
        return WAVE_MAILS if is_wave else super()._batch_size

    def _compute_force_send(self):
        # EXTENDS 'mail': the messages of a wave leave by the queue, each at its slot
        res = super()._compute_force_send()
        self.filtered("mass_mailing_id.l10n_fr_demat_wave_id").force_send = False
        return res

    def _get_l10n_fr_demat_wave(self):
        """Return the wave that this composer writes, empty for any other mailing."""
        return self.mass_mailing_id.sudo().l10n_fr_demat_wave_id

    def _render_lang(self, res_ids, engine="inline_template"):
        # EXTENDS 'mail': each letter is in the language of its customer already
        if self._get_l10n_fr_demat_wave():
            return dict.fromkeys(res_ids, "")
        return super()._render_lang(res_ids, engine=engine)

    def _render_field(self, field, res_ids, *args, **kwargs):
        # EXTENDS 'mail': a letter is filled in by us, and never evaluated
        if field in ("subject", "body") and self._get_l10n_fr_demat_wave():
            return self._render_l10n_fr_demat_letters(field, res_ids)
        return super()._render_field(field, res_ids, *args, **kwargs)

    def _render_l10n_fr_demat_letters(self, field, res_ids):
        """Return the subjects or the bodies of some requests, by id."""
        requests = self.env["demat.request"].browse(res_ids)
        if field == "subject":
            return {request.id: request.letter_subject for request in requests}
        bodies = {
            request.id: Markup("<div>%s</div>") % (request.letter_body or "")
            for request in requests
        }
        return self._render_template_postprocess(requests._name, bodies)

    def _manage_mail_values(self, mail_values_all):
        # EXTENDS 'mass_mailing': two workers never compose the same message
        if wave := self._get_l10n_fr_demat_wave():
            sendings = wave._claim_sendings(mail_values_all)
            sendings._record_composed(mail_values_all)
            mail_values_all = {
                sending.request_id.id: {
                    **mail_values_all[sending.request_id.id],
                    **sending._prepare_mail_values(),
                }
                for sending in sendings
            }
        return super()._manage_mail_values(mail_values_all)
