import contextvars
import math
import os
from concurrent.futures import ThreadPoolExecutor

from odoo import api, models

# In the context: how many renderers at once, and the part of a batch that is printed.
RENDERERS, PART = "l10n_fr_demat_renderers", "l10n_fr_demat_part"
# How many at once, when there should be others than the machine suggests.
PARAMETER = "l10n_fr_demat_campaign.renderers"
# A renderer waits two seconds for its scripts, whatever it draws; beyond some twenty
# documents each page costs more, for it reads the headers of all of them.
SMALLEST, BIGGEST = 5, 20


class Postponed(Exception):
    """The page is being drawn: come back for it."""


class Part:
    """Some documents of a batch: their page, made once, and the file drawn of it."""

    def __init__(self, ids, pool):
        self.ids, self.pool = ids, pool
        self.page = self.file = None


class IrActionsReport(models.Model):
    """Several renderers at once: each part of a batch is drawn by its own process.

    A part goes through core's printing twice. The first time its page is made, and
    given to a thread that has a cursor of its own; the second time the file is there.
    So records are read by one thread only, and core does all the rest as always.
    """

    _inherit = "ir.actions.report"

    @api.model
    def _get_l10n_fr_demat_renderers(self):
        """Return how many renderers may work at once: each waits half of the time."""
        asked = self.env["ir.config_parameter"].sudo().get_param(PARAMETER)
        return int(asked) if asked else min((os.cpu_count() or 1) + 1, 4)

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        # EXTENDS 'base'
        renderers = self.env.context.get(RENDERERS, 1)
        if renderers > 1 and len(set(res_ids or ())) == len(res_ids or ()) > SMALLEST:
            streams = self._render_l10n_fr_demat_parts(
                report_ref, data, res_ids, renderers
            )
            if streams.keys() >= set(res_ids):
                return streams
        part = self.env.context.get(PART)
        # Core may print one document of a part again: then it is no part.
        report = (
            self if part and part.ids == res_ids else self._get_l10n_fr_demat_whole()
        )
        return super(IrActionsReport, report)._render_qweb_pdf_prepare_streams(
            report_ref, data, res_ids
        )

    def _get_l10n_fr_demat_whole(self):
        return self.with_context(**{PART: None}) if self.env.context.get(PART) else self

    def _render_l10n_fr_demat_parts(self, report_ref, data, res_ids, renderers):
        """Return the streams of a batch, drawn by several renderers."""
        size = math.ceil(len(res_ids) / renderers)
        size = max(SMALLEST, min(size, BIGGEST))
        with ThreadPoolExecutor(renderers) as pool:
            parts = [
                Part(res_ids[start : start + size], pool)
                for start in range(0, len(res_ids), size)
            ]
            try:
                return self._draw_l10n_fr_demat_parts(report_ref, data, parts)
            finally:  # after an error nobody waits for what was not begun
                pool.shutdown(wait=False, cancel_futures=True)

    def _draw_l10n_fr_demat_parts(self, report_ref, data, parts):
        """Return the streams of all parts: each drawn while the next page is made."""
        streams = {}
        reports = [self.with_context(**{RENDERERS: 1, PART: part}) for part in parts]
        for part, report in zip(parts, reports, strict=True):
            try:
                report._render_qweb_pdf_prepare_streams(
                    report_ref, dict(data), part.ids
                )
            except Postponed:
                continue
        for part, report in zip(parts, reports, strict=True):
            streams |= report._render_qweb_pdf_prepare_streams(
                report_ref, dict(data), part.ids
            )
        return streams

    def _render_qweb_html(self, report_ref, docids, data=None):
        # EXTENDS 'base'
        part = self.env.context.get(PART)
        if part and part.page:
            return b"", "html"
        return super()._render_qweb_html(report_ref, docids, data)

    def _prepare_html(self, html, report_model=False):
        # EXTENDS 'base'
        part = self.env.context.get(PART)
        if not part:
            return super()._prepare_html(html, report_model)
        part.page = part.page or super()._prepare_html(html, report_model)
        return part.page

    @api.model
    def _run_wkhtmltopdf(self, bodies, *arguments, **options):
        # EXTENDS 'base'
        part = self.env.context.get(PART)
        if not part:
            return super()._run_wkhtmltopdf(bodies, *arguments, **options)
        if part.file is None:
            # With its own context variables, the request among them.
            draw = contextvars.copy_context().run
            part.file = part.pool.submit(
                draw, self._draw_l10n_fr_demat_part, bodies, *arguments, **options
            )
            raise Postponed
        return part.file.result()

    def _draw_l10n_fr_demat_part(self, bodies, *arguments, **options):
        """Draw pages in another thread: a cursor of its own reads the paper format."""
        context = {**self.env.context, PART: None}
        with self.env.registry.cursor() as cr:
            report = self.with_env(self.env(cr=cr, context=context))
            return report._run_wkhtmltopdf(bodies, *arguments, **options)
