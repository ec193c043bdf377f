"""Compare and merge translation files; runs where ``polib`` is installed."""

import sys
from pathlib import Path

import polib

# What changes at each export without any change of the terms.
DATES = ("POT-Creation-Date", "PO-Revision-Date")
WIDTH = 78


def main(verb, exported, template):
    """Check the files beside a template against a fresh export, or update them."""
    exported, template = Path(exported), Path(template)
    fresh = polib.pofile(str(exported), wrapwidth=WIDTH)
    languages = sorted(template.parent.glob("*.po"))
    if verb == "merge":
        update(fresh, template, languages)
        return 0
    flaws = [*template_flaws(fresh, template)]
    for path in languages:
        flaws += [
            f"{path.name}: {flaw}" for flaw in flaws_of(fresh, polib.pofile(str(path)))
        ]
    sys.stdout.writelines(f"{flaw}\n" for flaw in flaws)
    return 0


def update(fresh, template, languages):
    """Write the fresh template, and each language with its terms."""
    if [*template_flaws(fresh, template)]:
        fresh.save(str(template))
    for path in languages:
        merged(fresh, polib.pofile(str(path), wrapwidth=WIDTH)).save(str(path))


def merged(fresh, language):
    """Return a language's file with the terms of a fresh export, in their order."""
    known = {entry.msgid: entry for entry in language if not entry.obsolete}
    result = polib.POFile(wrapwidth=WIDTH)
    result.metadata, result.header = language.metadata, language.header
    for entry in fresh:
        former = known.get(entry.msgid)
        entry.msgstr = former.msgstr if former else ""
        entry.flags = former.flags if former else entry.flags
        result.append(entry)
    return result


def template_flaws(fresh, template):
    """Yield how the template in the repository differs from a fresh export."""
    if not template.exists():
        yield f"{template.name} is missing"
    elif _terms(fresh) != _terms(polib.pofile(str(template))):
        yield f"{template.name} is not what Odoo exports"


def flaws_of(fresh, language):
    """Yield what is missing, in excess or doubtful in a language's file."""
    wanted = {entry.msgid for entry in fresh}
    found = {entry.msgid for entry in language if not entry.obsolete}
    yield from (f"missing: {term}" for term in sorted(wanted - found))
    yield from (f"no longer used: {term}" for term in sorted(found - wanted))
    yield from (
        f"not translated: {entry.msgid}" for entry in language.untranslated_entries()
    )
    yield from (f"to be confirmed: {entry.msgid}" for entry in language.fuzzy_entries())
    yield from (f"obsolete: {entry.msgid}" for entry in language.obsolete_entries())


def _terms(file):
    return [(entry.msgid, entry.comment, sorted(entry.occurrences)) for entry in file]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
