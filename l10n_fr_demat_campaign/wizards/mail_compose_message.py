from odoo import models


class MailComposeMessage(models.TransientModel):
    _inherit = "mail.compose.message"

    def _compute_force_send(self):
        # EXTENDS 'mail': the messages of a wave leave by the queue, each at its slot
        res = super()._compute_force_send()
        self.filtered("mass_mailing_id.l10n_fr_demat_wave_id").force_send = False
        return res

    def _manage_mail_values(self, mail_values_all):
        # EXTENDS 'mass_mailing': two workers never compose the same message
        if wave := self.mass_mailing_id.sudo().l10n_fr_demat_wave_id:
            sendings = wave._claim_sendings(mail_values_all)
            mail_values_all = {
                request_id: {**values, **sendings[request_id]._prepare_mail_values()}
                for request_id, values in mail_values_all.items()
                if request_id in sendings
            }
        return super()._manage_mail_values(mail_values_all)
