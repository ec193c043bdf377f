from odoo.http import request, route

from .demat_answer import page_route
from .demat_page import DematPage

# The whole body of a one-click request (RFC 8058, section 3.1).
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


class DematStop(DematPage):
    """Stop the reminders of one campaign: neither a yes nor a no."""

    @page_route("/demat/<string:token>/stop", "GET")
    def demat_stop(self, token, **kwargs):
        """Show the button that stops the reminders: opening a link stops nothing."""
        request_sudo = self._demat_find(token)
        if not request_sudo:
            return self._demat_unusable()
        return self._demat_show_stop(request_sudo, token)

    # A mail program that follows RFC 8058 has neither session nor CSRF token: the
    # token of the link is its proof, for this one body and nothing else.
    @route(
        "/demat/<string:token>/stop",
        type="http",
        auth="public",
        methods=["POST"],
        website=True,
        multilang=False,
        csrf=False,
    )
    def demat_stop_now(self, token, **kwargs):
        """Stop the reminders, by our button or by one click in a mail program."""
        form = request.httprequest.form.to_dict()
        is_one_click = form == ONE_CLICK
        if not is_one_click and not request.validate_csrf(form.get("csrf_token")):
            return self._demat_unusable("expired", 400)
        request_sudo = self._demat_find(token)
        if not request_sudo:
            return self._demat_unusable()
        request_sudo._record_stop()
        return self._demat_show_stop(request_sudo, token)

    def _demat_show_stop(self, request_sudo, token):
        self._demat_log_view(request_sudo, "stop")
        return self._demat_show(request_sudo, token, "stop")

    @page_route("/my/demat/view", "GET")
    def demat_placeholder(self, **kwargs):
        """Answer whoever follows the link of a test message: it is nobody's."""
        return self._demat_unusable("test", 200)

    @page_route("/my/demat/stop/view", "GET")
    def demat_stop_placeholder(self, **kwargs):
        """Answer whoever follows the stop link of a test message."""
        return self._demat_unusable("test", 200)
