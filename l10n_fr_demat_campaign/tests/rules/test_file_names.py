"""Facts about the names of invoice files."""

import re

from ...rules.file_names import file_name, safe_base, unique_names
from .common import BaseCase, tagged

BASES = {
    "Facture n° 2026/É-12": "Facture_n_2026_E_12",
    "Œuvre æsir Straße Ærø ẞ": "OEuvre_aesir_Strasse_AEr_SS",
    "../../etc/passwd": "etc_passwd",
    "a\x00b\nc\u200ed": "a_b_c_d",
    "Avoir__12..": "Avoir_12",
    "v1.2": "v1.2",
    "e\u0301": "e",
    "\u2460 \ufb01n": "1_fin",
    "日本": "document",
    "": "document",
    "x" * 81: "x" * 80,
    "x" * 79 + " y": "x" * 79,
    12: "12",
}


@tagged("post_install", "-at_install", "post_install_l10n")
class TestFileNames(BaseCase):
    def test_a_base_holds_only_what_every_robot_reads(self):
        for text, base in BASES.items():
            with self.subTest(text=text):
                self.assertEqual(safe_base(text), base)
                self.assertRegex(
                    safe_base(text), re.compile(r"\A[A-Za-z0-9._]{1,80}\Z")
                )

    def test_a_template_is_filled(self):
        for template, name in {
            "Facture_{number}_{company}": "Facture_2026_12_Ete_Fils.pdf",
            "Facture_{numéro}_{société}": "Facture_2026_12_Ete_Fils.pdf",
            "{societe} {numero} {order}": "Ete_Fils_2026_12_PO7.pdf",
            "Avoir_{nobody}_{number.__class__}": "Avoir_number._class.pdf",
            "{number!r}{0}": "number_r.pdf",
        }.items():
            with self.subTest(template=template):
                self.assertEqual(
                    file_name(template, "2026/12", "Été & Fils", order="PO7"), name
                )

    def test_the_xml_beside_the_pdf_keeps_the_base(self):
        names = [
            file_name("F_{number}", 12, "A", extension=end) for end in ("PDF", ".xml")
        ]
        self.assertEqual(names, ["F_12.pdf", "F_12.xml"])
        self.assertEqual(file_name("F_{number}", 12, "A", extension=""), "F_12")

    def test_a_name_is_given_once(self):
        for names, unique in (
            ((), ()),
            (("a.pdf", "b.pdf"), ("a.pdf", "b.pdf")),
            (("a.pdf", "A.PDF", "a.pdf"), ("a.pdf", "A_2.PDF", "a_3.pdf")),
            (("a_2.pdf", "a.pdf", "a.pdf"), ("a_2.pdf", "a.pdf", "a_3.pdf")),
            (("a", "a", "a.pdf"), ("a", "a_2", "a.pdf")),
        ):
            with self.subTest(names=names):
                self.assertEqual(unique_names(names), unique)

    def test_a_number_behind_a_long_name_takes_the_place_of_its_end(self):
        long = "x" * 80 + ".pdf"
        self.assertEqual(unique_names([long, long])[1], "x" * 78 + "_2.pdf")
