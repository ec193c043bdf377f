"""Two sessions at once: who comes second is told by PostgreSQL, and begins again.

Odoo reads a snapshot: a session sees nothing of what others wrote since it began. Only
two changes of the same row collide; Odoo then does the second session's work again.
"""

import psycopg2

from odoo.exceptions import ConcurrencyError
from odoo.tools import SQL

_COLLISIONS = (psycopg2.OperationalError, ConcurrencyError)


def is_collision(error):
    """Return whether an error comes from another session that was first.

    Templates wrap what happens while they are drawn.
    """
    while error and not isinstance(error, _COLLISIONS):
        error = error.__cause__ or error.__context__
    return bool(error)


def claim(records):
    """Let two sessions collide that change what hangs on these records.

    In the order of their ids, so that none waits for the other.
    """
    if not records:
        return
    table = SQL.identifier(records._table)
    records.env.cr.execute(
        SQL(
            "UPDATE %s AS row SET write_date = row.write_date FROM"
            " (SELECT id FROM %s WHERE id IN %s ORDER BY id FOR NO KEY UPDATE) AS mine"
            " WHERE row.id = mine.id",
            table,
            table,
            tuple(records.ids),
        )
    )
