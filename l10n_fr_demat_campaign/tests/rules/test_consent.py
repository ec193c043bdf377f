from datetime import date, datetime, timedelta, timezone

from ...rules import consent
from ...rules.consent import (
    TRANSITIONS,
    Basis,
    Event,
    IllegalBasis,
    IllegalEvent,
    State,
)
from .common import BaseCase, tagged

EXPLICIT = [basis for basis in Basis if basis.value.startswith("explicit_")]


@tagged("post_install", "-at_install", "post_install_l10n")
class TestState(BaseCase):
    def test_every_pair_of_state_and_event_is_decided(self):
        table = {
            # not asked, asked, accepted, refused, withdrawn
            "ask": ("asked", "asked", "accepted", "refused", "withdrawn"),
            "accept": ("accepted",) * 5,
            "expire": (None, "accepted", None, None, None),
            "process": ("not_asked", "asked", "accepted", "refused", "withdrawn"),
            "refuse": ("refused",) * 5,
            "withdraw": (None, None, "withdrawn", None, "withdrawn"),
        }
        self.assertEqual(set(table), {event.value for event in Event})
        for event, expected in table.items():
            for state, after in zip(State, expected, strict=True):
                with self.subTest(state=state, event=event):
                    self.assertEqual(self._after(state, event), after)

    def test_a_plain_string_is_as_good_as_the_enum(self):
        after = consent.next_state("asked", "refuse")
        self.assertIs(after, State.REFUSED)
        self.assertEqual(f"{after}", "refused")
        self.assertEqual((str(Event.ASK), str(Basis.CGV)), ("ask", "cgv"))

    def test_odd_input_is_an_illegal_event(self):
        odd = (None, "", "ASKED", [], {}, 0, b"asked", "asked\0", "\uff41sked", "tacit")
        for value in odd:
            for pair in ((value, "ask"), ("asked", value)):
                with self.subTest(pair=pair), self.assertRaises(IllegalEvent):
                    consent.next_state(*pair)

    def test_silence_never_undoes_a_no_whatever_is_asked_again(self):
        quiet = (Event.ASK, Event.EXPIRE, Event.PROCESS)
        for state in (State.REFUSED, State.WITHDRAWN):
            for event in quiet:
                with self.subTest(state=state, event=event):
                    self.assertIn(self._after(state, event), (state.value, None))

    def test_an_acceptance_is_lost_by_a_no_only(self):
        lost = {
            event
            for (state, event), after in TRANSITIONS.items()
            if state is State.ACCEPTED and after is not State.ACCEPTED
        }
        self.assertEqual(lost, {Event.REFUSE, Event.WITHDRAW})

    def test_every_state_leads_to_acceptance_and_to_refusal(self):
        for state in State:
            with self.subTest(state=state):
                self.assertEqual(self._after(state, "accept"), "accepted")
                self.assertEqual(self._after(state, "refuse"), "refused")

    def _after(self, state, event):
        try:
            return consent.next_state(state, event).value
        except IllegalEvent:
            return None


@tagged("post_install", "-at_install", "post_install_l10n")
class TestBasis(BaseCase):
    def test_the_bases_are_those_of_the_reference(self):
        self.assertEqual(
            {basis.value for basis in Basis},
            {
                "explicit_page",
                "explicit_phone",
                "explicit_coupon",
                "explicit_reply",
                "explicit_portal",
                "interchange_contract",
                "tacit_delay",
                "tacit_processed",
                "cgv",
            },
        )
        self.assertEqual(set(consent.LADDER), set(Basis))

    def test_a_stronger_basis_replaces_a_weaker_one_only(self):
        ladder = ["cgv", "tacit_delay", "tacit_processed", "explicit_page"]
        for low, weak in enumerate(ladder):
            for strong in ladder[low:]:
                with self.subTest(weak=weak, strong=strong):
                    self.assertEqual(consent.upgrade(weak, strong), strong)
                    self.assertEqual(consent.upgrade(strong, weak), strong)

    def test_a_second_act_leaves_the_first_one_in_place(self):
        for first in (*EXPLICIT, Basis.INTERCHANGE_CONTRACT):
            with self.subTest(first=first):
                self.assertEqual(consent.upgrade(first, "explicit_page"), first)

    def test_nothing_is_weaker_than_anything(self):
        self.assertEqual(consent.upgrade(None, "cgv"), "cgv")
        self.assertEqual(consent.upgrade("cgv", None), "cgv")
        self.assertEqual(consent.upgrade(False, "tacit_delay"), "tacit_delay")
        self.assertIsNone(consent.upgrade(None, None))
        self.assertIsNone(consent.strongest())

    def test_general_conditions_never_suffice_alone(self):
        weak = {basis for basis in Basis if not consent.is_sufficient(basis)}
        self.assertEqual(weak, {Basis.CGV})
        self.assertFalse(consent.is_sufficient(None))

    def test_silence_and_general_conditions_want_a_written_notice(self):
        told = {basis for basis in Basis if consent.needs_notice(basis)}
        self.assertEqual(told, {Basis.CGV, Basis.TACIT_DELAY})
        self.assertFalse(consent.needs_notice(None))

    def test_an_unknown_basis_is_refused(self):
        for value in ("tacit", "CGV", ["cgv"], 3, "explicit_page\0"):
            with self.subTest(value=value):
                for use in (consent.is_sufficient, consent.needs_notice):
                    self.assertRaises(IllegalBasis, use, value)
                self.assertRaises(IllegalBasis, consent.upgrade, "cgv", value)

    def test_a_basis_follows_the_events_of_a_customer(self):
        story = (
            ("asked", None, "expire", None, "tacit_delay"),
            ("asked", None, "expire", "explicit_page", "tacit_delay"),
            ("accepted", "tacit_delay", "process", None, "tacit_processed"),
            ("accepted", "tacit_processed", "accept", "explicit_page", "explicit_page"),
            ("accepted", "explicit_page", "process", None, "explicit_page"),
            ("accepted", "explicit_page", "ask", None, "explicit_page"),
            ("accepted", "explicit_page", "withdraw", None, None),
            ("accepted", "cgv", "refuse", None, None),
            ("withdrawn", "explicit_page", "process", None, None),
            ("asked", None, "process", None, None),
            # The old basis fell with the refusal: silence is worth silence again.
            ("refused", "explicit_page", "accept", "cgv", "cgv"),
            ("asked", "explicit_page", "expire", None, "tacit_delay"),
        )
        for state, current, event, given, expected in story:
            with self.subTest(state=state, event=event, current=current):
                basis = consent.next_basis(state, current, event, given)
                self.assertEqual(basis, expected)

    def test_an_acceptance_without_basis_is_refused(self):
        with self.assertRaises(IllegalBasis):
            consent.next_basis("asked", None, "accept")
        with self.assertRaises(IllegalEvent):
            consent.next_basis("refused", None, "expire")


@tagged("post_install", "-at_install", "post_install_l10n")
class TestDeadline(BaseCase):
    ANNOUNCED = date(2026, 12, 14)
    FIRST = date(2026, 11, 2)

    def test_the_deadline_is_the_later_of_what_is_announced_and_of_the_delay(self):
        for first, expected in (
            (date(2026, 11, 2), date(2026, 12, 14)),
            (date(2026, 11, 14), date(2026, 12, 14)),
            (date(2026, 11, 15), date(2026, 12, 15)),
            (date(2026, 12, 30), date(2027, 1, 29)),
        ):
            with self.subTest(first=first):
                self.assertEqual(consent.deadline(self.ANNOUNCED, first), expected)

    def test_a_letter_of_2_march_leaves_until_1_april(self):
        asked = date(2026, 3, 2)
        self.assertEqual(consent.deadline(asked, asked), date(2026, 4, 1))

    def test_a_company_waits_fifteen_days_at_least(self):
        asked = date(2026, 3, 2)
        for days, end in (
            (45, date(2026, 4, 16)),
            (16, date(2026, 3, 18)),
            (15, date(2026, 3, 17)),
            (14, date(2026, 3, 17)),
            (-3, date(2026, 3, 17)),
            (0, date(2026, 4, 1)),
            (None, date(2026, 4, 1)),
        ):
            with self.subTest(days=days):
                self.assertEqual(consent.deadline(asked, asked, days), end)

    def test_without_announcement_or_proof_there_is_no_deadline(self):
        self.assertIsNone(consent.deadline(None, self.FIRST))
        self.assertIsNone(consent.deadline(self.ANNOUNCED, None))

    def test_pauses_are_deducted(self):
        day = self._november
        for name, pauses, days in (
            ("none", [], 0),
            ("counted", 4, 4),
            ("counted, negative", -4, 0),
            ("one", [(day(10), day(15))], 5),
            ("two", [(day(10), day(12)), (day(20), day(23))], 5),
            ("unordered", [(day(20), day(23)), (day(10), day(12))], 5),
            ("overlapping", [(day(10), day(20)), (day(12), day(15))], 10),
            ("overlapping, longer", [(day(10), day(20)), (day(15), day(25))], 15),
            ("same day", [(day(10), day(10))], 0),
            ("inverted", [(day(10), day(8))], 0),
            ("partly before", [(date(2026, 10, 28), day(5))], 3),
            ("before", [(date(2026, 10, 1), date(2026, 10, 9))], 0),
            ("on the last day", [(date(2026, 12, 2), date(2026, 12, 4))], 2),
            ("after the last day", [(date(2026, 12, 3), date(2026, 12, 9))], 0),
        ):
            with self.subTest(name):
                self.assertEqual(
                    consent.deadline(self.FIRST, self.FIRST, 30, pauses),
                    date(2026, 12, 2) + timedelta(days),
                )

    def test_a_pause_before_the_announced_date_still_moves_a_short_delay(self):
        pauses = [(date(2026, 11, 20), date(2027, 1, 20))]
        end = consent.deadline(self.ANNOUNCED, self.FIRST, 15, pauses)
        self.assertEqual(end, date(2027, 1, 17))

    def test_a_pause_that_runs_stops_the_clock(self):
        pauses, day = [(self._november(10), None)], self._november(24)
        self.assertIsNone(consent.deadline(self.FIRST, self.FIRST, 30, pauses))
        end = consent.deadline(self.FIRST, self.FIRST, 30, pauses, until=day)
        self.assertEqual(end, date(2026, 12, 16))
        late = [(date(2026, 12, 20), None)]
        end = consent.deadline(self.FIRST, self.FIRST, 30, late)
        self.assertEqual(end, date(2026, 12, 2))

    def test_a_moment_is_the_day_it_is_in_paris(self):
        for moment, day in (
            (datetime(2026, 7, 1, 21, 59, tzinfo=timezone.utc), date(2026, 7, 1)),
            (datetime(2026, 7, 1, 22, 0, tzinfo=timezone.utc), date(2026, 7, 2)),
            (datetime(2026, 12, 1, 22, 59, tzinfo=timezone.utc), date(2026, 12, 1)),
            (datetime(2026, 12, 1, 23, 0, tzinfo=timezone.utc), date(2026, 12, 2)),
        ):
            with self.subTest(moment=moment):
                end = consent.deadline(moment, moment, 15)
                self.assertEqual(end, day + timedelta(15))

    def test_what_is_no_day_is_refused(self):
        odd = (datetime(2026, 7, 1), "2026-07-01", 5)  # noqa: DTZ001
        west = timezone(timedelta(hours=-14))
        for value in (*odd, datetime.max.replace(tzinfo=west), date.max):
            with self.subTest(value=value), self.assertRaises(consent.DayError):
                consent.deadline(value, value)

    def _november(self, day):
        return date(2026, 11, day)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestEffectiveOn(BaseCase):
    ACCEPTED, PLANNED = date(2026, 12, 15), date(2027, 1, 4)

    def test_an_act_opens_the_planned_date_or_the_day_itself(self):
        for basis in (*EXPLICIT, "interchange_contract", "tacit_processed"):
            with self.subTest(basis=basis):
                use = consent.effective_on
                self.assertEqual(use(basis, self.ACCEPTED), self.ACCEPTED)
                self.assertEqual(use(basis, self.ACCEPTED, self.PLANNED), self.PLANNED)
                self.assertEqual(use(basis, self.PLANNED, self.ACCEPTED), self.PLANNED)

    def test_silence_opens_after_the_notice_and_its_window(self):
        notice = date(2026, 12, 16)
        for basis in ("tacit_delay", "cgv"):
            for planned, window, expected in (
                (None, 15, date(2027, 1, 1)),
                (self.PLANNED, 15, self.PLANNED),
                (None, 30, date(2027, 1, 16)),
                (None, -5, date(2026, 12, 17)),
            ):
                with self.subTest(basis=basis, planned=planned, window=window):
                    first = consent.effective_on(
                        basis, self.ACCEPTED, planned, notice, window_days=window
                    )
                    self.assertEqual(first, expected)

    def test_silence_without_notice_opens_nothing(self):
        for basis in ("tacit_delay", "cgv", None, False):
            with self.subTest(basis=basis):
                first = consent.effective_on(basis, self.ACCEPTED, self.PLANNED)
                self.assertIsNone(first)

    def test_an_act_of_no_known_day_opens_nothing(self):
        self.assertIsNone(consent.effective_on("explicit_page"))
