from datetime import date

from odoo import api, fields, models
from odoo.tools import format_date, get_lang

from ..rules.invoice import Flaw

# Their value is the number of a line.
ON_LINES = (
    *(Flaw.NO_VAT, Flaw.SEVERAL_VAT, Flaw.LEVY, Flaw.WITHHELD),
    *(Flaw.ITEM_NAME, Flaw.UNIT),
)
# They tell of any datum of a party: its name comes before its value.
OF_A_PARTY = (Flaw.SUPPLIER, Flaw.OURSELVES)
# Their value is a day.
ON_DATES = (Flaw.DATE, Flaw.PERIOD, Flaw.DUE_DATE)
# Their value is a number.
ON_NUMBERS = (
    *(Flaw.AMOUNT, Flaw.TOTAL, Flaw.VAT),
    *(Flaw.PRICE, Flaw.QUANTITY, Flaw.RATE),
)
MAX_LENGTH = 120


class DematFinding(models.Model):
    """What an invoice says, as it is read to who corrects it."""

    _inherit = "demat.finding"

    said = fields.Char(
        string="Value", compute="_compute_said", help="What the invoice says."
    )

    @api.depends("flaw", "term", "value")
    @api.depends_context("lang")
    def _compute_said(self):
        for finding in self:
            finding.said = self._get_said(finding)

    @api.model
    def _get_said(self, finding):
        """Return in words the value of a finding, of the rules or kept."""
        flaw, value = Flaw(finding.flaw), finding.value or ""
        if flaw in OF_A_PARTY:
            names = self._get_party_names()
            return ", ".join(filter(None, (names.get(finding.term), value)))
        if value and flaw in ON_LINES:
            return self.env._("line %s", value)
        if flaw is Flaw.PARITY:
            return self.env._("differences: %s", value)
        if flaw is Flaw.NOT_CHECKED:
            names, _states = self.env["account.move"]._get_l10n_fr_demat_check_labels()
            return ", ".join(names.get(name, name) for name in value.split(", "))
        if value and flaw in ON_DATES:
            return format_date(self.env, date.fromisoformat(value))
        if flaw in ON_NUMBERS:
            return value.replace(".", get_lang(self.env).decimal_point)
        return value if len(value) <= MAX_LENGTH else f"{value[:MAX_LENGTH]}…"

    @api.model
    def _get_party_names(self):
        """Return what users call the data of a seller and of a buyer, by term."""
        env = self.env
        terms = {
            env._("name"): "BT-27 BT-44",
            env._("SIRET"): "BT-29 BT-46",
            env._("SIREN"): "BT-30 BT-47",
            env._("VAT number"): "BT-31 BT-48",
            env._("electronic address"): "BT-34 BT-49",
            env._("postal address"): "BT-35 BT-50",
            env._("country"): "BT-40 BT-55",
            env._("VAT group"): "BT-63",
            env._("mandate"): "BT-89",
            env._("SEPA creditor identifier"): "BT-90",
        }
        return {term: name for name, known in terms.items() for term in known.split()}
