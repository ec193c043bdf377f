"""The days of the demonstration, in UTC; Paris is two hours ahead, then one."""

SETUP = "2026-09-01 07:00"
IMPORT = "2026-09-01 08:00"
DRAFTS = "2026-09-02 08:00"
PREPARE = "2026-09-03 08:00"
FIRST_MAIL = "2026-09-07 07:30"
FIRST_ANSWERS = "2026-09-08 09:00"
LETTER = "2026-09-10 08:00"
POSTING = "2026-09-11 14:00"
LETTER_ANSWERS = "2026-09-15 09:00"
REMINDER = "2026-09-21 07:30"
SECOND_ANSWERS = "2026-09-22 10:00"
PHONE_ANSWER = "2026-09-24 13:00"
AFTER_DEADLINE = "2026-10-13 05:00"
NOTICE = "2026-10-13 08:00"
OBJECTION = "2026-10-15 09:00"
INVOICES = "2026-11-02 09:00"
EVIDENCE = "2026-11-03 08:00"

CAMPAIGN = {
    "name": "Automne 2026, tous les clients",
    "deadline": "2026-10-12",
    "first_invoice_on": "2026-11-02",
}
WAVES = {
    "email": "2026-09-07",
    "letter": "2026-09-10",
    "reminder": "2026-09-21",
    "notice": "2026-10-13",
}
INVOICE_DAY = "2026-11-02"
