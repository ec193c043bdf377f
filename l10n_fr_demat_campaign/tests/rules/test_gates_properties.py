from dataclasses import replace
from datetime import date, timedelta

from ...rules.consent import Facts, Sending, deadline, tacit_blockers
from .common import BaseCase, given, st, tagged
from .test_gates import ALL_WELL

DAY0 = date(2026, 11, 2)
DAYS = st.integers(0, 90).map(lambda days: DAY0 + timedelta(days))
MAYBE = st.none() | DAYS
PAUSES = st.lists(st.tuples(DAYS, MAYBE), max_size=4)
SENDINGS = st.lists(
    st.builds(
        Sending,
        channel=st.sampled_from(("email", "letter")),
        address=st.sampled_from(("", "a@x.fr")),
        proven_on=MAYBE,
        failed_on=MAYBE,
        is_reminder=st.booleans(),
    ),
    max_size=5,
)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestGatesProperties(BaseCase):
    @given(day=DAYS, announced=DAYS, sendings=SENDINGS, pauses=PAUSES)
    def test_no_silence_counts_before_the_deadline(
        self, day, announced, sendings, pauses
    ):
        facts = replace(
            ALL_WELL,
            day=day,
            announced_on=announced,
            sendings=sendings,
            pauses=pauses,
        )
        if not tacit_blockers(facts, "accept"):
            first = min(s.proven_on for s in sendings if s.proven_on)
            self.assertGreater(day, facts.deadline)
            self.assertGreater(day, announced)
            self.assertGreaterEqual(day, first + timedelta(30))

    @given(announced=DAYS, first=DAYS, days=st.integers(0, 99), pauses=PAUSES)
    def test_a_pause_only_ever_moves_the_deadline_later(
        self, announced, first, days, pauses
    ):
        until = DAY0 + timedelta(95)
        plain = deadline(announced, first, days)
        paused = deadline(announced, first, days, pauses, until)
        self.assertGreaterEqual(paused, plain)
        one_more = deadline(announced, first, days, pauses[:-1], until)
        self.assertGreaterEqual(paused, one_more)

    @given(facts=st.data())
    def test_hiding_a_fact_never_opens_a_gate(self, facts):
        name = facts.draw(st.sampled_from(list(Facts.__dataclass_fields__)))
        default = Facts.__dataclass_fields__[name].default
        shut = {b.gate for b in tacit_blockers(replace(ALL_WELL, refused_on=DAY0))}
        hidden = replace(ALL_WELL, refused_on=DAY0)
        hidden = replace(hidden, **{name: default})
        self.assertLessEqual(shut, {b.gate for b in tacit_blockers(hidden)})
