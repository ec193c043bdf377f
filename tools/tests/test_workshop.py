"""The parts of the workshop that need no machine."""

import contextlib
import io
import os
import sys
import tempfile
import time
import unittest
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

from workshop import (
    apt,
    cen,
    conformance,
    console,
    fast,
    po,
    shared_tests,
    steps,
    test,
)


class TestArguments(unittest.TestCase):
    def test_files_are_told_from_options(self):
        given = (
            "-k",
            "siren",
            "tools/tests/test_workshop.py::TestArguments",
            "bin/test",
        )
        options, plain, others = test.split(given)
        self.assertEqual(options, ["-k", "siren"])
        self.assertEqual(plain, ["tools/tests/test_workshop.py::TestArguments"])
        self.assertEqual(others, ["bin/test"])


class TestFast(unittest.TestCase):
    def test_failures_are_told_in_words_from_any_process(self):
        class Wrong(unittest.TestCase):
            def runTest(self):
                with self.subTest(number=7):
                    self.fail("seven is wrong")

        outcome = fast._read(fast._fork([unittest.FunctionTestCase(int), Wrong()]))
        self.assertEqual(len(outcome["failures"]), 1)
        self.assertIn("seven is wrong", outcome["failures"][0])

    def test_a_process_that_dies_is_a_failure(self):
        died = unittest.FunctionTestCase(lambda: os._exit(3))
        self.assertTrue(fast._read(fast._fork([died]))["failures"])


class TestLog(unittest.TestCase):
    def test_only_our_warnings_count(self):
        start = "2026-11-21 20:59:01,123 42"
        lines = (
            f"{start} WARNING base odoo.addons.l10n_fr_demat_campaign.models: late",
            f"{start} ERROR base odoo.models: demat.consent is wrong",
            f"{start} WARNING campaign_demat odoo.http: not ours",
            f"{start} INFO base odoo.addons.l10n_fr_demat_campaign: fine",
        )
        self.assertEqual(
            test.our_warnings(lines),
            [
                "In Odoo's log: odoo.addons.l10n_fr_demat_campaign.models: late",
                "In Odoo's log: odoo.models: demat.consent is wrong",
            ],
        )


class TestConsole(unittest.TestCase):
    def test_the_end_of_a_step_is_told_from_that_of_its_parts(self):
        lines = io.StringIO()
        clock = mock.patch.object(time, "monotonic", side_effect=(0, 1, 4, 9))
        step = console.step
        with (
            clock,
            contextlib.redirect_stderr(lines),
            step("Database"),
            step("Add-ons"),
        ):
            pass
        self.assertEqual(
            lines.getvalue().splitlines(),
            ["→ Database", "→ Add-ons", "  done in 3 s", "  Database: done in 9 s"],
        )

    def test_all_commands_end_and_the_first_bad_status_counts(self):
        lines = io.StringIO()
        commands = [
            [sys.executable, "-c", f"print('number', 41 + 1); raise SystemExit({end})"]
            for end in (0, 3, 0)
        ]
        with contextlib.redirect_stderr(lines):
            self.assertEqual(console.attend_all(commands, dict(os.environ)), 3)
            self.assertEqual(console.attend_all(commands[:1], dict(os.environ)), 0)
        self.assertEqual(lines.getvalue().count("number 42"), 2)


class TestSharedTests(unittest.TestCase):
    def test_each_class_is_taken_whole_by_one_process(self):
        tests = [SimpleNamespace(parent=name) for name in "AAABBCDD"]
        with tempfile.TemporaryDirectory() as folder:
            one, other = (shared_tests.take(tests, Path(folder)) for _ in range(2))
            ours = [next(one), next(other), next(one), next(one)]
            self.assertEqual([item.parent for item in ours], list("ABAA"))
            rest = [item.parent for item in (*one, *other)]
        self.assertEqual(sorted(rest), list("BCDD"))


class TestSteps(unittest.TestCase):
    def test_texts_that_join_alike_differ(self):
        self.assertNotEqual(steps.fingerprint("ab", "c"), steps.fingerprint("a", "bc"))

    def test_a_full_disk_is_told(self):
        with self.assertRaisesRegex(console.Failure, "free some space"):
            steps.check_room(10**18)


class TestConformance(unittest.TestCase):
    def test_only_the_file_of_the_cen_is_a_judge(self):
        with self.assertRaisesRegex(console.Failure, "not the CEN's file"):
            cen.check(b"<xsl:stylesheet/>")

    def test_a_case_is_told_by_the_worst_of_its_judges(self):
        kept = dict.fromkeys((*conformance.KEPT, "ubl", "plain"), "ok")
        results = {"one line, en16931": {"en16931": "ok", **kept}}
        for states, expected in (({}, "not_run"), ({"one_line__en16931": "ok"}, "ok")):
            row = conformance.read(results, states, states)["one line, en16931"]
            self.assertEqual((row["pdfa"], row["plain"]), (expected, expected))
            self.assertEqual(list(row), list(conformance.COLUMNS))


class TestMirror(unittest.TestCase):
    def test_sources_are_read_from_what_apt_says(self):
        said = (
            "'http://mirror.example/debian/dists/bookworm/InRelease' name 0 \n"
            "'http://mirror.example/debian/dists/bookworm/main/Packages.xz' name 0 \n"
        )
        found = [match.groups() for match in apt.RELEASE_URI.finditer(said)]
        self.assertEqual(found, [("http://mirror.example/debian", "bookworm")])


class TestTranslations(unittest.TestCase):
    def setUp(self):
        self.fresh = self._file(("Accept", ""), ("Refuse", ""))

    def test_a_merge_keeps_translations_and_the_fresh_order(self):
        language = self._file(("Refuse", "Refuser"), ("Old", "Ancien"))
        merged = po.merged(self.fresh, language)
        self.assertEqual(
            [(entry.msgid, entry.msgstr) for entry in merged],
            [("Accept", ""), ("Refuse", "Refuser")],
        )

    def test_what_is_not_translated_is_told(self):
        language = self._file(("Refuse", ""), ("Old", "Ancien"))
        self.assertEqual(
            [*po.flaws_of(self.fresh, language)],
            ["missing: Accept", "no longer used: Old", "not translated: Refuse"],
        )

    @staticmethod
    def _file(*entries):
        file = po.polib.POFile()
        for msgid, msgstr in entries:
            file.append(po.polib.POEntry(msgid=msgid, msgstr=msgstr))
        return file


if __name__ == "__main__":
    unittest.main()
