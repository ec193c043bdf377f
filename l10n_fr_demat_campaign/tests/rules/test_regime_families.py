"""The family of message follows from the answer of the regime."""

from ...rules.families import Family, family_of
from ...rules.regime import Answer, UnknownValue
from .common import BaseCase, tagged

# answer: outside a platform, inside one; each for who is identified and who is not
FAMILIES = {
    "none": ("information", "information", "information", "information"),
    "tacit_allowed": (
        *("consent_tacit", "consent_express"),
        *("consent_tacit", "consent_express"),
    ),
    "express_only": ("consent_express",) * 4,
    "platform_mandatory": ("information",) * 4,
    "platform_or_consent": (
        *("consent_tacit", "consent_express"),
        *("information", "information"),
    ),
    "to_review": (None,) * 4,
}
SWITCHES = ((True, True), (True, False), (False, True), (False, False))


@tagged("post_install", "-at_install", "post_install_l10n")
class TestRegimeFamilies(BaseCase):
    def test_each_answer_has_its_family(self):
        self.assertEqual({*FAMILIES}, {str(answer) for answer in Answer})
        for answer, families in FAMILIES.items():
            for (outside, named), family in zip(SWITCHES, families, strict=True):
                with self.subTest(answer=answer, outside=outside, named=named):
                    found = family_of(
                        answer, outside_platform=outside, identified=named
                    )
                    self.assertEqual(found, family)

    def test_by_default_the_issuer_is_outside_a_platform_and_the_customer_named(
        self,
    ):
        for answer in Answer:
            with self.subTest(answer=answer):
                self.assertEqual(family_of(answer), FAMILIES[answer][0])

    def test_the_tacit_sentence_needs_an_answer_that_allows_it(self):
        tacit = {answer for answer in Answer if family_of(answer) == "consent_tacit"}
        self.assertEqual(tacit, {Answer.TACIT_ALLOWED, Answer.PLATFORM_OR_CONSENT})

    def test_an_answer_outside_the_list_is_refused(self):
        for answer in ("maybe", "", ["none"], None):
            with self.subTest(answer=answer), self.assertRaises(UnknownValue):
                family_of(answer)

    def test_a_family_reads_as_its_stored_value(self):
        self.assertEqual(f"{Family.CONSENT_TACIT}", "consent_tacit")
