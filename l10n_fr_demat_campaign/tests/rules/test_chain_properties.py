import json

from ...rules.chain import canonical, link, verify
from .common import BaseCase, given, st, tagged

KEY = "a key of the company"
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | TEXT
    | st.dates()
    | st.decimals(allow_nan=False, allow_infinity=False, places=2),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("abcé", max_size=3), inner, max_size=3)
    ),
    max_leaves=3,
)
EVENTS = st.lists(
    st.dictionaries(st.sampled_from(("a", "b", "c")), VALUES, min_size=1, max_size=3),
    min_size=1,
    max_size=6,
)


def chained(contents):
    """Return the events as they are stored."""
    events, last = [], ""
    for number, content in enumerate(contents, 1):
        event = {**content, "sequence": number}
        last = link(last, event, KEY)
        events.append({**event, "hash": last})
    return events


@tagged("post_install", "-at_install", "post_install_l10n")
class TestChainProperties(BaseCase):
    @given(value=VALUES)
    def test_reading_the_canonical_form_gives_it_again(self, value):
        data = canonical(value)
        self.assertEqual(canonical(json.loads(data)), data)

    @given(value=st.dictionaries(TEXT, VALUES, max_size=4), data=st.data())
    def test_the_order_of_the_keys_does_not_matter(self, value, data):
        keys = data.draw(st.permutations(list(value)))
        try:
            expected = canonical(value)
        except ValueError:  # two keys with one normal form
            return
        self.assertEqual(canonical({key: value[key] for key in keys}), expected)

    @given(contents=EVENTS, data=st.data())
    def test_any_one_change_is_found_no_later_than_where_it_is(self, contents, data):
        events = chained(contents)
        head, count = events[-1]["hash"], len(events)
        self.assertTrue(verify(events, KEY, head, count))
        index = data.draw(st.integers(0, count - 1))
        name = data.draw(st.sampled_from(sorted(events[index])))
        value = data.draw(VALUES)
        changed = [dict(event) for event in events]
        changed[index][name] = value
        if canonical(changed) != canonical(events):
            verdict = verify(changed, KEY, head, count)
            self.assertEqual(verdict.position, index + 1)

    @given(contents=EVENTS, data=st.data())
    def test_any_removal_is_found(self, contents, data):
        events = chained(contents)
        head, count = events[-1]["hash"], len(events)
        start = data.draw(st.integers(0, count - 1))
        stop = data.draw(st.integers(start + 1, count))
        verdict = verify(events[:start] + events[stop:], KEY, head, count)
        expected = "missing_tail" if stop == count else "missing_middle"
        self.assertEqual((verdict.flaw, verdict.position), (expected, start + 1))
