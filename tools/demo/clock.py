"""Time as the demonstration needs it: each step happens on its own day.

Only this process moves: Odoo's own code, the database and the mail server know nothing
of it.
"""

from contextlib import contextmanager
from datetime import datetime
from unittest.mock import patch

from freezegun import freeze_time

from odoo.sql_db import Cursor


@contextmanager
def at(moment):
    """Let the clock run from a moment, given in UTC as « 2026-09-07 07:30 »."""
    with (
        freeze_time(moment, tick=True),
        patch.object(Cursor, "now", lambda cursor: datetime.now()),  # noqa: DTZ005
    ):
        yield
