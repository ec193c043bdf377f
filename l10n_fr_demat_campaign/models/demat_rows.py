"""Many rows at once, straight from and to the tables.

The ORM keeps each value in its cache: for thousands of rows that takes longer than
PostgreSQL does.
"""

from collections import defaultdict

from odoo.tools import SQL

# How full PostgreSQL makes a page of what changes often, in percent.
_FILL = 70


def leave_room(model):
    """Let the pages of a table keep room for the next version of each row.

    Where no column of an index changes, PostgreSQL then touches no index.
    """
    model.env.cr.execute(
        SQL(
            "ALTER TABLE %s SET (fillfactor = %s)",
            SQL.identifier(model._table),
            _FILL,
        )
    )


def read_rows(env, query, tables):
    """Return one dict per row of a query.

    What waits in the cache is written first. Rights are the caller's business.

    :param query: who is read, see ``odoo.tools.Query``
    :param tables: dict of the prefix of the keys to (model, alias, names of columns)
    """
    keys, columns = [], []
    for prefix, (model, alias, names) in tables.items():
        keys += [f"{prefix}{name}" for name in names]
        columns += [model._field_to_sql(alias, name, query) for name in names]
    rows = env.execute_query(query.select(*columns))
    return [dict(zip(keys, row, strict=True)) for row in rows]


def get_values(records, name):
    """Return the value of a field of each record, as the cache keeps it.

    A recordset per record takes longer than all the rest.
    """
    records.fetch([name])
    records._recompute_recordset([name])
    cache = records._fields[name]._get_cache(records.env)
    return [cache[record_id] for record_id in records._ids]


def group_alike(records, names):
    """Return the records that share some values, by these values as in the cache."""
    groups = defaultdict(list)
    columns = [get_values(records, name) for name in names]
    for record_id, *key in zip(records._ids, *columns, strict=True):
        groups[tuple(key)].append(record_id)
    return {key: records.browse(ids) for key, ids in groups.items()}


def insert_rows(model, own, shared=None):
    """Insert rows in one statement and return their ids, in the same order.

    Constraints, computed fields and the cache are the caller's business.

    :param own: dict of stored fields to the values of the rows, as columns hold them
    :param shared: dict of stored fields to the value that all rows take
    """
    own, common = _split_varying(own)
    shared = {**common, **(shared or {})}
    names = [*own, *shared]
    kinds = {name: SQL.identifier(model._fields[name].column_type[0]) for name in names}
    values = [
        *(SQL.identifier("own", name) for name in own),
        *(SQL("%s::%s", value, kinds[name]) for name, value in shared.items()),
    ]
    arrays = (SQL("%s::%s[]", own[name], kinds[name]) for name in own)
    statement = SQL(
        "INSERT INTO %s (%s) SELECT %s FROM unnest(%s) AS own (%s) RETURNING id",
        SQL.identifier(model._table),
        SQL(", ").join(map(SQL.identifier, names)),
        SQL(", ").join(values),
        SQL(", ").join(arrays),
        SQL(", ").join(map(SQL.identifier, own)),
    )
    return [row_id for [row_id] in model.env.execute_query(statement)]


def _split_varying(columns):
    """Return the columns in which rows differ, one at least, and the other values.

    What is the same in all rows is told to PostgreSQL once.
    """
    first, *others = columns
    alike = {
        name: columns[name][0]
        for name in others
        if columns[name].count(columns[name][0]) == len(columns[name])
    }
    return {n: columns[n] for n in (first, *others) if n not in alike}, alike


def update_rows(records, shared, own=None):
    """Write values on many records, in one statement.

    The cache takes the new values, and what depends on them is computed again. Rights,
    and whoever listens to ``write``, are the caller's business: see
    ``demat.sealed._write_alike``.

    :param shared: dict of stored fields to the value that all records take
    :param own: dict of stored fields to the values of the records, in their order
    """
    own = own or {}
    names = [*shared, *own]
    written = [records._fields[name] for name in names]
    for field in written:
        records.env.remove_to_compute(field, records)
    records.flush_recordset(names)
    records.env.cr.execute(_get_update(records, shared, own))
    records.invalidate_recordset([*own, "write_uid", "write_date"], flush=False)
    for name, value in shared.items():
        field = records._fields[name]
        field._update_cache(records, field.convert_to_cache(value, records))
    with records.env.protecting([f for f in written if f.compute], records):
        records.modified(names)
    records._validate_fields(names)


def _get_update(records, shared, own):
    """Return the statement that writes values on records, with by whom and when."""
    fields, env = records._fields, records.env
    values = {**shared, "write_uid": env.uid, "write_date": env.cr.now()}
    columns = {name: SQL.identifier("row", name) for name in own}
    for name, value in values.items():
        columns[name] = SQL("%s", fields[name].convert_to_column(value, records))
    arrays = [
        SQL("%s::int4[]", list(records._ids)),
        *(
            SQL(
                "%s::%s[]",
                [fields[name].convert_to_column(value, records) for value in row],
                SQL.identifier(fields[name].column_type[0]),
            )
            for name, row in own.items()
        ),
    ]
    return SQL(
        "UPDATE %s SET %s FROM unnest(%s) AS row (%s) WHERE %s = row.id",
        SQL.identifier(records._table),
        SQL(", ").join(
            SQL("%s = %s", SQL.identifier(name), value)
            for name, value in columns.items()
        ),
        SQL(", ").join(arrays),
        SQL(", ").join(map(SQL.identifier, ("id", *own))),
        SQL.identifier(records._table, "id"),
    )
