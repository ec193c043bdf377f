from odoo import http
from odoo.exceptions import AccessError, MissingError
from odoo.http import content_disposition, request


class DematEvidenceController(http.Controller):
    """Downloads for whoever may read the evidence. They change nothing."""

    @http.route("/demat/evidence/file", type="http", auth="user", methods=["GET"])
    def demat_evidence_file(self, ids="", **kwargs):
        """Send the evidence files of some customers, in one archive."""
        numbers = (int(n) for n in ids.split(",") if n.isdecimal() and n.isascii())
        found = request.env["demat.consent"].search([("id", "in", tuple(numbers))])
        if not found:
            raise request.not_found()
        return self._demat_send(
            found,
            lambda: (found._get_evidence_zip(), found._get_evidence_archive_name()),
        )

    @http.route("/demat/evidence/key", type="http", auth="user", methods=["GET"])
    def demat_evidence_key(self, **kwargs):
        """Send the public key that verifies every signature."""
        keys = request.env["demat.evidence.key"]
        return self._demat_send(
            request.env["demat.evidence.seal"],
            lambda: (keys._get_public_key_pem(), "demat-public-key.pem"),
        )

    @http.route("/demat/evidence/seal/<int:seal_id>", type="http", auth="user")
    def demat_evidence_seal(self, seal_id, **kwargs):
        """Send one signed head."""
        seal = request.env["demat.evidence.seal"].browse(seal_id)
        return self._demat_send(seal, lambda: (seal._get_file(), seal._get_file_name()))

    def _demat_send(self, records, make):
        """Send a file made from some records, or say that there is nothing to see."""
        try:
            records.check_access("read")
            data, name = make()
        except (AccessError, MissingError):
            raise request.not_found() from None
        return request.make_response(
            data,
            [
                ("Content-Type", "application/octet-stream"),
                ("Content-Disposition", content_disposition(name)),
                ("Cache-Control", "no-store"),
            ],
        )
