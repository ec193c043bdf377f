from odoo.http import request

from .demat_answer import page_route
from .demat_page import UNPROCESSABLE, DematPage

# Within an hour. Several customers may share an address behind a proxy.
TRIES_PER_CODE = 10
TRIES_PER_ADDRESS = 60


class DematCode(DematPage):
    """The door for readers of a letter: the code and the postcode printed on it."""

    @page_route("/demat", "GET")
    def demat_code(self, **kwargs):
        """Ask for the code of a letter."""
        return self._demat_ask_code({}, {})

    @page_route("/demat", "POST")
    def demat_open_code(self, code="", postcode="", **kwargs):
        """Open the page of a letter; a wrong code or postcode get the same answer."""
        values = {"code": code.strip()[:40], "postcode": postcode.strip()[:20]}
        if not self._demat_may_try_code(values["code"]):
            return self._demat_unusable("busy", 429)
        requests_sudo = request.env["demat.request"].sudo()
        request_sudo = requests_sudo._from_code(**values)
        if not request_sudo:
            message = request.env._(
                "This code and this postcode do not go together. Copy both from the "
                "letter, for example ABCDE-23456 and 69003."
            )
            return self._demat_ask_code(values, {"code": message}, UNPROCESSABLE)
        token = request_sudo._get_token()
        return request.redirect(self._demat_open(request_sudo, token))

    def _demat_may_try_code(self, code):
        address = request.httprequest.remote_addr
        if not self._demat_may_try("code_address", address, TRIES_PER_ADDRESS):
            return False
        # However it is typed: a dash more is no new code to try.
        code = request.env["demat.request"]._normalise_code(code)
        return self._demat_may_try("code", code, TRIES_PER_CODE)

    def _demat_ask_code(self, values, errors, status=200):
        self._demat_set_lang()
        # A form needs a session to prove that it comes from our own page.
        request.session.touch()
        trust = request.env.company.sudo()._prepare_l10n_fr_demat_trust_values()
        page = {"view": "code", "values": values, "errors": errors, "trust": trust}
        return self._demat_render("code", page, status)
