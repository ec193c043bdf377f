"""A pytest plugin: plain tests shared among the cores, by forks of a loaded pytest.

Loading pytest and the tests takes as long as half of them: other plugins that share
tests load them once per process, which costs more than it saves here.
"""

import gc
import json
import os
import traceback

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session):
    """Run a share of the tests in each process, and report them all in this one."""
    # What is loaded is needed until the end, and the end is near.
    gc.disable()
    cores = len(os.sched_getaffinity(0))
    items = session.items
    workers = [_fork(session, items[share::cores]) for share in range(1, cores)]
    _run(session, items[::cores])
    for process, stream in workers:
        with stream:
            _report(session.config.hook, session.config, json.load(stream))
        os.waitpid(process, 0)
    return True


def _fork(session, items):
    """Run tests in another process; return its number and where its reports come."""
    reader, writer = os.pipe()
    process = os.fork()
    if process:
        os.close(writer)
        return process, os.fdopen(reader)
    try:
        reports = _run_quietly(session, items)
        with os.fdopen(writer, "w") as stream:
            # What a subtest was given may be of any kind.
            json.dump(reports, stream, default=repr)
    except BaseException:  # noqa: BLE001
        traceback.print_exc()
    finally:
        os._exit(0)


def _run_quietly(session, items):
    """Run tests without a word; return their reports as plain values."""
    config, reports = session.config, []

    class Recorder:
        def pytest_runtest_logreport(self, report):
            reports.append(
                config.hook.pytest_report_to_serializable(config=config, report=report)
            )

    config.pluginmanager.unregister(name="terminalreporter")
    config.pluginmanager.register(Recorder())
    _run(session, items)
    return reports


def _run(session, items):
    for item, following in zip(items, [*items[1:], None], strict=True):
        session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)


def _report(hook, config, reports):
    for data in reports:
        report = hook.pytest_report_from_serializable(config=config, data=data)
        hook.pytest_runtest_logreport(report=report)
