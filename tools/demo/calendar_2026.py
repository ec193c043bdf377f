"""The days of the demonstration, in UTC; Paris is two hours ahead, then one."""

SETUP = "2026-09-01 07:00"
IMPORT = "2026-09-01 08:00"
DRAFTS = "2026-09-02 08:00"
PREPARE = "2026-09-02 14:00"
HEADS_UP = "2026-09-03 08:00"
HOLD = "2026-09-04 09:00"
PILOT = "2026-09-07 07:30"
PILOT_REVIEW = "2026-09-08 09:00"
FIRST_MAIL = "2026-09-08 11:00"
FIRST_ANSWERS = "2026-09-09 09:00"
LETTER = "2026-09-10 08:00"
POSTING = "2026-09-10 14:00"
LETTER_RETURN = "2026-09-17 09:00"
CODE = "2026-09-17 10:00"
REMINDER = "2026-09-21 07:30"
SECOND_ANSWERS = "2026-09-22 10:00"
CALLS = "2026-09-23 08:00"
PHONE_ANSWER = "2026-09-24 13:00"
PAPER_INVOICES = "2026-09-28 07:00"
LETTER_REMINDER = "2026-09-28 08:00"
REMINDER_POSTING = "2026-09-28 14:00"
MORE_PAPER_INVOICES = "2026-10-06 07:00"
AFTER_DEADLINE = "2026-10-13 05:00"
NOTICE = "2026-10-13 08:00"
OBJECTION = "2026-10-15 09:00"
LATE_SILENCE = "2026-10-29 05:00"
LATE_NOTICE = "2026-10-29 08:00"
PAPER_PAYMENTS = "2026-10-30 08:00"
INVOICES = "2026-11-02 09:00"
EVIDENCE = "2026-11-03 08:00"
COPIES = "2026-11-06 09:00"
PAYMENTS = "2026-11-24 08:00"

CAMPAIGN = {
    "name": "Automne 2026, tous les clients",
    "deadline": "2026-10-12",
    "first_invoice_on": "2026-11-02",
}
WAVES = (
    {"kind": "heads_up", "planned_on": "2026-09-03"},
    {"kind": "email", "planned_on": "2026-09-07", "is_pilot": True},
    {"kind": "email", "planned_on": "2026-09-08"},
    {"kind": "letter", "planned_on": "2026-09-10"},
    {"kind": "reminder", "planned_on": "2026-09-21"},
    {"kind": "call_list", "planned_on": "2026-09-23", "call_by": "officer"},
    {"kind": "letter_reminder", "planned_on": "2026-09-28"},
    {"kind": "notice", "planned_on": "2026-10-13"},
    {"kind": "letter_notice", "planned_on": "2026-10-13"},
)
INVOICE_DAY = "2026-11-02"
# Of three invoices, when the first and the second are paid; the third one waits.
PAPER_PAID_ON = ("2026-10-21", "2026-10-30")
PAID_ON = ("2026-11-17", "2026-11-19")
