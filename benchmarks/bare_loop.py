"""What the job that looks at silence is compared with: the same rows, one by one.

One UPDATE of a position and one INSERT of an event per customer, with nothing around
them: no facts, no condition, no lock, no chain. The values are those that the job
wrote; the tables have the columns, the indexes and the foreign keys of ours.
"""

from odoo.tools import SQL

TABLES = ("demat_consent", "demat_evidence")
POSITION = (
    *("state", "basis", "since", "effective_on", "blocker_gate", "blocker_text"),
    *("write_uid", "write_date"),
)
EVENT = (
    *("chain_id", "company_id", "consent_id", "campaign_id", "number", "kind"),
    *("recorded_at", "user_id", "payload", "mac"),
)
FOREIGN_KEYS = """SELECT pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype = 'f' AND conrelid = %s::regclass"""
# As many customers per commit as the job.
BATCH = 500


def copy_tables(env):
    """Make the tables, with the positions as they are before the job."""
    for name in TABLES:
        table, copy = SQL.identifier(name), SQL.identifier(f"bare_{name}")
        env.cr.execute(SQL("CREATE TABLE %s (LIKE %s INCLUDING ALL)", copy, table))
        for [definition] in env.execute_query(SQL(FOREIGN_KEYS, name)):
            env.cr.execute(SQL("ALTER TABLE %s ADD %s", copy, SQL(definition)))
    env.cr.execute("INSERT INTO bare_demat_consent SELECT * FROM demat_consent")


def read_written(env):
    """Return what the job wrote: (position, its id) and event of each customer."""
    positions = env.execute_query(
        SQL(
            "SELECT %s, id FROM demat_consent WHERE state = 'accepted' ORDER BY id",
            _columns(POSITION),
        )
    )
    events = env.execute_query(
        SQL(
            "SELECT %s FROM demat_evidence WHERE kind = 'consent_expire' "
            "ORDER BY consent_id",
            _columns(EVENT),
        )
    )
    return list(zip(positions, events, strict=True))


def run(env, written):
    """Write it again, statement by statement."""
    values = ", ".join(["%s"] * len(EVENT))
    update = (
        f"UPDATE bare_demat_consent SET {' = %s, '.join(POSITION)} = %s WHERE id = %s"  # noqa: S608
    )
    insert = f"INSERT INTO bare_demat_evidence ({', '.join(EVENT)}) VALUES ({values})"  # noqa: S608
    for number, (position, event) in enumerate(written, 1):
        env.cr.execute(update, position)
        env.cr.execute(insert, event)
        if number % BATCH == 0:
            env.cr.commit()


def _columns(names):
    return SQL(", ").join(map(SQL.identifier, names))
