"""The campaign of the demonstration: whom it asks, how, and what they answer."""

from demo import calendar_2026 as days
from demo import customers, files

# Of ten customers, what the one at each place does when a message comes.
FIRST_BEHAVIOURS = {0: "accept", 3: "accept_portal", 5: "refuse", 8: "ask"}
LATER_BEHAVIOURS = {4: "accept"}
PILOT_SIZE = 10


class Asking:
    """The steps between the import of the customers and their invoices."""

    def asking_steps(self):
        """Return (what it is, when, what to do) in the order a user works."""
        return (
            ("the campaign is prepared", days.PREPARE, self.prepare_campaign),
            ("salespeople are told first", days.HEADS_UP, self.run_waves),
            ("a salesperson holds a customer back", days.HOLD, self.hold_back),
            ("a pilot leaves to a few customers", days.PILOT, self.run_waves),
            ("somebody reads what came of it", days.PILOT_REVIEW, self.review_pilot),
            ("the other e-mails leave", days.FIRST_MAIL, self.run_waves),
            ("customers answer on the page", days.FIRST_ANSWERS, self.answer_mails),
            ("letters for whom no e-mail reached", days.LETTER, self.run_waves),
            ("the letters are posted", days.POSTING, self.post_letters),
            ("a letter comes back", days.LETTER_RETURN, self.return_letter),
            ("a letter is answered with its code", days.CODE, self.answer_letter),
            ("the reminder leaves", days.REMINDER, self.run_waves),
            ("more customers answer", days.SECOND_ANSWERS, self.answer_reminders),
            ("calls are planned", days.CALLS, self.run_waves),
            ("customers are called", days.PHONE_ANSWER, self.call_customers),
            ("a reminder on paper", days.LETTER_REMINDER, self.run_waves),
            ("it is posted", days.REMINDER_POSTING, self.post_letters),
            ("the deadline is over", days.AFTER_DEADLINE, self.evaluate_silence),
            ("the notice leaves", days.NOTICE, self.run_waves),
            ("a customer objects", days.OBJECTION, self.object_to_notice),
            ("silence after letters counts", days.LATE_SILENCE, self.evaluate_silence),
            ("their notice leaves", days.LATE_NOTICE, self.run_waves),
        )

    # Whom to ask

    def prepare_campaign(self):
        """Plan the campaign, look at who is asked; the manager launches it."""
        with self.session.env("responsable") as env:
            campaign = env["demat.campaign"].create(
                {
                    **days.CAMPAIGN,
                    "user_id": env["res.users"].search([("login", "=", "adv")]).id,
                    "wave_ids": [(0, 0, wave) for wave in days.WAVES],
                }
            )
            self.campaign_id = campaign.id
            campaign.action_preview_audience()
            self._exclude(campaign)
            campaign.action_prepare()
            reached = campaign.request_ids.filtered("email")
            reached[:PILOT_SIZE].action_add_to_pilot()
            campaign._launch_with_reason(
                "Envois contrôlés avec notre hébergeur : rien à redire."
            )
            self.summary["targeted"] = campaign.request_count

    def _exclude(self, campaign):
        """Leave one customer out by hand, with the reason."""
        partner = campaign.audience_line_ids.filtered("is_asked")[-1:].partner_id
        campaign.env["demat.audience.decide"].create(
            {
                "campaign_id": campaign.id,
                "partner_ids": [(6, 0, partner.ids)],
                "decision": "exclude",
                "reason": "Cesse son activité à la fin du mois.",
            }
        ).action_decide()

    def hold_back(self):
        """A salesperson holds back one of their own customers, with the reason."""
        with self.session.env("commercial.nord") as env:
            heads_up = env["demat.heads.up"].search([("user_id", "=", env.uid)])
            env["demat.request.hold"].create(
                {
                    "request_ids": [(6, 0, heads_up.request_ids[-1:].ids)],
                    "hold_until": days.CAMPAIGN["first_invoice_on"],
                    "hold_reason": "Renégociation du contrat en cours.",
                }
            ).action_hold()
            self.summary["held_back"] = len(heads_up.request_ids[-1:])

    def review_pilot(self):
        """The officer has read what the pilot brought: the others may be written to."""
        with self.session.env("adv") as env:
            campaign = env["demat.campaign"].browse(self.campaign_id)
            self.summary["in_the_pilot"] = campaign.pilot_count
            campaign.action_review_pilot()

    # Messages

    def run_waves(self):
        """Let the scheduler do what is due today."""
        self.session.run_job(
            "ir_cron_run_waves", "mass_mailing.ir_cron_mass_mailing_queue"
        )
        self.session.run_until_done(
            "mail.ir_cron_mail_scheduler_action", self._has_mail_left
        )
        self.seal()

    def _has_mail_left(self, env):
        return env["mail.mail"].search_count([("state", "=", "outgoing")])

    def post_letters(self):
        """Hand the batches of letters to the post and keep the files."""
        with self.session.env("adv") as env:
            batches = env["demat.batch"].search(
                [("kind", "=", "letter"), ("posted_on", "=", False)]
            )
            batches.action_mark_posted()
            kept = files.keep_letters(batches, self.output / "letters")
            self.summary["letters"] = self.summary.get("letters", 0) + kept

    def return_letter(self):
        """The post brings back the last letter: its code is scanned."""
        with self.session.env("adv") as env:
            sendings = env["demat.sending"].search([("medium", "=", "letter")])
            returned = env["demat.letter.return"].create(
                {"codes": sendings[-1:].request_id.short_code or " "}
            )
            returned.action_record()
            self.summary["letters_returned"] = returned.count

    # Answers

    def answer_mails(self):
        """Of ten customers two accept, one refuses, one asks, the others wait."""
        self._answer(self.mailbox.links(), FIRST_BEHAVIOURS)

    def answer_reminders(self):
        """After the reminder, one of ten more accepts."""
        answered = self.summary.answered
        links = self.mailbox.links().items()
        fresh = {key: link for key, link in links if key[0] not in answered}
        self._answer(fresh, LATER_BEHAVIOURS)

    def _answer(self, links, behaviours):
        for number, ((address, _subject), link) in enumerate(links.items()):
            behaviour = behaviours.get(number % 10)
            # Who got several messages answers one of them.
            if behaviour and address not in self.summary.answered:
                getattr(self, f"_{behaviour}")(customers.Visitor(link), address)
                self.summary.answered.add(address)

    def _accept(self, visitor, address):
        self._say_yes(visitor, "email", address)

    def _accept_portal(self, visitor, address):
        self._say_yes(visitor, "portal", address)

    def _say_yes(self, visitor, channel, address):
        if visitor.needs_agreement:
            visitor.accept(channel=channel, address=address)
        else:
            visitor.confirm()

    def _refuse(self, visitor, _address):
        if visitor.needs_agreement:
            visitor.refuse()

    def _ask(self, visitor, _address):
        visitor.ask("Nos factures doivent-elles porter votre numéro de commande ?")

    def answer_letter(self):
        """The first customer who got a letter types its code and accepts."""
        with self.session.env("adv") as env:
            sending = env["demat.sending"].search(
                [("medium", "=", "letter"), ("request_id.family", "!=", "information")],
                limit=1,
            )
            code, postcode = sending.request_id.short_code, sending.partner_id.zip
        if code:
            visitor = customers.Visitor(f"{self.session.base_url}/demat")
            visitor.enter(code, postcode)
            visitor.accept(channel="email", address="compta@nouvelle-adresse.example")

    def call_customers(self):
        """The officer answers the questions; the first two called agree and refuse."""
        with self.session.env("adv") as env:
            requests = env["demat.request"].search(
                [("campaign_id", "=", self.campaign_id)]
            )
            requests.filtered("is_question_open")[1:].action_question_answered()
            called = requests.sending_ids.filtered(lambda one: one.medium == "phone")
            self.summary["calls"] = len(called)
            asked = called.request_id.filtered(
                lambda one: one.state == "asked" and one.family != "information"
            )
            for request, verb in zip(asked[:2], ("accept", "refuse"), strict=False):
                call = env["demat.request.call"].create(
                    {
                        "request_id": request.id,
                        "name": "Mme Martin",
                        "function": "Comptable",
                        "email": request.email,
                        "address": request.email,
                    }
                )
                getattr(call, f"action_{verb}")()

    # Silence

    def evaluate_silence(self):
        """Let the job turn silence into acceptance where every gate is open."""
        self.session.run_until_done("ir_cron_accept_tacitly", self._has_silence_left)

    def _has_silence_left(self, env):
        requests = env["demat.request"]
        return requests.search_count(requests._get_overdue_domain())

    def object_to_notice(self):
        """One customer who was told that silence counted prefers paper."""
        with self.session.env("adv") as env:
            sending = env["demat.sending"].search([("kind", "=", "notice")], limit=1)
            address = sending.address
        links = [
            link
            for (to, _subject), link in self.mailbox.links().items()
            if to == address
        ]
        if links:
            customers.Visitor(links[-1]).refuse()
