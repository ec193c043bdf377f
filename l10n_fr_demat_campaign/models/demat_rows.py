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
    arrays = (
        SQL(
            "%s::%s[]",
            list(values),
            SQL.identifier(model._fields[name].column_type[0]),
        )
        for name, values in zip(names, zip(*rows, strict=True), strict=True)
    )
    return [
        row_id
        for [row_id] in model.env.execute_query(
            SQL(
                "INSERT INTO %s (%s) SELECT * FROM unnest(%s) RETURNING id",
                SQL.identifier(model._table),
                SQL(", ").join(map(SQL.identifier, names)),
                SQL(", ").join(arrays),
            )
        )
    ]
