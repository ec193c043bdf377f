from itertools import chain

from odoo import api, models
from odoo.tools import split_every

# Stands in the body until the message leaves, so that no personal link is readable in
# the chatter, in an archive or in a link tracker. Core leaves a path that ends with
# "/view" alone when it shortens links.
LINK_PLACEHOLDER = "/my/demat/view"
STOP_PLACEHOLDER = "/my/demat/stop/view"
# How many messages of a campaign may still leave after it was paused.
MESSAGES_AT_A_TIME = 50


class MailMail(models.Model):
    """Campaign mail: the personal links come in at the last moment, no tracker ever."""

    _inherit = "mail.mail"

    @api.model
    def process_email_queue(self, email_ids=(), batch_size=1000):
        # EXTENDS 'mail': nothing leaves while its campaign is paused
        held = self.env["mailing.mailing"]._get_l10n_fr_demat_held()
        if held:
            filters = [*self.env.context.get("filters", ())]
            filters += ["!", ("mailing_id", "in", held.ids)]
            mails = self.with_context(filters=filters)
        else:
            mails = self
        return super(MailMail, mails).process_email_queue(
            email_ids=email_ids, batch_size=batch_size
        )

    def send(self, auto_commit=False, raise_exception=False, post_send_callback=None):
        # EXTENDS 'mail': what was written some time ago may not suit any more, and a
        # campaign that is paused meanwhile is paused now
        campaign_mails = self.filtered(
            lambda mail: mail.mailing_id.sudo().l10n_fr_demat_wave_id
        )
        others = self - campaign_mails
        for mails in chain([others], campaign_mails._split_l10n_fr_demat()):
            leaving = mails._recheck_l10n_fr_demat()
            if post_send_callback and leaving != mails:
                post_send_callback((mails - leaving).ids)
            super(MailMail, leaving).send(
                auto_commit=auto_commit,
                raise_exception=raise_exception,
                post_send_callback=post_send_callback,
            )
        return True

    def _split_l10n_fr_demat(self):
        """Yield these messages a few at a time, without those that are held by then."""
        for ids in split_every(MESSAGES_AT_A_TIME, self.ids):
            held = self.env["mailing.mailing"]._get_l10n_fr_demat_held()
            yield self.browse(ids).filtered(lambda m, h=held: m.mailing_id not in h)

    def _recheck_l10n_fr_demat(self):
        """Return those of these messages that may still leave, as things are now."""
        traces = self._get_l10n_fr_demat_unsent()
        late, resting, stale = (
            self.env["demat.sending"].sudo().concat(*traces)._recheck()
        )
        for sending, moment in resting._rest().items():
            traces[sending].mail_mail_id.scheduled_date = moment
        kept_back = self.env["mailing.trace"].concat(*map(traces.get, late | stale))
        kept_back.mail_mail_id.write({"state": "cancel"})
        kept_back.set_canceled()
        for text, sendings in late.grouped(lambda s: s._get_late_text()).items():
            sendings._record_failed(text)
        if stale:
            stale._write_anew()
        kept_back = kept_back.concat(*map(traces.get, resting), kept_back)
        return self - kept_back.mail_mail_id

    def _get_l10n_fr_demat_unsent(self):
        """Return the traces of our messages that did not leave yet, by sending."""
        mails = self.filtered(lambda m: m.model == "demat.request" and m.mailing_id)
        sendings = mails.mailing_trace_ids._get_l10n_fr_demat_sendings()
        return {
            sending: trace for trace, sending in sendings.items() if not sending.sent_at
        }

    def _prepare_outgoing_body(self):
        # EXTENDS 'mass_mailing': without the tracking pixel
        body = super()._prepare_outgoing_body()
        if self.mailing_id.sudo().l10n_fr_demat_wave_id:
            pixel = f'<img src="{self._get_tracking_url()}"/>'
            body = body.replace(body.__class__(pixel), body.__class__(""))
        return body

    def _prepare_outgoing_list(self, mail_server=False, doc_to_followers=None):
        # EXTENDS 'mass_mailing'
        email_list = super()._prepare_outgoing_list(
            mail_server=mail_server, doc_to_followers=doc_to_followers
        )
        if (
            self.model == "demat.request"
            and self.mailing_id.sudo().l10n_fr_demat_wave_id
            # Not a test message: its reader is not the customer of the link.
            and self.mailing_trace_ids
        ):
            # Takes the lock before the message leaves: two workers cannot both send it.
            self.flush_recordset(["state"])
            request_sudo = self.env["demat.request"].sudo().browse(self.res_id)
            for values in email_list:
                self._personalize_l10n_fr_demat(values, request_sudo)
        return email_list

    def _personalize_l10n_fr_demat(self, values, request_sudo):
        """Put the personal links into one outgoing message."""
        base_url = request_sudo.get_base_url()
        page_url = request_sudo._get_page_url()
        for name in ("body", "body_alternative"):
            if values.get(name):
                values[name] = (
                    values[name]
                    .replace(f"{base_url}{STOP_PLACEHOLDER}", f"{page_url}/stop")
                    .replace(f"{base_url}{LINK_PLACEHOLDER}", page_url)
                )
        # One click stops the reminders of this campaign and nothing else; core's own
        # address would put the customer on the list of refused addresses.
        values["headers"]["List-Unsubscribe"] = f"<{page_url}/stop>"
