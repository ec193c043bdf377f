from datetime import timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from odoo import api, models

from ..rules import consent as rules
from ..rules import identifiers
from .demat_rows import read_rows
from .res_partner_routing import NUMBERS

PARIS = ZoneInfo("Europe/Paris")
# What is read of each request, of its position and of its customer.
_REQUEST = (
    *("id", "campaign_id", "consent_id", "partner_id", "company_id"),
    *("deadline", "paused_days"),
    *("is_question_open", "questioned_at", "call_back_on", "is_reply_pending"),
    *("replied_at", "dispute", "hold_until", "hold_reason", "stop_requested_at"),
    "unserved_wish",
)
_CONSENT = ("state", "since")
_PARTNER = (
    *("commercial_partner_id", "company_id", "l10n_fr_demat_recipient"),
    *NUMBERS,
)
# The messages that ask: their text must say what silence means.
_ASKING = frozenset({"email", "letter"})


@lru_cache(maxsize=1024)
def _get_paris_day(hour):
    """Return the Paris day of an hour in UTC, from which it is whole hours away."""
    return hour.replace(tzinfo=timezone.utc).astimezone(PARIS).date()


class DematRequestFacts(models.Model):
    """What the conditions of tacit acceptance look at, gathered for many at once."""

    _inherit = "demat.request"

    def _get_facts(self, day):
        """Return what the gates of tacit acceptance look at, on a day."""
        self.ensure_one()
        sendings = self.env["demat.sending"]._read_of(self)
        return self._get_all_facts(day, sendings)[self.id]

    def _get_all_facts(self, day, sendings):
        """Return the facts of each request, by id."""
        rows = self._read_rows()
        situations = [self._get_situation(row) for row in rows]
        regimes = self._get_regime_facts(rows, situations)
        points, rule_of = self._read_points(sendings), {}
        facts, known = {}, {}
        for row, situation in zip(rows, situations, strict=True):
            own = {
                **self._prepare_facts(row),
                **self._prepare_sending_facts(sendings[row["id"]], points, rule_of),
            }
            # Many customers are in the same case: theirs are the same facts.
            key = (situation, *own.values())
            if key not in known:
                known[key] = rules.Facts(day=day, **regimes[situation], **own)
            facts[row["id"]] = known[key]
        return facts

    def _read_rows(self):
        """Return the columns that the facts are made of, one dict per request."""
        model = self.sudo()
        query = model._as_query(ordered=False)
        request = query.table
        consent = query.join(request, "consent_id", "demat_consent", "id", "consent")
        partner = query.join(request, "partner_id", "res_partner", "id", "partner")
        entity = query.join(
            partner, "commercial_partner_id", "res_partner", "id", "entity"
        )
        partners = model.env["res.partner"]
        return read_rows(
            self.env,
            query,
            {
                "": (model, request, _REQUEST),
                "consent_": (model.env["demat.consent"], consent, _CONSENT),
                "partner_": (partners, partner, _PARTNER),
                "entity_": (partners, entity, self._get_situation_fields()),
            },
        )

    @api.model
    def _get_situation_fields(self):
        """Hook: the fields of a customer on which what the law says depends."""
        return (
            "l10n_fr_demat_recipient",
            "l10n_fr_demat_territory",
            "l10n_fr_demat_operation",
            "l10n_fr_demat_directory_state",
        )

    @api.model
    def _get_situation(self, row):
        """Return what customers share to whom the law and the company say the same."""
        names = self._get_situation_fields()
        return row["campaign_id"], *(row[f"entity_{name}"] for name in names)

    @api.model
    def _get_regime_facts(self, rows, situations):
        """Return what the law and the company say, by situation of the customer."""
        partner_ids = (row["partner_id"] for row in rows)
        examples = dict(zip(situations, partner_ids, strict=True))
        # A field or two of each record: all the others would take most of the time.
        env, facts = self.with_context(prefetch_fields=False).env, {}
        for situation, partner_id in examples.items():
            partner = env["res.partner"].browse(partner_id)
            campaign = env["demat.campaign"].browse(situation[0])
            company = campaign.company_id
            # Silence is told first, and may be contradicted for so long.
            window_days = company.l10n_fr_demat_objection_days
            row = campaign._get_regimes(partner, window_days)[partner_id]
            facts[situation] = {
                "answer": str(row.answer),
                "answer_reason": row.explanation,
                "outside_platform": not company.l10n_fr_demat_uses_platform,
                "minimum_days": company.l10n_fr_demat_minimum_days,
                "letter_days": company.l10n_fr_demat_letter_days,
                "window_days": window_days,
            }
        return facts

    @api.model
    def _prepare_facts(self, row):
        """Hook: return what is known of the customer and came from them.

        :param row: see :meth:`_read_rows`
        """
        recipient = row["partner_l10n_fr_demat_recipient"]
        is_refused = row["consent_state"] in ("refused", "withdrawn")
        return {
            "is_elsewhere": row["partner_company_id"] not in (None, row["company_id"]),
            "has_identifier": identifiers.names_company(
                *(row[f"partner_{name}"] for name in NUMBERS)
            ),
            "is_consumer": recipient == "consumer" if recipient else rules.UNKNOWN,
            "is_public": recipient == "public" if recipient else rules.UNKNOWN,
            "announced_on": row["deadline"],
            "pauses": row["paused_days"] or 0,
            "question_on": self._get_day(
                row["is_question_open"] and row["questioned_at"]
            ),
            "call_back_on": row["call_back_on"],
            "unread_reply_on": self._get_day(
                row["is_reply_pending"] and row["replied_at"]
            ),
            "dispute": row["dispute"] or None,
            "hold_until": row["hold_until"],
            "hold_reason": row["hold_reason"] or "",
            "stop_requested_on": self._get_day(row["stop_requested_at"]),
            "unserved_wish": row["unserved_wish"] or None,
            "refused_on": row["consent_since"] if is_refused else None,
            "notice_on": None,
            "invoices": (),
        }

    @api.model
    def _prepare_sending_facts(self, sendings, points, rule_of):
        """Return what was sent to one customer, and the points that every text makes.

        :param sendings: what was sent, see ``demat.sending._read_of``
        :param points: dict of text to the points that it makes
        :param rule_of: see ``demat.sending._get_rules``
        """
        texts = [
            points[sending["version_id"]]
            for sending in sendings
            if sending["sent_at"]
            and sending["kind"] in _ASKING
            and sending["version_id"]
        ]
        return {
            "sendings": self.env["demat.sending"]._get_rules(sendings, rule_of),
            "text_points": frozenset.intersection(*texts) if texts else frozenset(),
        }

    @api.model
    def _read_points(self, sendings):
        """Return the points that each text makes, by its id."""
        ids = {row["version_id"] for rows in sendings.values() for row in rows}
        versions = self.env["demat.letter.version"].browse(filter(None, ids))
        return {version.id: version._get_points() for version in versions}

    @api.model
    def _get_day(self, moment):
        """Return the Paris day of a moment that Odoo stores in UTC, or None."""
        if not moment:
            return None
        return _get_paris_day(moment.replace(minute=0, second=0, microsecond=0))
