from odoo import api, models


class DematLetterAdvice(models.Model):
    """The checker's advice, in the language of who reads it.

    The rules word it in the language of the letter: who corrects a French text need
    not speak French.
    """

    _inherit = "demat.letter.version"

    @api.model
    def _get_advice(self, finding):
        """Return what to do about a remark of the checker."""
        if promise := self._get_promise_labels().get(finding.feature):
            return self.env._(
                "“%s” is promised though the feature is not active: a mere PDF by "
                "e-mail does not bear these arguments.",
                promise,
            )
        return self._get_advices().get(finding.key, finding.advice)

    @api.model
    def _get_advices(self):
        """Hook: return the advice of each remark, by its key."""
        return {**self._get_point_advices(), **self._get_warning_advices()}

    @api.model
    def _get_point_advices(self):
        """Return what to write, where a point is missing."""
        env = self.env
        return {
            "P01": env._("Say that what you send adapts to the customer's tool."),
            "P02": env._("Say that each invoice exists in the Factur-X format."),
            "P03": env._("Say what the online space allows: search, download."),
            "P04": env._("Offer at least two rhythms of sending."),
            "P05": env._("Say that each recipient may have settings of their own."),
            "P06": env._("Give the date of the first electronic invoice, in full."),
            "P07": env._("Offer help: questions and answers, notice, online meeting."),
            "P08": env._("Give a contact and their phone number."),
            "P09": env._(
                "Write the deadline in full: “until Monday 14 December 2026”."
            ),
            "P10": env._("Say clearly that no reply means acceptance."),
            "P11": env._("Say how to refuse: page, phone, reply, slip."),
            "P12": env._(
                "Say that one may change one's mind at any time, free of charge."
            ),
            "P13": env._("Give the address of the answer page."),
            "P14": env._("Name what is concerned: “invoices and credit notes”."),
            "P15": env._("Say who you are: company name and SIREN."),
            "P16": env._("Write that no bank details are asked for."),
            "P17": env._("Say how to check that the message comes from you."),
            "P18": env._("Ask for the customer's tool and format."),
            "P19": env._(
                "Give a link about personal data and one to stop the reminders."
            ),
            "P20": env._("Say first what the customer gains, then the terms."),
        }

    @api.model
    def _get_warning_advices(self):
        """Return what is wrong with an argument."""
        env = self.env
        return {
            "W01": env._("Read as shifting the cost of printing to the customer."),
            "W02": env._("The customer sees a green disguise."),
            "W03": env._("An advantage for you, not for the customer."),
            "W04a": env._("Never speak of fees on paper."),
            "W04b": env._("Penalising paper has the opposite effect."),
            "W05": env._("It sounds imposed: the customer must choose."),
            "W06": env._("Firmness stays inside the company."),
            "W07": env._("A legal statement that is wrong or out of date."),
            "W08": env._("The customer must be able to reply."),
            "W09a": env._("Never an IBAN in a message."),
            "W09b": env._("Speaking of banks makes people fear a fraud."),
            "W10": env._("It sounds like phishing."),
            "W11": env._("Advertising: the message becomes canvassing."),
            "W12": env._("A format or a channel that is imposed."),
            "W13": env._("Tacit agreement is excluded for this recipient."),
            "W14": env._("A vague date: write it in full."),
            "W15": env._("An absolute promise."),
            "W16": env._("Begin with the customer."),
            "W17": env._("Refusing must be as simple as accepting."),
            "W18": env._("Do not look like the administration."),
            "W19": env._("Terms and conditions are accepted apart."),
            "W20": env._("Do not offer less than paper does."),
        }

    @api.model
    def _get_promise_labels(self):
        """Return what a letter promises, by the feature that it needs."""
        env = self.env
        return {
            "tools": env._("fitting the customer's tool"),
            "facturx": env._("the Factur-X format"),
            "space": env._("the online space"),
            "each": env._("sending each invoice at once"),
            "daily": env._("sending daily"),
            "weekly": env._("sending weekly"),
            "per_user": env._("settings for each recipient"),
            "deposit": env._("delivery to the customer's server"),
            "support": env._("help (questions and answers, notice, meeting)"),
            "edi": env._("sending by EDI"),
        }
