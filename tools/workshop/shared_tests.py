"""A pytest plugin: several processes share the tests, class by class.

Whoever is free takes the next class that nobody has taken: a file with its number, in a
folder that all of them know, is made once. No process waits for another one whose
tests take longer than was thought.
"""

from contextlib import suppress
from itertools import groupby
from pathlib import Path

import pytest


def pytest_addoption(parser):
    """Take the folder; without it, this process runs everything."""
    parser.addoption("--taken-tests", type=Path, help="where classes are taken")


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session):
    """Run the classes that this process takes, in their order."""
    options = session.config.option
    if options.collectonly or session.testsfailed or not options.taken_tests:
        return None
    taken = take(session.items, options.taken_tests)
    item = next(taken, None)
    while item:
        # What is set up for a class is taken down before the next one.
        following = next(taken, None)
        session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.shouldfail:
            raise session.Failed(session.shouldfail)
        if session.shouldstop:
            raise session.Interrupted(session.shouldstop)
        item = following
    return True


def take(items, folder):
    """Yield the tests of the classes that nobody else has taken yet."""
    for number, (_class, tests) in enumerate(groupby(items, lambda item: item.parent)):
        with suppress(FileExistsError):
            Path(folder, str(number)).touch(exist_ok=False)
            yield from tests
