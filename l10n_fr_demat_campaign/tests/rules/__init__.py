"""Tests of the rules, one module per rule, each imported here for Odoo's loader.

Property tests (`test_<rule>_properties`) need hypothesis, which Odoo does not bring:
they are imported only where it is installed.
"""

from importlib.util import find_spec

HAS_HYPOTHESIS = find_spec("hypothesis") is not None
