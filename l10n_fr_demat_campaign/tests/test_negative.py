import copy
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..einvoice import document, worker
from ..rules.invoice import Flaw
from . import conformance_documents as made
from .conformance_cases import CUSTOMERS
from .emission_common import EmissionCommon

SHEETS = ["en16931", "fr"]


# Written by the add-on with the datum they belong to: nobody can leave them out.
MADE = {"BT-126", "legal_identifier_schemeid", "einvoicing_addr_schemeid"}
# Never empty: the invoice date, the buyer's name and the text of a note at least.
ALWAYS = {("BT-72",), ("BG-13", "name"), ("BG-1", 0, "BT-22")}


def paths_of(terms, path=()):
    """Yield the path to each datum of an invoice, groups included."""
    items = enumerate(terms) if isinstance(terms, list) else terms.items()
    for key, value in items:
        is_said = value is not None and value not in ("", [], {})
        if is_said and key not in MADE:
            yield (*path, key)
        if isinstance(value, (dict, list)):
            yield from paths_of(value, (*path, key))


def without(terms, path):
    """Return the terms of an invoice without one datum."""
    terms = copy.deepcopy(terms)
    holder = terms
    for step in path[:-1]:
        holder = holder[step]
    if isinstance(holder, list):
        del holder[path[-1]]
    else:
        holder[path[-1]] = None
    return terms


@tagged("post_install", "-at_install", "post_install_l10n")
class TestNegative(EmissionCommon):
    def _gate(self, move, terms, is_blocking=True):
        """Return the flaws that our gate finds in terms: those that block, or not."""
        with patch.object(
            self.env.registry["account.move"],
            "_prepare_l10n_fr_demat_terms",
            lambda _move: terms,
        ):
            findings = move._find_l10n_fr_demat_flaws()
        flaws = {f.flaw for f in findings if f.is_blocking == is_blocking}
        # « The file could not be made » tells nobody what to correct.
        return flaws - {Flaw.FILE}

    def _submit(self, terms):
        """Let the validators judge terms; None when no XML can be made of them."""
        try:
            with mute_logger(document.__name__):
                xml = document.build_xml(terms)
        except document.DocumentError:
            return None
        return worker.get_worker().submit(xml, SHEETS)

    def _is_refused(self, asked):
        if asked is None:
            return True
        verdicts = worker.get_worker().collect(asked, SHEETS)
        return any(verdict.state == worker.FAILED for verdict in verdicts.values())

    def _invoices(self):
        german = CUSTOMERS["goods to Germany"][0]
        country = {"country_id": self.env.ref("base.de").id}
        partner = self._create_customer(
            **{**{k: v for k, v in german.items() if k != "country"}, **country}
        )
        bank = self.company.partner_id.bank_ids[:1].id
        domestic = self._post_invoice(
            [self._line(discount=10), self._line(tax="tva_sale_good_0")],
            partner_bank_id=bank,
            narration="<p>Merci</p>",
        )
        abroad = self._post_invoice(
            [self._line(tax="tva_sale_good_intra_0")], partner, fiscal_position_id=False
        )
        dollars = self._post_invoice(currency_id=self.env.ref("base.USD").id)
        return {
            "domestic": domestic,
            "credit note": self._credit(domestic),
            "goods to Germany": abroad,
            "dollars": dollars,
        }

    def test_what_the_validators_miss_is_found_first_and_told(self):
        """Each datum is taken out in turn; what validators refuse is known before."""
        refused = 0
        for name, move in self._invoices().items():
            terms = move._prepare_l10n_fr_demat_terms()
            self.assertFalse(self._gate(move, terms))
            paths = [path for path in paths_of(terms) if path not in ALWAYS]
            removed = {path: without(terms, path) for path in paths}
            asked = {path: self._submit(left) for path, left in removed.items()}
            for path, left in removed.items():
                with self.subTest(invoice=name, removed=path):
                    if self._is_refused(asked[path]):
                        refused += 1
                        self.assertTrue(self._gate(move, left), "found by nobody here")
        self.assertGreater(refused, 40)

    def test_each_mandatory_datum_has_its_own_words(self):
        move = self._post_invoice()
        terms = move._prepare_l10n_fr_demat_terms()
        words = self.env["demat.finding"]._get_messages()
        table = (
            (Flaw.NUMBER, ("BT-1",)),
            (Flaw.DATE, ("BT-2",)),
            (Flaw.DOCUMENT_TYPE, ("BT-3",)),
            (Flaw.CURRENCY, ("BT-5",)),
            (Flaw.PROCESS, ("BT-23",)),
            (Flaw.SELLER_NAME, ("BG-4", "name")),
            (Flaw.SELLER_SIREN, ("BG-4", "legal_identifier")),
            (Flaw.SELLER_VAT, ("BG-4", "vat_identifier")),
            (Flaw.SELLER_ADDRESS, ("BG-4", "einvoicing_addr")),
            (Flaw.SELLER_COUNTRY, ("BG-4", "country_code")),
            (Flaw.BUYER_NAME, ("BG-7", "name")),
            (Flaw.BUYER_ADDRESS, ("BG-7", "einvoicing_addr")),
            (Flaw.BUYER_COUNTRY, ("BG-7", "country_code")),
            (Flaw.NO_DUE_DATE, ("BT-9",)),
            (Flaw.NO_LINE, ("BG-25",)),
            (Flaw.QUANTITY, ("BG-25", 0, "BT-129")),
            (Flaw.UNIT, ("BG-25", 0, "BT-130")),
            (Flaw.PRICE, ("BG-25", 0, "BT-146")),
            (Flaw.NO_VAT, ("BG-25", 0, "BT-151")),
            (Flaw.ITEM_NAME, ("BG-25", 0, "BT-153")),
            (Flaw.RATE, ("BG-25", 0, "BT-152")),
            (Flaw.CATEGORY, ("BG-23", 0, "BT-118")),
            (Flaw.RATE, ("BG-23", 0, "BT-119")),
            *(
                (Flaw.TOTAL, path)
                for path in (
                    *((f"BT-{number}",) for number in (106, 109, 110, 112, 115)),
                    ("BG-23",),
                    *(("BG-23", 0, f"BT-{number}") for number in (116, 117)),
                    ("BG-25", 0, "BT-131"),
                )
            ),
            *(
                (getattr(Flaw, f"NOTE_{code}"), ("BG-1", number))
                for number, row in enumerate(terms["BG-1"])
                if (code := row.get("BT-21"))
            ),
        )
        for flaw, path in table:
            with self.subTest(removed=path):
                self.assertIn(flaw, self._gate(move, without(terms, path)))
                self.assertTrue(all(words[flaw]))

    def test_each_reference_that_a_document_needs_has_its_own_words(self):
        words = self.env["demat.finding"]._get_messages()
        invoice = self._post_invoice()
        dollars = self._post_invoice(currency_id=self.env.ref("base.USD").id)
        transfer = self._post_invoice(partner_bank_id=self.company.bank_ids[:1].id)
        town_hall = made._town_hall(self)
        table = (
            (self._credit(invoice), Flaw.NO_ORIGIN, ("BG-3",)),
            (self._credit(invoice), Flaw.ORIGIN_NUMBER, ("BG-3", 0, "BT-25")),
            (self._credit(invoice), Flaw.NO_ORIGIN, ("BG-3", 0, "BT-26")),
            (made._corrective(self), Flaw.ONE_ORIGIN, ("BG-3",)),
            (made._year_end_discount(self), Flaw.GLOBAL_DISCOUNT, ("BT-12",)),
            (dollars, Flaw.CURRENCY, ("BT-6",)),
            (dollars, Flaw.CURRENCY, ("BT-111",)),
            (transfer, Flaw.BANK, ("BT-84",)),
            (made._debited(self), Flaw.MANDATE, ("BT-89",)),
            (made._debited(self), Flaw.CREDITOR, ("BT-90",)),
            (
                made._treated(self, "B2B"),
                Flaw.TREATMENT_SIREN,
                ("BG-7", "legal_identifier"),
            ),
            (town_hall, Flaw.BUYER_SIRET_PUBLIC, ("BG-7", "identifiers")),
            (town_hall, Flaw.SELLER_SIRET_PUBLIC, ("BG-4", "identifiers")),
            (town_hall, Flaw.COMMITMENT, ("BT-13",)),
        )
        for move, flaw, path in table:
            with self.subTest(flaw=str(flaw), removed=path):
                terms = move._prepare_l10n_fr_demat_terms()
                self.assertNotIn(flaw, self._gate(move, terms))
                self.assertIn(flaw, self._gate(move, without(terms, path)))
                self.assertTrue(all(words[flaw]))

    def test_a_mention_that_only_the_law_wants_is_told_and_does_not_block(self):
        words = self.env["demat.finding"]._get_messages()
        move = self._post_invoice()
        terms = move._prepare_l10n_fr_demat_terms()
        self.assertFalse(self._gate(move, terms, is_blocking=False))
        parts = ("addr_l1", "postcode", "city")
        table = (
            *((Flaw.SELLER_POSTAL, ("BG-4", part)) for part in parts),
            *((Flaw.BUYER_POSTAL, ("BG-7", part)) for part in parts),
            (Flaw.BUYER_SIREN, ("BG-7", "legal_identifier")),
        )
        for flaw, path in table:
            with self.subTest(removed=path):
                left = without(terms, path)
                self.assertIn(flaw, self._gate(move, left, is_blocking=False))
                self.assertFalse(self._gate(move, left) & {flaw})
                self.assertTrue(all(words[flaw]))
