from odoo import api, models


class MailingTrace(models.Model):
    """What mass mailing learns about a message is told to its sending."""

    _inherit = "mailing.trace"

    @api.model_create_multi
    def create(self, vals_list):
        # EXTENDS 'mass_mailing': a message that will never leave has its trace only
        traces = super().create(vals_list)
        lost = traces.filtered(lambda trace: trace.trace_status in ("cancel", "error"))
        for trace, sending in lost._get_l10n_fr_demat_sendings().items():
            sending._record_failed(trace._get_l10n_fr_demat_failure(trace.failure_type))
        return traces

    def set_sent(self, domain=None):
        # EXTENDS 'mass_mailing'
        traces = super().set_sent(domain=domain)
        sendings = traces._get_l10n_fr_demat_sendings()
        self.env["demat.sending"].concat(*sendings.values())._record_sent()
        return traces

    def set_failed(self, domain=None, failure_type=False):
        # EXTENDS 'mass_mailing'
        traces = super().set_failed(domain=domain, failure_type=failure_type)
        for trace, sending in traces._get_l10n_fr_demat_sendings().items():
            sending._record_failed(trace._get_l10n_fr_demat_failure(failure_type))
        return traces

    def set_bounced(self, domain=None, bounce_message=False):
        # EXTENDS 'mass_mailing'
        traces = super().set_bounced(domain=domain, bounce_message=bounce_message)
        for sending in traces._get_l10n_fr_demat_sendings().values():
            sending._record_bounced(bounce_message)
        return traces

    def _get_l10n_fr_demat_failure(self, failure_type):
        """Return the failure in the words mass mailing shows."""
        self.ensure_one()
        labels = dict(self._fields["failure_type"]._description_selection(self.env))
        reason = self.mail_mail_id.failure_reason
        return reason or labels.get(failure_type) or failure_type or ""

    def _get_l10n_fr_demat_sendings(self):
        """Return the sending of each of our traces, in one query."""
        ours = self.filtered(
            lambda trace: (
                trace.model == "demat.request"
                and trace.mass_mailing_id.sudo().l10n_fr_demat_wave_id
            )
        )
        if not ours:
            return {}
        waves = ours.mass_mailing_id.sudo().l10n_fr_demat_wave_id
        sendings = (
            self.env["demat.sending"]
            .sudo()
            .search(
                [
                    ("wave_id", "in", waves.ids),
                    ("request_id", "in", ours.mapped("res_id")),
                ]
            )
        )
        found = {(s.wave_id, s.request_id.id): s for s in sendings}
        pairs = (
            (
                trace,
                found.get(
                    (trace.mass_mailing_id.sudo().l10n_fr_demat_wave_id, trace.res_id)
                ),
            )
            for trace in ours
        )
        return {trace: sending for trace, sending in pairs if sending}
