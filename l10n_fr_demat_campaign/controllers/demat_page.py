from odoo import http
from odoo.http import request

from . import token_filter

token_filter.install()

TEMPLATE = "l10n_fr_demat_campaign.demat_page_{}"
LANGS = ("fr_FR", "en_US")
# Tokens opened in this browser, by request: the address bar then needs none.
SESSION_KEY = "demat_tokens"
UNPROCESSABLE = 422


class DematPage(http.Controller):
    """What the public pages have in common."""

    def _demat_find(self, token):
        """Return the request of a token, in the language of its reader, or nothing."""
        request_sudo = request.env["demat.request"].sudo()._from_token(token)
        if request_sudo:
            self._demat_set_lang(request_sudo.lang)
        return request_sudo.with_env(request.env(su=True))

    def _demat_set_lang(self, lang=None):
        """Use the language asked for, else the reader's, else the browser's."""
        offered = self._demat_get_langs()
        wanted = request.httprequest.args.get("lang")
        if wanted in offered:
            request.session["demat_lang"] = wanted
        for code in (request.session.get("demat_lang"), lang, request.env.lang):
            if code in offered:
                request.update_context(lang=code)
                break

    def _demat_get_langs(self):
        """Return the languages of the page: English is there without translation."""
        installed = {code for code, _name in request.env["res.lang"].get_installed()}
        return [code for code in LANGS if code == "en_US" or code in installed]

    def _demat_open(self, request_sudo, token):
        """Remember in the session which request this browser may open."""
        tokens = dict(request.session.get(SESSION_KEY) or {})
        tokens[str(request_sudo.id)] = token
        request.session[SESSION_KEY] = tokens
        return f"/demat/request/{request_sudo.id}"

    def _demat_find_opened(self, request_id):
        """Return the token and the request opened in this session, or nothing."""
        token = (request.session.get(SESSION_KEY) or {}).get(str(request_id), "")
        request_sudo = self._demat_find(token)
        return token, request_sudo.filtered(lambda found: found.id == request_id)

    def _demat_render(self, name, values, status=200):
        """Render one page."""
        langs = self._demat_get_langs()
        values = {
            "langs": langs,
            "lang_code": request.env.lang or "en_US",
            "error_word": request.env._("Error:"),
            **values,
        }
        return request.render(TEMPLATE.format(name), values, status=status)

    def _demat_show(self, request_sudo, token, view, form=None, status=200):
        """Render one screen of the answer page."""
        values, errors = form or ({}, {})
        is_opened = str(request_sudo.id) in (request.session.get(SESSION_KEY) or {})
        clean_url = self._demat_open(request_sudo, token)
        # A browser that refuses cookies keeps the link it came with.
        here = clean_url if is_opened else f"/demat/{token}"
        return self._demat_render(
            view,
            {
                **request_sudo._prepare_page_values(view, values, errors),
                "action": f"/demat/{token}",
                "clean_url": clean_url,
                "here": here,
                "privacy_url": f"{here}/data",
            },
            status=status,
        )

    def _demat_unusable(self, view="unusable", status=404):
        """Say that a link cannot be used: the same for every reason."""
        self._demat_set_lang()
        company = request.env.company.sudo()
        trust = company._prepare_l10n_fr_demat_trust_values()
        return self._demat_render("unusable", {"view": view, "trust": trust}, status)

    def _demat_get_visitor(self):
        """Return from where the page is used."""
        return {
            "ip": request.httprequest.remote_addr or "",
            "agent": (request.httprequest.user_agent.string or "")[:200],
        }

    def _demat_may_try(self, what, who, limit):
        """Count an attempt; return whether the visitor may go on."""
        attempts = request.env["demat.attempt"].sudo()
        return attempts._take(what, who, limit)

    def _demat_log_view(self, request_sudo, document):
        """Note a page view: it proves nothing, scanners fetch pages too."""
        if request.httprequest.method == "GET":
            request.env["demat.access"]._log(
                request_sudo.consent_id, "page", document, **self._demat_get_visitor()
            )
