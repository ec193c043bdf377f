"""What the rules' tests share, under Odoo's loader and under plain pytest.

The package name decides, not what happens to be installed: a plain run stays plain, and
quick, on a machine that has Odoo too.
"""

import os

if __name__.startswith("odoo.addons."):
    from odoo.tests import BaseCase, tagged
else:
    from unittest import TestCase as BaseCase

    def tagged(*tags):
        """Return the class unchanged: tags mean nothing outside Odoo."""
        return lambda cls: cls


try:
    from hypothesis import HealthCheck, given, settings
    from hypothesis import strategies as st
except ImportError:  # property tests are then not imported, see __init__.py
    given = settings = st = None
else:
    COMMON = {
        "database": None,
        "deadline": None,
        "suppress_health_check": [HealthCheck.too_slow],
    }
    settings.register_profile("fast", max_examples=8, derandomize=True, **COMMON)
    settings.register_profile("deep", max_examples=500, **COMMON)
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))

__all__ = ["BaseCase", "given", "settings", "st", "tagged"]
