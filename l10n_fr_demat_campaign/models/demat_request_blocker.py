from odoo import api, models


class DematRequestBlocker(models.Model):
    """Why silence did not count, kept in words."""

    _inherit = "demat.request"

    @api.model
    def _selection_gate(self):
        """Return each condition of tacit acceptance, as said when it is not met."""
        env = self.env
        return [
            ["G01", env._("Not identified as a company")],
            ["G02", env._("Public body")],
            ["G03", env._("The law does not let silence count")],
            ["G04", env._("The text does not say that silence counts")],
            ["G05", env._("The text does not say how to refuse")],
            ["G06", env._("No message arrived")],
            ["G07", env._("Letter too recent, or returned")],
            ["G08", env._("Minimum time not over")],
            ["G09", env._("Announced deadline not over")],
            ["G10", env._("No reminder arrived")],
            ["G11", env._("Question or call back open")],
            ["G12", env._("Reply to read")],
            ["G13", env._("Dispute")],
            ["G14", env._("Held back by the salesperson")],
            ["G15", env._("Asked for no reminder")],
            ["G16", env._("Wish not served")],
            ["G17", env._("Refusal or return to paper")],
            ["G20", env._("Customer of another company")],
        ]

    @api.depends("blocker_gates")
    @api.depends_context("lang")
    def _compute_blocker_gates_text(self):
        words = dict(self._selection_gate())
        for request in self:
            gates = (request.blocker_gates or "").split(",")
            request.blocker_gates_text = "\n".join(words.get(g, g) for g in gates)

    def _record_blockers(self, cases, sendings):
        """Keep, in words, why silence did not count; evidence only of what is new.

        Customers kept back for the same reason are written together.

        :param cases: dict of request id to what the gates looked at
        :param sendings: dict of request id to what was sent
        """
        groups, changed = {}, []
        for request in self:
            case = cases[request.id]
            if case.gates != request.blocker_gates:
                changed.append(request.id)
            first = case.blockers[0]
            kept = request._in_our_language()._prepare_blocker(
                first.gate, first.reason, first.values
            )
            _kept, ids = groups.setdefault(
                (case.gates, kept["blocker_text"]), (kept, [])
            )
            ids.append(request.id)
        for (gates, _text), (kept, ids) in groups.items():
            requests = self.browse(ids)
            requests._write_sealed({**kept, "blocker_gates": gates})
            requests.consent_id._write_sealed(kept)
        self.browse(changed)._record_evaluated(cases, sendings)

    def _write_blocker(self, gate, reason, **values):
        """Keep, in words, what keeps silence from counting, before it is examined.

        :param reason: one of :meth:`_get_blocker_templates`
        """
        for requests in self.grouped("campaign_id").values():
            ours = requests[0]._in_our_language()
            kept = ours._prepare_blocker(gate, reason, values)
            requests._write_sealed(kept)
            requests.consent_id._write_sealed(kept)

    def _record_evaluated(self, cases, sendings):
        """Write down what the conditions looked at, and which were not met."""
        # Who was asked by two campaigns comes twice.
        consents = self.env["demat.consent"].browse([r.consent_id.id for r in self])
        payloads = self._prepare_evaluations(cases, sendings)
        self.env["demat.evidence"]._record(consents, "tacit_evaluated", payloads)

    @api.model
    def _get_blocker_templates(self):
        """Return the sentence of each reason, with its values by name."""
        env = self.env
        return {
            "elsewhere": self._get_elsewhere_message(),
            "no_address": env._("No usable e-mail address nor postal address."),
            "consumer": env._("A consumer agrees by a positive act only."),
            "unidentified": env._("No SIREN nor VAT number: express agreement only."),
            "public": env._("Public body: Chorus Pro, no agreement to ask for."),
            "not_needed": env._("Agreement not needed: only wishes are asked for."),
            "express_only": env._("Express agreement needed for this customer."),
            "to_review": env._("A person must examine this case."),
            "no_tacit_sentence": env._(
                "The text sent does not say that silence counts."
            ),
            "no_exit": env._(
                "The text sent does not say how to refuse, for free, and until when."
            ),
            "not_reached": env._("No message arrived."),
            "bounced": env._(
                "No message arrived: the mail came back on %(bounced_on)s."
            ),
            "letter_returned": env._("The letter came back on %(date)s."),
            "letter_recent": env._("The letter was posted only %(days)s days ago."),
            "not_started": env._("Nothing proves that a message arrived."),
            "too_soon": env._("The minimum time is not over: %(days)s more days."),
            "not_over": env._("Announced deadline: %(date)s."),
            "no_reminder": env._("No reminder arrived."),
            "open_question": env._("Question of %(date)s without an answer."),
            "call_back": env._("Waits for our call since %(date)s."),
            "unread_reply": env._("Reply received on %(date)s, to be read."),
            "dispute": env._("Dispute: %(reference)s."),
            "held": env._("Held back by the salesperson until %(date)s: %(cause)s"),
            "stop_requested": env._(
                "Asked on %(date)s to receive no reminder: silence says nothing."
            ),
            "no_notice": env._(
                "Asked for no more messages before the notice left: paper stays, until "
                "the customer agrees."
            ),
            "unserved_wish": env._("Wishes %(format)s, which we do not serve."),
            "refused": env._("Refusal or return to paper recorded on %(date)s."),
            "unknown": env._("Nobody looked at this fact: %(fact)s."),
        }
