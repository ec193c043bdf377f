from ...rules.territory import territory_of
from .common import BaseCase, tagged

EU = ("BE", "DE", "ES")


@tagged("post_install", "-at_install", "post_install_l10n")
class TestTerritory(BaseCase):
    def test_a_postcode_tells_the_part_of_france(self):
        for postcode, expected in (
            ("75011", "metropolitan"),
            ("20000", "metropolitan"),
            ("", "metropolitan"),
            (None, "metropolitan"),
            ("97100", "overseas_department"),
            ("97200", "overseas_department"),
            ("97400", "overseas_department"),
            ("97300", "guyane_mayotte"),
            ("976 00", "guyane_mayotte"),
            ("97133", "overseas_collectivity"),
            ("97150", "overseas_collectivity"),
            ("97500", "overseas_collectivity"),
            ("97700", "overseas_collectivity"),
            ("97800", "overseas_collectivity"),
            ("98400", "overseas_collectivity"),
            ("98600", "overseas_collectivity"),
            ("98713", "overseas_collectivity"),
            ("98800", "overseas_collectivity"),
            ("98000", "monaco"),
        ):
            with self.subTest(postcode=postcode):
                self.assertEqual(territory_of("FR", postcode, EU), expected)

    def test_a_country_code_tells_the_rest(self):
        for country, expected in (
            ("MC", "monaco"),
            ("RE", "overseas_department"),
            ("YT", "guyane_mayotte"),
            ("NC", "overseas_collectivity"),
            ("BE", "eu"),
            ("GB", "non_eu"),
            ("CH", "non_eu"),
        ):
            with self.subTest(country=country):
                self.assertEqual(territory_of(country, "97100", EU), expected)

    def test_no_country_is_no_territory(self):
        for nothing in (None, "", False):
            with self.subTest(nothing=nothing):
                self.assertIsNone(territory_of(nothing, "75011", EU))
