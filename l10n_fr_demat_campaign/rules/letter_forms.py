"""What a word or a sign of a letter is by its form, whatever the language."""

import re

from .letter_text import fold

# Addresses that are no place to answer: rights, stop, conditions, official sites, the
# link tracker of Odoo (it owns /r/).
OTHER_PAGE = re.compile(
    r"gouv\.fr|/r/|/[^?#]*(?:stop|donnees|cgv|cgu|faq|mention|legal|privacy|rgpd|"
    r"confidential|conditions|unsubscribe|desinscription|desabonne|webinaire|notice)",
    re.IGNORECASE,
)
SHORTENER = re.compile(
    r"(?:^|//|\.)(?:bit\.ly|tinyurl\.com|goo\.gl|t\.co|ow\.ly|is\.gd|cutt\.ly|lnkd\.in)",
    re.IGNORECASE,
)
SHORT_DATE = re.compile(r"\d{1,2}([/.-])\d{1,2}(?:\1\d{2,4})?")
DOTTED = re.compile(r"\d{1,2}\.\d{2}")  # a day and a month, or a price
ROBOT = re.compile(
    r"no-?_?\.?reply|ne-?_?pas-?_?repondre|do-?_?not-?_?reply", re.IGNORECASE
)


def classes_of(raw):
    """What a word is by its form: number, date, address, name…"""
    if "@" in raw:
        yield "NO_REPLY_ADDRESS" if ROBOT.search(raw) else "EMAIL"
    elif raw.isdecimal():
        yield from _number_classes(fold(raw))
    elif DOTTED.fullmatch(raw):
        yield "NUMBER"
        if "SHORT_DATE" in _date_classes([int(part) for part in raw.split(".")]):
            yield "DOTTED_DATE"
    elif SHORT_DATE.fullmatch(raw):
        yield from _date_classes([int(part) for part in re.split(r"\D", raw)])
    elif "/" in raw:
        yield from _url_classes(raw)
    elif raw[0].isupper() and not raw.isupper():
        yield "CAPITALISED"


def _url_classes(raw):
    yield "URL"
    _scheme, _, rest = raw.rpartition("://")
    host, _, path = rest.partition("/")
    if "gouv.fr" in host.lower():
        yield "OFFICIAL"
    if SHORTENER.search(host):
        yield "SHORT_URL"
    if not OTHER_PAGE.search(f"{host}/{path}"):
        yield "ANSWER_URL"


def _number_classes(number):
    yield "NUMBER"
    if len(number) < 3 and 1 <= int(number) <= 31:
        yield "DAY"
    if len(number) == 4 and number.startswith("20"):
        yield "YEAR"


def _date_classes(parts):
    day, month = parts[:2]
    if 1 <= day <= 31 and 1 <= month <= 12 and (len(parts) > 2 or parts != [7, 7]):
        yield "SHORT_DATE"
        if parts[2:] in ([2024], [24]) and month in (1, 7, 9):
            yield "STALE_DATE"


DIGIT = re.compile(r"\d")  # each sign has one
# Signs that are not words: bounded patterns over the readable text.
SIGNS = {
    "PHONE": re.compile(
        r"(?<![\d./=])(?:\(?\+\d{2,3}\)?(?:\s?\(0\))?(?:[\s.-]?\d){6,10}"
        r"|0(?:[\s.-]?\d){9})(?![\s.]?\d)"
    ),
    "NINE_DIGITS": re.compile(
        r"(?<!\d)(?<!\d[\s.])\d{3}[\s.-]?\d{3}[\s.-]?\d{3}(?![\s.]?\d)"
    ),
    "FOURTEEN_DIGITS": re.compile(
        r"(?<!\d)\d{3}[\s.]?\d{3}[\s.]?\d{3}[\s.]?\d{5}(?!\d)"
    ),
    "DISCOUNT": re.compile(r"(?<![\w%€])[-\u2212\u2013]\s?\d{1,2}\s?%"),
    "IBAN": re.compile(
        r"(?<![^\W_])[A-Za-z]{2}[\s.-]?\d{2}(?:[\s.-]?[A-Za-z0-9]{4}){2,7}"
        r"(?:[\s.-]?[A-Za-z0-9]{1,3})?(?![^\W_])"
    ),
}


def is_iban(found):
    """Enough digits in groups of an account number, whatever its key.

    A VAT number (FR and 11 digits), an EORI number (FR and a SIRET) and four-letter
    words after a code are not one.
    """
    plain = re.sub(r"[\s.-]", "", found)
    if len(plain) >= 20 and sum(char.isdecimal() for char in plain) >= 14:
        return True
    # The last letters may be the next word.
    shorter = (plain[:size] for size in range(15, len(plain) + 1))
    return any(_key_is_right(number) for number in shorter if number[-1].isdecimal())


def _key_is_right(plain):
    """ISO 7064 mod 97-10, as in ISO 13616."""
    turned = plain[4:] + plain[:4]
    return int("".join(str(int(char, 36)) for char in turned)) % 97 == 1


# What the form of a word or a sign tells, beside the groups of a language.
CLASSES = frozenset(
    [
        *SIGNS,
        *("QUESTION", "NUMBER", "DAY", "YEAR", "SHORT_DATE", "STALE_DATE"),
        "DOTTED_DATE",
        *("URL", "ANSWER_URL", "SHORT_URL", "OFFICIAL", "EMAIL", "NO_REPLY_ADDRESS"),
        "CAPITALISED",
    ]
)
