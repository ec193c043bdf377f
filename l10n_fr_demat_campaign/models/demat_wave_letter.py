from odoo import fields, models
from odoo.tools import split_every
from odoo.tools.misc import file_path

from ..einvoice import document
from ..report import letter_pdf
from ..rules.postal import AddressError
from .demat_wave_job import WAVE_BATCH

# Letters printed in one transaction: drawing one takes longer than planning a mail.
LETTER_BATCH = 100
LETTERS_PER_FILE = 1000
_FONTS = (
    "web/static/fonts/lato/Lato-Reg-webfont.ttf",
    "web/static/fonts/lato/Lato-Bol-webfont.ttf",
)


class DematWaveLetter(models.Model):
    """A wave of letters: one PDF per customer, and one merged file for the printer."""

    _inherit = "demat.wave"

    def _run_batch(self, limit=WAVE_BATCH):
        # EXTENDS: fewer customers at a time
        if self._get_medium() == "letter":
            limit = min(limit, LETTER_BATCH)
        return super()._run_batch(limit)

    def _run_letter(self, requests):
        """Print one letter per request; who has no postal address is told apart."""
        self.ensure_one()
        printable = requests.filtered(lambda request: request._has_postal_address())
        (requests - printable)._record_no_address()
        if printable:
            self._print(self._create_sendings(printable, "letter"))

    def _print(self, sendings):
        """Keep one PDF per customer; the batch gathers them once all are there."""
        self.ensure_one()
        self.env["ir.attachment"].sudo().create(
            [
                {
                    "name": f"{sending.request_id._get_reference()}.pdf",
                    "raw": sending._render_letter(),
                    "mimetype": "application/pdf",
                    "res_model": sending._name,
                    "res_id": sending.id,
                }
                for sending in sendings
            ]
        )

    def _finish_letter(self):
        """Merge the letters in the order of the list, once all of them are printed.

        Many letters make several files, one after the other: neither a printer nor
        our memory takes a file without end.
        """
        self.ensure_one()
        sendings = self._get_unbatched()
        files = split_every(LETTERS_PER_FILE, sendings.ids, sendings.browse)
        for number, letters in enumerate(files, start=1):
            self._gather(letters, number)

    def _gather(self, letters, number):
        """Make one file of some letters, in their order."""
        batch = self.env["demat.batch"].sudo()
        batch = batch._create_from_pdf(
            self._get_batch_name(number),
            "letter",
            self.company_id,
            document.merge(letters._read_letters()),
            len(letters),
            campaign_id=self.campaign_id.id,
        )
        letters._write_sealed({"batch_id": batch.id})
        for rank, letter in enumerate(letters, start=1):
            letter._write_sealed({"batch_rank": rank})
        letters._record_sent()

    def _get_unbatched(self):
        """Return the letters not yet in a batch, as the list of customers goes."""
        self.ensure_one()
        waiting = [("wave_id", "=", self.id), ("batch_id", "=", False)]
        # The order of the model, by name: the one people see on the screen.
        requests = self.env["demat.request"].search([("sending_ids", "any", waiting)])
        sendings = self.env["demat.sending"].sudo().search(waiting)
        found = {sending.request_id.id: sending.id for sending in sendings}
        return sendings.browse([found[request.id] for request in requests])

    def _get_batch_name(self, number=1):
        """Hook: return the name of a new batch of letters.

        :param number: which one of the wave it is, from 1
        """
        day = fields.Date.to_string(fields.Date.context_today(self))
        wave = self.with_context(lang=self.campaign_id.user_id.lang)
        part = f" ({number})" if number > 1 else ""
        return f"{wave.display_name} {day}{part}"


class DematSendingLetter(models.Model):
    _inherit = "demat.sending"

    batch_rank = fields.Integer(
        string="Number in the batch",
        readonly=True,
        help="Which letter of the merged file this one is.",
    )

    def _read_letters(self):
        """Return the letters of these sendings, as printed, in their order."""
        letters = (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("res_model", "=", self._name),
                    ("res_id", "in", self.ids),
                    ("mimetype", "=", "application/pdf"),
                ],
                order="id",
            )
        )
        contents = {letter.res_id: letter.raw for letter in letters}
        letters.invalidate_recordset(["raw"], flush=False)
        return [contents[sending.id] for sending in self]

    def _render_letter(self):
        """Return the letter of this sending as PDF bytes."""
        self.ensure_one()
        request = self.request_id.with_context(demat_wave_id=self.wave_id.id)
        fonts = [file_path(path) for path in _FONTS]
        return letter_pdf.render(request._prepare_printed_letter(), fonts)


class DematRequestPrinted(models.Model):
    _inherit = "demat.request"

    def _has_postal_address(self):
        """Return whether a letter can be addressed to this customer as it is."""
        self.ensure_one()
        try:
            self.partner_id._get_l10n_fr_demat_address_lines()
        except AddressError:
            return False
        return True

    def _record_no_address(self):
        """Say that neither mail nor letter can reach these customers."""
        self._write_blocker("G06", "no_address")

    def _prepare_printed_letter(self):
        """Return what the letter of the wave says to this customer."""
        self.ensure_one()
        request = self.with_context(lang=self.lang)
        company, env = request.company_id, request.env
        today = request._format_day(fields.Date.context_today(request))
        code = f"{request.short_code[:5]}-{request.short_code[5:]}"
        return letter_pdf.Letter(
            sender=request._get_sender_lines(),
            recipient=request.partner_id._get_l10n_fr_demat_address_lines(),
            place_and_date=env._(
                "%(town)s, %(date)s", town=company.city or "", date=today
            ),
            subject=request.letter_subject,
            body=str(request.letter_body or ""),
            lang=(request.lang or "fr_FR").replace("_", "-"),
            qr_url=request._get_page_url(),
            captions=(
                env._("Scan to answer, or type:"),
                f"{request.get_base_url()}/demat",
                env._("Code %s and your postcode", code),
            ),
            coupon=(
                env._("Reply coupon, ref. %s", request._get_reference()),
                *request._get_coupon_choices(),
                env._("Name, position, date, signature:"),
            ),
        )

    def _get_sender_lines(self):
        company = self.company_id
        siren = self._format_siren(company.partner_id.l10n_fr_demat_siren)
        lines = (
            company.name,
            company.street,
            " ".join(filter(None, (company.zip, company.city))),
            f"SIREN {siren}" if siren else "",
            company.l10n_fr_demat_contact_phone or company.phone,
        )
        return tuple(line for line in lines if line)

    def _get_coupon_choices(self):
        """Return the boxes of the coupon: the same choices as on the page."""
        self.ensure_one()
        env = self.env
        if self.family == "information":
            return (
                env._("Send my invoices to this address: …………………………"),
                env._("I have a question, call me: ………………………………"),
            )
        return (
            env._("I accept electronic invoices, at: ……………………………"),
            env._("I have a question, call me: ………………………………"),
            env._("I refuse, I keep paper"),
        )
