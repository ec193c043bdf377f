"""An evidence file as a company makes it, and a signer to make it with."""

import base64
import hashlib
from datetime import date, datetime, timezone
from functools import lru_cache

from ...rules import evidence_file, verifier
from ...rules.chain import digest, link
from ...rules.verifier import BASE, ORDER, encode_point, multiply

KEY, SEED = b"a key of the company", bytes(range(32))
COMPANY, SUBJECT = "123456782", "consent 7"


@lru_cache
def keys(seed):
    """Return the secret scalar, the prefix and the public key of a seed (RFC 8032)."""
    hashed = hashlib.sha512(seed).digest()
    scalar = int.from_bytes(hashed[:32], "little")
    scalar = scalar & (2**254 - 8) | 2**254
    return scalar, hashed[32:], encode_point(multiply(scalar, BASE))


def sign(message, seed=SEED):
    """Return an Ed25519 signature."""
    scalar, prefix, public = keys(seed)
    nonce = _number(prefix + message)
    point = encode_point(multiply(nonce, BASE))
    factor = _number(point + public + message)
    return point + ((nonce + factor * scalar) % ORDER).to_bytes(32, "little")


def pem(seed=SEED):
    """Return the public key as a company publishes it."""
    text = base64.b64encode(verifier.SPKI + keys(seed)[2]).decode()
    return f"{verifier.PEM[0]}\n{text}\n{verifier.PEM[1]}\n".encode()


def events(count=5):
    """Return triples (event, keyed link, details)."""
    triples, keyed = [], ""
    for number in range(1, count + 1):
        event = {
            "at": datetime(2026, 12, number, 8, tzinfo=timezone.utc),
            "digests": {"name": digest(f"salt {number}", "Zoé Dupont")},
            "sequence": number,
            "subject": SUBJECT,
        }
        keyed = link(keyed, event, KEY)
        details = {"name": (f"salt {number}", "Zoé Dupont")}
        triples.append((event, keyed, details))
    return triples


def day(number):
    """Return the signed day on which event ``number`` was the last one."""
    head = evidence_file.public_head((e, k) for e, k, _ in events(number))
    own = evidence_file.leaf(SUBJECT, number, head)
    heads = [evidence_file.leaf(f"consent 8{n}", n, f"{n}") for n in range(4)]
    heads.append(own)
    statement = evidence_file.day_statement(COMPANY, date(2026, 12, number), heads)
    signature = sign(evidence_file.canonical(statement))
    return evidence_file.day_entry(statement, signature, heads, own)


def build(count=5, days=(2, 4), **values):
    """Return the evidence file of one subject, as JSON values."""
    given = {
        "company": COMPANY,
        "subject": SUBJECT,
        "events": events(count),
        "days": [day(number) for number in days],
        "exported_at": datetime(2026, 12, 20, tzinfo=timezone.utc),
        "sign": sign,
    }
    return evidence_file.build_export(**{**given, **values})


def _number(data):
    return int.from_bytes(hashlib.sha512(data).digest(), "little") % ORDER
