"""Labelled phrases and reference texts that the tests of letters read."""

import os
from pathlib import Path

FILES = Path(__file__).parent / "files"
IS_DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"


def some(items, step):
    """All the items in the deep profile, one of so many in the fast one."""
    return list(items)[:: 1 if IS_DEEP else step]


def read_phrases(name):
    """The (rule, is_expected, phrase) of a file; "+" and "-" are the labels."""
    key = None
    for line in (FILES / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            key = line.strip("[]")
        elif line[:2] in ("+ ", "- "):
            yield key, line[0] == "+", line[2:].replace("\\n", "\n")


def read_letters(name):
    """The (title, family, kind, expected keys, text) of a file of letters."""
    for part in (FILES / name).read_text(encoding="utf-8").split("=== ")[1:]:
        head, text = part.split("\n", 1)
        title, family, kind, keys = (item.strip() for item in head.split("|"))
        yield title, family, kind, sorted(keys.split()), text


def read_sentences(name):
    """The (rule, is_expected, parts) of a file of sentences to put together."""
    for block in (FILES / name).read_text(encoding="utf-8").split("[")[1:]:
        head, *lines = block.strip().split("\n")
        key, label = head.rstrip("]").split()
        yield key, label == "+", [line.split(" | ") for line in lines]
