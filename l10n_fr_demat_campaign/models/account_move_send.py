from odoo import models

from .account_move_issue import METHOD, PDF, PROFORMA, STRUCTURED


class AccountMoveSend(models.AbstractModel):
    _inherit = "account.move.send"

    def _get_default_sending_methods(self, move):
        # EXTENDS 'account'
        if move._is_l10n_fr_demat_governed():
            return {METHOD}
        return super()._get_default_sending_methods(move)

    def _get_default_invoice_edi_format(self, move, **kwargs):
        # EXTENDS 'account'
        if move._is_l10n_fr_demat_governed():
            is_structured = move._get_l10n_fr_demat_format() in STRUCTURED
            return "facturx" if is_structured else False
        return super()._get_default_invoice_edi_format(move, **kwargs)

    def _is_applicable_to_company(self, method, company):
        # EXTENDS 'account'
        if method == METHOD:
            return company.country_code in company._get_france_country_codes()
        return super()._is_applicable_to_company(method, company)

    def _is_applicable_to_move(self, method, move, **move_data):
        # EXTENDS 'account'
        if method == METHOD:
            return move._is_l10n_fr_demat_governed()
        return super()._is_applicable_to_move(method, move, **move_data)

    def _get_alerts(self, moves, moves_data):
        # EXTENDS 'account'
        alerts = super()._get_alerts(moves, moves_data)
        return alerts | moves._get_l10n_fr_demat_alerts()

    def _generate_and_send_invoices(
        self,
        moves,
        from_cron=False,
        allow_raising=True,
        allow_fallback_pdf=False,
        **custom_settings,
    ):
        # EXTENDS 'account': a scheduled action speaks the language of its companies
        langs = set(moves.company_id.sudo().partner_id.mapped("lang"))
        sender = self
        if from_cron and len(langs) == 1 and all(langs):
            context = {"lang": langs.pop()}
            sender, moves = self.with_context(**context), moves.with_context(**context)
        return super(AccountMoveSend, sender)._generate_and_send_invoices(
            moves,
            from_cron=from_cron,
            allow_raising=allow_raising,
            allow_fallback_pdf=allow_fallback_pdf,
            **custom_settings,
        )

    def _generate_invoice_documents(self, invoices_data, allow_fallback_pdf=False):
        # EXTENDS 'account'
        moves = self.env["account.move"].union(*invoices_data)
        governed = moves.filtered(lambda move: move._is_l10n_fr_demat_governed())
        governed._fetch_l10n_fr_demat_lines()
        return super()._generate_invoice_documents(invoices_data, allow_fallback_pdf)

    def _hook_invoice_document_before_pdf_report_render(self, invoice, invoice_data):
        # EXTENDS 'account_edi_ubl_cii': judged elsewhere while the page is drawn
        invoice._settle_l10n_fr_demat_format(invoice_data)
        res = super()._hook_invoice_document_before_pdf_report_render(
            invoice, invoice_data
        )
        invoice._name_l10n_fr_demat_error(invoice_data)
        invoice._submit_l10n_fr_demat(invoice_data)
        return res

    def _hook_invoice_document_after_pdf_report_render(self, invoice, invoice_data):
        # EXTENDS 'account_edi_ubl_cii': ours is made from the print itself
        keys = [key for key in (PDF, PROFORMA) if invoice_data.get(key)]
        prints = {key: invoice_data[key]["raw"] for key in keys}
        invoice._lend_l10n_fr_demat_blank(invoice_data, prints)
        res = super()._hook_invoice_document_after_pdf_report_render(
            invoice, invoice_data
        )
        if invoice._is_l10n_fr_demat_governed():
            invoice._issue_l10n_fr_demat(invoice_data, prints)
        return res

    def _link_invoice_documents(self, invoices_data):
        # EXTENDS 'account'
        res = super()._link_invoice_documents(invoices_data)
        self.env["account.move"].union(*invoices_data)._note_l10n_fr_demat_issued()
        return res

    def _hook_if_errors(self, moves_data, allow_raising=True):
        # EXTENDS 'account': an invoice that cannot be made leaves the others alone
        for data in moves_data.values():
            # Other add-ons give a mere text, which core cannot read.
            if not isinstance(data["error"], dict):
                data["error"] = {"error_title": data["error"]}
        if self._name != "account.move.send.wizard":
            ours = [move for move in moves_data if move._is_l10n_fr_demat_governed()]
            super()._hook_if_errors({move: moves_data[move] for move in ours}, False)
            moves_data = {m: data for m, data in moves_data.items() if m not in ours}
        return super()._hook_if_errors(moves_data, allow_raising=allow_raising)

    def _hook_if_success(self, moves_data, from_cron=False):
        # EXTENDS 'account'
        taken = [m.id for m, d in moves_data.items() if m._take_over_l10n_fr_demat(d)]
        self.env["account.move"].browse(taken)._queue_l10n_fr_demat()
        return super()._hook_if_success(moves_data, from_cron=from_cron)
