from odoo.exceptions import MissingError
from odoo.http import request, route

from odoo.addons.portal.controllers.portal import CustomerPortal

from .demat_page import UNPROCESSABLE

_TEMPLATE = "l10n_fr_demat_campaign.demat_portal_position"


class DematPortal(CustomerPortal):
    """The customer space: the position of one's own company, and how to change it."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "demat_count" in counters:
            values["demat_count"] = len(self._demat_find_own())
        return values

    def _demat_find_own(self, consent_id=None):
        """Return the positions of the user's company, or the one asked for.

        Rights are these: portal users read nothing of ours by themselves.
        """
        consents_sudo = request.env["demat.consent"].sudo()
        found = consents_sudo.search(consents_sudo._get_portal_domain(request.env.user))
        return found.filtered(lambda consent: consent_id in (None, consent.id))

    @route("/my/demat", type="http", auth="user", methods=["GET"], website=True)
    def demat_positions(self, choice=None, consent_id=None, **kwargs):
        """Show where the user's company stands towards each of our companies."""
        return self._demat_show_positions(choice, consent_id)

    @route(
        "/my/demat/<int:consent_id>/answer",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def demat_change(self, consent_id, choice=None, **post):
        """Record a change of mind, then show the position again."""
        consent_sudo = self._demat_find_own(consent_id)
        request_sudo = consent_sudo and consent_sudo._get_portal_request()
        if not request_sudo:
            raise MissingError(request.env._("This position is not yours to change."))
        if choice not in {*dict(request_sudo._get_page_choices())} & {
            "accept",
            "refuse",
        }:
            return self._demat_show_positions(None, consent_id, {}, UNPROCESSABLE)
        form = self._demat_read_form(request_sudo, choice, post)
        if form.errors:
            return self._demat_show_positions(choice, consent_id, form.errors, 422)
        visitor = {
            "ip": request.httprequest.remote_addr or "",
            "agent": (request.httprequest.user_agent.string or "")[:200],
            "login": request.env.user.login,
        }
        consent_sudo._record_portal_answer(choice, form.values, visitor)
        return request.redirect("/my/demat")

    def _demat_read_form(self, request_sudo, choice, post):
        user = request.env.user
        known = {
            "name": user.name,
            "function": user.partner_id.function or request.env._("Portal user"),
            "email": user.email or "",
        }
        offers = {
            name: [code for code, _label in offer]
            for name, offer in request_sudo._get_page_offers().items()
        }
        form = request.env["demat.page.form"].sudo()
        return form._read_form(choice, {**post, **known}, offers)

    def _demat_show_positions(self, choice, consent_id, errors=None, status=200):
        pages = [
            {
                "consent": consent,
                "history": consent._get_portal_history(),
                "change": choice if str(consent.id) == str(consent_id) else None,
                **(
                    consent._get_portal_request()._prepare_page_values("done")
                    if consent.request_ids
                    else {}
                ),
            }
            for consent in self._demat_find_own()
        ]
        values = {
            **self._prepare_portal_layout_values(),
            "page_name": "demat",
            "pages": pages,
            "demat_errors": errors or {},
        }
        response = request.render(_TEMPLATE, values, status=status)
        response.headers["X-Frame-Options"] = "DENY"
        return response
