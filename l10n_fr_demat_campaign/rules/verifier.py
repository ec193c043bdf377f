"""Verify an evidence file with the company's public key, and nothing else.

    python verifier.py evidence.json public_key.pem

This file stands alone: any Python from 3.10 on runs it, without Odoo, without another
package. It ends with status 0 when all holds, 1 when something was changed, removed or
added, 2 when a file cannot be read. It contradicts the owner too, who does not hold the
days already mailed: compare the fingerprints it prints with those of the daily mails.

The file, in JSON, UTF-8:

format      "l10n_fr_demat_campaign/evidence/1"
company     whose evidence it is
subject     the consent or the campaign it is about
events      oldest first, each with
  event       what happened: ``sequence`` (1, 2, …), time, and all that is attested;
              ``digests`` maps a field of personal data to its digest
  hash        keyed link (HMAC-SHA256): only the company can recompute it
  public_hash SHA-256 of C({"event", "hash", "previous": public_hash before, or ""})
  details     field → {"salt", "value"}; absent once erased; the digest is the
              HMAC-SHA256 of C(value) under the salt
days        oldest first, each with
  statement   {"company", "day", "kind": "day", "previous", "root", "size"}
  signature   base64 of the Ed25519 signature of C(statement)
  leaf        {"count", "head", "subject"}: ``head`` is the public_hash of event number
              ``count``, the last one of that day
  path        [["left" or "right", hash], …] from the leaf to the root: a leaf is
              SHA-256(00 C(leaf)), a node SHA-256(01 left right)
seal        the same for the whole file, on the day it was made
  statement   {"company", "count", "days": the SHA-256 of each C(day statement),
              "exported_at", "head", "kind": "seal", "subject"}
  signature   base64 of the Ed25519 signature of C(statement)

C is the canonical form: JSON in UTF-8, text in NFC, keys sorted by code point, no
space, no float. All hashes are written in lower case hexadecimal.
"""

import base64
import hashlib
import hmac
import json
import sys
from pathlib import Path

FORMAT = "l10n_fr_demat_campaign/evidence/1"
SPKI = bytes.fromhex("302a300506032b6570032100")
PEM = ("-----BEGIN PUBLIC KEY-----", "-----END PUBLIC KEY-----")


class Unreadable(ValueError):
    """This is no evidence file, or no Ed25519 public key."""


def main(arguments, write=sys.stdout.write):
    """Verify the files named on the command line and say what was found."""
    if len(arguments) != 2:
        write("usage: verifier.py evidence.json public_key.pem\n")
        return 2
    try:
        document, keys = (Path(name).read_bytes() for name in arguments)
        report = examine(read_document(document), read_keys(keys))
    except (OSError, Unreadable) as error:
        write(f"cannot read: {error}\n")
        return 2
    write("".join(f"{line}\n" for line in lines(report)))
    return 1 if report["flaws"] else 0


def lines(report):
    """Return the report as text, one finding per line."""
    yield f"{report['company']}: {report['subject']}, {report['count']} events"
    for day, count, fingerprint in report["days"]:
        yield f"signed on {day}: {count} events, statement {fingerprint}"
    yield f"sealed at {report['exported_at']}"
    for flaw, place in report["flaws"]:
        yield f"FLAW {flaw} at {place}"
    yield "NOT what was recorded" if report["flaws"] else "intact"


def read_document(data):
    """Return the JSON document; a key given twice, a float or a NaN is refused."""
    try:
        document = json.loads(
            data,
            object_pairs_hook=_pairs,
            parse_float=_refuse,
            parse_constant=_refuse,
        )
        _canonical(document)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"not canonical JSON: {error}") from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise Unreadable(f"not in the format {FORMAT}")
    return document


def read_keys(data):
    """Return the Ed25519 public keys of a PEM text, several when keys were changed."""
    text = "".join(data.decode("ascii", "replace").split("\r"))
    blocks = [block.split(PEM[1])[0] for block in text.split(PEM[0])[1:]]
    try:
        keys = [base64.b64decode("".join(b.split()), validate=True) for b in blocks]
    except ValueError as error:
        raise Unreadable("no PEM public key") from error
    if not keys or any(len(k) != 44 or k[:12] != SPKI for k in keys):
        raise Unreadable("no Ed25519 public key in PEM form")
    return [key[12:] for key in keys]


def examine(document, keys):
    """Return what a document says and its flaws, each a pair (flaw, place)."""
    try:
        return _examine(document, keys)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise Unreadable(f"a field is missing or odd: {error!r}") from error


def _examine(document, keys):
    entries, seal, days = (document[name] for name in ("events", "seal", "days"))
    heads = ["", *(entry["public_hash"] for entry in entries)]
    owner = document["company"], document["subject"]
    flaws = list(_event_flaws(entries, heads))
    for day in days:
        flaws += _day_flaws(day, owner, heads, keys)
    flaws += _seal_flaws(seal, owner, heads, keys)
    told = [_told(day) for day in days]
    if seal["statement"]["days"] != [fingerprint for _, _, fingerprint in told]:
        flaws.append(("changed_days", "seal"))
    return {
        "company": owner[0],
        "subject": owner[1],
        "count": len(entries),
        "exported_at": seal["statement"]["exported_at"],
        "days": told,
        "flaws": flaws,
    }


def _told(day):
    statement = day["statement"]
    return statement["day"], day["leaf"]["count"], _sha(_canonical(statement)).hex()


def _event_flaws(entries, heads):
    """Find what is wrong inside each event, and between it and the one before."""
    expected = 1
    for number, entry in enumerate(entries, 1):
        place, event = f"event {number}", entry["event"]
        sequence = event["sequence"]
        if sequence != expected:
            yield "missing_middle" if sequence > expected else "out_of_order", place
        expected = sequence + 1
        attested = {
            "event": event,
            "hash": entry["hash"],
            "previous": heads[number - 1],
        }
        if _sha(_canonical(attested)).hex() != entry["public_hash"]:
            yield "changed", place
        yield from _detail_flaws(entry, place)


def _detail_flaws(entry, place):
    digests = entry["event"].get("digests", {})
    for name, detail in entry.get("details", {}).items():
        salt, value = detail["salt"].encode(), _canonical(detail["value"])
        found = hmac.new(salt, value, hashlib.sha256).hexdigest()
        if found != digests.get(name):
            yield "changed_detail", f"{place}, {name}"


def _day_flaws(day, owner, heads, keys):
    statement, own = day["statement"], day["leaf"]
    place = f"day {statement['day']}"
    if not _is_signed(day, "day", keys):
        yield "signature", place
    if root(own, day["path"]) != statement["root"]:
        yield "not_in_day", place
    if (statement["company"], own["subject"]) != owner:
        yield "other_subject", place
    yield from _head_flaws(own, heads, place)


def _seal_flaws(seal, owner, heads, keys):
    statement = seal["statement"]
    if not _is_signed(seal, "seal", keys):
        yield "signature", "seal"
    if (statement["company"], statement["subject"]) != owner:
        yield "other_subject", "seal"
    if statement["count"] < len(heads) - 1:
        yield "extra_tail", "seal"
    yield from _head_flaws(statement, heads, "seal")


def _head_flaws(signed, heads, place):
    """Compare what was signed with the events of the file."""
    count = signed["count"]
    if count >= len(heads):
        yield "missing_tail", place
    elif count < 0 or heads[count] != signed["head"]:
        yield "changed", place


def _is_signed(signed, kind, keys):
    statement = signed["statement"]
    try:
        signature = base64.b64decode(signed["signature"], validate=True)
    except ValueError:
        return False
    message = _canonical(statement)
    is_valid = any(is_signature(key, message, signature) for key in keys)
    return is_valid and statement["kind"] == kind


def root(leaf, path):
    """Return the root of the tree that a path from a leaf leads to."""
    node = _sha(b"\0" + _canonical(leaf))
    for side, other in path:
        pair = [bytes.fromhex(other), node]
        node = _sha(b"\1" + b"".join(pair if side == "left" else reversed(pair)))
    return node.hex()


def _canonical(value):
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def _sha(data):
    return hashlib.sha256(data).digest()


def _pairs(pairs):
    mapping = dict(pairs)
    if len(mapping) != len(pairs):
        raise ValueError("a key is given twice")
    return mapping


def _refuse(text):
    raise ValueError(f"not allowed: {text}")


# Ed25519 (RFC 8032), verification only: no secret is handled here.

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT = pow(2, (P - 1) // 4, P)
NEUTRAL = (0, 1, 1, 0)


def is_signature(public, message, signature):
    """Return whether an Ed25519 signature of a message is right."""
    point = decode_point(public)
    if point is None or len(signature) != 64:
        return False
    scalar = int.from_bytes(signature[32:], "little")
    if scalar >= ORDER:
        return False
    hashed = hashlib.sha512(signature[:32] + public + message).digest()
    factor = int.from_bytes(hashed, "little") % ORDER
    x, y, z, t = point
    right = combine(scalar, BASE, factor, (P - x, y, z, P - t))
    return encode_point(right) == signature[:32]


def decode_point(data):
    """Return the curve point that 32 bytes stand for, or None."""
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * ROOT % P
    if len(data) != 32 or y >= P or x * x % P != square or (sign and not x):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def encode_point(point):
    """Return the 32 bytes of a curve point."""
    x, y, z, _ = point
    inverse = pow(z, -1, P)
    x, y = x * inverse % P, y * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def add(left, right):
    """Return the sum of two points in extended coordinates."""
    x1, y1, z1, t1 = left
    x2, y2, z2, t2 = right
    a, b = (y1 - x1) * (y2 - x2) % P, (y1 + x1) * (y2 + x2) % P
    c, d = 2 * D * t1 * t2 % P, 2 * z1 * z2 % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(factor, point):
    """Return a point added to itself so many times."""
    return combine(factor, point, 0, NEUTRAL)


def combine(left_factor, left, right_factor, right):
    """Return the sum of two multiples; both share the doublings."""
    sums = (NEUTRAL, left, right, add(left, right))
    total = NEUTRAL
    for bit in range(max(left_factor, right_factor).bit_length() - 1, -1, -1):
        total = add(total, total)
        chosen = (left_factor >> bit & 1) + 2 * (right_factor >> bit & 1)
        if chosen:
            total = add(total, sums[chosen])
    return total


BASE = decode_point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
