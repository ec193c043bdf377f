from odoo import http
from odoo.http import request


class DematCalendar(http.Controller):
    """The meetings that campaigns offer, for the calendar of whoever was invited."""

    @http.route(
        "/demat/calendar/<string:token>",
        type="http",
        auth="public",
        methods=["GET"],
        save_session=False,
    )
    def demat_calendar(self, token, **kwargs):
        """Download one meeting as an iCalendar file."""
        meeting = request.env["demat.campaign.resource"]._from_calendar_token(token)
        if not meeting:
            raise request.not_found()
        headers = [
            ("Content-Type", "text/calendar; charset=utf-8"),
            ("Content-Disposition", 'attachment; filename="meeting.ics"'),
            ("X-Content-Type-Options", "nosniff"),
        ]
        return request.make_response(meeting._prepare_calendar(), headers)
