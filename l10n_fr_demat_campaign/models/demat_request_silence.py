from collections import defaultdict

from odoo import fields, models

from ..rules import chain
from ..rules import consent as rules
from ..rules.identifiers import email_flaw
from .demat_rows import get_values

# What customers share who were asked the same, beside the text.
_QUESTION = ("campaign_id", "family", "deadline")


class DematRequestSilence(models.Model):
    """What follows once silence counts, for hundreds of customers at once."""

    _inherit = "demat.request"

    def _record_silence(self, cases, sendings):
        """Accept these requests: every gate let them through.

        :param cases: dict of request id to what the gates looked at
        :param sendings: dict of request id to what was sent
        """
        # Who was asked by two campaigns is silent once.
        consent_ids = get_values(self, "consent_id")
        last = self.browse(dict(zip(consent_ids, self._ids, strict=True)).values())
        # The evidence tells what changed: a message per customer would take longer
        # than everything else.
        last.consent_id._read_requests()
        last.consent_id.with_context(tracking_disable=True)._apply(
            rules.Event.EXPIRE,
            payloads=last._prepare_evaluations(cases, sendings),
            main_rules=last._create_announced_rules(sendings),
        )
        self._write_silent()

    def _write_silent(self):
        """Say that these requests were silent, with what is computed from it."""
        silent = {
            "evaluated_on": fields.Date.context_today(self),
            "blocker_gate": False,
            "blocker_gates": False,
            "blocker_text": False,
        }
        groups = defaultdict(list)
        for request_id, position in self._get_positions().items():
            groups[position].append(request_id)
        for (state, basis, *answers), ids in groups.items():
            result = {} if any(answers) else {"state": "silent"}
            self.browse(ids)._write_alike(
                {**silent, "consent_state": state, "basis": basis, **result}
            )

    def _get_positions(self):
        """Return what requests share that are written alike when silence counted."""
        consents = self.consent_id
        columns = (get_values(consents, name) for name in ("state", "basis"))
        stands = dict(zip(consents._ids, zip(*columns, strict=True), strict=True))
        names = ("consent_id", "answer", "is_question_open")
        columns = (get_values(self, name) for name in names)
        return {
            request_id: (*stands[consent_id], *answers)
            for request_id, consent_id, *answers in zip(
                self._ids, *columns, strict=True
            )
        }

    def _prepare_evaluations(self, cases, sendings):
        """Return what the evidence says of each of these requests, in their order.

        In its canonical form: many differ by the reference of the request alone.
        """
        forms, payloads = {}, []
        questions = (get_values(self, name) for name in _QUESTION)
        for request_id, *question in zip(self._ids, *questions, strict=True):
            case, sent = cases[request_id], sendings[request_id]
            # Who was sent no text is asked by the one of their page.
            text = self._get_last_text(sent) or f"request {request_id}"
            key = (case.gates, case.computed, text, *question)
            if key not in forms:
                request = self.browse(request_id)
                forms[key] = request._get_evaluation_form(case, sent)
            reference = self._format_reference(question[0], request_id)
            payloads.append(forms[key].fill(request=chain.canonical(reference)))
        return payloads

    def _get_evaluation_form(self, case, sendings):
        """Return the form of what the evidence says of who is in the same case."""
        return chain.Form(
            {
                **self._prepare_question_payload(sendings),
                "gates": case.gates or "open",
                "computed": case.computed,
            },
            ["request"],
        )

    def _create_announced_rules(self, sendings):
        """Send invoices where the letter said, unless the customer said otherwise.

        An address that no mail server would take is left to whoever reads the list of
        customers without a destination.

        :return: dict of the id of a position to the id and channel of its destination
        """
        destinations = self.env["demat.delivery.rule"].sudo()
        consent_ids = get_values(self, "consent_id")
        known = set(
            destinations.search([("consent_id", "in", consent_ids)]).consent_id.ids
        )
        return destinations._insert_for(
            {
                consent_id: address
                for request, consent_id in zip(self, consent_ids, strict=True)
                if consent_id not in known
                and (address := request._get_announced_address(sendings[request.id]))
                and not email_flaw(address)
            },
            self._prepare_announced_rule_values(),
        )
