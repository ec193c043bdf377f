"""Run the plain tests as quickly as they can be: without pytest, on every core.

To load pytest and to report each subtest takes longer than the tests themselves. All is
loaded once, then shared among forks; a failure is told by unittest's own words.
"""

import gc
import json
import os
import sys
import time
import traceback
import unittest
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[2]
RULES = "l10n_fr_demat_campaign.tests.rules"


def main():
    """Run every test; return 0 if all passed."""
    start = time.perf_counter()
    sys.path[:0] = [str(ROOT), str(ROOT / "tools")]
    import_module("conftest")
    tests = list(_flatten(unittest.TestSuite(map(_load, _names()))))
    # What is loaded is needed until the end, and the end is near.
    gc.disable()
    cores = len(os.sched_getaffinity(0))
    streams = [_fork(tests[share::cores]) for share in range(1, cores)]
    outcomes = [_run(tests[::cores]), *map(_read, streams)]
    failures = [text for outcome in outcomes for text in outcome["failures"]]
    skipped = sum(outcome["skipped"] for outcome in outcomes)
    seconds = time.perf_counter() - start
    passed = len(tests) - skipped - len({text.split()[1] for text in failures})
    _say(*failures, f"{passed} passed, {len(failures)} failed in {seconds:.2f}s")
    return int(bool(failures))


def _names():
    """Return the names of the modules that hold plain tests."""
    rules = (ROOT / RULES.replace(".", "/")).glob("test_*.py")
    tools = (ROOT / "tools" / "tests").glob("test_*.py")
    yield from sorted(f"{RULES}.{path.stem}" for path in rules)
    yield from sorted(f"tests.{path.stem}" for path in tools)


def _load(name):
    return unittest.defaultTestLoader.loadTestsFromModule(import_module(name))


def _flatten(suite):
    for test in suite:
        yield from _flatten(test) if isinstance(test, unittest.TestSuite) else (test,)


def _run(tests):
    """Run tests; return what failed, in words, and how many were skipped."""
    result = unittest.TestResult()
    unittest.TestSuite(tests).run(result)
    failures = [
        f"FAILED {test.id()}\n{text}" for test, text in result.failures + result.errors
    ]
    return {"failures": failures, "skipped": len(result.skipped)}


def _fork(tests):
    """Run tests in another process; return where its outcome comes."""
    reader, writer = os.pipe()
    if os.fork():
        os.close(writer)
        return os.fdopen(reader)
    try:
        with os.fdopen(writer, "w") as stream:
            json.dump(_run(tests), stream)
    except BaseException:  # noqa: BLE001
        traceback.print_exc()
    finally:
        os._exit(0)


def _read(stream):
    with stream:
        text = stream.read()
    # A process that died says nothing.
    return json.loads(text or '{"failures": ["FAILED a process died"], "skipped": 0}')


def _say(*lines):
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
