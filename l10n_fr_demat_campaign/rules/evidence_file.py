"""The evidence file of one subject, which the public key alone can verify.

The keyed chain convinces only who holds its key. Beside it, each event has a public
link, a plain SHA-256 of the previous public link, of the keyed link and of the event.
At the end of a day the heads of all the subjects that had events are the leaves of a
Merkle tree; its root, in a day statement, is signed (Ed25519) and mailed out, so that
the owner cannot rewrite the past either. The file holds, for one subject, the events,
the day statements with the path from the subject's head to the root (which tells
nothing of the other subjects), and a seal: the same head signed once more when the file
was made. ``verifier.py`` describes the file field by field and reads it.
"""

import base64
import hashlib
import json

from .chain import GENESIS, ChainError, canonical, dump

FORMAT = "l10n_fr_demat_campaign/evidence/1"
LEAF, NODE = b"\0", b"\1"


def public_link(previous, event, keyed):
    """Return the public link of an event, after the public link before it."""
    return public_seal(previous, canonical(event), keyed)


def public_seal(previous, text, keyed):
    """Return the public link of an event of which the canonical form is known."""
    keyed, previous = canonical(keyed), canonical(previous or GENESIS)
    attested = b'{"event":%s,"hash":%s,"previous":%s}' % (text, keyed, previous)
    return hashlib.sha256(attested).hexdigest()


def public_head(events, previous=GENESIS):
    """Return the last public link of pairs (event, keyed link)."""
    for event, keyed in events:
        previous = public_link(previous, event, keyed)
    return previous


def leaf(subject, count, head):
    """Return what a day says of a subject: how many events, and the public head."""
    return {"count": count, "head": head, "subject": subject}


def day_statement(company, day, heads, previous=GENESIS):
    """Return what is signed at the end of a day.

    ``heads`` are the leaves of that day, in any order; ``previous`` is the
    ``statement_digest`` of the day before, which chains the mailed statements.
    """
    return {
        "company": company,
        "day": day.isoformat(),
        "kind": "day",
        "previous": previous,
        "root": _levels(heads)[-1][0].hex(),
        "size": len(heads),
    }


def statement_digest(statement):
    """Return the fingerprint of a statement, short enough to print in a mail."""
    return hashlib.sha256(canonical(statement)).hexdigest()


def merkle_path(heads, own):
    """Return the neighbours, from the leaf to the root, that prove a leaf is there."""
    levels = _levels(heads)
    try:
        index = levels[0].index(_leaf_hash(own))
    except ValueError as error:
        raise ChainError("this subject is not among the heads of the day") from error
    path = []
    for level in levels[:-1]:
        other = index ^ 1
        if other < len(level):
            path.append(["left" if other < index else "right", level[other].hex()])
        index //= 2
    return path


def day_entry(statement, signature, heads, own):
    """Return a signed day as the file holds it for one subject."""
    return {
        "leaf": own,
        "path": merkle_path(heads, own),
        "signature": base64.b64encode(signature).decode(),
        "statement": statement,
    }


def build_export(*, company, subject, events, days, exported_at, sign):
    """Return the evidence file as JSON values.

    ``events``: triples (event, keyed link, details), oldest first; ``details`` maps a
    field to (salt, value) where the personal datum was not erased, and the event holds
    its digest under ``digests``. ``days``: see ``day_entry``. ``sign``: takes the bytes
    of the seal, gives back the 64 bytes of its Ed25519 signature.
    """
    entries, days = _entries(events), list(days)
    head = entries[-1]["public_hash"] if entries else GENESIS
    seal = {
        **leaf(subject, len(entries), head),
        "company": company,
        "days": [statement_digest(day["statement"]) for day in days],
        "exported_at": exported_at,
        "kind": "seal",
    }
    signature = base64.b64encode(sign(canonical(seal))).decode()
    return _json(
        {
            "company": company,
            "days": days,
            "events": entries,
            "format": FORMAT,
            "seal": {"signature": signature, "statement": seal},
            "subject": subject,
        }
    )


def serialize(export):
    """Return the bytes of the file."""
    return (dump(export) + "\n").encode()


def _entries(events):
    entries, previous = [], GENESIS
    for event, keyed, details in events:
        previous = public_link(previous, event, keyed)
        kept = {
            name: {"salt": salt, "value": value}
            for name, (salt, value) in details.items()
        }
        entry = {"details": kept, "event": event, "hash": keyed}
        entries.append({**entry, "public_hash": previous})
    return entries


def _levels(heads):
    """Return the levels of the tree, leaves first; an odd last node goes up alone."""
    if not heads:
        raise ChainError("a day without events has no statement")
    levels = [sorted(_leaf_hash(head) for head in heads)]
    while len(levels[-1]) > 1:
        nodes = levels[-1]
        pairs = (nodes[index : index + 2] for index in range(0, len(nodes), 2))
        levels.append([_node(pair) for pair in pairs])
    return levels


def _leaf_hash(head):
    return hashlib.sha256(LEAF + canonical(head)).digest()


def _node(pair):
    return hashlib.sha256(NODE + b"".join(pair)).digest() if pair[1:] else pair[0]


def _json(value):
    return json.loads(canonical(value))
