import base64
import csv
import io
from itertools import islice

from psycopg2 import DataError, IntegrityError

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..rules import customer_file, intake
from ..rules.customer_row import Surroundings, judge_row

LOAD_SIZE = 1000
MATCH_SIZE = 200
RUNNING = ("loading", "matching")


class DematImport(models.Model):
    """The job: read the rows, then find or make the customer of each."""

    _inherit = "demat.import"

    def _run(self, commit=None):
        """Import the whole file, batch after batch.

        :param commit: called after each batch; nothing is committed without it
        """
        self.ensure_one()
        is_left = True
        while is_left:
            is_left = self._run_batch() > 0
            # the last batch finds no row, and says that the import is done
            if commit:
                commit()

    def _run_batch(self):
        """Do one batch of work; return how many rows it handled, 0 at the end."""
        self.ensure_one()
        # Memory is that of one batch, however long the file.
        self.env.invalidate_all()
        # Another process may be at it: one batch at a time.
        if not self.try_lock_for_update() or self.state not in RUNNING:
            return 0
        import_ = self.with_context(lang=self.user_id.lang or self.env.lang)
        if self.state == "loading":
            return import_._load_batch()
        return import_._match_batch()

    @api.model
    def _cron_import(self):
        """Go on with the imports under way, one batch per commit."""
        cron = self.env["ir.cron"]
        for import_ in self.search([("state", "in", RUNNING)], order="id"):
            working = import_.with_user(import_.user_id).sudo()
            working = working.with_company(import_.company_id)
            while count := working._run_batch():
                remaining = working.waiting_count
                if not cron._commit_progress(count, remaining=remaining):
                    return

    def _load_batch(self):
        """Judge the next rows of the file and remember them."""
        text = customer_file.decode(base64.b64decode(self.content), self.encoding)
        rows = customer_file.iter_rows(
            text, self.delimiter, self.loaded_line or 1, self.loaded_offset
        )
        # the header is the first row of the file, not of the following batches
        skipped = 0 if self.loaded_offset else 1
        batch = list(islice(rows, skipped, skipped + LOAD_SIZE))
        if not batch:
            self._mark_shared_emails()
            self.state = "matching"
            return 1
        names = self.column_ids.sorted("position").mapped("field")
        around = self._get_surroundings()
        self.env["demat.import.row"].sudo().create(
            [self._prepare_row(row, names, around) for row in batch]
        )
        self.loaded_count += len(batch)
        self.loaded_line = batch[-1].next_line
        self.loaded_offset = batch[-1].next_offset
        return len(batch)

    def _prepare_row(self, row, names, around):
        """Return the values of one row, judged."""
        pairs = zip(names, row.cells, strict=False)
        given = {name: cell for name, cell in pairs if name}
        customer = judge_row(given, around)
        values, flaws = customer.values, customer.flaws
        if len(row.cells) != len(names):
            flaws = ("columns",)
        return {
            "import_id": self.id,
            "line": row.line,
            "code": values.get("code"),
            "name": values.get("name"),
            "cells": given,
            "values": values,
            "flaws": ",".join(flaws),
            "email_key": values.get("email_key") or False,
            "identity_key": values.get("siren") or values.get("name_key") or False,
        }

    def _get_surroundings(self):
        """Return what the rows are judged against, read once per batch."""
        tools = self.env["demat.receiving.tool"]
        catalogue = tools._get_catalogue()
        codes = {name: tool.code for name, tool in tools._get_by_name().items()}
        countries = self._get_countries_by_name()
        return Surroundings(
            country_of=lambda text: countries.get(text.casefold()),
            foreign_vat=self._get_foreign_vat,
            mailbox_of=lambda text, tool: intake.guess_tool(text, catalogue, tool),
            tool_of=lambda text: codes.get(text.casefold()),
            default_country=self.country_id.code or "",
        )

    def _get_countries_by_name(self):
        """Return a dict of code and names, lower case, to the ISO code."""
        found = {}
        for lang in ("en_US", self.env.lang):
            countries = self.env["res.country"].with_context(lang=lang)
            for country in countries.search_fetch([], ["name", "code"]):
                found[country.name.casefold()] = country.code
                found[country.code.casefold()] = country.code
        return found

    @api.model
    def _get_foreign_vat(self, country, text):
        """Return a VAT number of another country in normal form, or False."""
        record = self.env["res.country"].search([("code", "=", country)], limit=1)
        if not record:
            return False
        partners = self.env["res.partner"]
        return partners._run_vat_checks(record, text, validation="setnull")[0]

    def _mark_shared_emails(self):
        """Tell the rows whose address several companies of the file share."""
        rows = self.env["demat.import.row"].sudo()
        groups = rows._read_group(
            [("import_id", "=", self.id), ("email_key", "!=", False)],
            ["email_key"],
            ["identity_key:count_distinct"],
            having=[("identity_key:count_distinct", ">", 1)],
        )
        shared = [email for email, _count in groups]
        rows.search(
            [("import_id", "=", self.id), ("email_key", "in", shared)]
        ).is_email_shared = True

    def _match_batch(self):
        """Find or make the customers of the next rows; all of them, or row by row."""
        rows = self.env["demat.import.row"].sudo()
        batch = rows.search(
            [("import_id", "=", self.id), ("outcome", "=", False)],
            order="line",
            limit=MATCH_SIZE,
        )
        if not batch:
            self.state = "done"
        elif self._try_resolve(batch):
            # One row spoils the batch: each one on its own, to find it.
            for row in batch:
                if error := self._try_resolve(row):
                    row._refuse_unwritable(error)
        return len(batch)

    def _try_resolve(self, rows):
        """Resolve the rows, or nothing of them; return the error if there is one."""
        try:
            with self.env.cr.savepoint():
                rows._resolve()
                self.env.flush_all()
        except (UserError, DataError, IntegrityError) as error:
            self.env.invalidate_all()
            return str(error)
        return None

    def _get_report_csv(self):
        """Return the outcome of each row: ``code;outcome;flaws;text``, UTF-8.

        A cell that a spreadsheet would run as a formula is made text by a quote.
        """
        self.ensure_one()
        self.env["demat.import.row"].flush_model()
        names = ("code", "outcome", "flaws", "text")
        columns = SQL(", ").join(map(SQL.identifier, names))
        self.env.cr.execute(
            SQL(
                "SELECT %s FROM demat_import_row WHERE import_id = %s ORDER BY line",
                columns,
                self.id,
            )
        )
        stream = io.StringIO()
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(names)
        while cells := self.env.cr.fetchmany(LOAD_SIZE):
            writer.writerows(map(self._get_report_line, cells))
        return stream.getvalue().encode()

    @api.model
    def _get_report_line(self, cells):
        return [customer_file.spreadsheet_safe(cell or "") for cell in cells]
