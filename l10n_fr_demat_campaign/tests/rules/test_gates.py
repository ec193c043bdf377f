from dataclasses import FrozenInstanceError, fields, replace
from datetime import date, datetime, timedelta, timezone

from ...rules.consent import (
    GATES,
    UNKNOWN,
    Blocker,
    Facts,
    Sending,
    Stage,
    WatchedInvoice,
    tacit_blockers,
)
from ...rules.facts import NULLABLE
from .common import BaseCase, tagged

DAY0 = date(2026, 11, 2)
MAIL = Sending(channel="email", address="a@x.fr", proven_on=DAY0)
REMINDER = replace(MAIL, proven_on=DAY0 + timedelta(10), is_reminder=True)
LETTER = Sending(channel="letter", proven_on=DAY0)
LETTER_REMINDER = replace(LETTER, is_reminder=True)


def days(count):
    return DAY0 + timedelta(count)


ALL_WELL = Facts(
    day=days(60),
    is_elsewhere=False,
    has_identifier=True,
    is_consumer=False,
    is_public=False,
    answer="tacit_allowed",
    text_points={"P09", "P10", "P11", "P12"},
    sendings=(MAIL, REMINDER),
    announced_on=days(30),
    pauses=(),
    question_on=None,
    call_back_on=None,
    unread_reply_on=None,
    dispute=None,
    hold_until=None,
    stop_requested_on=None,
    unserved_wish=None,
    refused_on=None,
    notice_on=days(31),
    invoices=(),
)


class GateCase(BaseCase):
    def found(self, *stages, **facts):
        blockers = tacit_blockers(replace(ALL_WELL, **facts), stages or tuple(Stage))
        return [(blocker.gate, blocker.reason) for blocker in blockers]

    def values(self, **facts):
        (blocker,) = tacit_blockers(replace(ALL_WELL, **facts))
        return blocker.values

    def assertBlocked(self, cases):
        for name, facts, expected in cases:
            with self.subTest(name):
                self.assertEqual(self.found(**facts), expected)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestGates(GateCase):
    def test_silence_counts_when_all_is_well(self):
        self.assertEqual(self.found(), [])

    def test_the_table_holds_the_twenty_gates_in_order(self):
        codes = ["G20", *(f"G{number:02}" for number in range(1, 20))]
        self.assertEqual([gate.code for gate in GATES], codes)
        self.assertTrue(all(gate.source for gate in GATES))

    def test_each_stage_has_its_gates(self):
        stages = {
            stage: [gate.code for gate in GATES if gate.stage is stage]
            for stage in Stage
        }
        self.assertEqual(stages["send"], ["G18"])
        self.assertEqual(stages["keep"], ["G19"])
        self.assertEqual(len(stages["accept"]), 18)
        self.assertEqual(str(Stage.KEEP), "keep")

    def test_nothing_known_blocks_every_gate(self):
        blockers = tacit_blockers(Facts())
        self.assertEqual([b.gate for b in blockers], [gate.code for gate in GATES])
        self.assertEqual({b.reason for b in blockers}, {"unknown"})

    def test_a_fact_nobody_looked_at_blocks(self):
        settings = {field.name for field in fields(Facts) if field.default != UNKNOWN}
        for field in fields(Facts):
            if field.name in settings | {"outside_platform"}:
                continue
            with self.subTest(field.name):
                found = self.found(**{field.name: UNKNOWN})
                self.assertTrue(found)
                self.assertEqual({reason for _, reason in found}, {"unknown"})

    def test_none_is_unknown_where_it_cannot_mean_nothing_found(self):
        for field in fields(Facts):
            with self.subTest(field.name):
                facts = replace(ALL_WELL, **{field.name: None})
                self.assertEqual(
                    facts.is_known(field.name),
                    field.name in NULLABLE,
                )

    def test_every_reason_is_announced_by_its_gate(self):
        """The models word each announced reason: none may come as a surprise."""
        announced = {gate.code: {*gate.reasons, "unknown"} for gate in GATES}
        for facts in BLOCKING:
            for gate, reason in self.found(**facts):
                with self.subTest(facts=facts):
                    self.assertIn(reason, announced[gate])

    def test_every_announced_reason_is_given_by_some_case(self):
        given = {found for facts in BLOCKING for found in self.found(**facts)}
        announced = {(gate.code, key) for gate in GATES for key in gate.reasons}
        self.assertEqual(announced - given, set())

    def test_the_stage_chooses_the_gates(self):
        facts = {"refused_on": DAY0, "notice_on": None, "invoices": UNKNOWN}
        for stages, expected in (
            (("accept",), ["G17"]),
            (("accept", "send"), ["G17", "G18"]),
            ((Stage.SEND,), ["G18"]),
            (("keep",), ["G19"]),
            ((), ["G17", "G18", "G19"]),
        ):
            with self.subTest(stages=stages):
                gates = [gate for gate, _ in self.found(*stages, **facts)]
                self.assertEqual(gates, expected)

    def test_one_stage_may_be_given_alone(self):
        facts = replace(ALL_WELL, refused_on=DAY0, notice_on=None)
        (blocker,) = tacit_blockers(facts, "send")
        self.assertEqual((blocker.gate, blocker.stage), ("G18", "send"))

    def test_a_blocker_and_the_facts_are_sealed_values(self):
        blocker = Blocker(gate="G01", reason="consumer")
        self.assertEqual(hash(blocker), hash(replace(blocker)))
        for value, name in ((blocker, "gate"), (ALL_WELL, "answer")):
            with self.subTest(name), self.assertRaises(FrozenInstanceError):
                setattr(value, name, "tacit_allowed")


@tagged("post_install", "-at_install", "post_install_l10n")
class TestWho(GateCase):
    def test_silence_says_nothing_to_a_company_that_has_the_customer_no_more(self):
        self.assertEqual(self.found(is_elsewhere=True), [("G20", "elsewhere")])
        found = self.found(is_elsewhere=True, refused_on=DAY0)
        self.assertEqual(found[0], ("G20", "elsewhere"), "told first of all")

    def test_only_an_identified_company_is_silent_with_effect(self):
        self.assertBlocked(
            (
                ("consumer", {"is_consumer": True}, [("G01", "consumer")]),
                ("unidentified", {"has_identifier": False}, [("G01", "unidentified")]),
                (
                    "truthy is not true",
                    {"has_identifier": "no"},
                    [("G01", "unidentified")],
                ),
                ("public", {"is_public": True}, [("G02", "public")]),
            )
        )

    def test_the_regime_of_the_date_must_allow_it(self):
        self.assertBlocked(
            (
                ("allowed", {"answer": "tacit_allowed"}, []),
                ("needless", {"answer": "none"}, [("G03", "not_needed")]),
                ("platform", {"answer": "platform_mandatory"}, [("G03", "not_needed")]),
                ("express", {"answer": "express_only"}, [("G03", "express_only")]),
                ("review", {"answer": "to_review"}, [("G03", "to_review")]),
                ("odd", {"answer": "\0"}, [("G03", "to_review")]),
                ("unchecked", {"answer": "platform_or_consent"}, [("G03", "unknown")]),
                (
                    "early platform",
                    {"answer": "platform_or_consent", "outside_platform": False},
                    [("G03", "not_needed")],
                ),
                (
                    "outside",
                    {"answer": "platform_or_consent", "outside_platform": True},
                    [],
                ),
            )
        )
        values = self.values(answer="to_review", answer_reason="monaco_recipient")
        self.assertEqual(values, {"answer": "to_review", "cause": "monaco_recipient"})

    def test_the_text_says_that_silence_accepts_and_how_to_refuse(self):
        points = ALL_WELL.text_points
        self.assertEqual(
            self.found(text_points=points - {"P10"}), [("G04", "no_tacit_sentence")]
        )
        for point in ("P09", "P11", "P12"):
            with self.subTest(point):
                values = self.values(text_points=points - {point})
                self.assertEqual(values, {"points": (point,)})


@tagged("post_install", "-at_install", "post_install_l10n")
class TestDelivery(GateCase):
    def test_a_bounce_voids_what_went_before_to_that_address(self):
        bounced = replace(REMINDER, failed_on=days(25))
        self.assertEqual(
            self.found(sendings=(MAIL, bounced)),
            [
                ("G06", "not_reached"),
                ("G08", "not_started"),
                ("G10", "no_reminder"),
                ("G18", "not_started"),
            ],
        )

    def test_a_bounce_is_told_with_what_else_was_tried(self):
        posted = replace(LETTER, proven_on=days(1), failed_on=days(9))
        sendings = (replace(MAIL, failed_on=days(3)), posted)
        facts = replace(ALL_WELL, sendings=sendings)
        blockers = {blocker.gate: blocker.values for blocker in tacit_blockers(facts)}
        self.assertEqual(
            blockers["G06"],
            {"bounced_on": days(3), "returned_on": days(9), "posted_on": days(1)},
        )
        facts = replace(ALL_WELL, sendings=())
        (blocker, *_) = tacit_blockers(facts)
        self.assertEqual(set(blocker.values.values()), {None})

    def test_a_bounce_elsewhere_or_before_voids_nothing(self):
        elsewhere = replace(MAIL, address="b@x.fr", failed_on=days(5))
        before = replace(MAIL, proven_on=None, failed_on=DAY0 - timedelta(1))
        same = replace(MAIL, address="A@X.FR", proven_on=None, failed_on=days(10))
        self.assertEqual(self.found(sendings=(MAIL, REMINDER, elsewhere)), [])
        self.assertEqual(self.found(sendings=(before, MAIL, REMINDER)), [])
        self.assertIn(
            ("G06", "not_reached"), self.found(sendings=(MAIL, REMINDER, same))
        )

    def test_the_last_bounce_counts_whatever_the_order(self):
        bounces = [replace(MAIL, failed_on=days(n)) for n in (20, 4)]
        again = replace(REMINDER, proven_on=days(8))
        found = self.found(sendings=(*bounces, again))
        self.assertIn(("G06", "not_reached"), found)

    def test_the_clock_starts_again_at_the_letter_after_a_bounce(self):
        bounced = replace(MAIL, failed_on=days(5))
        letter = replace(LETTER, proven_on=days(7))
        last = replace(LETTER_REMINDER, proven_on=days(21))
        facts = {"sendings": (bounced, letter, last), "notice_on": days(50)}
        for day, gates in ((36, ["G08"]), (37, ["G09"]), (38, [])):
            with self.subTest(day=day):
                found = self.found("accept", **facts, day=days(day))
                self.assertEqual([gate for gate, _ in found], gates)

    def test_what_is_not_delivered_yet_proves_nothing(self):
        waiting = replace(MAIL, proven_on=None)
        later = replace(MAIL, proven_on=days(61))
        for sending in (waiting, later):
            with self.subTest(sending=sending):
                found = self.found(sendings=(sending,))
                self.assertIn(("G06", "not_reached"), found)

    def test_a_letter_alone_needs_twenty_one_days(self):
        second = replace(LETTER_REMINDER, proven_on=days(14))
        facts = {"sendings": (LETTER, second), "minimum_days": 15}
        facts["announced_on"] = days(15)
        for day, found in ((20, [("G07", "letter_recent")]), (21, []), (60, [])):
            with self.subTest(day=day):
                self.assertEqual(self.found("accept", day=days(day), **facts), found)
        facts = replace(ALL_WELL, **facts, day=days(20))
        (blocker,) = tacit_blockers(facts, "accept")
        self.assertEqual(blocker.values, {"days": 20})

    def test_a_letter_beside_a_mail_need_not_be_old(self):
        letter = replace(LETTER_REMINDER, proven_on=days(50))
        self.assertEqual(self.found(sendings=(MAIL, letter)), [])
        same_day = replace(LETTER, proven_on=days(45))
        facts = {
            "sendings": (same_day, replace(MAIL, proven_on=days(45)), REMINDER),
            "minimum_days": 15,
        }
        self.assertNotIn("G07", dict(self.found(**facts)))

    def test_a_returned_letter_suspends_even_beside_a_mail(self):
        returned = replace(LETTER, failed_on=days(9))
        found = self.found(sendings=(MAIL, REMINDER, returned))
        self.assertEqual(found, [("G07", "letter_returned")])
        values = self.values(sendings=(MAIL, REMINDER, returned))
        self.assertEqual(values, {"date": days(9)})

    def test_a_letter_posted_again_lifts_the_suspension(self):
        returned = replace(LETTER, failed_on=days(9))
        for day, found in ((9, [("G07", "letter_returned")]), (10, [])):
            with self.subTest(day=day):
                again = replace(LETTER, proven_on=days(day))
                sendings = (MAIL, REMINDER, returned, again)
                self.assertEqual(self.found(sendings=sendings), found)

    def test_a_reminder_differs_by_channel_or_date(self):
        same = replace(MAIL, is_reminder=True)
        self.assertBlocked(
            (
                ("none", {"sendings": (MAIL,)}, [("G10", "no_reminder")]),
                ("same", {"sendings": (MAIL, same)}, [("G10", "no_reminder")]),
                ("date", {"sendings": (MAIL, REMINDER)}, []),
                ("channel", {"sendings": (MAIL, LETTER_REMINDER)}, []),
                (
                    "a second first letter is no reminder",
                    {"sendings": (MAIL, replace(REMINDER, is_reminder=False))},
                    [("G10", "no_reminder")],
                ),
            )
        )


@tagged("post_install", "-at_install", "post_install_l10n")
class TestClock(GateCase):
    def test_the_last_day_belongs_to_the_customer(self):
        for name, facts, last in (
            ("delay", {"announced_on": days(3)}, 30),
            ("announced", {"announced_on": days(40)}, 40),
            ("floor", {"announced_on": days(3), "minimum_days": 1}, 15),
            ("pause", {"pauses": [(days(8), days(12))]}, 34),
            ("counted pause", {"pauses": 4}, 34),
        ):
            facts = {**facts, "notice_on": days(50)}
            with self.subTest(name):
                self.assertTrue(self.found("accept", **facts, day=days(last)))
                self.assertEqual(self.found("accept", **facts, day=days(last + 1)), [])

    def test_the_gate_and_the_deadline_agree_on_every_day(self):
        facts = replace(ALL_WELL, pauses=[(days(25), days(28))], announced_on=days(20))
        self.assertEqual(facts.deadline, days(33))
        for number in range(20, 45):
            now = replace(facts, day=days(number))
            with self.subTest(day=number):
                open_gates = not tacit_blockers(now, "accept")
                self.assertEqual(open_gates, now.today > now.deadline)

    def test_the_remaining_days_are_told(self):
        facts = replace(ALL_WELL, day=days(12), announced_on=days(5))
        (blocker,) = tacit_blockers(facts, "accept")
        self.assertEqual((blocker.gate, blocker.values), ("G08", {"days": 18}))

    def test_the_announced_date_is_told(self):
        facts = replace(ALL_WELL, day=days(40), announced_on=days(40))
        (blocker,) = tacit_blockers(facts, "accept")
        self.assertEqual((blocker.gate, blocker.values), ("G09", {"date": days(40)}))

    def test_the_day_ends_at_midnight_in_paris(self):
        for hour, minute, gates in ((22, 59, ["G09"]), (23, 0, [])):
            moment = datetime(2026, 12, 2, hour, minute, tzinfo=timezone.utc)
            with self.subTest(moment=moment):
                found = self.found("accept", day=moment)
                self.assertEqual([gate for gate, _ in found], gates)

    def test_a_question_that_waits_keeps_the_clock_stopped(self):
        facts = {"pauses": [(days(29), None)], "question_on": days(29)}
        found = self.found("accept", **facts)
        self.assertEqual([gate for gate, _ in found], ["G08", "G11"])

    def test_a_question_after_the_deadline_leaves_the_notice_valid(self):
        self.assertEqual(self.found(pauses=[(days(35), days(38))]), [])


@tagged("post_install", "-at_install", "post_install_l10n")
class TestSuspension(GateCase):
    def test_what_the_customer_says_or_suffers_suspends(self):
        self.assertBlocked(
            (
                ("question", {"question_on": days(29)}, [("G11", "open_question")]),
                ("call", {"call_back_on": days(29)}, [("G11", "call_back")]),
                ("reply", {"unread_reply_on": days(29)}, [("G12", "unread_reply")]),
                ("dispute", {"dispute": "L-12"}, [("G13", "dispute")]),
                ("nameless dispute", {"dispute": ""}, [("G13", "dispute")]),
                ("stop", {"stop_requested_on": days(2)}, [("G15", "stop_requested")]),
                ("edi", {"unserved_wish": "edi"}, [("G16", "unserved_wish")]),
                ("refusal", {"refused_on": days(2)}, [("G17", "refused")]),
                ("old refusal", {"refused_on": date(2009, 1, 1)}, [("G17", "refused")]),
                ("none, as false", {"refused_on": False, "question_on": False}, []),
            )
        )

    def test_the_reason_comes_with_its_values(self):
        for facts, values in (
            ({"question_on": days(29)}, {"date": days(29)}),
            ({"call_back_on": days(29)}, {"date": days(29)}),
            ({"dispute": "L-12"}, {"reference": "L-12"}),
            ({"unserved_wish": "edi"}, {"format": "edi"}),
            (
                {"hold_until": days(60), "hold_reason": "trade fair"},
                {"date": days(60), "cause": "trade fair"},
            ),
        ):
            with self.subTest(facts=facts):
                self.assertEqual(self.values(**facts), values)

    def test_an_expired_hold_no_longer_blocks(self):
        for until, found in (
            (59, []),
            (60, [("G14", "held")]),
            (61, [("G14", "held")]),
        ):
            with self.subTest(until=until):
                self.assertEqual(self.found(hold_until=days(until)), found)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestFirstInvoices(GateCase):
    def test_the_first_invoice_waits_for_the_notice_and_its_window(self):
        notice = {"notice_on": days(31)}
        for day, found in ((31, True), (46, True), (47, False)):
            with self.subTest(day=day):
                blocked = self.found(**notice, day=days(day))
                self.assertEqual(blocked, [("G18", "window_open")] if found else [])
        self.assertEqual(
            self.values(**notice, day=days(40)),
            {"notice_on": days(31), "date": days(47)},
        )

    def test_a_notice_before_the_end_of_the_deadline_is_none(self):
        self.assertBlocked(
            (
                ("none", {"notice_on": None}, [("G18", "no_notice")]),
                ("same day", {"notice_on": days(30)}, [("G18", "early_notice")]),
                ("day after", {"notice_on": days(31)}, []),
            )
        )

    def test_the_first_three_invoices_are_watched(self):
        good = WatchedInvoice(number="F1", due_on=days(50), paid_on=days(50))
        for name, invoice, reason in (
            ("paid", good, None),
            ("paid late", replace(good, paid_on=days(51)), "invoice_ignored"),
            ("read", replace(good, paid_on=None, read_on=days(40)), None),
            ("ignored", replace(good, paid_on=None), "invoice_ignored"),
            ("due today", replace(good, due_on=days(60), paid_on=None), None),
            ("bounced", replace(good, failed_on=days(45)), "invoice_failed"),
            (
                "no due date",
                replace(good, due_on=None, paid_on=None),
                "invoice_ignored",
            ),
            ("no due date, paid", replace(good, due_on=None), None),
        ):
            expected = [("G19", reason)] if reason else []
            with self.subTest(name):
                self.assertEqual(self.found(invoices=(good, good, invoice)), expected)
                self.assertEqual(self.found(invoices=(good,) * 3 + (invoice,)), [])

    def test_the_failed_invoice_is_named(self):
        bounced = WatchedInvoice(number="F2", failed_on=days(45))
        values = self.values(invoices=(bounced,))
        self.assertEqual(values, {"number": "F2", "date": days(45)})


RETURNED = replace(LETTER, failed_on=days(9))
OPEN = WatchedInvoice(number="F1", due_on=days(50))
BLOCKING = (
    {"is_elsewhere": True},
    {"is_consumer": True},
    {"has_identifier": False},
    {"is_public": True},
    {"answer": "none"},
    {"answer": "express_only"},
    {"answer": "to_review"},
    {"answer": "platform_or_consent"},
    {"text_points": ()},
    {"sendings": ()},
    {"sendings": (RETURNED,)},
    {"sendings": (LETTER,), "day": days(20), "notice_on": days(40)},
    {"day": days(20)},
    {"announced_on": days(60)},
    {"question_on": DAY0},
    {"call_back_on": DAY0},
    {"unread_reply_on": DAY0},
    {"dispute": "L-12"},
    {"hold_until": days(90)},
    {"stop_requested_on": DAY0},
    {"unserved_wish": "edi"},
    {"refused_on": DAY0},
    {"notice_on": None},
    {"notice_on": DAY0},
    {"notice_on": days(59)},
    {"invoices": (OPEN,)},
    {"invoices": (replace(OPEN, failed_on=DAY0),)},
)
