import hashlib
import json
import logging

from lxml import html

from odoo import api, fields, models

from ..rules import parity as rules
from .account_move_emission import NOT_FOR_CONSUMERS
from .demat_collision import claim, is_collision
from .demat_delivery_rule import FORMATS

_logger = logging.getLogger(__name__)
# Formats that people cannot read: what is only on the page is lost with it.
WITHOUT_PAGE = ("xml_cii", "xml_ubl")
# Notes that hold a code for machines: the page says it in words.
CODED = ("BAR", "TXD")


class DematParity(models.Model):
    """What one customer's paper invoice and electronic invoice do not share.

    Made on one invoice before the customer switches. Differences are read by somebody
    before the first electronic invoice leaves.
    """

    _name = "demat.parity"
    _description = "Paper and electronic invoice compared"
    _inherit = ["demat.sealed"]
    _order = "id desc"
    _rec_name = "partner_id"
    _demat_sealed = frozenset({"read_at", "read_by_id"})
    _demat_fixed = frozenset(
        {"checksum", "consent_id", "difference_count", "differences", "format"}
        | {"move_id"}
    )

    consent_id = fields.Many2one(
        "demat.consent",
        string="Position",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    partner_id = fields.Many2one(related="consent_id.partner_id", store=True)
    company_id = fields.Many2one(
        related="consent_id.company_id", store=True, index=True
    )
    user_id = fields.Many2one(
        related="partner_id.user_id", string="Salesperson", store=True, index=True
    )
    move_id = fields.Many2one(
        "account.move",
        string="Invoice compared",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    format = fields.Selection(selection=FORMATS, required=True, readonly=True)
    differences = fields.Json(string="Differences in detail", readonly=True)
    difference_count = fields.Integer(string="Differences", readonly=True)
    checksum = fields.Char(string="SHA-256", readonly=True)
    report = fields.Text(string="What differs", compute="_compute_report")
    state = fields.Selection(
        selection="_selection_state",
        compute="_compute_state",
        store=True,
        index=True,
    )
    read_by_id = fields.Many2one("res.users", string="Read by", readonly=True)
    read_at = fields.Datetime(string="Read at", readonly=True)

    @api.model
    def _selection_state(self):
        env = self.env
        return [
            ["same", env._("Nothing differs")],
            ["to_read", env._("To read")],
            ["read", env._("Read")],
        ]

    @api.depends("difference_count", "read_at")
    def _compute_state(self):
        for parity in self:
            unread = "read" if parity.read_at else "to_read"
            parity.state = unread if parity.difference_count else "same"

    @api.depends("differences")
    @api.depends_context("lang")
    def _compute_report(self):
        words = self._get_topic_words()
        for parity in self:
            parity.report = "\n".join(
                f"{words[row['topic'], row['side']]} {row['text']}"
                for row in parity.differences or ()
            )

    @api.model
    def _get_topic_words(self):
        """Return what each kind of difference is called, by topic and side."""
        env, topics = self.env, rules.Topic
        paper, electronic = rules.Side.PAPER.value, rules.Side.ELECTRONIC.value
        failed = env._("The page could not be drawn:")
        return {
            (topics.MENTION.value, electronic): env._("Mention not on the page:"),
            (topics.MENTION.value, paper): env._("Mention only on the page:"),
            (topics.NOTE.value, electronic): env._("Note not on the page:"),
            (topics.NOTE.value, paper): env._("Note only on the page:"),
            (topics.DOCUMENT.value, electronic): env._("Document not sent so far:"),
            (topics.DOCUMENT.value, paper): env._("Document no longer sent:"),
            (topics.LANGUAGE.value, electronic): env._("Language, page and file:"),
            (topics.PAGE.value, electronic): failed,
        }

    @api.model
    def _compare(self, moves):
        """Compare the two forms of these invoices, as the system.

        :return: one report for each: the last one of its customer, read or not, when
            nothing else differs
        """
        values = [self.sudo()._prepare_values(move) for move in moves]
        consents = self.env["demat.consent"].sudo()
        consents = consents.browse(row["consent_id"] for row in values)
        claim(consents)
        rows = zip(consents, values, strict=True)
        kept = [consent._get_parity_of(row) for consent, row in rows]
        fresh = [row for row, report in zip(values, kept, strict=True) if not report]
        return self.sudo().union(*kept, self.sudo().create(fresh))

    @api.model
    def _prepare_values(self, move):
        file_format = move._get_l10n_fr_demat_format()
        try:
            with self.env.cr.savepoint():
                forms = move._prepare_l10n_fr_demat_forms(file_format)
            found = rules.differences(*forms)
        except Exception as error:  # templates raise anything
            if is_collision(error):
                raise
            _logger.info("Invoice %s cannot be compared: %s", move.id, error)
            topic, side = rules.Topic.PAGE, rules.Side.ELECTRONIC
            found = [rules.Difference(topic=topic, side=side, text=str(error))]
        rows = [
            {"topic": str(one.topic), "side": str(one.side), "text": one.text}
            for one in found
        ]
        text = json.dumps(rows, ensure_ascii=False, sort_keys=True)
        return {
            "consent_id": move._get_l10n_fr_demat_consent().id,
            "move_id": move.id,
            "format": file_format,
            "differences": rows,
            "difference_count": len(rows),
            "checksum": hashlib.sha256(text.encode()).hexdigest(),
        }

    def action_mark_read(self):
        """Note who read the differences, and let the invoices leave."""
        self._check_group("user")
        unread = self.filtered(lambda parity: parity.state == "to_read")
        unread._write_sealed(
            {"read_at": fields.Datetime.now(), "read_by_id": self.env.uid}
        )
        for parity in unread:
            self.env["demat.evidence"].sudo()._record(
                parity.consent_id, "parity_read", parity._prepare_evidence()
            )
        deliveries = unread.consent_id.sudo().delivery_ids
        blocked = deliveries.filtered(lambda delivery: delivery.state == "blocked")
        blocked.with_user(self.env.user).action_unblock()
        blocked.move_id._check_l10n_fr_demat_readiness()

    def _prepare_evidence(self):
        """Return what the evidence of a reading says."""
        self.ensure_one()
        return {
            "invoice": self.move_id.sudo().name,
            "differences": self.difference_count,
            "format": self.format,
            "sha256": self.checksum,
        }


class AccountMove(models.Model):
    """The two forms of an invoice, as they are compared."""

    _inherit = "account.move"

    def _prepare_l10n_fr_demat_forms(self, file_format):
        """Return what is printed, and what leaves electronically in a format."""
        self.ensure_one()
        move = self.sudo().with_company(self.company_id)
        page = move._get_l10n_fr_demat_page_text()
        enclosures = move.l10n_fr_demat_enclosure_ids.mapped("name")
        usual = move._get_mail_template().attachment_ids.mapped("name")
        lang = move.partner_id.lang
        is_wanted = move._get_l10n_fr_demat_rules()[:1].attachments != "none"
        paper = rules.Invoice(
            texts=tuple(move._get_l10n_fr_demat_printed_texts()),
            documents=(*enclosures, *usual),
            lang=lang or self.env.lang or "en_US",
            page=page,
        )
        electronic = rules.Invoice(
            texts=tuple(move._get_l10n_fr_demat_data_texts(file_format)),
            documents=tuple(enclosures) if is_wanted else (),
            lang=lang or "fr_FR",
            page=None if file_format in WITHOUT_PAGE else page,
        )
        return paper, electronic

    def _get_l10n_fr_demat_page_text(self):
        """Return all that can be read on the printed page."""
        report = self.env["account.move.send"]._get_default_pdf_report_id(self)
        content, _kind = self.env["ir.actions.report"]._render_qweb_html(
            report.report_name, self.ids
        )
        return html.fromstring(content).text_content()

    def _get_l10n_fr_demat_printed_texts(self):
        """Hook: yield what only the page says: topic and text."""
        company, notes = self.company_id, rules.Topic.NOTE
        for topic, text in (
            (rules.Topic.MENTION, company.report_footer),
            (rules.Topic.MENTION, self.fiscal_position_id.note),
            (notes, self.narration),
            (notes, self.invoice_payment_term_id.note),
        ):
            for line in (html.fromstring(text).text_content() if text else "").split(
                "\n"
            ):
                yield topic, line.strip()

    def _get_l10n_fr_demat_data_texts(self, file_format):
        """Hook: yield what the data say in words: topic and text."""
        if file_format == "pdf":
            return
        terms = self._prepare_l10n_fr_demat_terms()
        mention, note = rules.Topic.MENTION, rules.Topic.NOTE
        for row in terms["BG-1"]:
            if row["BT-22"] != NOT_FOR_CONSUMERS and row.get("BT-21") not in CODED:
                yield mention if row.get("BT-21") else note, row["BT-22"]
        yield note, terms["BT-20"] or ""
        for row in terms["BG-23"]:
            yield mention, row["BT-120"] or ""
