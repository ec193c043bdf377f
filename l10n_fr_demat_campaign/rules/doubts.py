"""What may cast doubt on a customer's silence: one question per gate.

Each function takes the facts and answers None, or a reason (a key) and the values that
its wording needs. It never meets a fact that is not known: the gates look at that.
"""

from datetime import date

from .delay import paris_day, shift, window_end
from .facts import LETTER, latest_failures

TACIT_POINT = "P10"
EXIT_POINTS = ("P09", "P11", "P12")
WATCHED = 3
ANSWER_REASONS = {
    "none": "not_needed",
    "platform_mandatory": "not_needed",
    "platform_or_consent": "not_needed",
    "express_only": "express_only",
}


def elsewhere(facts):
    return None if facts.is_elsewhere is False else ("elsewhere", {})


def no_company(facts):
    if facts.is_consumer is not False:
        return "consumer", {}
    return None if facts.has_identifier is True else ("unidentified", {})


def public_body(facts):
    return None if facts.is_public is False else ("public", {})


def not_tacit(facts):
    answer = str(facts.answer)
    if answer == "tacit_allowed":
        return None
    if answer == "platform_or_consent" and facts.outside_platform is not False:
        known = facts.is_known("outside_platform")
        return None if known else ("unknown", {"fact": "outside_platform"})
    reason = ANSWER_REASONS.get(answer, "to_review")
    return reason, {"answer": answer, "cause": facts.answer_reason}


def no_tacit_sentence(facts):
    return None if TACIT_POINT in facts.text_points else ("no_tacit_sentence", {})


def no_exit(facts):
    missing = tuple(point for point in EXIT_POINTS if point not in facts.text_points)
    return ("no_exit", {"points": missing}) if missing else None


def not_reached(facts):
    if facts.proofs:
        return None
    failures = latest_failures(facts.sendings)
    letters = [day for (channel, _), day in failures.items() if channel == LETTER]
    mails = [day for (channel, _), day in failures.items() if channel != LETTER]
    return "not_reached", {
        "bounced_on": max(mails, default=None),
        "returned_on": max(letters, default=None),
        "posted_on": max(_postings(facts), default=None),
    }


def doubtful_letter(facts):
    """Say that a letter came back, or is still on its way as the only proof."""
    posted = max(_postings(facts), default=date.min)
    failures = latest_failures(facts.sendings)
    returned = [day for (channel, _), day in failures.items() if channel == LETTER]
    if returned and max(returned) >= posted:
        return "letter_returned", {"date": max(returned)}
    if not facts.proofs or facts.proofs[0][1].channel != LETTER:
        return None
    days = (facts.today - facts.first_proven_on).days
    return ("letter_recent", {"days": days}) if days < facts.letter_days else None


def too_soon(facts):
    end = facts.period_end
    if end is None:
        return "not_started", {}
    days = (end - facts.today).days
    return ("too_soon", {"days": days}) if days > 0 else None


def not_over(facts):
    """Say that the announced day, or the day the period ends on, is not over."""
    announced = paris_day(facts.announced_on)
    if facts.today <= announced:
        return "not_over", {"date": announced}
    over = facts.period_end != facts.today
    return None if over else ("not_over", {"date": facts.today})


def not_reminded(facts):
    reminders = [proof for proof in facts.proofs if proof[1].is_reminder]
    for day, sending in reminders:
        first_day, first = facts.proofs[0]
        if (day, sending.channel) != (first_day, first.channel):
            return None
    return "no_reminder", {}


def question(facts):
    question = recorded("question_on", "open_question")(facts)
    return question or recorded("call_back_on", "call_back")(facts)


def hold(facts):
    if not facts.hold_until:
        return None
    until = paris_day(facts.hold_until)
    values = {"date": until, "cause": facts.hold_reason}
    return ("held", values) if facts.today <= until else None


def no_notice(facts):
    """Say that the notice is missing, came before the deadline, or is too recent."""
    if not facts.notice_on:
        return "no_notice", {}
    notice = paris_day(facts.notice_on)
    first = shift(window_end(notice, facts.window_days), 1)
    values = {"notice_on": notice, "date": first}
    if facts.deadline is None:
        return "not_started", {}
    if notice <= facts.deadline:
        return "early_notice", values
    return ("window_open", values) if facts.today < first else None


def unread_invoices(facts):
    for invoice in facts.invoices[:WATCHED]:
        values = {"number": invoice.number}
        if invoice.failed_on:
            return "invoice_failed", {**values, "date": paris_day(invoice.failed_on)}
        if not _is_handled(invoice, facts.today):
            return "invoice_ignored", values
    return None


def _is_handled(invoice, today):
    """Return whether an invoice is read or paid by its due date, or not yet due."""
    due = paris_day(invoice.due_on) if invoice.due_on else None
    seen = [paris_day(day) for day in (invoice.read_on, invoice.paid_on) if day]
    if due is None:
        return bool(seen)
    return today <= due or any(day <= due for day in seen)


def _postings(facts):
    return [
        paris_day(sending.proven_on)
        for sending in facts.sendings
        if sending.channel == LETTER and sending.proven_on
    ]


def recorded(name, reason, key="date"):
    """Make the test of a fact that blocks as soon as there is one."""

    def test(facts):
        value = getattr(facts, name)
        if value is None or value is False:
            return None
        return reason, {key: paris_day(value) if key == "date" else value}

    return test
