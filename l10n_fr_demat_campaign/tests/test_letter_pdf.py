import io
from dataclasses import replace

import pikepdf
from freezegun import freeze_time
from pypdf import PdfReader

from odoo.tests import tagged

from ..report import letter_pdf
from .campaign_common import CampaignCommon

MM = 72 / 25.4
HEIGHT = 297 * MM


@tagged("post_install", "-at_install", "post_install_l10n")
class TestLetterPdf(CampaignCommon):
    def _print(self, partners):
        campaign = self._launch(partners, kinds=("letter",))
        self._run_waves("2026-09-07")
        return campaign.request_ids.sending_ids

    def _positions(self, content):
        """Return (text, left, top) in millimetres of every text of the first page."""
        found = []

        def visit(text, _cm, tm, _font, _size):
            if text.strip():
                found.append((text.strip(), tm[4] / MM, (HEIGHT - tm[5]) / MM))

        PdfReader(io.BytesIO(content)).pages[0].extract_text(visitor_text=visit)
        return found

    def test_the_address_stands_in_the_window(self):
        sending = self._print(self.no_mail)
        content = sending._render_letter()
        left, top, width, height = letter_pdf.WINDOW
        lines = sending.request_id.partner_id._get_l10n_fr_demat_address_lines()
        inside = [
            text
            for text, x, y in self._positions(content)
            if left <= x <= left + width and top <= y <= top + height
        ]
        self.assertEqual(" ".join(inside).split(), " ".join(lines).split())

    def test_the_letter_carries_code_and_coupon(self):
        sending = self._print(self.no_mail)
        text = PdfReader(io.BytesIO(sending._render_letter())).pages[0].extract_text()
        code = sending.request_id.short_code
        self.assertIn(f"{code[:5]}-{code[5:]}", text)
        self.assertIn(sending.request_id._get_reference(), text)

    def test_the_batch_merges_all_letters_in_order(self):
        sendings = self._print(
            self.no_mail | self._create_customer(name="Sans Mail SA", email=False)
        )
        batch = sendings.batch_id
        self.assertEqual(batch.count, 2)
        self.assertEqual(len(batch.sha256), 64)
        with pikepdf.open(io.BytesIO(batch.attachment_id.raw)) as merged:
            self.assertEqual(len(merged.pages), 2)

    def test_silence_counts_from_the_posting_not_from_the_printing(self):
        sending = self._print(self.no_mail)
        self.assertIsNone(sending._prepare_rule().proven_on)
        with freeze_time("2026-09-09"):
            sending.batch_id.posted_on = "2026-09-09"
        self.assertEqual(str(sending._prepare_rule().proven_on), "2026-09-09")

    def test_who_has_no_address_at_all_is_told_apart(self):
        lost = self._create_customer(name="Perdu", email=False)
        campaign = self._launch(lost, kinds=("letter",))
        lost.write({"street": False, "zip": False, "city": False})
        self._run_waves("2026-09-07")
        self.assertFalse(campaign.request_ids.sending_ids)
        self.assertEqual(campaign.request_ids.blocker_gate, "G06")

    def test_no_word_of_a_text_is_left_out_nor_printed_twice(self):
        sending = self._print(self.no_mail)
        letter = sending.request_id.with_context(
            demat_wave_id=sending.wave_id.id
        )._prepare_printed_letter()
        for body, words in (
            ("one two", "one two"),
            ("one<p>two</p>three<p>four</p>", "one two three four"),
            ("<div>one<div>two</div>three</div>four", "one two three four"),
            ("<div><p>one</p> two <b>three</b></div>", "one two three"),
            ("<table><tr><td>one</td><td><p>two</p></td></tr></table>", "one two"),
            ("<ul><li>one<ul><li>two</li></ul>three</li></ul>", "one two three"),
            ("<ol><li><p>one</p><p>two</p></li></ol>", "one two"),
            ("<h5>one</h5><pre>two</pre><section>three</section>", "one two three"),
            ("<dl><dt>one</dt><dd>two</dd></dl>", "one two"),
            ("<blockquote><p>one</p></blockquote>", "one"),
            ("<span>one<p>two</p>three</span>", "one two three"),
            (
                "<p>one <!-- no --> two<br>three</p><!-- no -->four",
                "one two three four",
            ),
            ("<font color='red'>one</font> <img src='file:///x'> two", "one two"),
            ("<p>one &lt;two&gt; &amp; three</p>", "one <two> & three"),
            ("<p></p><p><br></p><div> </div>one", "one"),
            ("<p>one" + " word" * 3000 + "</p>", "one" + " word" * 3000),
            ("<b>" * 300 + "one" + "</b>" * 300 + "<p>two</p>", "one two"),
        ):
            with self.subTest(body=body[:60]):
                content = letter_pdf.render(
                    replace(letter, subject="BEGIN", body=f"{body}<p>END</p>"), ()
                )
                pages = PdfReader(io.BytesIO(content)).pages
                text = " ".join(page.extract_text() for page in pages)
                printed = text.partition("BEGIN")[2].partition("END")[0]
                # What stands around the text is drawn before it, on the first page.
                printed = printed.replace("\x7f", " ").replace("\u2022", " ")
                self.assertEqual(printed.split(), words.split())

    def test_an_address_behind_a_link_is_printed(self):
        sending = self._print(self.no_mail)
        letter = sending.request_id.with_context(
            demat_wave_id=sending.wave_id.id
        )._prepare_printed_letter()
        notice = "https://shop.example/notice"
        for body, count in (
            (f"<p>See <a href='{notice}'>the notice</a>.</p>", 1),
            (f"<p>See <a href='{notice}'>{notice}</a>.</p>", 1),
            (f"<p>See <a href='{notice}'>shop.example/notice</a>.</p>", 0),
            ("<p>Write to <a href='mailto:x@shop.example'>us</a>.</p>", 0),
        ):
            with self.subTest(body=body):
                content = letter_pdf.render(replace(letter, body=body), ())
                text = PdfReader(io.BytesIO(content)).pages[0].extract_text()
                self.assertEqual("".join(text.split()).count(notice), count)
                if "mailto" in body:
                    self.assertIn("us (x@shop.example).", text)

    def test_letters_beyond_western_europe_are_embedded(self):
        partner = self._create_customer(name="Zakład Łódź sp. z o.o.", email=False)
        content = self._print(partner)._render_letter()
        self.assertIn("ŁÓDŹ", PdfReader(io.BytesIO(content)).pages[0].extract_text())
