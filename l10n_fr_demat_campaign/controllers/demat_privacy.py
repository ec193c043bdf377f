from odoo.http import request

from .demat_answer import page_route
from .demat_page import DematPage


class DematPrivacy(DematPage):
    """What becomes of personal data: of our own company, or of who wrote."""

    @page_route("/demat/data", "GET")
    def demat_privacy(self, **kwargs):
        """Tell whoever has a letter and has not opened their page yet."""
        self._demat_set_lang()
        return self._demat_show_privacy(request.env.company.sudo(), "/demat")

    @page_route("/demat/<string:token>/data", "GET")
    def demat_privacy_token(self, token, **kwargs):
        """Tell the reader of a personal link, in the name of who wrote to them."""
        request_sudo = self._demat_find(token)
        if not request_sudo:
            return self._demat_unusable()
        here = self._demat_open(request_sudo, token)
        return self._demat_show_privacy(request_sudo.company_id, here)

    @page_route("/demat/request/<int:request_id>/data", "GET")
    def demat_privacy_opened(self, request_id, **kwargs):
        """Tell the reader of a page already opened in this browser."""
        _token, request_sudo = self._demat_find_opened(request_id)
        if not request_sudo:
            return self._demat_unusable()
        here = f"/demat/request/{request_id}"
        return self._demat_show_privacy(request_sudo.company_id, here)

    def _demat_show_privacy(self, company_sudo, here):
        return self._demat_render(
            "privacy",
            {
                "view": "privacy",
                "trust": company_sudo._prepare_l10n_fr_demat_trust_values(),
                "back_url": here,
                **company_sudo._prepare_l10n_fr_demat_privacy_values(),
            },
        )
