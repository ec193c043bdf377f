"""What holds of an address block whatever the lines."""

from ...rules.postal import AddressError, address_block, address_flaws
from .common import BaseCase, given, st, tagged

LINE = st.text("aéßŒ-'\u2019,./n° 1x", max_size=40) | st.text(max_size=45)
LINES = st.lists(LINE, max_size=8)
COUNTRIES = st.sampled_from([("FR", "France"), ("DE", "Allemagne"), ("", "")])


@tagged("post_install", "-at_install", "post_install_l10n")
class TestAddressProperties(BaseCase):
    @given(lines=LINES, town=st.sampled_from(["75011 Paris", ""]), country=COUNTRIES)
    def test_a_block_is_within_the_norm_or_refused(self, lines, town, country):
        lines = [*lines, town]
        try:
            block = address_block(lines, *country)
        except AddressError as error:
            self.assertEqual(error.flaw, address_flaws(lines, *country)[0].flaw)
            return
        abroad = country[0] == "DE"
        self.assertEqual(address_flaws(lines, *country), ())
        self.assertLessEqual(len(block), 7 if abroad else 6)
        self.assertLessEqual(max(map(len, block)), 38)
        self.assertNotIn("", block)
        for line in block[-3:]:
            self.assertEqual(line, line.upper())
        for line in block[1:][-3:] if not abroad else ():
            self.assertNotRegex(line, r"[-',./°\u2019]")

    @given(lines=LINES)
    def test_a_printed_block_is_printed_the_same_again(self, lines):
        try:
            block = address_block([*lines, "75011 Paris"], "FR", "France")
        except AddressError:
            return
        self.assertEqual(address_block(block, "FR", "France"), block)
