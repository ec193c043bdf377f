import io
import re
import subprocess
from concurrent.futures import Future
from contextlib import nullcontext
from pathlib import Path
from unittest.mock import patch

import pikepdf

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.base.models import ir_actions_report as core

from ..models import ir_actions_report as renderers
from .emission_common import EmissionCommon

REPORT = "account.report_invoice_with_payments"


@tagged("post_install", "-at_install", "post_install_l10n")
class TestRenderers(EmissionCommon):
    """A batch drawn by several processes; wkhtmltopdf alone is replaced."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.moves = cls.env["account.move"].union(
            *(cls._post_invoice() for _number in range(12))
        )

    def setUp(self):
        super().setUp()
        self.calls, self.pages, self.status = [], 1, 0
        self.startPatcher(patch.object(core, "_run_wkhtmltopdf", self._draw))
        self.startPatcher(patch.object(renderers, "ThreadPoolExecutor", AtOnce))
        self.startPatcher(
            patch.object(self.registry, "cursor", lambda: nullcontext(self.env.cr))
        )

    def _draw(self, command):
        """Draw pages that are as high as the number of their invoice."""
        *bodies, target = [word for word in command if "/report." in word][-14:]
        numbers = [
            int(found[1])
            for path in bodies
            if (found := re.search(r'data-oe-id="(\d+)"', Path(path).read_text()))
        ]
        self.calls.append(numbers)
        with pikepdf.new() as drawn:
            for number in numbers:
                for _page in range(self.pages):
                    drawn.add_blank_page(page_size=(100, height_of(number)))
            drawn.save(target)
        return subprocess.CompletedProcess(command, self.status, "", "broken")

    def _print(self, moves, count=3):
        report = self.env["ir.actions.report"].with_context(
            force_report_rendering=True, **{renderers.RENDERERS: count}
        )
        data = {"report_type": "pdf"}
        return report._render_qweb_pdf_prepare_streams(REPORT, data, moves.ids)

    def _owners(self, streams):
        """Return the number of the invoice that each page was drawn for."""
        found = {}
        for number, stream in streams.items():
            with pikepdf.open(io.BytesIO(stream["stream"].getvalue())) as drawn:
                found[number] = [int(page.mediabox[3]) for page in drawn.pages]
        return found

    def test_each_invoice_gets_its_own_page_in_the_order_asked(self):
        moves = self.moves.sorted("id", reverse=True)
        streams = self._print(moves)
        self.assertEqual(list(streams), moves.ids)
        self.assertEqual(
            self._owners(streams), {move.id: [height_of(move.id)] for move in moves}
        )
        self.assertEqual(self.calls, [moves.ids[:5], moves.ids[5:10], moves.ids[10:]])

    def test_few_invoices_or_one_renderer_are_drawn_as_ever(self):
        for moves, count in ((self.moves[:5], 3), (self.moves, 1)):
            self.calls = []
            self.assertEqual(list(self._print(moves, count)), moves.ids)
            self.assertEqual(self.calls, [moves.ids])

    def test_a_renderer_that_fails_is_told_as_ever(self):
        self.status = 2
        with (
            self.assertRaisesRegex(UserError, "broken"),
            self.assertLogs(core.__name__),
        ):
            self._print(self.moves)

    def test_after_an_error_nobody_waits_for_what_was_not_begun(self):
        self.status = 2
        self.startPatcher(patch.object(renderers, "ThreadPoolExecutor", WhenAsked))
        with self.assertRaises(UserError), self.assertLogs(core.__name__):
            self._print(self.moves)
        self.assertEqual(self.calls, [self.moves.ids[:5]])

    def test_pages_that_nobody_can_tell_apart_are_left_to_core(self):
        self.pages = 2
        self.assertEqual(list(self._print(self.moves)), [False])
        self.assertEqual(len(self.calls[-1]), 12)

    def test_only_governed_customers_are_drawn_by_several(self):
        seen = []

        def prepare(report, _ref, _data, res_ids=None):
            seen.append(report.env.context.get(renderers.RENDERERS))
            return {
                number: {"stream": io.BytesIO(b"%PDF"), "attachment": None}
                for number in res_ids
            }

        report = self.env.registry["ir.actions.report"]
        invoice = {"pdf_report": self.env.ref("account.account_invoices")}
        send = self.env["account.move.send"].with_context(force_report_rendering=True)
        with patch.object(report, "_render_qweb_pdf_prepare_streams", prepare):
            send._prepare_invoice_pdf_report({self.moves[0]: {**invoice}})
            self._accept()
            send._prepare_invoice_pdf_report({self.moves[0]: {**invoice}})
        self.assertEqual(
            seen, [None, report._get_l10n_fr_demat_renderers(self.env[report._name])]
        )

    def test_a_parameter_says_how_many(self):
        report = self.env["ir.actions.report"]
        self.assertGreater(report._get_l10n_fr_demat_renderers(), 1)
        self.env["ir.config_parameter"].set_param(
            "l10n_fr_demat_campaign.renderers", "1"
        )
        self.assertEqual(report._get_l10n_fr_demat_renderers(), 1)


def height_of(number):
    """Return the height of the page of an invoice, between what a PDF may have."""
    return 100 + number % 10_000


class AtOnce:
    """Renderers that work one after the other, where a test has only one cursor."""

    def __init__(self, count):
        self.count = count

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False

    def shutdown(self, *, wait, cancel_futures):
        """Nothing waits: all was done when it was asked for."""

    def submit(self, function, *arguments, **options):
        """Do it now, and tell what came of it as a pool does."""
        future = Future()
        try:
            future.set_result(function(*arguments, **options))
        except UserError as error:
            future.set_exception(error)
        return future


class WhenAsked(AtOnce):
    """Renderers that begin when somebody waits for them, at the latest at the end."""

    def __init__(self, count):
        super().__init__(count)
        self.waiting = []

    def __exit__(self, *error):
        for task in self.waiting:
            task()
        return False

    def shutdown(self, *, wait, cancel_futures):
        """Forget what did not begin."""
        self.waiting = []

    def submit(self, function, *arguments, **options):
        """Do it when its result is asked for."""
        future = Future()
        future.result = lambda: (
            super(WhenAsked, self).submit(function, *arguments, **options).result()
        )
        self.waiting.append(future.result)
        return future
