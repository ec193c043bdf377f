"""The Odoo side of workers_emission.py: what processes do to the same invoices."""

import sys
import time
from functools import partial

import odoo.init  # noqa: F401
from odoo.service.model import retrying

# isort: split
from emission_scene import COPY, OFFICER, Scene
from emission_worker import read_options
from kill_worker import say
from meeting import DONE, GAVE_WAY, SEND, TOLD, Process

LINK = (SEND, "_link_invoice_documents", "before")
QUEUE = ("account.move", "_queue_l10n_fr_demat")
COMPARE = ("demat.parity", "_compare", "before")


def main(arguments):
    """Try everything; return 0 when every count is right."""
    return Meetings(read_options(arguments, "invoices")).run()


def by_cron(env):
    """Send what waits, as the scheduled action does."""
    env["account.move"]._cron_account_move_send(1000)


def call(model, method, ids, env):
    """Call a method as a request of a user does: again after a collision."""
    retrying(lambda: getattr(env[model].browse(ids), method)(), env)


def send(ids, env):
    """Send invoices at once, as the window for several does."""

    def press():
        moves = env["account.move"].browse(ids)
        env[SEND]._generate_and_send_invoices(moves, allow_raising=False)

    retrying(press, env)


to_draft = partial(call, "account.move", "button_draft")
check = partial(call, "account.move", "action_l10n_fr_demat_check")
compare = partial(call, "demat.consent", "action_compare")
mark_read = partial(call, "demat.parity", "action_mark_read")


class Meetings(Scene):
    """Processes that meet over the same invoices."""

    def run(self):
        """Try everything, and say what is wrong."""
        self.prepare()
        for trial in (
            self.killed_between_page_and_record,
            self.two_crons,
            self.cron_and_user,
            self.two_users,
            self.two_send_again,
            self.two_copies,
            self.draft_while_the_cron_sends,
            self.draft_while_a_user_sends,
            self.draft_while_it_is_sent_again,
            self.two_checks,
            self.two_first_invoices,
            self.first_invoices_in_opposite_orders,
            self.two_comparisons,
            self.two_readers,
            self.read_while_the_next_is_sent,
        ):
            say(trial.__name__.replace("_", " "))
            trial()
        say("nothing lost, nothing twice" if not self.flaws else "NOT as it must be")
        return int(bool(self.flaws))

    def start(self, task, stop=None):
        """Start a process; a task that is not the cron's is an officer's."""
        login = None if task == by_cron else OFFICER
        return Process(self.session, task, login=login, stop=stop)

    def meet(self, first, second, stop):
        """Let two processes be at the same place before both go on."""
        workers = [self.start(first, stop), self.start(second, stop)]
        self.expect("stopped", [worker.reach() for worker in workers], [True, True])
        for worker in workers:
            worker.go_on()
        return sorted(worker.end() for worker in workers)

    # The trials

    def killed_between_page_and_record(self):
        """Nothing is half there, and the next run does all of it."""
        for stop in (LINK, (*QUEUE, "after")):
            ids = self.post(is_waiting=True)
            worker = self.start(by_cron, stop=stop)
            self.expect("stopped", worker.reach(), True)
            worker.kill()
            self.expect_nothing(ids)
            self.expect("done", self.start(by_cron).end(), DONE)
            self.expect_sent(ids)

    def two_crons(self):
        ids = self.post(is_waiting=True)
        ends = self.meet(by_cron, by_cron, LINK)
        self.expect("one gave way", ends, [DONE, GAVE_WAY])
        self.expect_sent(ids)

    def cron_and_user(self):
        ids = self.post(is_waiting=True)
        ends = self.meet(by_cron, partial(send, ids), LINK)
        self.expect("one gave way at most", set(ends) <= {DONE, GAVE_WAY}, True)
        self.expect_sent(ids)

    def two_users(self):
        ids = self.post()
        ends = self.meet(partial(send, ids), partial(send, ids), LINK)
        self.expect("ends", ends, [DONE, DONE])
        self.expect_sent(ids)

    def two_send_again(self):
        """Both send to a destination that is new."""
        ids = self.post()
        self.expect("sent", self.start(partial(send, ids)).end(), DONE)
        with self.another_destination():
            ends = self.meet(partial(send, ids), partial(send, ids), (*QUEUE, "before"))
            self.expect("ends", ends, [DONE, DONE])
            self.expect_sent(ids, deliveries=2)

    def two_copies(self):
        """Both opened the form to send what left once more; the first one does."""
        ids = self.post()
        self.expect("sent", self.start(partial(send, ids)).end(), DONE)
        forms = [self.fill_in_copy(ids) for _officer in range(2)]
        copies = [partial(call, COPY, "action_send", form) for form in forms]
        ends = self.meet(*copies, ("demat.delivery", "_send_copies", "before"))
        self.expect("one is told", ends, [DONE, TOLD])
        self.expect_sent(ids, deliveries=2)

    def draft_while_the_cron_sends(self):
        ids = self.post(is_waiting=True)
        worker = self.start(by_cron, stop=LINK)
        self.expect("stopped", worker.reach(), True)
        user = self.start(partial(to_draft, ids[:1]))
        time.sleep(1)  # the cron holds the rows: the user waits for it
        worker.go_on()
        self.expect("ends", (worker.end(), user.end()), (DONE, DONE))
        self.expect_sent(ids[1:])
        self.expect_draft(ids[0])

    def draft_while_a_user_sends(self):
        ids = self.post()
        worker = self.start(partial(send, ids), stop=LINK)
        self.expect("stopped", worker.reach(), True)
        self.expect("to draft", self.start(partial(to_draft, ids[:1])).end(), DONE)
        worker.go_on()
        self.expect("told that it is a draft", worker.end(), TOLD)
        self.expect("sent", self.start(partial(send, ids[1:])).end(), DONE)
        self.expect_sent(ids[1:])
        self.expect_draft(ids[0])

    def draft_while_it_is_sent_again(self):
        ids = self.post()
        self.expect("sent", self.start(partial(send, ids)).end(), DONE)
        with self.another_destination():
            worker = self.start(partial(send, ids), stop=(*QUEUE, "after"))
            self.expect("stopped", worker.reach(), True)
            user = self.start(partial(to_draft, ids[:1]))
            time.sleep(1)
            worker.go_on()
            self.expect("ends", (worker.end(), user.end()), (DONE, DONE))
            self.expect_sent(ids[1:], deliveries=2)
            self.expect_draft(ids[0])

    def two_checks(self):
        ids = self.post()
        self.write("res.partner", [self.partner_id], street=False)
        stop = ("demat.finding", "_record", "before")
        ends = self.meet(partial(check, ids), partial(check, ids), stop)
        self.expect("ends", ends, [DONE, DONE])
        self.expect_findings(ids, self.count)
        self.write("res.partner", [self.partner_id], street="45 quai de l'Île")

    def two_first_invoices(self):
        consents, ids = self.accept()
        ends = self.meet(partial(send, ids[:1]), partial(send, ids[1:]), COMPARE)
        self.expect("ends", ends, [DONE, DONE])
        self.expect_reports(consents, 1, "to_read", "blocked")
        self.expect_findings(ids, 2)

    def first_invoices_in_opposite_orders(self):
        accepted = [self.accept() for _number in range(3)]
        consents = [number for found, _ids in accepted for number in found]
        firsts = [ids[0] for _found, ids in accepted]
        seconds = [ids[1] for _found, ids in reversed(accepted)]
        ends = self.meet(partial(send, firsts), partial(send, seconds), COMPARE)
        self.expect("ends", ends, [DONE, DONE])
        self.expect_reports(consents, 3, "to_read", "blocked")

    def two_comparisons(self):
        consents, _ids = self.accept()
        ends = self.meet(
            partial(compare, consents), partial(compare, consents), COMPARE
        )
        self.expect("ends", ends, [DONE, DONE])
        self.expect_reports(consents, 1, "to_read")

    def two_readers(self):
        consents, ids = self.accept()
        self.expect("sent", self.start(partial(send, ids)).end(), DONE)
        reading = partial(mark_read, self.reports_of(consents))
        stop = ("demat.parity", "_write_sealed", "before")
        self.expect("ends", self.meet(reading, reading, stop), [DONE, DONE])
        self.expect_read(consents, ids)

    def read_while_the_next_is_sent(self):
        """Who reads does not see what is queued meanwhile, and the other way round."""
        consents, ids = self.accept()
        self.expect("sent", self.start(partial(send, ids[:1])).end(), DONE)
        worker = self.start(partial(send, ids[1:]), stop=(*QUEUE, "before"))
        self.expect("stopped", worker.reach(), True)
        reading = partial(mark_read, self.reports_of(consents))
        self.expect("read", self.start(reading).end(), DONE)
        worker.go_on()
        self.expect("sent", worker.end(), DONE)
        self.expect_read(consents, ids)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
