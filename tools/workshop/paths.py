"""Where things are."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ADDON_NAME = "l10n_fr_demat_campaign"
ADDON = ROOT / ADDON_NAME
# They install themselves beside it, where Odoo has what they are for.
GLUE = tuple(
    path.parent for path in sorted(ROOT.glob(f"{ADDON_NAME}_*/__manifest__.py"))
)
ADDONS = (ADDON, *GLUE)
REQUIREMENTS = ROOT / "requirements"

# Ignored by git: delete the first to start afresh; people read the second.
WORKSHOP = ROOT / ".workshop"
VAR = ROOT / "var"

BIN = WORKSHOP / "bin"
LOGS = WORKSHOP / "logs"
