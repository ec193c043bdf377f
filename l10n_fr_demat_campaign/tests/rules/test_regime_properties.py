"""Whatever is known or not, the regime answers, and never more boldly than the law."""

from datetime import date

from ...rules.regime import Override, Situation, UnknownValue, regime_of
from ...rules.situation import KINDS
from .common import BaseCase, given, st, tagged
from .regime_cases import UNCLASSIFIED, expected

DAYS = st.dates(min_value=date(2010, 1, 1), max_value=date(2040, 12, 31))
KNOWN = {
    name: st.booleans()
    if kind is bool
    else DAYS
    if kind is date
    else st.sampled_from(kind)
    for name, kind in KINDS.items()
}
KNOWN["document"] = st.sampled_from(("invoice",) * 9 + ("other",))
KNOWN["defence_secret"] = st.sampled_from((False,) * 9 + (True,))
PARTLY_KNOWN = {name: st.none() | values for name, values in KNOWN.items()}
situations = st.builds(Situation, **KNOWN)
partly_known = st.builds(Situation, **PARTLY_KNOWN)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestRegimeProperties(BaseCase):
    @given(situations)
    def test_what_is_known_gets_the_answer_of_the_law(self, case):
        row = regime_of(case)
        self.assertEqual((row.key, row.answer), expected(case))

    @given(partly_known, situations)
    def test_an_answer_holds_whatever_the_missing_inputs_turn_out_to_be(
        self, case, truth
    ):
        row = regime_of(case)
        complete = {
            name: getattr(truth, name) if value is None else value
            for name, value in vars(case).items()
            if name != "directory"
        }
        if (row.key, row.answer) != UNCLASSIFIED:
            found = regime_of(Situation(**complete, directory=case.directory))
            self.assertEqual((found.key, found.answer), (row.key, row.answer))

    @given(partly_known, DAYS, DAYS)
    def test_a_correction_changes_the_answer_inside_its_period_only(
        self, case, one, other
    ):
        since, until = sorted((one, other))
        shipped = regime_of(case)
        correction = Override(
            row=shipped.key,
            period=(since, until),
            answer="to_review",
            author="expert",
            reason="doubt",
        )
        row = regime_of(case, [correction])
        is_inside = case.day is not None and since <= case.day <= until
        self.assertEqual(row.override is correction, is_inside)
        self.assertEqual(row.shipped if is_inside else row, shipped)

    @given(
        st.sampled_from(sorted(KINDS)), st.text() | st.binary() | st.lists(st.text())
    )
    def test_odd_values_raise_the_declared_exception_only(self, name, value):
        known = {*(KINDS[name] if hasattr(KINDS[name], "__members__") else ())}
        if not isinstance(value, str) or value not in known:
            with self.assertRaises(UnknownValue):
                Situation(**{name: value})
