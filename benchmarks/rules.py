"""Does the time of the rules grow with the text, and no faster?

Run with plain Python from the repository: ``python3 benchmarks/rules.py``. Each rule
that reads what people type is given hostile texts of 250 kB and of 1 MB. The time is
told beside that of reading the same text once (NFC and case folded), in the same run:
what counts is the growth, about four for four times the text.
"""

import contextlib
import sys
import time
import unicodedata
from pathlib import Path

ADDON = Path(__file__).resolve().parents[1] / "l10n_fr_demat_campaign"
sys.path.insert(0, str(ADDON))

from rules import identifiers, intake, letter, postal

SMALL, LARGE = 250_000, 1_000_000
TEXTS = {
    "digits": "1234567890",
    "blanks": "12 \u00a0",
    "at signs": "a@b.fr;",
    "silence": "sans r\u00e9ponse de votre part, ",
    "tags": "<p>Vous <b>gardez</b> le papier.</p>",
    "half tags": "<a ",
    "half addresses": "a@",
    "hosts": "a.b",
    "accounts": "FR76 3000 ",
    "questions": "? ",
    "arguments": "moins papier ",
    "no sense": "\u0000\u200f\uff11\u0663 x",
}
RULES = {
    "parse_siren": identifiers.parse_siren,
    "parse_siret": identifiers.parse_siret,
    "parse_vat_fr": identifiers.parse_vat_fr,
    "parse_electronic_address": identifiers.parse_electronic_address,
    "email_flaw": identifiers.email_flaw,
    "split_emails": identifiers.split_emails,
    "address_block": lambda text: postal.address_block([text, "69002 Lyon"]),
    "guess_tool": lambda text: intake.guess_tool(text, {"dext": ("dext.cc",)}),
    "check_letter": lambda text: letter.check_letter(text, "consent_tacit", None),
}


def read(text):
    """Read a text once: what the others are compared with."""
    return unicodedata.normalize("NFC", text).casefold()


def seconds(function, text):
    """Return the best time of three, whatever the function answers."""
    times = []
    for _run in range(3):
        start = time.perf_counter()
        # The declared refusals are all of that kind.
        with contextlib.suppress(ValueError):
            function(text)
        times.append(time.perf_counter() - start)
    return min(times)


def say(line):
    """Write a line of the table."""
    sys.stdout.write(f"{line}\n")


def main():
    """Print, for each rule, its worst text."""
    say(f"{'rule':<26}{'worst text':<12}{'1 MB':>9}{'growth':>8}{'/ reading':>11}")
    for name, function in RULES.items():
        rows = [measure(function, seed) for seed in TEXTS.values()]
        worst, (large, growth, ratio) = max(
            zip(TEXTS, rows, strict=True), key=lambda row: row[1][0]
        )
        say(f"{name:<26}{worst:<12}{large:>7.3f} s{growth:>8.1f}{ratio:>11.1f}")


def measure(function, seed):
    """Return (seconds for 1 MB, growth from 250 kB, ratio to reading)."""
    small, large = (seed * (size // len(seed)) for size in (SMALL, LARGE))
    slow = seconds(function, large)
    return slow, slow / seconds(function, small), slow / seconds(read, large)


if __name__ == "__main__":
    main()
