"""Many rows at once, straight from and to the tables.

The ORM keeps each value in its cache: for thousands of rows that takes longer than
PostgreSQL does.
"""

from odoo.tools import SQL


def read_rows(env, query, tables):
    """Return one dict per row of a query.

    What waits in the cache is written first. Rights are the caller's business.

    :param query: who is read, see ``odoo.tools.Query``
    :param tables: dict of the prefix of the keys to (model, alias, names of columns)
    """
    columns = [
        SQL(
            "%s AS %s",
            model._field_to_sql(alias, name, query),
            SQL.identifier(f"{prefix}{name}"),
        )
        for prefix, (model, alias, names) in tables.items()
        for name in names
    ]
    return env.execute_query_dict(query.select(*columns))


def insert_rows(model, names, rows):
    """Insert rows in one statement and return their ids, in the same order.

    Constraints, computed fields and the cache are the caller's business.

    :param names: stored fields of the model
    :param rows: list of tuples of values, as the columns hold them
    """
    columns = dict(zip(names, zip(*rows, strict=True), strict=True))
    own = _get_varying(columns)
    kinds = {name: SQL.identifier(model._fields[name].column_type[0]) for name in names}
    values = (
        SQL.identifier("own", name)
        if name in own
        else SQL("%s::%s", columns[name][0], kinds[name])
        for name in names
    )
    arrays = (SQL("%s::%s[]", list(own[name]), kinds[name]) for name in own)
    statement = SQL(
        "INSERT INTO %s (%s) SELECT %s FROM unnest(%s) AS own (%s) RETURNING id",
        SQL.identifier(model._table),
        SQL(", ").join(map(SQL.identifier, names)),
        SQL(", ").join(values),
        SQL(", ").join(arrays),
        SQL(", ").join(map(SQL.identifier, own)),
    )
    return [row_id for [row_id] in model.env.execute_query(statement)]


def _get_varying(columns):
    """Return the columns in which rows differ, the first one at least.

    What is the same in all rows is told to PostgreSQL once.
    """
    first = next(iter(columns))
    return {
        name: values
        for name, values in columns.items()
        if name == first or values.count(values[0]) < len(values)
    }


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
