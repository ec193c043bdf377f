from odoo import models
from odoo.http import request

# A personal link is a secret: it must not leave in a Referer, stay in a cache or be
# indexed. Nothing foreign is loaded, so that a page cannot be made to leak it.
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}


def is_demat_page():
    """Return whether the present request is for one of our public pages."""
    path = request.httprequest.path if request else ""
    return path == "/demat" or path.startswith("/demat/")


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _post_dispatch(cls, response):
        # EXTENDS 'base'
        if is_demat_page():
            response.headers.update(HEADERS)
        return super()._post_dispatch(response)

    @classmethod
    def _get_error_html(cls, env, code, values):
        # EXTENDS 'http_routing': a visitor of our pages sees whom to call, always
        if not is_demat_page():
            return super()._get_error_html(env, code, values)
        page = {
            "view": "expired" if code == 400 else "error",
            "trust": env.company.sudo()._prepare_l10n_fr_demat_trust_values(),
        }
        template = "l10n_fr_demat_campaign.demat_page_unusable"
        return code, env["ir.ui.view"]._render_template(template, page)
