from datetime import timedelta
from urllib.parse import urlsplit

from lxml import html

from odoo import fields
from odoo.tests import HttpCase

ACCEPTED = {
    "choice": "accept",
    "channel": "email",
    "format": "facturx",
    "address": "Factures.Martin@martin.example",
    "name": "Zoé Lefèvre",
    "function": "Comptable",
    "email": "zoe.lefevre@martin.example",
    "entitled": "1",
}
REFUSED = {"choice": "refuse", "name": "Zoé Lefèvre"}


class PageCommon(HttpCase):
    """A company, a campaign, and a customer who received the link of their page."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("en_US")
        cls.company = cls.env.company
        cls.company.write({"name": "Fournil du Pont", "phone": "04 72 00 00 00"})
        cls.company.l10n_fr_demat_contact_email = "factures@fournil.example"
        cls.company.partner_id.l10n_fr_demat_siren = "732829320"
        today = fields.Date.context_today(cls.env.user)
        cls.campaign = cls.env["demat.campaign"].create(
            {
                "name": "Automne",
                "deadline": today + timedelta(days=30),
                "first_invoice_on": today + timedelta(days=60),
            }
        )
        cls.request = cls._create_request("Boulangerie Martin")
        cls.consent = cls.request.consent_id

    @classmethod
    def _create_request(cls, name, family="consent_tacit", **partner_values):
        """Return the request of a new customer who was asked."""
        partner = cls.env["res.partner"].create(
            {
                "name": name,
                "is_company": True,
                "email": "compta@martin.example",
                "zip": "69003",
                "country_id": cls.env.ref("base.fr").id,
                "lang": "en_US",
                # Whose silence may count on any day of the reform.
                "l10n_fr_demat_recipient": "non_taxable",
                **partner_values,
            }
        )
        consent = cls.env["demat.consent"]._find_or_create(partner, cls.company)
        if family != "information":
            consent._apply("ask")
        return cls.env["demat.request"].create(
            {
                "campaign_id": cls.campaign.id,
                "consent_id": consent.id,
                "family": family,
                "deadline": cls.campaign.deadline,
            }
        )

    def _get_path(self, request=None):
        return f"/demat/{(request or self.request)._get_token()}"

    def _open(self, path, **kwargs):
        """Return the answer to a GET, and the page as a tree."""
        response = self.url_open(path, **kwargs)
        return response, html.fromstring(response.content)

    def _fill(self, path, page, **values):
        """Send a form of the page as a browser does, its hidden fields included."""
        [form] = page.xpath("//form[@method='post']")
        data = {field: value for field, value in form.form_values() if value}
        return self.url_open(form.action or path, data={**data, **values})

    def _answer(self, request=None, **values):
        """Answer the way a customer does: open the link, choose, fill in, confirm."""
        values = {**ACCEPTED, **values}
        path = self._get_path(request)
        _response, page = self._open(f"{path}?choice={values['choice']}")
        response = self._fill(path, page, **values)
        self.env.invalidate_all()
        return response

    def _read_memory(self, request=None):
        """Return everything that reading a page must leave alone."""
        request = request or self.request
        self.env.invalidate_all()
        return (
            request.read(["answer", "answered_at", "state", "write_date"]),
            request.sudo().nonce,
            request.consent_id.read(["state", "basis", "since", "write_date"]),
            self._count_evidence(request),
        )

    def _count_evidence(self, request=None, kind=None):
        consent = (request or self.request).consent_id
        domain = [("consent_id", "=", consent.id)]
        if kind:
            domain.append(("kind", "=", kind))
        return self.env["demat.evidence"].search_count(domain)

    def assertUnusable(self, response):
        """Check that a page says that the link cannot be used, and whom to call."""
        self.assertEqual(response.status_code, 404)
        self.assertIn("This link can no longer be used", response.text)
        self.assertIn("04 72 00 00 00", response.text)

    def assertClean(self, response):
        """Check that the address we end on holds no personal link."""
        path = urlsplit(response.url).path
        self.assertEqual(path, f"/demat/request/{self.request.id}")
