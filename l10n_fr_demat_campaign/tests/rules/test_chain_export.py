import copy
import io
import runpy
import subprocess
import sys
import tempfile
from contextlib import redirect_stdout
from datetime import date
from functools import lru_cache
from pathlib import Path
from unittest.mock import patch

from ...rules import evidence_file, verifier
from ...rules.chain import ChainError, canonical
from ...rules.evidence_file import public_link
from ...rules.verifier import Unreadable, examine, read_document, read_keys
from . import evidence_cases
from .common import BaseCase, tagged

EXPORT = evidence_cases.build()
KEYS = read_keys(evidence_cases.pem())


# The same few signatures are checked again and again: each one is computed once.
is_signature = lru_cache(maxsize=None)(verifier.is_signature)


class ExportCase(BaseCase):
    def setUp(self):
        super().setUp()
        self.export = copy.deepcopy(EXPORT)
        checked_once = patch.object(verifier, "is_signature", is_signature)
        checked_once.start()
        self.addCleanup(checked_once.stop)

    def flaws(self, keys=KEYS):
        return examine(self.export, keys)["flaws"]

    def rechain(self):
        """Do what a forger can: make the public links agree again."""
        previous = ""
        for entry in self.export["events"]:
            previous = public_link(previous, entry["event"], entry["hash"])
            entry["public_hash"] = previous


@tagged("post_install", "-at_install", "post_install_l10n")
class TestExport(ExportCase):
    def test_a_file_as_made_is_intact(self):
        report = examine(self.export, KEYS)
        self.assertEqual(report["flaws"], [])
        self.assertEqual(report["count"], 5)
        self.assertEqual(
            [(day, count) for day, count, _ in report["days"]],
            [("2026-12-02", 2), ("2026-12-04", 4)],
        )

    def test_the_fingerprint_is_the_one_that_is_mailed(self):
        _, _, fingerprint = examine(self.export, KEYS)["days"][0]
        statement = self.export["days"][0]["statement"]
        self.assertEqual(fingerprint, evidence_file.statement_digest(statement))

    def test_an_empty_file_and_a_file_without_days_are_intact(self):
        for count, days in ((0, ()), (3, ())):
            with self.subTest(count=count):
                self.export = evidence_cases.build(count, days)
                self.assertEqual(self.flaws(), [])

    def test_an_erased_detail_leaves_the_file_intact(self):
        for entry in self.export["events"]:
            entry["details"] = {}
        del self.export["events"][0]["details"]
        self.assertEqual(self.flaws(), [])

    def test_the_file_survives_writing_and_reading(self):
        data = evidence_file.serialize(self.export)
        self.assertEqual(read_document(data), self.export)

    def test_a_path_leads_from_any_subject_to_the_root(self):
        leaves = [evidence_file.leaf(f"consent {n}", n, f"{n}") for n in range(9)]
        for size in range(1, 10):
            heads = leaves[:size]
            statement = evidence_file.day_statement("0", date(2026, 12, 1), heads)
            self.assertEqual(statement["size"], size)
            for own in heads:
                path = evidence_file.merkle_path(heads, own)
                with self.subTest(size=size, own=own):
                    self.assertEqual(verifier.root(own, path), statement["root"])

    def test_the_order_of_the_heads_does_not_matter(self):
        leaves = [evidence_file.leaf(f"consent {n}", n, f"{n}") for n in range(5)]
        roots = {
            evidence_file.day_statement("0", date(2026, 12, 1), heads)["root"]
            for heads in (leaves, leaves[::-1], leaves[2:] + leaves[:2])
        }
        self.assertEqual(len(roots), 1)

    def test_a_day_needs_heads_and_the_subject_among_them(self):
        heads = [evidence_file.leaf("consent 1", 1, "00")]
        own = evidence_file.leaf("consent 2", 1, "00")
        self.assertRaises(ChainError, evidence_file.merkle_path, heads, own)
        self.assertRaises(ChainError, evidence_file.merkle_path, [], own)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestTampering(ExportCase):
    def test_an_edited_event_is_named(self):
        for name, value in (("at", "2026-12-03T09:00:00Z"), ("new", 1)):
            with self.subTest(name):
                self.setUp()
                self.export["events"][2]["event"][name] = value
                self.assertEqual(self.flaws(), [("changed", "event 3")])

    def test_an_edited_event_is_found_after_making_the_links_agree(self):
        self.export["events"][2]["event"]["at"] = "2026-12-03T09:00:00Z"
        self.rechain()
        changed = [("changed", "day 2026-12-04"), ("changed", "seal")]
        self.assertEqual(self.flaws(), changed)

    def test_an_edited_keyed_link_is_named(self):
        self.export["events"][2]["hash"] = "00"
        self.assertEqual(self.flaws(), [("changed", "event 3")])

    def test_a_removed_middle_is_named(self):
        del self.export["events"][2]
        self.assertIn(("missing_middle", "event 3"), self.flaws())
        self.assertIn(("missing_tail", "seal"), self.flaws())

    def test_a_removed_middle_is_found_after_renumbering(self):
        del self.export["events"][2]
        for number, entry in enumerate(self.export["events"], 1):
            entry["event"]["sequence"] = number
        self.rechain()
        found = [("changed", "day 2026-12-04"), ("missing_tail", "seal")]
        self.assertEqual(self.flaws(), found)

    def test_events_out_of_order_are_named(self):
        entries = self.export["events"]
        entries[1], entries[2] = entries[2], entries[1]
        self.rechain()
        flaws = self.flaws()
        self.assertIn(("missing_middle", "event 2"), flaws)
        self.assertIn(("out_of_order", "event 3"), flaws)

    def test_a_removed_tail_is_named(self):
        for kept, places in (
            (4, ["seal"]),
            (3, ["day 2026-12-04", "seal"]),
            (0, ["day 2026-12-02", "day 2026-12-04", "seal"]),
        ):
            with self.subTest(kept=kept):
                self.setUp()
                del self.export["events"][kept:]
                expected = [("missing_tail", place) for place in places]
                self.assertEqual(self.flaws(), expected)

    def test_a_removed_tail_is_found_with_its_days_removed_too(self):
        del self.export["events"][3:], self.export["days"][1:]
        found = [("missing_tail", "seal"), ("changed_days", "seal")]
        self.assertEqual(self.flaws(), found)

    def test_an_added_event_is_named(self):
        self.export["events"] = evidence_cases.build(6, ())["events"]
        self.assertEqual(self.flaws(), [("extra_tail", "seal")])

    def test_a_removed_or_moved_day_is_found(self):
        self.export["days"].reverse()
        self.assertEqual(self.flaws(), [("changed_days", "seal")])

    def test_an_edited_seal_is_found(self):
        for name, value, expected in (
            ("count", 4, [("extra_tail", "seal"), ("changed", "seal")]),
            ("count", -1, [("extra_tail", "seal"), ("changed", "seal")]),
            ("head", "00", [("changed", "seal")]),
            ("subject", "consent 8", [("other_subject", "seal")]),
            ("company", "0", [("other_subject", "seal")]),
            ("exported_at", "2020-01-01T00:00:00Z", []),
            ("kind", "day", []),
            ("days", [], [("changed_days", "seal")]),
        ):
            with self.subTest(name=name, value=value):
                self.setUp()
                self.export["seal"]["statement"][name] = value
                self.assertEqual(self.flaws(), [("signature", "seal"), *expected])

    def test_an_edited_day_is_found(self):
        place = "day 2026-12-02"
        for part, name, value, expected in (
            ("statement", "root", "00", ["signature", "not_in_day"]),
            ("statement", "company", "0", ["signature", "other_subject"]),
            ("leaf", "count", 1, ["not_in_day", "changed"]),
            ("leaf", "head", "00", ["not_in_day", "changed"]),
            ("leaf", "subject", "consent 80", ["not_in_day", "other_subject"]),
        ):
            with self.subTest(part=part, name=name):
                self.setUp()
                self.export["days"][0][part][name] = value
                flaws = [flaw for flaw, where in self.flaws() if where == place]
                self.assertEqual(flaws, expected)

    def test_a_path_that_leads_elsewhere_is_found(self):
        self.export["days"][0]["path"].pop()
        self.assertEqual(self.flaws(), [("not_in_day", "day 2026-12-02")])

    def test_a_statement_of_another_kind_is_no_day(self):
        other = {**self.export["days"][0]["statement"], "kind": "seal"}
        signature = evidence_cases.sign(canonical(other))
        own = self.export["days"][0]
        own["statement"] = other
        own["signature"] = verifier.base64.b64encode(signature).decode()
        self.assertIn(("signature", "day 2026-12-02"), self.flaws())

    def test_the_file_of_another_subject_is_found(self):
        self.export["subject"] = "consent 8"
        flaws = {flaw for flaw, _ in self.flaws()}
        self.assertEqual(flaws, {"other_subject"})

    def test_a_signature_by_somebody_else_or_none_is_found(self):
        found = [
            ("signature", "day 2026-12-02"),
            ("signature", "day 2026-12-04"),
            ("signature", "seal"),
        ]
        foreign = read_keys(evidence_cases.pem(bytes(32)))
        self.assertEqual(self.flaws(foreign), found)
        self.assertEqual(self.flaws([*foreign, *KEYS]), [])
        for signature in ("", "é", "AAAA", "?"):
            with self.subTest(signature=signature):
                self.export["seal"]["signature"] = signature
                self.assertEqual(self.flaws(), [("signature", "seal")])

    def test_an_edited_personal_detail_is_named(self):
        self.export["events"][1]["details"]["name"]["value"] = "Zoé Durand"
        self.export["events"][3]["details"]["more"] = {"salt": "s", "value": 1}
        found = [
            ("changed_detail", "event 2, name"),
            ("changed_detail", "event 4, more"),
        ]
        self.assertEqual(self.flaws(), found)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestUnreadable(ExportCase):
    def test_what_is_no_evidence_file_is_refused(self):
        for data in (
            b"",
            b"\xff",
            b"{}",
            b"[]",
            b"null",
            b'{"format": "other"}',
            b"[" * 200_000,
            b"9" * 5000,
        ):
            with self.subTest(data=data[:20]), self.assertRaises(Unreadable):
                read_document(data)

    def test_what_two_readers_could_read_in_two_ways_is_refused(self):
        start = b'{"format": "%s", "a": ' % verifier.FORMAT.encode()
        self.assertTrue(read_document(start + b"1}"))
        for value in (b"1.5", b"1e3", b"NaN", b'1, "a": 2', b'{"b": 1, "b": 1}'):
            with self.subTest(value=value), self.assertRaises(Unreadable):
                read_document(start + value + b"}")
        with self.assertRaises(Unreadable):
            read_document(start + b'"\\ud800"}')

    def test_a_missing_or_odd_field_is_refused(self):
        for name in ("company", "subject", "events", "days", "seal"):
            for value in (None, 5, [None], [{}]):
                odd = {**self.export, name: value}
                if name in ("company", "subject"):
                    del odd[name]
                with self.subTest(name=name), self.assertRaises(Unreadable):
                    examine(odd, KEYS)

    def test_what_is_no_public_key_is_refused(self):
        good = evidence_cases.pem()
        self.assertEqual(read_keys(good.replace(b"\n", b"\r\n")), KEYS)
        self.assertEqual(read_keys(good + good), KEYS * 2)
        for data in (
            b"",
            b"\xff",
            b"-----BEGIN PUBLIC KEY-----",
            good.replace(b"MCow", b"MCox"),
            good.replace(b"MCow", b""),
            good.replace(b"MCow", b"?"),
            good.replace(b"MCow", b"\xc3\xa9"),
        ):
            with self.subTest(data=data), self.assertRaises(Unreadable):
                read_keys(data)


@tagged("post_install", "-at_install", "post_install_l10n")
class TestCommand(ExportCase):
    def test_the_status_and_the_text_say_what_was_found(self):
        intact = evidence_file.serialize(self.export)
        changed = intact.replace(b'"sequence":5', b'"sequence":6')
        for data, status, text in (
            (intact, 0, "\nintact\n"),
            (changed, 1, "FLAW changed at event 5\nNOT what was recorded\n"),
            (b"{}", 2, "cannot read: not in the format"),
        ):
            with self.subTest(status=status):
                found, output = self.run_main(data)
                self.assertEqual(found, status)
                self.assertIn(text, output)

    def test_a_wrong_call_or_a_missing_file_says_so(self):
        for arguments in ((), ("one",), ("a", "b", "c"), ("no such file", "neither")):
            with self.subTest(arguments=arguments):
                output = []
                self.assertEqual(verifier.main(arguments, output.append), 2)
                self.assertEqual(len(output), 1)

    def test_it_runs_as_a_script(self):
        output = io.StringIO()
        with (
            patch.object(sys, "argv", ["verifier.py", "one"]),
            redirect_stdout(output),
            self.assertRaises(SystemExit) as stop,
        ):
            runpy.run_path(verifier.__file__, run_name="__main__")
        self.assertEqual(stop.exception.code, 2)
        self.assertIn("usage", output.getvalue())

    def test_the_script_stands_alone(self):
        """Copied elsewhere, it needs neither Odoo nor this package."""
        with tempfile.TemporaryDirectory() as folder:
            script = Path(folder, "verifier.py")
            script.write_bytes(Path(verifier.__file__).read_bytes())
            names = self.write_files(folder, evidence_file.serialize(self.export))
            command = [sys.executable, "-I", str(script), *names]
            done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
            self.assertEqual((done.returncode, done.stderr), (0, b""))
            self.assertTrue(done.stdout.rstrip().endswith(b"intact"))

    def run_main(self, data):
        output = []
        with tempfile.TemporaryDirectory() as folder:
            status = verifier.main(self.write_files(folder, data), output.append)
        return status, "".join(output)

    def write_files(self, folder, data):
        names = [Path(folder, name) for name in ("evidence.json", "key.pem")]
        for name, content in zip(names, (data, evidence_cases.pem()), strict=True):
            name.write_bytes(content)
        return [str(name) for name in names]


@tagged("post_install", "-at_install", "post_install_l10n")
class TestSignature(BaseCase):
    # RFC 8032 § 7.1: secret, public, message, signature
    VECTORS = (
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            (
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555f"
                "b8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
            ),
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            (
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da08"
                "5ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
            ),
        ),
        (
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            (
                "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18"
                "ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
            ),
        ),
    )

    def test_the_published_vectors_hold(self):
        for vector in self.VECTORS:
            seed, public, message, signature = map(bytes.fromhex, vector)
            with self.subTest(message=message):
                self.assertEqual(evidence_cases.keys(seed)[2], public)
                self.assertEqual(evidence_cases.sign(message, seed), signature)
                self.assertTrue(verifier.is_signature(public, message, signature))

    def test_bytes_that_stand_for_no_point_are_refused(self):
        for name, number in (
            ("not on the curve", 2),
            ("not reduced", verifier.P + 1),
            ("minus zero", 1 | 1 << 255),
        ):
            with self.subTest(name):
                data = number.to_bytes(32, "little")
                self.assertIsNone(verifier.decode_point(data))
        self.assertIsNone(verifier.decode_point((1).to_bytes(33, "little")))
        one = (1).to_bytes(32, "little")
        self.assertEqual(verifier.decode_point(one), verifier.NEUTRAL)

    def test_a_changed_signature_message_or_key_does_not_hold(self):
        _, public, message, signature = map(bytes.fromhex, self.VECTORS[2])
        flipped = bytes([signature[0] ^ 1]) + signature[1:]
        scalar = int.from_bytes(signature[32:], "little") + verifier.ORDER
        malleable = signature[:32] + scalar.to_bytes(32, "little")
        no_point = (2).to_bytes(32, "little")
        for name, key, text, signed in (
            ("flipped", public, message, flipped),
            ("message", public, b"\xaf\x83", signature),
            ("key", bytes.fromhex(self.VECTORS[0][1]), message, signature),
            ("short", public, message, signature[:63]),
            ("long", public, message, signature + b"\0"),
            ("same scalar twice", public, message, malleable),
            ("not on the curve", no_point, message, signature),
        ):
            with self.subTest(name):
                self.assertFalse(verifier.is_signature(key, text, signed))
