from odoo import api, models

from ..rules import regime as rules


class DematRegimeWording(models.Model):
    """The rows of the legal table in the words of the user."""

    _inherit = "demat.regime.override"

    @api.model
    def _get_explanations(self):
        """Return the sentence of each explanation that a row of the table may give."""
        env = self.env
        return {
            "not_an_invoice": env._("Not an invoice: nothing to ask."),
            "defence_secret": env._("Defence secrecy: a person must decide."),
            "foreign_issuer": env._(
                "We are established outside France: agreement needed, silence may "
                "count."
            ),
            "consumer": env._("Consumer: agreement by a positive act only."),
            "public_entity": env._(
                "Public body: invoices go through Chorus Pro, no agreement to ask for."
            ),
            "public_entity_early": env._(
                "Public body before our own date: a person must decide."
            ),
            "monaco": env._(
                "Monaco: treated like France or not, a person must decide."
            ),
            "collectivity_own_law": env._(
                "Overseas collectivity with its own law: a person must decide."
            ),
            "overseas": env._(
                "Outside the French VAT territory: agreement needed, silence may count."
            ),
            "eu_structured": env._(
                "European Union, structured invoice: no agreement needed."
            ),
            "eu_recipient": env._(
                "Another country of the European Union: agreement by a positive act."
            ),
            "non_eu_recipient": env._(
                "Outside the European Union: agreement by a positive act."
            ),
            "non_taxable": env._(
                "Legal person without VAT activity: agreement needed, silence may "
                "count."
            ),
            "exempt_operation": env._(
                "Only exempt operations: agreement needed, silence may count."
            ),
            "not_in_directory": env._(
                "Absent from the directory: agreement needed, silence may count."
            ),
            "before_emission_date": env._(
                "Before our date for the platform: agreement needed, silence may count."
            ),
            "no_active_address": env._(
                "Must receive through a platform and has no active address yet."
            ),
            "early_platform": env._(
                "Could already be served through a platform; outside it, agreement "
                "needed and silence may count."
            ),
            "platform_due": env._(
                "The platform is compulsory on that day: no agreement to ask for."
            ),
            "unclassified": env._(
                "Not enough is known of this customer: fill in the kind of customer "
                "and the country."
            ),
            "expert_override": env._("Answered by a recorded legal correction."),
        }

    @api.model
    def _get_case_labels(self):
        """Return what each row of the table is called."""
        env = self.env
        return {
            "non_invoice_document": env._("Document that is not an invoice"),
            "defence_secret_operation": env._("Operation under defence secrecy"),
            "foreign_issuer": env._("We are established outside France"),
            "consumer": env._("Consumer"),
            "public_entity": env._("Public body"),
            "monaco_recipient": env._("Customer in Monaco"),
            "overseas_recipient": env._("Customer in an overseas territory"),
            "eu_recipient": env._("Customer in the European Union"),
            "non_eu_recipient": env._("Customer outside the European Union"),
            "non_taxable_legal_person": env._("Legal person without VAT activity"),
            "exempt_operation_only": env._("Only exempt operations"),
            **self._get_domestic_labels(),
            "unclassified": env._("Customer of whom too little is known"),
        }

    @api.model
    def _get_domestic_labels(self):
        env = self.env
        return {
            "domestic_not_in_directory_large_issuer": env._(
                "Absent from the directory, we are a large company"
            ),
            "domestic_not_in_directory_small_issuer": env._(
                "Absent from the directory, we are a small company"
            ),
            "domestic_no_active_address_large_issuer": env._(
                "Without active address, we are a large company"
            ),
            "domestic_no_active_address_small_issuer": env._(
                "Without active address, we are a small company"
            ),
            "domestic_taxable_large_issuer": env._(
                "French company, we are a large company"
            ),
            "domestic_taxable_small_issuer": env._(
                "French company, we are a small company"
            ),
        }

    @api.model
    def _get_answer_labels(self):
        """Return what the law may answer, in words."""
        env, answers = self.env, rules.Answer
        return {
            answers.NONE.value: env._("Nothing to ask"),
            answers.TACIT_ALLOWED.value: env._("Agreement needed, silence may count"),
            answers.EXPRESS_ONLY.value: env._(
                "Agreement needed, by a positive act only"
            ),
            answers.PLATFORM_MANDATORY.value: env._("Platform compulsory"),
            answers.PLATFORM_OR_CONSENT.value: env._(
                "Platform possible; outside it, silence may count"
            ),
            answers.TO_REVIEW.value: env._("A person must decide"),
        }
