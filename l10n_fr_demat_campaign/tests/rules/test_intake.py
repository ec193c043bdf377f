"""Facts about receiving tools and about the mails they refuse."""

from dataclasses import replace
from datetime import date

from ...rules.intake import (
    MAILBOX_HUMAN,
    MAILBOX_ROBOT,
    File,
    Guess,
    Kind,
    Message,
    Profile,
    Tool,
    Trap,
    effective,
    guess_tool,
    intake_flaws,
)
from .common import BaseCase, tagged

CATALOGUE = (
    Tool(code="pennylane", domains=("suppliers.pennylane.com", "pennylane.com")),
    Tool(code="dext", domains=("dext.cc", "dext.com")),
    Tool(code="evoliz", domains=("evoliz.email",)),
    Tool(code="clearfacts", domains=("@Inbox.Clearfacts.be",)),
    Tool(code="yooz"),
    Tool(
        code="old",
        domains=("old.example",),
        traps=(Trap(flaw="closed", domain="v1.old.example"),),
    ),
    Tool(code="empty", domains=("", " ")),
)
GUESSES = {
    "abc@suppliers.pennylane.com": ("pennylane", "robot", ()),
    "Abc@CUSTOMERS.Pennylane.com": ("pennylane", "robot", ("sales_mailbox",)),
    # only the domain makes it a sales mailbox
    "customers@suppliers.pennylane.com": ("pennylane", "robot", ()),
    "a@multiple.dext.cc": ("dext", "robot", ("mailbox_splits_pages",)),
    "a.multiple.b@dext.com": ("dext", "robot", ("mailbox_splits_pages",)),
    "a@single.dext.cc": ("dext", "robot", ()),
    "a+sales@dext.cc": ("dext", "robot", ("sales_mailbox",)),
    "A+Sales@multiple.dext.cc": (
        "dext",
        "robot",
        ("mailbox_splits_pages", "sales_mailbox"),
    ),
    "wholesales@dext.cc": ("dext", "robot", ()),
    "multiples@dext.cc": ("dext", "robot", ()),
    "achats@evoliz.email": ("evoliz", "robot", ()),
    "Invoices.96AbC@inbox.clearfacts.be": ("clearfacts", "robot", ()),
    "a@v1.old.example": ("old", "robot", ("closed",)),
    "a@old.example": ("old", "robot", ()),
    "a@notpennylane.com": (None, "human", ()),
    "a@pennylane.com.example": (None, "human", ()),
    "multiple@a.example": (None, "human", ()),
    "anne@a.example": (None, "human", ()),
    "a@inbox.tool.example": (None, "doubtful", ()),
    "a@e-factures.example": (None, "doubtful", ()),
    "": (None, "doubtful", ()),
    None: (None, "doubtful", ()),
    "no address": (None, "human", ()),
}
INVOICE = File(name="Facture_12.pdf", size=200_000, format="facturx")
XML = File(name="Facture_12.xml", size=9_000, format="xml_cii", is_invoice=False)
TO = "Robot.AbC@tool.example"
MAIL = Message(to=(TO,), files=(INVOICE,))
ROBOT = Profile(address=TO, kind="robot")
HUMAN = Profile(address="anne@a.example", kind="human")
TEAM = tuple(f"p{number}@a.example" for number in range(8))


def mail(**values):
    return replace(MAIL, **values)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestGuessTool(BaseCase):
    def test_an_address_tells_its_tool_its_reader_and_its_flaws(self):
        for address, (tool, kind, flaws) in GUESSES.items():
            with self.subTest(address=address):
                guess = guess_tool(address, CATALOGUE)
                self.assertEqual(
                    (guess.tool, guess.kind, guess.flaws), (tool, kind, flaws)
                )

    def test_a_role_is_to_be_confirmed_by_the_customer(self):
        for address, role in {
            "factures@a.example": True,
            "COMPTA@a.example": True,
            "service.compta-2@a.example": True,
            "anne@compta.example": False,
            "factureur@a.example": False,
        }.items():
            with self.subTest(address=address):
                self.assertEqual(guess_tool(address, ()).role, role)

    def test_the_tool_that_the_customer_named_is_compared(self):
        for address, chosen, flaws in (
            ("a@evoliz.email", "evoliz", ()),
            ("a@evoliz.email", "dext", ("other_tool",)),
            ("a@customers.pennylane.com", "dext", ("sales_mailbox", "other_tool")),
            ("a@a.example", "pennylane", ("to_check",)),
            ("a@a.example", "yooz", ()),
            ("a@a.example", "unheard_of", ()),
            ("a@a.example", None, ()),
        ):
            with self.subTest(address=address, chosen=chosen):
                self.assertEqual(guess_tool(address, CATALOGUE, chosen).flaws, flaws)

    def test_a_catalogue_may_be_a_mapping_of_domains(self):
        catalogue = {"dext": ["dext.cc"], "evoliz": ("evoliz.email",)}
        self.assertEqual(
            guess_tool("a@multiple.dext.cc", catalogue),
            Guess(tool="dext", kind=Kind.ROBOT, flaws=("mailbox_splits_pages",)),
        )

    def test_a_catalogue_may_be_read_once_only(self):
        guess = guess_tool("a@a.example", iter(CATALOGUE), "pennylane")
        self.assertEqual(guess.flaws, ("to_check",))

    def test_a_kind_is_a_plain_text_too(self):
        self.assertEqual(f"{Kind.DOUBTFUL}", "doubtful")

    def test_a_very_long_text_is_answered(self):
        for text in ("a", "@", ".", "a@dext.cc"):
            self.assertIn(guess_tool(text * 10**4, CATALOGUE).kind, tuple(Kind))


@tagged("post_install", "-at_install", "post_install_l10n")
class TestEffectiveProfile(BaseCase):
    def test_the_customer_goes_before_the_tool_and_the_tool_before_the_robot(self):
        profile = effective(Profile(max_mb=5), None, Profile(max_mb=30, to_only=False))
        self.assertEqual((profile.max_mb, profile.to_only), (5, False))
        self.assertEqual(profile.max_attachments, MAILBOX_ROBOT.max_attachments)

    def test_what_nobody_said_is_the_robot_mailbox(self):
        self.assertEqual(effective(), MAILBOX_ROBOT)

    def test_a_no_is_said_as_well_as_a_yes(self):
        self.assertIs(
            effective(Profile(single_recipient=False)).single_recipient, False
        )


@tagged("post_install", "-at_install", "post_install_l10n")
class TestIntakeFlaws(BaseCase):
    def assertIntake(self, table):
        for profile, message, flaws in table:
            with self.subTest(profile=profile, message=message):
                self.assertEqual(intake_flaws(profile, message), flaws)

    def test_one_invoice_alone_in_a_plain_mail_is_taken_everywhere(self):
        for profile in (Profile(), ROBOT, HUMAN, MAILBOX_ROBOT, MAILBOX_HUMAN):
            self.assertEqual(intake_flaws(profile, MAIL), ())

    def test_a_robot_and_a_doubtful_mailbox_get_nothing_but_invoices(self):
        letter = Message(purpose="campaign", to=("Anne@a.example",), body_mode="plain")
        shielded = replace(letter, kinds={"anne@A.example": "robot"})
        doubtful = replace(letter, kinds={"anne@a.example": Kind.DOUBTFUL})
        copied = replace(
            letter,
            cc=("r@a.example",),
            kinds={"R@a.example": "robot"},
            to=("b@a.example",),
        )
        self.assertIntake(
            (
                (ROBOT, letter, ("robot_purpose",)),
                (Profile(), letter, ("robot_purpose",)),
                (Profile(kind="doubtful"), letter, ("robot_purpose",)),
                (HUMAN, letter, ()),
                (HUMAN, shielded, ("robot_purpose",)),
                (HUMAN, doubtful, ("robot_purpose",)),
                (HUMAN, copied, ("robot_purpose", "cc_robot")),
                (HUMAN, replace(letter, kinds={"Anne@a.example": "human"}), ()),
            )
        )

    def test_an_invoice_mail_without_its_invoice_is_not_sent(self):
        self.assertIntake(
            (
                (HUMAN, mail(files=()), ("no_invoice_file",)),
                (HUMAN, mail(files=(XML,)), ("no_invoice_file",)),
            )
        )

    def test_a_prerequisite_is_fulfilled_first(self):
        mandate = Profile(prerequisite="mandate")
        done = replace(mandate, prerequisite_done=date(2026, 11, 2))
        self.assertIntake(((mandate, MAIL, ("prerequisite",)), (done, MAIL, ())))

    def test_recipients_are_what_the_profile_takes(self):
        loose = replace(ROBOT, to_only=False, single_recipient=False)
        single = replace(HUMAN, single_recipient=True)
        self.assertIntake(
            (
                (HUMAN, mail(to=()), ("no_recipient",)),
                (HUMAN, mail(to=("compta@",)), ("bad_address",)),
                (HUMAN, mail(cc=("compta@",)), ("bad_address",)),
                (HUMAN, mail(bcc=TEAM[:1]), ("bcc",)),
                (HUMAN, mail(cc=TEAM[:5]), ()),
                (HUMAN, mail(cc=TEAM[:6]), ("too_many_cc",)),
                (HUMAN, mail(cc=(TO.upper(),)), ("cc_twice",)),
                (HUMAN, mail(cc=("p0@a.example", "P0@a.example")), ("cc_twice",)),
                (HUMAN, mail(to=TEAM), ()),
                (single, mail(to=TEAM[:2]), ("several_recipients",)),
                (replace(HUMAN, to_only=True), mail(cc=TEAM[:1]), ("cc_refused",)),
                (loose, mail(cc=TEAM[:1]), ("robot_not_alone",)),
                (loose, mail(to=TEAM[:2]), ("robot_not_alone",)),
                (
                    ROBOT,
                    mail(cc=TEAM[:1]),
                    ("cc_refused", "several_recipients", "robot_not_alone"),
                ),
                (
                    HUMAN,
                    mail(to=("a@a.example", TO), kinds={TO.lower(): "robot"}),
                    ("robot_not_alone",),
                ),
            )
        )

    def test_the_letters_of_a_robot_address_keep_their_case(self):
        lowered = mail(to=(TO.lower(),))
        blind = replace(ROBOT, case_sensitive=False)
        self.assertIntake(
            (
                (ROBOT, lowered, ("address_case",)),
                (ROBOT, mail(to=(f" {TO}",)), ()),
                (blind, lowered, ()),
                (Profile(), lowered, ()),
                (ROBOT, mail(to=("other@tool.example",)), ()),
            )
        )

    def test_file_names_are_what_the_profile_takes(self):
        named = replace(INVOICE, name="Facture n° 12.pdf")
        open_wide = replace(ROBOT, filename_pattern=r".*")
        wrong = replace(ROBOT, filename_pattern=r"(")
        two = replace(ROBOT, max_attachments=2, grouping="one_per_attachment")
        twice = (INVOICE, replace(INVOICE, name="FACTURE_12.pdf"))
        self.assertIntake(
            (
                (ROBOT, mail(files=(named,)), ("file_name",)),
                (
                    ROBOT,
                    mail(files=(replace(INVOICE, name="a.pdf\n"),)),
                    ("file_name",),
                ),
                (open_wide, mail(files=(named,)), ()),
                (wrong, MAIL, ("file_name",)),
                (two, mail(files=twice), ("file_name_twice",)),
            )
        )

    def test_formats_are_what_the_profile_takes(self):
        xml = replace(XML, is_invoice=True)
        pdf_only, cii_only = Profile(formats=("pdf",)), Profile(formats=("xml_cii",))
        plain = replace(INVOICE, format="pdf")
        self.assertIntake(
            (
                (pdf_only, MAIL, ()),
                (Profile(formats=("facturx",)), MAIL, ()),
                (Profile(formats=("facturx",)), mail(files=(plain,)), ("format",)),
                (pdf_only, mail(files=(xml,)), ("format",)),
                (cii_only, mail(files=(xml,)), ()),
                (cii_only, MAIL, ("format",)),
            )
        )

    def test_numbers_are_what_the_profile_takes(self):
        other = replace(INVOICE, name="Facture_13.pdf")
        roomy = replace(ROBOT, max_attachments=2)
        several = replace(roomy, grouping="one_per_attachment")
        self.assertIntake(
            (
                (several, mail(files=(INVOICE, other)), ()),
                (roomy, mail(files=(INVOICE, other)), ("several_invoices",)),
                (
                    replace(ROBOT, grouping="one_per_attachment"),
                    mail(files=(INVOICE, other)),
                    ("too_many_files",),
                ),
                (roomy, mail(files=(INVOICE, XML)), ("extra_attachment",)),
                (
                    replace(roomy, no_extra_attachment=False),
                    mail(files=(INVOICE, XML)),
                    (),
                ),
            )
        )

    def test_size_counts_after_the_coding_for_the_mail(self):
        fits, over = 7_299_270, 7_299_271  # 1.37 times: ten million
        self.assertIntake(
            (
                (ROBOT, mail(files=(replace(INVOICE, size=fits),)), ()),
                (ROBOT, mail(files=(replace(INVOICE, size=over),)), ("too_large",)),
                (
                    replace(ROBOT, max_mb=30),
                    mail(files=(replace(INVOICE, size=11_000_000),)),
                    (),
                ),
            )
        )

    def test_the_body_is_what_the_profile_takes(self):
        empty = replace(ROBOT, body_mode="empty")
        self.assertIntake(
            (
                (ROBOT, mail(body_mode="normal"), ("body",)),
                (ROBOT, mail(body_mode="empty"), ()),
                (empty, MAIL, ("body",)),
                (empty, mail(body_mode="empty"), ()),
                (HUMAN, mail(body_mode="normal"), ()),
            )
        )

    def test_references_that_the_tool_needs_are_there(self):
        needy = replace(ROBOT, required_refs=("po", "service_code"))
        self.assertIntake(
            (
                (needy, MAIL, ("missing_reference",)),
                (needy, mail(references=("po",)), ("missing_reference",)),
                (needy, mail(references=("service_code", "po", "siret")), ()),
            )
        )

    def test_a_receipt_needs_somebody_to_come_back_to(self):
        basware = replace(ROBOT, reply_expected="tracking")
        silent = mail(can_be_answered=False)
        self.assertIntake(
            (
                (basware, silent, ("no_reply_sender",)),
                (basware, MAIL, ()),
                (ROBOT, silent, ()),
            )
        )
