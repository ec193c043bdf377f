import re
from datetime import date, timedelta

from odoo import api, fields, models, tools
from odoo.tools.misc import hash_sign, verify_hash_signed

_SCOPE = "l10n_fr_demat_campaign.request"
# After the deadline the link still opens: a customer may change their mind.
GRACE = timedelta(days=400)
# What people type between the characters of a code: spaces, dashes, dots.
_SIGNS = re.compile(r"[\W_]+")
# The postcode on the last line of a French address, as it was printed.
_POSTCODE = re.compile(r"(?:^|, )([0-9]{5}) [^,]*$")


class DematRequestToken(models.Model):
    """The personal link of a request: signed, expiring, revocable, never stored."""

    _inherit = "demat.request"

    def _get_token(self):
        """Return a fresh token of this request.

        It holds the id and a nonce: a new nonce revokes every earlier token.
        """
        self.ensure_one()
        request_sudo = self.sudo()
        deadline = request_sudo.deadline or fields.Date.context_today(self)
        end = fields.Datetime.to_datetime(deadline) + GRACE
        values = [self.id, request_sudo.nonce]
        return hash_sign(request_sudo.env, _SCOPE, values, expiration=end)

    @api.model
    def _from_token(self, token):
        """Return the request of a genuine, living token, else an empty recordset.

        Unknown, forged, expired and revoked tokens cannot be told apart.
        """
        try:
            values = verify_hash_signed(self.sudo().env, _SCOPE, token or "")
            request_id, nonce = values
        except (TypeError, ValueError, UnicodeError):
            return self.browse()
        request_sudo = self.sudo().browse(request_id).exists()
        if not request_sudo or not tools.consteq(request_sudo.nonce or "", nonce):
            return self.browse()
        return request_sudo.sudo(self.env.su)

    @api.model
    def _normalise_code(self, text):
        """Return what was typed without spaces, dashes and case."""
        return _SIGNS.sub("", text.upper())

    @api.model
    def _from_code(self, code, postcode):
        """Return the request of a letter, else an empty recordset.

        The code alone opens nothing: the postcode printed above it goes with it. A
        wrong code and a wrong postcode cannot be told apart.
        """
        code, postcode = self._normalise_code(code), self._normalise_code(postcode)
        request_sudo = self.sudo().search([("short_code", "=", code)], limit=1)
        printed = self._normalise_code(request_sudo._get_printed_postcode())
        is_same = tools.consteq(printed.encode(), postcode.encode())
        if not (code and postcode and is_same and request_sudo._is_open()):
            return self.browse()
        return request_sudo.sudo(self.env.su)

    def _get_printed_postcode(self):
        """Return the postcode on the last letter, whatever was corrected since.

        Abroad, and where no letter is kept, it is that of today.
        """
        letters = self.sending_ids.filtered(lambda one: one.medium == "letter")
        printed = _POSTCODE.search(letters.sorted("id")[-1:].address or "")
        return printed[1] if printed else self.partner_id.zip or ""

    def _is_open(self):
        """Return whether a letter still opens the page."""
        self.ensure_one()
        return fields.Date.context_today(self) - GRACE <= (self.deadline or date.max)

    def _get_page_url(self):
        """Return the full address of the answer page, for outgoing mail only."""
        self.ensure_one()
        return f"{self.get_base_url()}/demat/{self._get_token()}"

    def action_revoke_links(self):
        """Make every link sent so far useless; the next mail carries a new one."""
        self._check_group("manager")
        for request_sudo in self.sudo():
            nonce = request_sudo._fields["nonce"].default(request_sudo)
            request_sudo._write_sealed({"nonce": nonce})
