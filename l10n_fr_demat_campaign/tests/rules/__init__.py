"""Tests of the rules, one module per rule, each imported here for Odoo's loader.

Property tests (`test_<rule>_properties`) need hypothesis, which Odoo does not bring:
they are imported only where it is installed.
"""

from importlib.util import find_spec

from . import test_regime
from . import test_regime_families
from . import test_regime_overrides
from . import test_regime_table
from . import test_timeline

if find_spec("hypothesis"):
    from . import test_regime_properties
