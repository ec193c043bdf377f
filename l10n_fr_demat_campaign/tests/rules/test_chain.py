import hashlib
import hmac
from dataclasses import FrozenInstanceError
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

from ...rules import chain
from ...rules.chain import ChainError, Flaw, canonical, digest, link, verify
from ...rules.consent import State
from .common import BaseCase, tagged

KEY = b"a key of the company"


def story(count=5):
    """Return events as they are stored, the head and their number."""
    events, head = [], chain.GENESIS
    for number in range(1, count + 1):
        event = {
            "sequence": number,
            "at": datetime(2026, 12, number, 8, tzinfo=timezone.utc),
            "event": "ask",
            "amount": Decimal("12.50"),
        }
        head = link(head, event, KEY)
        events.append({**event, "hash": head})
    return events, head, count


@tagged("post_install", "-at_install", "post_install_l10n")
class TestCanonical(BaseCase):
    def test_a_value_has_one_form(self):
        paris = timezone(timedelta(hours=1))
        for value, expected in (
            ({}, "{}"),
            ({"b": 1, "a": 2, "A": 3}, '{"A":3,"a":2,"b":1}'),
            ({"é": "e\u0301"}, '{"é":"é"}'),
            ({"e\u0301": 1}, '{"é":1}'),
            ([1, (2, [])], "[1,[2,[]]]"),
            ([None, True, False, 0, -1], "[null,true,false,0,-1]"),
            (Decimal("12.50"), '"12.50"'),
            (Decimal("1E+3"), '"1000"'),
            (Decimal("0.0000001"), '"0.0000001"'),
            (date(2026, 12, 14), '"2026-12-14"'),
            (datetime(2026, 12, 14, tzinfo=timezone.utc), '"2026-12-14T00:00:00Z"'),
            (datetime(2026, 12, 14, 0, 30, tzinfo=paris), '"2026-12-13T23:30:00Z"'),
            (
                datetime(2026, 12, 14, 1, 2, 3, 40, tzinfo=timezone.utc),
                '"2026-12-14T01:02:03.000040Z"',
            ),
            (State.ASKED, '"asked"'),
            ('a"\\\n\0\u2028 €', '"a\\"\\\\\\n\\u0000\u2028 €"'),
            ("\U0001f4c4", '"\U0001f4c4"'),
        ):
            with self.subTest(value=value):
                self.assertEqual(canonical(value), expected.encode())

    def test_parts_in_their_form_already_make_the_same_whole(self):
        for whole in (
            {},
            {"b": [1, {"y": None, "x": "é"}], "a": date(2026, 12, 14), "A": ""},
            {"e\u0301": {"deep": True}, "z": Decimal("1.50")},
        ):
            with self.subTest(whole=whole):
                self.assertEqual(chain.join(whole), canonical(whole))
                parts = {name: canonical(value) for name, value in whole.items()}
                self.assertEqual(chain.join(parts), canonical(whole))

    def test_a_form_gives_the_whole(self):
        whole = {"b": "100 % é", "a": 1, "z": {"%s": None}, "5 %": canonical([1])}
        for names in ([], ["a"], ["z", "b"], list(whole)):
            own = {name: whole[name] for name in names}
            shared = {name: whole[name] for name in whole if name not in own}
            texts = {
                name: value if isinstance(value, bytes) else canonical(value)
                for name, value in own.items()
            }
            with self.subTest(names=names):
                form = chain.Form(shared, names)
                self.assertEqual(form.fill(**texts), chain.join(whole))

    def test_a_form_refuses_a_name_twice(self):
        for shared, names in (({"a": 1}, ["a"]), ({}, ["a", "a"]), ({1: 2}, [])):
            with self.subTest(shared=shared), self.assertRaises(ChainError):
                chain.Form(shared, names)

    def test_parts_that_cannot_be_told_apart_are_refused(self):
        for parts in ({"é": 1, "e\u0301": 2}, {1: "x"}, {"a": 1.5}):
            with self.subTest(parts=parts), self.assertRaises(ChainError):
                chain.join(parts)

    def test_piled_up_marks_are_kept_as_they_came(self):
        """Putting them in order takes quadratic time, minutes for a megabyte."""
        marks = "e\u0301\u0315\u0300"
        for text, expected in (
            (marks, "é\u0300\u0315"),
            (marks + "\u0315\u0300" * 14, None),
            (
                marks + "\u0315\u0300" * 13 + "\u0300",
                "é" + "\u0300" * 15 + "\u0315" * 14,
            ),
            ("\u0315\u0300" * 250_000, None),
        ):
            with self.subTest(length=len(text)):
                found = canonical(text).decode()[1:-1]
                self.assertEqual(found == (expected or text), True)

    def test_what_has_no_single_form_is_refused(self):
        loop, deep = [], 1
        loop.append(loop)
        for _ in range(100_000):
            deep = [deep]
        west = timezone(timedelta(hours=-14))
        for value in (
            1.5,
            float("nan"),
            {"a": [{"b": 0.1}]},
            Decimal("NaN"),
            Decimal("Infinity"),
            Decimal("1E+999999999"),
            Decimal("1E-999999999"),
            datetime(2026, 12, 14),  # noqa: DTZ001
            datetime.max.replace(tzinfo=west),
            b"bytes",
            {1: "a"},
            {"é": 1, "e\u0301": 2},
            {1, 2},
            object(),
            "\ud800",
            {"\udfff": 1},
            10**5000,
            loop,
            deep,
        ):
            with self.subTest(kind=type(value)), self.assertRaises(ChainError):
                canonical(value)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestLink(BaseCase):
    def test_a_link_is_the_keyed_mac_of_what_the_docstring_says(self):
        message = b'{"event":{"a":1},"previous":"00"}'
        expected = hmac.new(KEY, message, hashlib.sha256).hexdigest()
        self.assertEqual(link("00", {"a": 1}, KEY), expected)

    def test_a_stored_link_is_no_part_of_what_it_seals(self):
        self.assertEqual(link("", {"a": 1, "hash": "00"}, KEY), link("", {"a": 1}, KEY))

    def test_nothing_before_is_the_beginning(self):
        for previous in (None, False, chain.GENESIS):
            with self.subTest(previous=previous):
                self.assertEqual(link(previous, {}, KEY), link("", {}, KEY))

    def test_a_key_may_be_text_and_is_never_empty(self):
        self.assertEqual(link("", {}, KEY.decode()), link("", {}, KEY))
        for key in (b"", "", None, 5, [], bytearray(b"k")):
            with self.subTest(key=key), self.assertRaises(ChainError):
                link("", {}, key)

    def test_only_a_mapping_is_an_event(self):
        for event in (None, "event", [("a", 1)], 5):
            with self.subTest(event=event), self.assertRaises(ChainError):
                link("", event, KEY)

    def test_a_digest_depends_on_its_salt_and_on_the_normal_form(self):
        self.assertEqual(digest("s", "Zoé"), digest(b"s", "Zoe\u0301"))
        self.assertNotEqual(digest("s", "Zoé"), digest("t", "Zoé"))
        self.assertNotEqual(digest("s", "Zoé"), digest("s", "Zoe"))
        self.assertRaises(ChainError, digest, "", "Zoé")


@tagged("post_install", "-at_install", "post_install_l10n")
class TestVerify(BaseCase):
    def test_an_untouched_chain_is_intact(self):
        for count in (0, 1, 5):
            with self.subTest(count=count):
                events, head, count = story(count)
                verdict = verify(iter(events), KEY, head, count)
                self.assertTrue(verdict)
                self.assertTrue(verdict.is_intact)
                self.assertEqual((verdict.position, verdict.count), (None, count))

    def test_a_change_of_any_field_is_found_where_it_is(self):
        for name, value in (
            ("sequence", 4),
            ("sequence", 7),
            ("sequence", 1),
            ("sequence", "3"),
            ("at", datetime(2026, 12, 3, 9, tzinfo=timezone.utc)),
            ("event", "accept"),
            ("amount", Decimal("12.5")),
            ("amount", 12.5),
            ("hash", "00"),
            ("hash", None),
            ("hash", "é"),
            ("new", None),
        ):
            with self.subTest(name=name, value=value):
                events, head, count = story()
                events[2] = {**events[2], name: value}
                self.assertFlaw(events, head, count, "changed", 3)

    def test_a_removed_field_is_found(self):
        for name in ("sequence", "at", "amount"):
            with self.subTest(name):
                events, head, count = story()
                del events[2][name]
                self.assertFlaw(events, head, count, "changed", 3)

    def test_what_is_no_event_is_a_change(self):
        events, head, count = story()
        self.assertFlaw([*events[:2], None, *events[3:]], head, count, "changed", 3)

    def test_a_removed_event_is_missing_from_the_middle(self):
        for gone in range(4):
            events, head, count = story()
            del events[gone]
            with self.subTest(gone=gone):
                self.assertFlaw(events, head, count, "missing_middle", gone + 1)

    def test_a_removed_event_is_found_after_renumbering(self):
        events, head, count = story()
        del events[2]
        events = [{**e, "sequence": n} for n, e in enumerate(events, 1)]
        self.assertFlaw(events, head, count, "changed", 3)
        self.assertFlaw(events, head, count - 1, "changed", 3)

    def test_a_cut_tail_is_missing(self):
        events, head, count = story()
        for kept in range(5):
            with self.subTest(kept=kept):
                self.assertFlaw(events[:kept], head, count, "missing_tail", kept + 1)

    def test_a_cut_tail_with_a_forged_count_misses_its_head(self):
        events, head, _ = story()
        self.assertFlaw(events[:3], head, 3, "head", 3)

    def test_an_added_tail_is_found(self):
        events, head, _ = story()
        self.assertFlaw(events, head, 3, "extra_tail", 4)
        self.assertFlaw(events, events[2]["hash"], 3, "extra_tail", 4)

    def test_events_out_of_order_are_found(self):
        events, head, count = story()
        twice = [*events[:2], events[1], *events[2:]]
        self.assertFlaw(twice, head, count, "out_of_order", 3)
        swapped = [events[1], events[0], *events[2:]]
        self.assertFlaw(swapped, head, count, "missing_middle", 1)

    def test_a_chain_recomputed_without_the_key_fails(self):
        events, _, count = story()
        events[1]["event"] = "accept"
        last = events[0]["hash"]
        for event in events[1:]:
            last = event["hash"] = link(last, event, b"another key")
        self.assertFlaw(events, last, count, "changed", 2)

    def test_the_chain_of_somebody_else_is_not_ours(self):
        events, head, count = story()
        self.assertFlaw(events, head, count, "changed", 1, key=b"another key")

    def test_events_without_stored_links_are_held_by_the_head(self):
        events, head, count = story()
        bare = [{k: v for k, v in e.items() if k != "hash"} for e in events]
        self.assertTrue(verify(bare, KEY, head, count))
        bare[2]["event"] = "accept"
        self.assertFlaw(bare, head, count, "head", 5)
        del bare[2]
        self.assertFlaw(bare, head, count, "missing_middle", 3)

    def test_events_are_read_once_and_no_further_than_the_flaw(self):
        events, head, count = story()
        events[1]["event"] = "accept"
        stream = iter(events)
        verify(stream, KEY, head, count)
        self.assertEqual(next(stream), events[2])

    def test_verifying_without_a_key_is_an_error_not_a_flaw(self):
        events, head, count = story()
        for key in (b"", None):
            with self.subTest(key=key), self.assertRaises(ChainError):
                verify(events, key, head, count)

    def test_a_verdict_is_sealed(self):
        verdict = verify([], KEY, "", 0)
        with self.assertRaises(FrozenInstanceError):
            verdict.flaw = Flaw.HEAD

    def assertFlaw(self, events, head, count, flaw, position, key=KEY):
        verdict = verify(events, key, head, count)
        self.assertFalse(verdict)
        self.assertEqual((str(verdict.flaw), verdict.position), (flaw, position))
