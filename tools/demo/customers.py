"""Customers who answer: a real HTTP client, like a browser without scripts."""

import requests
from lxml import html

TIMEOUT = 60
IDENTITY = {
    "name": "Anne Roche",
    "function": "Comptable fournisseurs",
    "format": "facturx",
    "entitled": "1",
}


class Visitor:
    """One person at the answer page, from the link they received."""

    def __init__(self, link):
        self.http = requests.Session()
        self.http.headers["User-Agent"] = "Mozilla/5.0 (demonstration)"
        self.page = self._open(link)

    def _open(self, link, **values):
        answer = self.http.get(link, params=values, timeout=TIMEOUT)
        answer.raise_for_status()
        return self._read(answer)

    def _read(self, answer):
        page = html.fromstring(answer.content, base_url=answer.url)
        page.make_links_absolute(answer.url)
        return page

    def submit(self, action, **values):
        """Fill the form that leads to an address ending with ``action``, and send it.

        :param values: what the person types or ticks; other fields stay as shown
        """
        form = next(
            form
            for form in self.page.forms
            if (form.action or "").split("?")[0].endswith(action)
        )
        fields = {**dict(form.form_values()), **values}
        answer = self.http.post(form.action, data=fields, timeout=TIMEOUT)
        answer.raise_for_status()
        self.page = self._read(answer)
        return self.page

    def text(self):
        """Return the words of the page."""
        return " ".join(self.page.text_content().split())

    def choose(self, choice):
        """Follow one of the three equal options of the first screen."""
        self.page = self._open(self.page.base_url.split("?")[0], choice=choice)

    def accept(self, channel, address):
        """Accept, and say where the invoices go."""
        self.choose("accept")
        choice = {"channel": channel, "address": address, "reader": "person"}
        self.submit("/answer", **choice, **IDENTITY)

    def refuse(self):
        """Keep paper, without a reason."""
        self.choose("refuse")
        self.submit("/answer", name=IDENTITY["name"])

    def ask(self, question):
        """Ask a question instead of answering."""
        self.choose("other")
        self.submit("/question", question=question, name=IDENTITY["name"])

    def confirm(self):
        """Confirm one's data, where there is nothing to agree to."""
        self.choose("confirm")
        self.submit("/answer", **IDENTITY)

    def enter(self, code, postcode):
        """Type the code of a letter and the postcode of its address."""
        self.submit("/demat", code=code, postcode=postcode)

    @property
    def needs_agreement(self):
        """Whether the page asks for an agreement, or only for data."""
        values = self.page.xpath("//*[@name='choice']/@value")
        return "refuse" in values
