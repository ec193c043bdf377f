import re
from datetime import timezone

from psycopg2.extras import Json

from odoo import api, fields, models
from odoo.tools import SQL

from ..rules import chain as rules
from ..rules.evidence_file import public_seal
from .demat_evidence import ATTESTED, read_json
from .demat_evidence_chain import SUBJECTS, get_subject
from .demat_rows import insert_rows

# What an event takes over from its chain.
_TAKEN_OVER = ("company_id", *SUBJECTS.values())
_NOTHING = Json({})
KIND = re.compile(r"[a-z][a-z0-9_]{2,62}")


class DematEvidence(models.Model):
    _inherit = "demat.evidence"

    @api.model
    def _record(self, subjects, kind, payloads=None, details=None):
        """Add one event of the same kind to the chain of each subject.

        The number of queries does not depend on the number of subjects. Rights are
        the caller's business: every caller is a gate of its own.

        :param subjects: recordset of ``demat.consent`` or ``demat.campaign``
        :param kind: key of the kind of event, see :meth:`_get_kinds`
        :param payloads: plain values that the chain attests; one dict for all, or one
            per subject. No personal data here. A value that many share, and a whole
            payload, may be given in its canonical form, as bytes
        :param details: personal data, erasable, only digests of which are attested;
            one dict for all, or one per subject
        :return: the evidence, in the order of the subjects
        :raises ValueError: on a kind or a number of payloads that makes no sense
        """
        if not KIND.fullmatch(kind):
            raise ValueError(f"not a kind of evidence: {kind!r}")
        payloads = self._spread(payloads, subjects)
        details = self._spread(details, subjects)
        if not subjects:
            return self.browse()
        Detail = self.env["demat.evidence.detail"].sudo()
        Chain = self.env["demat.evidence.chain"].sudo()
        rows = Chain._lock_for(subjects)
        sealed = self._seal_details(subjects, rows, details)
        at = fields.Datetime.now()
        events = self._link(
            [rows[subject] for subject in subjects._ids],
            {"kind": kind, "recorded_at": at, "user_id": self.env.uid},
            zip(payloads, (digests for digests, _ in sealed), strict=True),
        )
        self._insert(events)
        Chain._prolong(list(rows.values()), at)
        Detail._insert(events, [detail for _, detail in sealed])
        return self.browse(event["id"] for event in events)

    @api.model
    def _seal_details(self, subjects, rows, details):
        """Return, per subject, the digests to attest and the detail they stand for.

        The first event of a chain says who its subject is.
        """
        detail_model = self.env["demat.evidence.detail"]
        new = subjects.filtered(lambda subject: not rows[subject.id]["event_count"])
        identities = new.sudo()._get_evidence_identities()
        return [
            detail_model._seal({**identities.get(subject, {}), **detail})
            for subject, detail in zip(subjects._ids, details, strict=True)
        ]

    @api.model
    def _spread(self, values, subjects):
        """Return one dict per subject from none, one for all, or one each."""
        if values is None or isinstance(values, (dict, bytes)):
            return [values or {}] * len(subjects)
        if len(values) != len(subjects):
            raise ValueError(f"{len(values)} values for {len(subjects)} subjects")
        return values

    @api.model
    def _link(self, chains, common, contents):
        """Return the columns of new events and move their locked chains on.

        :param chains: the chain of each event; one that comes twice is prolonged twice
        :param common: the columns that all of them share
        :param contents: the payload and the digests of each event
        """
        key = self.env["demat.evidence.key"]._get_mac_key()
        forms, events = {}, []
        for chain, (payload, digests) in zip(chains, contents, strict=True):
            text = payload if isinstance(payload, bytes) else rules.join(payload)
            columns = {
                **{name: chain.get(name) for name in _TAKEN_OVER},
                **common,
                "chain_id": chain["id"],
                "number": chain["event_count"] + 1,
                "payload": text.decode(),
                "digests": digests,
            }
            form = forms.get(chain["company_id"])
            if form is None:
                form = forms[chain["company_id"]] = self._get_form(columns)
            own = self._prepare_own_envelope(columns)
            own = {name: rules.canonical(value) for name, value in own.items()}
            self._seal(chain, columns, key, form.fill(payload=text, **own))
            events.append(columns)
        return events

    @api.model
    def _get_form(self, columns):
        """Return the form of what links attest, with what many of them share."""
        names = (*self._prepare_own_envelope(columns), "payload")
        return rules.Form(self._prepare_shared_envelope(columns), names)

    @api.model
    def _seal(self, chain, columns, key, text):
        """Give an event its link and move its chain on."""
        columns["mac"] = rules.seal(chain["head"], text, key)
        chain.update(
            event_count=columns["number"],
            head=columns["mac"],
            public_head=public_seal(chain["public_head"], text, columns["mac"]),
        )

    @api.model
    def _prepare_event(self, columns):
        """Return what a link attests: the whole event, as plain values.

        :param columns: raw values of the columns, as PostgreSQL gives them
        """
        payload = read_json(columns["payload"])
        return {**self._prepare_envelope(columns), "payload": payload}

    @api.model
    def _prepare_envelope(self, columns):
        """Return what a link attests beside the payload."""
        return {
            **self._prepare_shared_envelope(columns),
            **self._prepare_own_envelope(columns),
        }

    @api.model
    def _prepare_shared_envelope(self, columns):
        """Return what the links of one company, written at once, attest alike."""
        return {
            "company": f"res.company,{columns['company_id']}",
            "kind": columns["kind"],
            "at": columns["recorded_at"].replace(tzinfo=timezone.utc),
            "user": f"res.users,{columns['user_id']}",
        }

    @api.model
    def _prepare_own_envelope(self, columns):
        """Return what each link attests by itself."""
        return {
            rules.SEQUENCE: columns["number"],
            "subject": get_subject(columns),
            "digests": columns["digests"] or {},
        }

    @api.model
    def _insert(self, events):
        """Insert all events in one statement and tell each its id."""
        columns = {name: [event[name] for event in events] for name in ATTESTED}
        columns["digests"] = [
            Json(digests) if digests else _NOTHING for digests in columns["digests"]
        ]
        for event, event_id in zip(events, insert_rows(self, columns), strict=True):
            event["id"] = event_id

    @api.model
    def _read_events(self, chains):
        """Return the raw columns of all events of some chains, straight from SQL.

        :return: dict of chain id to a list in the order of the numbers
        """
        events = {chain_id: [] for chain_id in chains._ids}
        for columns in self.env.execute_query_dict(
            SQL(
                "SELECT id, %s FROM demat_evidence WHERE chain_id IN %s "
                "ORDER BY chain_id, number, id",
                SQL(", ").join(map(SQL.identifier, ATTESTED)),
                chains._ids or (0,),
            )
        ):
            events[columns["chain_id"]].append(columns)
        return events
