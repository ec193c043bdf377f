from datetime import timedelta

from ...rules import delivery
from .common import BaseCase, tagged

State = delivery.State


@tagged("post_install", "-at_install", "post_install_l10n")
class TestDeliveryStates(BaseCase):
    def test_every_state_has_its_moves(self):
        self.assertEqual(set(delivery.MOVES), set(State))

    def test_what_arrived_or_was_cancelled_moves_no_more(self):
        for state in (State.ACKNOWLEDGED, State.CANCELLED):
            self.assertFalse(delivery.MOVES[state])

    def test_only_a_claim_leads_to_failure_doubt_or_giving_up(self):
        for after in (State.UNCERTAIN, State.GIVEN_UP):
            before = {state for state in State if after in delivery.MOVES[state]}
            self.assertEqual(before, {State.SENDING})

    def test_an_uncertain_delivery_is_never_claimed_again_by_itself(self):
        with self.assertRaises(delivery.IllegalMove) as caught:
            delivery.next_state("uncertain", "sending")
        self.assertEqual(str(caught.exception), "uncertain -> sending")
        self.assertEqual(
            (caught.exception.before, caught.exception.after),
            (State.UNCERTAIN, State.SENDING),
        )

    def test_states_may_be_plain_texts(self):
        self.assertIs(delivery.next_state("queued", "sending"), State.SENDING)
        self.assertEqual(str(State.GIVEN_UP), "given_up")

    def test_pauses_grow_and_end(self):
        pauses = [delivery.pause_after(n) for n in range(1, len(delivery.PAUSES) + 1)]
        self.assertEqual(pauses, sorted(pauses))
        self.assertEqual(pauses[0], timedelta(minutes=5))
        for attempts in (0, -1, len(pauses) + 1):
            self.assertIsNone(delivery.pause_after(attempts))

    def test_an_error_says_whether_to_try_again(self):
        self.assertTrue(delivery.DeliveryError("x").retry)
        self.assertFalse(delivery.DeliveryError("x", retry=False).retry)
