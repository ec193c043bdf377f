from odoo import http
from odoo.exceptions import AccessError, MissingError
from odoo.http import request


class DematPreviewController(http.Controller):
    """The letter of a preview, for the viewer. It changes and sends nothing."""

    @http.route("/demat/preview/letter", type="http", auth="user", methods=["GET"])
    def demat_preview_letter(self, request_id="", wave_id="", **kwargs):
        """Send the letter that a customer would receive at one step, as a PDF."""
        if not all(
            value.isascii() and value.isdecimal() for value in (request_id, wave_id)
        ):
            raise request.not_found()
        try:
            content = self._demat_render(int(request_id), int(wave_id))
        except (AccessError, MissingError):
            content = None
        if not content:
            raise request.not_found()
        headers = [("Content-Type", "application/pdf"), ("Cache-Control", "no-store")]
        return request.make_response(content, headers)

    def _demat_render(self, request_id, wave_id):
        previews = request.env["demat.request.preview"]
        previews.check_access("create")
        preview = previews.new({"request_id": request_id, "wave_id": wave_id})
        preview.request_id.check_access("read")
        preview.wave_id.check_access("read")
        return preview._render_letter()
