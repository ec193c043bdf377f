"""What the paper invoice and the electronic one carry, compared.

A customer who switches must lose nothing: each mention, note and document of one is
found in the other, in the same language. Texts are compared as people read them:
spaces, case and punctuation left aside.
"""

import unicodedata
from dataclasses import dataclass
from enum import Enum


class Topic(str, Enum):
    """What differs."""

    MENTION = "mention"
    NOTE = "note"
    DOCUMENT = "document"
    LANGUAGE = "language"
    PAGE = "page"

    def __str__(self):
        return self.value


class Side(str, Enum):
    """Where it stands, and the other side has it not."""

    PAPER = "paper"
    ELECTRONIC = "electronic"

    def __str__(self):
        return self.value


@dataclass(frozen=True, kw_only=True)
class Invoice:
    """What one form of an invoice carries.

    :param texts: pairs of a topic and a text that stands there by itself
    :param page: all that can be read there; None where nobody can read it
    """

    texts: tuple = ()
    documents: tuple = ()
    lang: str = ""
    page: str | None = None


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One thing that stands on one side only."""

    topic: Topic
    side: Side
    text: str


def differences(paper, electronic):
    """Return what stands on one side only, mentions first.

    What a Factur-X file shows on its page is carried by it: only a file without any
    page loses what is on paper and not in the data.
    """
    found = [
        *_texts_missing(electronic, paper, Side.ELECTRONIC),
        *_texts_missing(paper, electronic, Side.PAPER),
        *_documents_missing(electronic, paper, Side.ELECTRONIC),
        *_documents_missing(paper, electronic, Side.PAPER),
    ]
    if _root(paper.lang) != _root(electronic.lang):
        langs = f"{paper.lang} / {electronic.lang}"
        found.append(Difference(topic=Topic.LANGUAGE, side=Side.ELECTRONIC, text=langs))
    return tuple(sorted(dict.fromkeys(found), key=lambda d: list(Topic).index(d.topic)))


def _texts_missing(carrier, other, side):
    """Yield what a form says and the other does not, neither apart nor on its page."""
    said = [normal(text) for _topic, text in other.texts]
    page = normal(other.page or "")
    for topic, text in carrier.texts:
        wanted = normal(text)
        if wanted and wanted not in page and not any(wanted in one for one in said):
            yield Difference(topic=topic, side=side, text=text)


def _documents_missing(carrier, other, side):
    for name in carrier.documents:
        if name not in other.documents:
            yield Difference(topic=Topic.DOCUMENT, side=side, text=name)


def _root(lang):
    return lang.replace("_", "-").split("-", maxsplit=1)[0].lower()


def normal(text):
    """Return a text as it is compared: letters and digits only.

    >>> normal("Escompte : 2 %  pour « paiement »")
    'escompte2pourpaiement'
    """
    whole = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in whole if letter.isalnum())
