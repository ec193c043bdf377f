"""A pytest plugin: Odoo's own ``test_lint`` classes look at our add-on only.

They are written to read all of Odoo, which takes minutes and finds what is not ours.
"""

import subprocess
import sys
from functools import partial

import pytest

from .paths import ADDON, ADDON_NAME

MODULE = "odoo.addons.test_lint"
# Needs eslint, and reads scripts, of which the add-on has next to none.
APART = ("test_eslint",)


def pytest_collection_modifyitems(config, items):
    """Leave out the check whose program is not there."""
    left_out = [item for item in items if _is_core(item) and item.name in APART]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(autouse=True)
def our_addon_only(request, monkeypatch):
    """Show Odoo's checks a world whose only add-on is ours."""
    if not _is_core(request.node):
        return
    from odoo.modules import Manifest

    ours = [Manifest.for_addon(ADDON_NAME)]
    monkeypatch.setattr(Manifest, "all_addon_manifests", staticmethod(lambda: ours))
    if request.node.name in NARROWED:
        NARROWED[request.node.name](monkeypatch)


def _read_our_folder_only(monkeypatch):
    import odoo.addons

    monkeypatch.setattr(odoo.addons, "__path__", [str(ADDON)])
    monkeypatch.setattr(odoo, "__path__", [])


def _start_pylint_on_our_folder_only(monkeypatch):
    from odoo.tools import config

    import odoo.addons

    monkeypatch.setattr(config, "root_path", str(ADDON))
    # pytest adds Odoo's add-ons to the path, where "calendar" hides Python's own.
    path = [folder for folder in sys.path if folder not in odoo.addons.__path__]
    monkeypatch.setattr(sys, "path", path)
    # Our comments name checks of pylint-odoo, which Odoo's own pylint does not load.
    run = partial(_run_with, subprocess.run, "--disable=unknown-option-value")
    monkeypatch.setattr(subprocess, "run", run)


def _run_with(run, option, command, **options):
    return run([*command, option], **options)


NARROWED = {
    "test_conflict_markers": _read_our_folder_only,
    "test_pylint": _start_pylint_on_our_folder_only,
}


def _is_core(item):
    return item.module.__name__.startswith(MODULE)
