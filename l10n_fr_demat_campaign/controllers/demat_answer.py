from odoo.http import request, route

from .demat_page import UNPROCESSABLE, DematPage

# Posts of one kind, for one request, within an hour.
POSTS_PER_HOUR = 30
ANSWERS = ("accept", "refuse", "confirm", "modify")


def page_route(path, method):
    """Declare a public page: no redirection to a language, the reader has one."""
    return route(
        path,
        type="http",
        auth="public",
        methods=[method],
        website=True,
        multilang=False,
    )


class DematAnswer(DematPage):
    """The answer page: reading never acts, only a button does."""

    @page_route("/demat/<string:token>", "GET")
    def demat_page(self, token, choice=None, **kwargs):
        """Show the page of a personal link."""
        request_sudo = self._demat_find(token)
        if not request_sudo:
            return self._demat_unusable()
        return self._demat_view(request_sudo, token, choice)

    @page_route("/demat/request/<int:request_id>", "GET")
    def demat_page_opened(self, request_id, choice=None, **kwargs):
        """Show the page of a link already opened in this browser, without its token."""
        token, request_sudo = self._demat_find_opened(request_id)
        if not request_sudo:
            return self._demat_unusable()
        return self._demat_view(request_sudo, token, choice)

    @page_route("/demat/<string:token>/answer", "POST")
    def demat_answer(self, token, choice=None, statement=None, **post):
        """Record the answer once, then show it back."""
        request_sudo = self._demat_find(token)
        if not request_sudo:
            return self._demat_unusable()
        if choice not in {*dict(request_sudo._get_page_choices())} & {*ANSWERS}:
            return self._demat_refuse_choice(request_sudo, token)
        if not self._demat_may_try("answer", request_sudo.id, POSTS_PER_HOUR):
            return self._demat_unusable("busy", 429)
        form = self._demat_read(request_sudo, choice, post)
        if not form.errors and self._demat_has_changed(
            request_sudo, statement, choice, form.values
        ):
            form.errors["statement"] = request.env._(
                "The text above changed since you opened this page: read it again, "
                "then confirm."
            )
        if form.errors:
            return self._demat_show(request_sudo, token, choice, form, UNPROCESSABLE)
        request_sudo._record_page_answer(choice, form.values, self._demat_get_visitor())
        return self._demat_go_on(request_sudo, token)

    @page_route("/demat/<string:token>/question", "POST")
    def demat_question(self, token, **post):
        """Record a question: the clock stands still until it is answered."""
        return self._demat_record(token, "question", "other", post)

    @page_route("/demat/<string:token>/details", "POST")
    def demat_details(self, token, **post):
        """Record optional details, as proposals."""
        return self._demat_record(token, "details", "details", post)

    def _demat_has_changed(self, request_sudo, statement, choice, values):
        """Return whether the text on the visitor's screen is no longer ours.

        A second click on the same button is no new answer, whatever the text.
        """
        return (
            bool(statement)
            and statement != request_sudo._get_page_hash()
            and not request_sudo._is_page_repeat(choice, values)
        )

    def _demat_record(self, token, form_name, view, post):
        """Read one form, then record it or show what is wrong with it."""
        request_sudo = self._demat_find(token)
        if not request_sudo:
            return self._demat_unusable()
        if not self._demat_may_try(form_name, request_sudo.id, POSTS_PER_HOUR):
            return self._demat_unusable("busy", 429)
        form = self._demat_read(request_sudo, form_name, post)
        if form.errors:
            return self._demat_show(request_sudo, token, view, form, UNPROCESSABLE)
        record = getattr(request_sudo, f"_record_page_{form_name}")
        record(form.values, self._demat_get_visitor())
        return self._demat_go_on(request_sudo, token, f"?saved={form_name}")

    def _demat_read(self, request_sudo, name, post):
        offers = {
            field: [code for code, _label in offer]
            for field, offer in request_sudo._get_page_offers().items()
        }
        return request.env["demat.page.form"].sudo()._read_form(name, post, offers)

    def _demat_view(self, request_sudo, token, choice):
        self._demat_log_view(request_sudo, request_sudo._get_reference())
        view = request_sudo._get_page_view(choice)
        return self._demat_show(request_sudo, token, view)

    def _demat_refuse_choice(self, request_sudo, token):
        message = request.env._("Choose one of the three answers.")
        form = ({}, {"choice": message})
        return self._demat_show(request_sudo, token, "choose", form, UNPROCESSABLE)

    def _demat_go_on(self, request_sudo, token, query=""):
        """Go to the page without token, so that reloading sends nothing again."""
        return request.redirect(f"{self._demat_open(request_sudo, token)}{query}")
