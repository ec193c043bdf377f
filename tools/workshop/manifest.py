"""What the add-on says of itself."""

import ast

from .console import Failure
from .paths import ADDON


def read():
    """Return the add-on's manifest."""
    path = ADDON / "__manifest__.py"
    if not path.exists():
        raise Failure(f"No add-on here: {path} does not exist.")
    return ast.literal_eval(path.read_text())


def depends():
    """Return the names of the add-ons that it needs."""
    return read()["depends"]
