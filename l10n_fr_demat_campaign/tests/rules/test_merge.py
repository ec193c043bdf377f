from itertools import permutations

from ...rules.consent import State
from ...rules.merge import ORDER, strictness
from .common import BaseCase, tagged

STRICTEST_FIRST = [
    ("refused", None),
    ("withdrawn", None),
    ("accepted", "explicit_page"),
    ("accepted", "tacit_processed"),
    ("accepted", "tacit_delay"),
    ("accepted", "cgv"),
    ("asked", None),
    ("not_asked", None),
]


@tagged("post_install", "-at_install", "post_install_l10n")
class TestMerge(BaseCase):
    def test_the_stricter_of_two_positions_stays_in_whatever_order(self):
        for pair in permutations(STRICTEST_FIRST, 2):
            with self.subTest(pair=pair):
                kept = min(pair, key=lambda position: strictness(*position))
                self.assertEqual(kept, min(pair, key=STRICTEST_FIRST.index))

    def test_every_state_has_its_rank(self):
        self.assertEqual(set(ORDER), set(State))
