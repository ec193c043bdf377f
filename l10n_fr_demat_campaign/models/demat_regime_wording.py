from odoo import api, models


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
