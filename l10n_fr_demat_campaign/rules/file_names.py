"""Names of invoice files that every mailbox robot and every disk accepts.

The narrowest rule met is Basware's, letters and digits without accents, dot, space and
underscore (knowledge base BWKB0010699); names are built without the space.
"""

import re
from unicodedata import combining, normalize

BASE_MAX = 80
FALLBACK = "document"
SPELT_OUT = str.maketrans(
    {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ẞ": "SS"}
)
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_OUTSIDE = re.compile(r"[^A-Za-z0-9.]+")


def safe_base(text):
    """The base of a file name: ASCII letters, digits and dots, parted by underscores.

    >>> safe_base("Facture n° 2026/É-12")
    'Facture_n_2026_E_12'
    """
    letters = normalize("NFKD", str(text).translate(SPELT_OUT))
    bare = "".join(letter for letter in letters if not combining(letter))
    base = _OUTSIDE.sub("_", bare).strip("_.")
    return base[:BASE_MAX].strip("_.") or FALLBACK


def file_name(template, number, company, *, extension="pdf", **values):
    """The file name of a document: `{number}`, `{company}`, … of the template filled.

    The French names `{numéro}` and `{société}` are the same placeholders; an unknown
    one is left out. The name is fixed when the document is queued.

    >>> file_name("Facture_{numéro}_{société}", "2026/12", "Œuvrard & Fils")
    'Facture_2026_12_OEuvrard_Fils.pdf'
    """
    values |= {"number": number, "company": company}
    values |= {"numéro": number, "numero": number}
    values |= {"société": company, "societe": company}
    filled = _PLACEHOLDER.sub(lambda match: str(values.get(match[1], "")), template)
    end = _OUTSIDE.sub("", extension).strip(".").lower()
    return f"{safe_base(filled)}.{end}" if end else safe_base(filled)


def unique_names(names):
    """The names, each once: a second one takes `_2`, whatever the case of letters.

    >>> unique_names(["a.pdf", "A.pdf", "a.xml"])
    ('a.pdf', 'A_2.pdf', 'a.xml')
    """
    taken, counts, unique = set(), {}, []
    for name in names:
        candidate = name
        while candidate.lower() in taken:
            counts[name.lower()] = counts.get(name.lower(), 1) + 1
            candidate = _numbered(name, counts[name.lower()])
        taken.add(candidate.lower())
        unique.append(candidate)
    return tuple(unique)


def _numbered(name, count):
    base, dot, extension = name.rpartition(".")
    if not dot:
        base, extension = extension, ""
    mark = f"_{count}"
    return base[: BASE_MAX - len(mark)] + mark + dot + extension
