"""Run the rules' tests without Odoo: the packages that import it become empty."""

import sys
from pathlib import Path
from types import ModuleType

ROOT, ADDON = Path(__file__).parent, "l10n_fr_demat_campaign"
for name in (ADDON, f"{ADDON}.tests"):
    package = ModuleType(name)
    package.__path__ = [str(ROOT / name.replace(".", "/"))]
    sys.modules[name] = package
