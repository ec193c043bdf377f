"""The gates that silence must pass, read from top to bottom.

Silence is no acceptance by itself (C. civ. 1120) and whoever invokes it must prove it:
each gate is one thing that a judge or an auditor would ask. G01 to G17, and G20 before
them, create the acceptance, G18 opens the first sending, G19 keeps it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from . import doubts
from .doubts import recorded
from .facts import Facts


class Stage(str, Enum):
    """What a gate stands before."""

    ACCEPT = "accept"
    SEND = "send"
    KEEP = "keep"

    def __str__(self):
        """Give the stored value."""
        return self.value


@dataclass(frozen=True, kw_only=True)
class Blocker:
    """A gate that stays shut, why (a key), and the values its wording needs."""

    gate: str
    reason: str
    values: Mapping = field(default_factory=dict, hash=False)
    stage: Stage = Stage.ACCEPT


@dataclass(frozen=True)
class Gate:
    """One gate: the doubt it looks for, the facts it needs, its reasons, its source."""

    code: str
    doubt: Callable[[Facts], tuple[str, dict] | None]
    needs: tuple[str, ...]
    reasons: tuple[str, ...]
    source: str
    stage: Stage = Stage.ACCEPT


CHOICE = "choix du module"
BOFIP = "BOFiP BOI-TVA-DECLA-30-20-30-10 §§ 180-190"
SENT = ("day", "sendings")
COUNTED = (*SENT, "announced_on", "pauses")
GATES = (
    # The newest, and the first to be told: to whom another company writes, we do not.
    Gate("G20", doubts.elsewhere, ("is_elsewhere",), ("elsewhere",), CHOICE),
    Gate(
        "G01",
        doubts.no_company,
        ("is_consumer", "has_identifier"),
        ("consumer", "unidentified"),
        "C. civ. 1120, 1126, 1127",
    ),
    Gate("G02", doubts.public_body, ("is_public",), ("public",), "CCP L2192-1"),
    Gate(
        "G03",
        doubts.not_tacit,
        ("answer",),
        ("not_needed", "express_only", "to_review"),
        "CGI 289 VI, 289 bis I",
    ),
    Gate(
        "G04",
        doubts.no_tacit_sentence,
        ("text_points",),
        ("no_tacit_sentence",),
        "C. civ. 1120",
    ),
    Gate("G05", doubts.no_exit, ("text_points",), ("no_exit",), BOFIP),
    Gate("G06", doubts.not_reached, SENT, ("not_reached",), "C. civ. 1127-4"),
    Gate(
        "G07",
        doubts.doubtful_letter,
        SENT,
        ("letter_returned", "letter_recent"),
        f"C. civ. 1127-4, 21 jours\u00a0: {CHOICE}",
    ),
    Gate(
        "G08",
        doubts.too_soon,
        COUNTED,
        ("not_started", "too_soon"),
        f"{BOFIP}, 30 et 15 jours\u00a0: {CHOICE}",
    ),
    Gate("G09", doubts.not_over, COUNTED, ("not_over",), "CPC 641, 642"),
    Gate("G10", doubts.not_reminded, SENT, ("no_reminder",), CHOICE),
    Gate(
        "G11",
        doubts.question,
        ("question_on", "call_back_on"),
        ("open_question", "call_back"),
        "C. civ. 1120",
    ),
    Gate(
        "G12",
        recorded("unread_reply_on", "unread_reply"),
        ("unread_reply_on",),
        ("unread_reply",),
        "CGI 289 VI",
    ),
    Gate(
        "G13",
        recorded("dispute", "dispute", key="reference"),
        ("dispute",),
        ("dispute",),
        "C. civ. 1120",
    ),
    Gate("G14", doubts.hold, ("day", "hold_until"), ("held",), CHOICE),
    Gate(
        "G15",
        recorded("stop_requested_on", "stop_requested"),
        ("stop_requested_on",),
        ("stop_requested",),
        "C. civ. 1120, RGPD art. 21",
    ),
    Gate(
        "G16",
        recorded("unserved_wish", "unserved_wish", key="format"),
        ("unserved_wish",),
        ("unserved_wish",),
        "CGI 289 VI, VII 3°",
    ),
    Gate(
        "G17",
        recorded("refused_on", "refused"),
        ("refused_on",),
        ("refused",),
        "CGI 289 VI",
    ),
    Gate(
        "G18",
        doubts.no_notice,
        (*COUNTED, "notice_on"),
        ("not_started", "no_notice", "early_notice", "window_open"),
        f"{BOFIP}, 15 jours\u00a0: {CHOICE}",
        Stage.SEND,
    ),
    Gate(
        "G19",
        doubts.unread_invoices,
        ("day", "invoices"),
        ("invoice_failed", "invoice_ignored"),
        BOFIP,
        Stage.KEEP,
    ),
)


def tacit_blockers(facts, stages=tuple(Stage)):
    """Return what keeps silence from counting, gate by gate, nothing if all is well.

    ``stages`` says what is being decided: ``("accept",)`` at the deadline, ``("accept",
    "send")`` before the first electronic invoice, ``("keep",)`` after it. A fact nobody
    looked at gives the reason ``unknown`` with its name.
    """
    if isinstance(stages, str):
        stages = (stages,)
    gates = (gate for gate in GATES if gate.stage in stages)
    found = ((gate, _examine(gate, facts)) for gate in gates)
    return [
        Blocker(gate=gate.code, reason=cause[0], values=cause[1], stage=gate.stage)
        for gate, cause in found
        if cause
    ]


def _examine(gate, facts):
    for name in gate.needs:
        if not facts.is_known(name):
            return "unknown", {"fact": name}
    return gate.doubt(facts)
