"""What one destination takes, and the mail about to leave for it, as plain values.

What a profile leaves open (None) takes the value of the generic mailbox of its kind;
where the kind is open too, that of a robot, the most careful one (choice of this
add-on; one attachment: a public body's robot takes no more, invoiceninja 9529).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date


@dataclass(frozen=True, kw_only=True)
class File:
    """An attachment: its name, its size in bytes before base64, what it is."""

    name: str
    size: int = 0
    format: str = "pdf"
    is_invoice: bool = True


@dataclass(frozen=True, kw_only=True)
class Message:
    """A mail about to leave. `body_mode` is `normal`, `plain` or `empty`."""

    purpose: str = "invoice"
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    files: tuple[File, ...] = ()
    body_mode: str = "plain"
    references: tuple[str, ...] = ()
    can_be_answered: bool = True  # False: sent from a no-reply address
    kinds: Mapping[str, str] = field(default_factory=dict)  # known kind per address


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What one destination takes; None: as the generic robot mailbox does."""

    address: str | None = None
    kind: str | None = None
    formats: tuple[str, ...] | None = None
    grouping: str | None = None
    max_mb: float | None = None
    max_attachments: int | None = None
    filename_pattern: str | None = None
    body_mode: str | None = None
    to_only: bool | None = None
    single_recipient: bool | None = None
    no_extra_attachment: bool | None = None
    reply_expected: str | None = None
    case_sensitive: bool | None = None
    required_refs: tuple[str, ...] | None = None
    prerequisite: str | None = None
    prerequisite_done: date | None = None


MAILBOX_ROBOT = Profile(
    kind="robot",
    formats=("facturx", "pdf"),
    grouping="one_per_mail",
    max_mb=10,
    max_attachments=1,
    filename_pattern=r"^[A-Za-z0-9._ ]+$",
    body_mode="plain",
    to_only=True,
    single_recipient=True,
    no_extra_attachment=True,
    reply_expected="none",
    case_sensitive=True,
    required_refs=(),
)
MAILBOX_HUMAN = replace(
    MAILBOX_ROBOT,
    kind="human",
    grouping="digest_ok",
    max_attachments=20,
    body_mode="normal",
    to_only=False,
    single_recipient=False,
    no_extra_attachment=False,
    case_sensitive=False,
)


def effective(*profiles):
    """The profile of several layers: the first value said wins, then the robot's.

    >>> effective(Profile(max_mb=20), Profile(max_mb=5, to_only=False)).max_mb
    20
    """
    layers = [profile for profile in (*profiles, MAILBOX_ROBOT) if profile is not None]
    values = {
        spec.name: next(
            (value for value in _values(layers, spec.name) if value is not None), None
        )
        for spec in fields(Profile)
    }
    return Profile(**values)


def _values(layers, name):
    return (getattr(layer, name) for layer in layers)
