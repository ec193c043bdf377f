from ...rules.customer_columns import check_mapping, guess_mapping, header_key
from ...rules.customer_file import (
    FileError,
    decode,
    guess_delimiter,
    is_formula,
    iter_rows,
    read_file,
    spreadsheet_safe,
)
from .common import BaseCase, tagged


@tagged("post_install", "-at_install", "post_install_l10n")
class TestCustomerFile(BaseCase):
    def _assert_flaw(self, flaw, content, encoding="utf-8", **details):
        with self.assertRaises(FileError) as caught:
            read_file(content, encoding)
        self.assertEqual(caught.exception.flaw, flaw)
        for name, value in details.items():
            self.assertEqual(caught.exception.details[name], value, name)

    def test_a_file_that_cannot_be_read_is_refused_with_the_place(self):
        head = b"nom;ville\n"
        for flaw, content, details in (
            ("empty", b"", {}),
            ("empty", b"\xef\xbb\xbf \r\n\n", {}),
            ("encoding", head + b"Durand;Orl\xe9ans\n", {"line": 2, "value": "0xE9"}),
            ("nul", "nom;ville\nA;B".encode("utf-16-le"), {"byte": 2}),
            ("quote", head + b'A;"B\nC;D\n', {"line": 2}),
            ("quote", head + b'A;B\n"C"x;D\n', {"line": 3}),
            ("one_column", b"nom\nDurand\n", {"header": "nom"}),
            ("no_row", head, {}),
            ("no_row", head + b"\n\n", {}),
        ):
            with self.subTest(flaw=flaw, content=content):
                self._assert_flaw(flaw, content, **details)

    def test_windows_1252_is_read_only_where_it_was_chosen(self):
        content = "nom;ville\nDurand;Orléans\n".encode("cp1252")
        self._assert_flaw("encoding", content)
        self.assertEqual(read_file(content, "cp1252").sample, (("Durand", "Orléans"),))

    def test_a_header_without_end_is_no_header(self):
        # Below and above the limit of Python's own reader.
        for size in (120_000, 200_000):
            with self.subTest(size=size):
                line = b"x" * size
                self.assertEqual(guess_delimiter(line.decode()), ";")
                self._assert_flaw("quote", line + b"\nA;B\n", line=1)

    def test_a_long_file_is_counted_and_sampled(self):
        read = read_file(b"nom;ville\n" + b"A;B\n" * 12, sample_size=3)
        self.assertEqual((read.row_count, len(read.sample)), (12, 3))

    def test_a_flaw_reads_as_its_key(self):
        with self.assertRaises(FileError) as caught:
            read_file(b"")
        self.assertEqual(str(caught.exception.flaw), "empty")

    def test_a_byte_order_mark_is_no_part_of_the_header(self):
        self.assertEqual(decode(b"\xef\xbb\xbfcode;nom"), "code;nom")

    def test_the_delimiter_is_the_one_that_parts_the_header(self):
        for text, expected in (
            ("a;b;c\n1,2,3", ";"),
            ("a,b,c\n1;2;3", ","),
            ("a\tb\n", "\t"),
            ('"a;b;c",d\n', ","),
            ("\n\na,b\n", ","),
            ("alone", ";"),
        ):
            with self.subTest(text=text):
                self.assertEqual(guess_delimiter(text), expected)

    def test_a_cell_may_hold_separators_quotes_and_lines(self):
        content = b'nom;ville\r\n"Durand; ""fils""";"Saint-\nEtienne"\r\nB;C\r\n'
        read = read_file(content)
        self.assertEqual(read.row_count, 2)
        self.assertEqual(read.sample[0], ('Durand; "fils"', "Saint-\nEtienne"))

    def test_a_row_tells_where_the_next_one_begins(self):
        text = 'nom;ville\r\n"A\nA";B\r\n\r\nC;D\r\nE;F'
        whole = list(iter_rows(text, ";"))
        self.assertEqual([row.line for row in whole], [1, 2, 5, 6])
        for rank, row in enumerate(whole):
            with self.subTest(line=row.line):
                rest = list(iter_rows(text, ";", row.next_line, row.next_offset))
                self.assertEqual(rest, whole[rank + 1 :])

    def test_what_a_spreadsheet_would_run_is_a_formula(self):
        for cell, expected in (
            ("=cmd|' /C calc'!A0", True),
            (" =1+1", True),
            ("@SUM(1)", True),
            ("\t=1", True),
            ("-2+cmd|'x'!A", True),
            ("+33 1 93 39 31 06", False),
            ("-12,50", False),
            ("Durand = Fils", False),
            ("", False),
        ):
            with self.subTest(cell=cell):
                self.assertIs(is_formula(cell), expected)

    def test_no_cell_of_a_report_is_run(self):
        for cell in ("=1", "+1", "-1", "@A1", "\t=1", "\r=1"):
            with self.subTest(cell=cell):
                self.assertEqual(spreadsheet_safe(cell), f"'{cell}")
        self.assertEqual(spreadsheet_safe("a=1"), "a=1")


@tagged("post_install", "-at_install", "post_install_l10n")
class TestCustomerColumns(BaseCase):
    def test_headers_of_many_programs_are_known(self):
        for header, expected in (
            (("raison_sociale", "N° SIREN", "CP"), ("name", "siren", "zip")),
            (("Intitulé", "Compte Tiers", "Ville"), ("name", "code", "city")),
            (("Customer name", "VAT Number", "Zip"), ("name", "vat", "zip")),
            (("E-mail", "Téléphone", "Pays"), ("email", "phone", "country")),
            (("ca_12m", "", "😀"), (None, None, None)),
        ):
            with self.subTest(header=header):
                self.assertEqual(guess_mapping(header), expected)

    def test_a_field_is_given_to_the_surest_column_only(self):
        self.assertEqual(guess_mapping(("Nom", "Raison sociale")), (None, "name"))
        self.assertEqual(guess_mapping(("nom", "Nom")), ("name", None))

    def test_no_header_is_known_as_two_fields(self):
        from ...rules.customer_columns import ALIASES

        names = [name for text in ALIASES.values() for name in text.split(", ")]
        self.assertEqual(len(names), len(set(names)))
        self.assertEqual([header_key(name) for name in names], names)

    def test_a_mapping_must_name_customers_and_know_them_again(self):
        for flaw, fields in (
            ("no_name_column", ("siren", None)),
            ("no_name_column", (None, False)),
            ("no_key_column", ("name", "email")),
            ("column_twice", ("name", "zip", "name")),
        ):
            with self.subTest(flaw=flaw), self.assertRaises(FileError) as caught:
                check_mapping(fields)
            self.assertEqual(caught.exception.flaw, flaw)
        check_mapping(("name", None, "zip"))
