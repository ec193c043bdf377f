"""Why a destination would refuse a mail, or turn it into a false invoice.

Sources: the vendors' and integrators' help pages named in the catalogue of tools (for
instance Basware BWKB0010699 and BWKB0014104); the shield of robot mailboxes is a choice
of this add-on, for some tools turn any mail into a supplier invoice (Evoliz 446,
Clearfacts 9000173654).

Which tool an address belongs to is told by `receiving_tools`; what a destination takes,
by `receiving_profile`.
"""

import re
from itertools import chain

from .emails import email_flaw
from .receiving_profile import (
    MAILBOX_HUMAN,
    MAILBOX_ROBOT,
    File,
    Message,
    Profile,
    effective,
)
from .receiving_tools import TRAPS, Guess, Kind, Tool, Trap, guess_tool

__all__ = [
    "MAILBOX_HUMAN",
    "MAILBOX_ROBOT",
    "TRAPS",
    "File",
    "Guess",
    "Kind",
    "Message",
    "Profile",
    "Tool",
    "Trap",
    "effective",
    "guess_tool",
    "intake_flaws",
]

CC_MAX = 5
# Base64 and its line ends make an attachment longer by this much.
MAIL_OVERHEAD = 1.37
MEGABYTE = 1_000_000


# What a body may be, where the profile asks for the key.
BODIES = {"plain": ("plain", "empty"), "empty": ("empty",)}


def intake_flaws(profile, message):
    """Why a destination would refuse a mail, or would turn it into a false invoice.

    >>> invoice = File(name="Facture_12.pdf", format="facturx", size=200_000)
    >>> intake_flaws(Profile(), Message(to=("robot@tool.example",), files=(invoice,)))
    ()
    """
    profile = effective(profile, MAILBOX_HUMAN if profile.kind == Kind.HUMAN else None)
    return tuple(
        chain(
            _shield_flaws(profile, message),
            _recipient_flaws(profile, message),
            _file_flaws(profile, message.files),
            _size_flaws(profile, message.files),
            _content_flaws(profile, message),
        )
    )


def _true(table):
    return (key for key, found in table if found)


def _shield_flaws(profile, message):
    is_invoice = message.purpose == "invoice"
    return _true(
        (
            ("robot_purpose", not is_invoice and _reaches_robot(profile, message)),
            (
                "no_invoice_file",
                is_invoice and not any(one.is_invoice for one in message.files),
            ),
            ("prerequisite", profile.prerequisite and not profile.prerequisite_done),
        )
    )


def _reaches_robot(profile, message):
    # the guard looks at addresses without their case, the sending keeps it
    everybody = _lower(message.to + message.cc + message.bcc)
    return profile.kind != Kind.HUMAN or not everybody.isdisjoint(_robots(message))


def _robots(message):
    return _lower(one for one, kind in message.kinds.items() if kind != Kind.HUMAN)


def _lower(addresses):
    return {address.strip().lower() for address in addresses}


def _recipient_flaws(profile, message):
    to, cc, robots = _lower(message.to), _lower(message.cc), _robots(message)
    everybody = len(message.to) + len(message.cc)
    for_robot = profile.kind != Kind.HUMAN
    return _true(
        (
            ("no_recipient", not to),
            ("bad_address", any(map(email_flaw, message.to + message.cc))),
            ("bcc", message.bcc),
            ("cc_refused", profile.to_only and cc),
            ("too_many_cc", len(message.cc) > CC_MAX),
            ("cc_twice", to & cc or len(cc) < len(message.cc)),
            ("cc_robot", cc & robots),
            ("several_recipients", profile.single_recipient and everybody > 1),
            ("robot_not_alone", (for_robot or to & robots) and everybody > 1),
            ("address_case", _has_lost_case(profile, message.to)),
        )
    )


def _has_lost_case(profile, to):
    """Does the robot's address leave with other letters than it was given with?"""
    address = (profile.address or "").strip()
    there = address.lower() in _lower(to)
    return profile.case_sensitive and there and address not in map(str.strip, to)


def _file_flaws(profile, files):
    names = [one.name.lower() for one in files]
    return _true(
        (
            ("file_name", not all(_is_good_name(profile, one.name) for one in files)),
            ("file_name_twice", len(set(names)) < len(names)),
            ("format", not all(_is_accepted(profile, one) for one in files)),
            (
                "extra_attachment",
                profile.no_extra_attachment and not all(f.is_invoice for f in files),
            ),
        )
    )


def _is_good_name(profile, name):
    try:
        return re.fullmatch(profile.filename_pattern, name) is not None
    except re.error:  # a pattern typed by a user: no name can be said to be good
        return False


def _is_accepted(profile, one):
    # a Factur-X file is a PDF too: a tool that reads PDF only takes it as such
    accepted = {one.format, "pdf"} if one.format == "facturx" else {one.format}
    return not one.is_invoice or not accepted.isdisjoint(profile.formats)


def _size_flaws(profile, files):
    invoices = sum(one.is_invoice for one in files)
    weight = sum(one.size for one in files) * MAIL_OVERHEAD
    return _true(
        (
            ("too_large", weight > profile.max_mb * MEGABYTE),
            ("too_many_files", len(files) > profile.max_attachments),
            ("several_invoices", profile.grouping == "one_per_mail" and invoices > 1),
        )
    )


def _content_flaws(profile, message):
    bodies = BODIES.get(profile.body_mode)
    missing = set(profile.required_refs) - set(message.references)
    no_way_back = profile.reply_expected != "none" and not message.can_be_answered
    return _true(
        (
            ("body", bodies is not None and message.body_mode not in bodies),
            ("missing_reference", missing),
            ("no_reply_sender", no_way_back),
        )
    )
