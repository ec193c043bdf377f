import re
from contextlib import ExitStack
from unittest.mock import patch

from freezegun import freeze_time

from odoo.tests import tagged

from .campaign_common import CampaignCommon
from .common import LAUNCH

AFTER = "2026-10-13"
MOMENTS = {"email": f"{LAUNCH} 08:00:00", "reminder": "2026-09-17 08:00:00"}


def _make_siren(number):
    """Return an invented SIREN with the right key."""
    digits = f"{number + 70_000_000:08d}"
    doubled = [sum(divmod(2 * int(digit), 10)) for digit in digits[::-2]]
    return digits + str(-(sum(doubled) + sum(map(int, digits[-2::-2]))) % 10)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestTacitBatch(CampaignCommon):
    """Many customers are decided together, each as if alone."""

    def test_as_many_queries_for_many_customers_as_for_few(self):
        counts = {}
        for size in (2, 5, 50):  # the first one fills the caches of the registry
            requests = self._ask(size)
            counts[size] = self._count_queries(requests)
            self.assertEqual(set(requests.mapped("state")), {"silent"})
        self.assertEqual(counts[5], counts[50], counts)

    def test_as_many_queries_to_keep_many_customers_back(self):
        counts = {}
        for size in (2, 5, 50):
            requests = self._ask(size)
            requests._record_stop()
            counts[size] = self._count_queries(requests)
            self.assertEqual(set(requests.mapped("blocker_gate")), {"G15"})
        self.assertEqual(counts[5], counts[50], counts)

    def test_each_customer_of_a_batch_has_their_own_reason(self):
        requests = self._ask(5)
        accepted, stopped, bounced, public, disputed = requests
        stopped._record_stop()
        bounced.sudo().sending_ids._record_bounced("No such user")
        public.partner_id.l10n_fr_demat_recipient = "public"
        disputed.dispute = "L-2026-17"
        self._evaluate(requests)
        self.assertPosition(accepted.consent_id, "accepted", "tacit_delay")
        self.assertEqual(
            [request.blocker_gate for request in requests],
            [False, "G15", "G06", "G02", "G13"],
        )
        self.assertIn("L-2026-17", disputed.blocker_text)
        self.assertEqual(disputed.consent_id.blocker_text, disputed.blocker_text)

    def test_the_evidence_of_each_one_names_their_own_request(self):
        requests = self._ask(5)
        requests[0]._record_stop()
        self._evaluate(requests)
        for request in requests:
            with self.subTest(request=request):
                kind = "tacit_evaluated" if request.blocker_gate else "consent_expire"
                payload = self._get_evidence(request.consent_id, kind)._get_payload()
                self.assertEqual(payload["request"], request._get_reference())
                self.assertEqual(payload["gates"], request.blocker_gates or "open")
                self.assertEqual(
                    payload["computed"]["proven"], ["2026-09-07", "2026-09-17"]
                )
                self.assertFalse(request.consent_id._get_chain()._verify())

    def test_who_listens_to_positions_and_requests_hears_of_each(self):
        requests, written = self._ask(5), []
        heard = (requests.consent_id, "accepted"), (requests, "silent")
        with ExitStack() as stack:
            for records, _state in heard:
                # As an automation rule does while it is active.
                spy = self._get_spy(type(records).write, written)
                stack.enter_context(patch.object(type(records), "write", spy))
            self._evaluate(requests)
        for records, state in heard:
            self.assertIn((records, state), written)
        self._check_computed(requests)
        self.assertTrue(all(requests.consent_id.mapped("main_rule_id")))

    def test_what_is_written_at_once_is_what_would_be_computed(self):
        requests = self._ask(5)
        requests[0]._record_stop()
        chosen = requests[1].consent_id
        self.env["demat.delivery.rule"].create(
            {"consent_id": chosen.id, "channel": "portal"}
        )
        requests[2].sudo().sending_ids.address = "a@many.example; b@many.example"
        self._evaluate(requests)
        self.assertEqual(
            requests.consent_id.mapped("channel"),
            ["paper", "portal", "paper", "email", "email"],
        )
        self._check_computed(requests)

    def test_a_second_request_of_the_customer_follows_the_position(self):
        first = self._ask(1)
        second = self._ask_again(first)
        self._evaluate(first)
        self.assertEqual(second.consent_state, "accepted")
        self.assertEqual(second.basis, "tacit_delay")
        self.assertEqual(second.state, "asked")

    def test_invoices_leave_to_the_address_that_received_the_messages(self):
        requests = self._ask(2)
        requests[0].partner_id.email = "moved@many.example"
        chosen = requests[1].consent_id
        self.env["demat.delivery.rule"].create(
            {"consent_id": chosen.id, "channel": "portal"}
        )
        self._evaluate(requests)
        rule = requests[0].consent_id.main_rule_id
        self.assertEqual(rule.address, "c0@many.example")
        self.assertEqual(rule.partner_id, requests[0].partner_id)
        self.assertEqual(rule.company_id, self.company)
        self.assertEqual(requests[0].consent_id.channel, "email")
        self.assertEqual(chosen.rule_ids.mapped("channel"), ["portal"])

    def test_an_address_that_no_server_takes_stops_nobody(self):
        requests = self._ask(2)
        requests[0].sudo().sending_ids.address = "a@many.example; b@many.example"
        self._evaluate(requests)
        for request in requests:
            self.assertPosition(request.consent_id, "accepted", "tacit_delay")
        self.assertFalse(requests[0].consent_id.rule_ids)
        self.assertEqual(requests[0].consent_id.channel, "paper")
        self.assertEqual(requests[1].consent_id.channel, "email")

    def test_the_figures_of_many_campaigns_take_one_query(self):
        first, second = self._ask(3).campaign_id, self._ask(2).campaign_id
        self._evaluate(first.request_ids)
        campaigns = (first | second).sudo()
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(1):
            self.assertEqual([c.tacit_count for c in campaigns], [3, 0])
            self.assertEqual([c.request_count for c in campaigns], [3, 2])
            self.assertEqual([c.delivered_count for c in campaigns], [3, 2])
            self.assertEqual([c.blocked_count for c in campaigns], [0, 0])

    def test_who_was_asked_by_two_campaigns_is_silent_once(self):
        first = self._ask(1)
        second = self._ask_again(first)
        self._evaluate(first | second)
        self.assertEvidence(first.consent_id, "consent_expire")
        self.assertPosition(first.consent_id, "accepted", "tacit_delay")
        self.assertEqual(set((first | second).mapped("state")), {"silent"})

    def test_who_was_asked_by_two_campaigns_is_kept_back_by_both(self):
        first = self._ask(1)
        requests = first | self._ask_again(first)
        requests._record_stop()
        self._evaluate(requests)
        self.assertEvidence(first.consent_id, "tacit_evaluated", 2)
        self.assertPosition(first.consent_id, "asked")

    def test_who_answers_between_two_batches_is_not_silent(self):
        requests = self._ask(5)
        late, stopped = requests[3:]
        batches = []

        def commit(_cron, processed=0, **_values):
            # Nobody has a turn before the first batch.
            batches.append(processed)
            if processed and len(batches) == 2:
                late.consent_id._apply("refuse")
                stopped._record_stop()
            return 60

        with (
            freeze_time(f"{AFTER} 08:00:00"),
            patch.object(type(self.env["ir.cron"]), "_commit_progress", commit),
        ):
            requests._cron_accept_tacitly(limit=2)
        self.assertEqual(batches, [0, 2, 1, 1])
        self.assertPosition(late.consent_id, "refused")
        self.assertPosition(stopped.consent_id, "asked")
        self.assertEqual(stopped.blocker_gate, "G15")
        self.assertEqual(set(requests[:3].mapped("state")), {"silent"})

    def test_no_index_holds_what_silence_writes(self):
        """PostgreSQL then writes in place: an index more would double the time."""
        written = {"state", "consent_state", "basis", "evaluated_on", "since"}
        for model in ("demat.request", "demat.consent"):
            records = self.env[model]
            with self.subTest(model=records._name):
                self.env.cr.execute(
                    "SELECT string_agg(indexdef, ' ') FROM pg_indexes "
                    "WHERE tablename = %s",
                    [records._table],
                )
                [definitions] = self.env.cr.fetchone()
                self.assertFalse(written & set(re.findall(r"\w+", definitions)))

    # Tools

    def _ask(self, size):
        """Return the requests of new customers who were written to twice."""
        # Nobody shares a SIREN with who was asked before.
        first = self.env["demat.consent"].search_count([])
        partners = self.env["res.partner"].create(
            [
                {
                    "name": f"Client {number:02}",
                    "is_company": True,
                    "email": f"c{number}@many.example",
                    "country_id": self.env.ref("base.fr").id,
                    "zip": "44000",
                    "l10n_fr_demat_siren": _make_siren(number),
                    "l10n_fr_demat_recipient": "taxable",
                }
                for number in range(first, first + size)
            ]
        )
        requests = self._launch(partners).request_ids.sorted("partner_id")
        self.assertEqual(len(requests), size)
        self._send(requests)
        return requests

    def _ask_again(self, requests):
        """Return the requests of a second campaign to the same customers."""
        campaign = self._launch(self._create_customer(), name="Second")
        request = campaign.request_ids
        again = request.sudo().create(
            [
                {
                    "campaign_id": campaign.id,
                    "consent_id": consent.id,
                    "family": "consent_tacit",
                    "deadline": request.deadline,
                }
                for consent in requests.consent_id
            ]
        )
        self._send(again)
        return again

    def _send(self, requests):
        """Say that the messages of both waves were sent."""
        for wave in requests.campaign_id.wave_ids:
            letter = self.env["demat.letter"]._find_letter(
                self.company, "consent_tacit", wave.kind
            )
            self.env["demat.sending"].sudo().create(
                [
                    {
                        "request_id": request.id,
                        "wave_id": wave.id,
                        "medium": "email",
                        "address": request.partner_id.email,
                        "version_id": letter._get_version("fr_FR").id,
                        "sent_at": MOMENTS[wave.kind],
                    }
                    for request in requests
                ]
            )
        requests.consent_id.filtered(lambda c: c.state == "not_asked")._apply("ask")

    def _evaluate(self, requests):
        silent = requests.with_context(tracking_disable=True)
        with freeze_time(f"{AFTER} 08:00:00"):
            # Fetched together, as what a search finds.
            silent.browse(requests.ids)._evaluate_silence()
            self.env.flush_all()

    def _get_spy(self, write, written):
        def spy(records, values):
            written.append((records, values.get("state")))
            return write(records, values)

        return spy

    def _check_computed(self, requests):
        """Compute anew all that is stored and computed: nothing changes."""
        self.env.flush_all()
        self.env.invalidate_all()
        consents = requests.consent_id
        for records in (requests, consents, consents.rule_ids):
            for name, field in records._fields.items():
                if field.store and field.compute:
                    with self.subTest(model=records._name, field=name):
                        before = records.mapped(lambda r, name=name: r[name])
                        self.env.add_to_compute(field, records)
                        records._recompute_recordset([name])
                        after = records.mapped(lambda r, name=name: r[name])
                        self.assertEqual(after, before)

    def _count_queries(self, requests):
        self.env.flush_all()
        self.env.invalidate_all()
        # A launch in between may have emptied what the registry remembers of rights.
        self.env.registry.clear_cache()
        before = self.env.cr.sql_log_count
        self._evaluate(requests)
        return self.env.cr.sql_log_count - before

    def _get_evidence(self, consent, kind):
        return self.env["demat.evidence"].search(
            [("consent_id", "=", consent.id), ("kind", "=", kind)]
        )
