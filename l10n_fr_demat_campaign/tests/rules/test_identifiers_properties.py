"""What holds of identifiers whatever the text."""

from ...rules.company_numbers import luhn
from ...rules.identifiers import (
    IdentifierError,
    email_flaw,
    parse_electronic_address,
    parse_siren,
    parse_siret,
    parse_vat_fr,
    split_emails,
)
from .common import BaseCase, given, st, tagged

PARSERS = (parse_siren, parse_siret, parse_vat_fr, parse_electronic_address)
NOISE = st.sampled_from(["", " ", ".", "\u00a0", "\u202f", "  "])
DIGITS = st.text("0123456789", min_size=8, max_size=8).filter(
    lambda digits: not digits.startswith("000")
)
PART = st.text("ABCxyz019-", min_size=1, max_size=100)
# Texts made of what identifiers are made of find more than texts of any letters.
LIKELY = st.lists(
    st.sampled_from(
        ["341777639", "00251", "FR", "55", "_", ":", "0225", ";", "@", "a."]
    )
    | st.characters()
).map("".join)


def with_key(digits):
    """The digits with the Luhn key that makes them right."""
    return next(digits + key for key in "0123456789" if luhn(digits + key))


@tagged("post_install", "-at_install", "post_install_l10n")
class TestIdentifierProperties(BaseCase):
    @given(text=LIKELY)
    def test_any_text_gives_a_normal_form_or_a_flaw(self, text):
        for parse in PARSERS:
            try:
                value = parse(text)
            except IdentifierError:
                continue
            self.assertEqual(parse(str(value)), value)
            self.assertTrue(str(value).isascii())

    @given(text=LIKELY)
    def test_any_text_is_a_good_e_mail_or_has_a_flaw(self, text):
        if email_flaw(text) is None:
            self.assertEqual(split_emails(text), [text.strip()])

    @given(digits=DIGITS, noise=NOISE)
    def test_a_siren_with_its_key_is_good_and_with_another_is_not(self, digits, noise):
        siren = with_key(digits)
        self.assertEqual(str(parse_siren(noise.join(siren))), siren)
        wrong = digits + str((int(siren[-1]) + 1) % 10)
        with self.assertRaises(IdentifierError):
            parse_siren(wrong)

    @given(digits=DIGITS, nic=st.text("0123456789", min_size=4, max_size=4))
    def test_a_siret_splits_into_its_company_and_its_own_digits(self, digits, nic):
        siren = with_key(digits)
        siret = parse_siret(with_key(siren + nic))
        self.assertEqual(siret.siren, siren)
        self.assertEqual(siret.nic[:4], nic)

    @given(digits=DIGITS)
    def test_the_only_key_of_digits_is_97_s(self, digits):
        siren = with_key(digits)
        good = []
        for key in range(97):
            try:
                good.append(parse_vat_fr(f"FR{key:02}{siren}").key)
            except IdentifierError:
                continue
        self.assertEqual(good, [f"{(12 + 3 * (int(siren) % 97)) % 97:02}"])

    @given(digits=DIGITS, suffix=PART)
    def test_an_address_keeps_its_suffix_to_the_letter(self, digits, suffix):
        address = parse_electronic_address(f"0225:{with_key(digits)}_{suffix}")
        self.assertEqual(address.suffix, suffix)

    @given(digits=DIGITS, routing_code=PART)
    def test_an_address_keeps_its_routing_code_to_the_letter(
        self, digits, routing_code
    ):
        siren = with_key(digits)
        siret = with_key(f"{siren}0001")
        address = parse_electronic_address(f"{siren}_{siret}_{routing_code}")
        self.assertEqual((address.siret, address.routing_code), (siret, routing_code))
