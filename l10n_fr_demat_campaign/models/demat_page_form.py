from collections import namedtuple

from odoo import api, models

from ..rules import identifiers

Form = namedtuple("Form", "values errors")

# Fields of each form in the order of the screen, and whether they must be filled.
# Refusing asks for less than accepting, never for more.
FORMS = {
    "accept": {
        **dict.fromkeys(("channel", "format", "address"), True),
        **dict.fromkeys(("rhythm", "reader"), False),
        **dict.fromkeys(("name", "function"), True),
        "email": False,
        "entitled": True,
    },
    "refuse": {
        **dict.fromkeys(("reason", "reason_text"), False),
        "name": True,
        **dict.fromkeys(("function", "email"), False),
    },
    "confirm": {
        **dict.fromkeys(("name", "function"), True),
        "email": False,
        "entitled": True,
    },
    "question": {
        "wish": False,
        "question": True,
        "name": True,
        **dict.fromkeys(("email", "phone"), False),
    },
    "details": dict.fromkeys(
        ("siren", "siret", "electronic_address", "tool", "tool_other", "reference"),
        False,
    ),
}
FORMS["modify"] = {**FORMS["details"], **FORMS["confirm"]}

LENGTHS = {"question": 2000, "reason_text": 1000, "address": 254, "email": 254}
SHORT = 120


class DematPageForm(models.AbstractModel):
    """What visitors type on the answer page: read, checked, answered in words."""

    _name = "demat.page.form"
    _description = "Form of the answer page"

    @api.model
    def _read_form(self, form, post, offered):
        """Return what was typed and, by field, what is wrong with it.

        :param form: which form, see :data:`FORMS`
        :param post: the raw values of the request
        :param offered: for each field with a closed list, the values offered
        """
        values = {
            name: str(post.get(name) or "").replace("\0", "").strip()
            for name in FORMS[form]
        }
        errors = {
            name: message
            for name, is_due in FORMS[form].items()
            if (message := self._get_error(name, values[name], is_due, offered))
        }
        if not errors and values.get("siren"):
            errors.update(self._get_contradiction(values))
        return Form(values, errors)

    @api.model
    def _get_error(self, name, value, is_due, offered):
        """Return what is wrong with one value, or nothing."""
        if not value:
            return self._get_missing_message(name) if is_due else None
        limit = LENGTHS.get(name, SHORT)
        if len(value) > limit:
            return self.env._(
                "This text has %(length)s characters: at most %(limit)s are possible.",
                length=len(value),
                limit=limit,
            )
        if name in offered and value not in offered[name]:
            return self.env._("Choose one of the answers of the list.")
        check = getattr(self, f"_get_{name}_error", None)
        return check(value) if check else None

    @api.model
    def _get_missing_message(self, name):
        env = self.env
        return {
            "name": env._("Your name: write your first and last name."),
            "function": env._("Your position: write it, for example “accountant”."),
            "entitled": env._(
                "Tick the box if you may answer for this company. If not, pass our "
                "message on to the right person."
            ),
            "channel": env._("Choose how the invoices reach you."),
            "format": env._("Choose a format."),
            "address": env._(
                "Address for invoices: write an e-mail address, for example "
                "compta@exemple.fr."
            ),
            "question": env._("Your question or wish: write it in the box."),
        }[name]

    @api.model
    def _get_address_error(self, value):
        flaw = identifiers.email_flaw(value)
        if flaw is None:
            return None
        if flaw is identifiers.EmailFlaw.SEVERAL:
            return self.env._("Address for invoices: write one address only.")
        return self.env._(
            "Address for invoices: “%s” is not an e-mail address. Example: "
            "compta@exemple.fr.",
            value,
        )

    @api.model
    def _get_email_error(self, value):
        if identifiers.email_flaw(value) is None:
            return None
        return self.env._(
            "Your e-mail address: “%s” is not an e-mail address. Example: "
            "prenom.nom@exemple.fr.",
            value,
        )

    @api.model
    def _get_siren_error(self, value):
        return self._get_number_error(
            identifiers.parse_siren, value, "SIREN", 9, "123 456 782"
        )

    @api.model
    def _get_siret_error(self, value):
        return self._get_number_error(
            identifiers.parse_siret, value, "SIRET", 14, "123 456 782 00010"
        )

    @api.model
    def _get_number_error(self, parse, value, label, size, example):
        try:
            parse(value)
        except identifiers.IdentifierError as error:
            return " ".join(
                [
                    self._get_number_reason(error.flaw, label, value),
                    self.env._(
                        "A %(label)s has %(size)s digits, for example %(example)s.",
                        label=label,
                        size=size,
                        example=example,
                    ),
                ]
            )
        return None

    @api.model
    def _get_number_reason(self, flaw, label, value):
        env, flaws = self.env, identifiers.Flaw
        count = sum(character.isdigit() for character in value)
        return {
            flaws.LENGTH: env._(
                "%(label)s: you typed %(count)s.", label=label, count=count
            ),
            flaws.CHECKSUM: env._("%s: one digit at least is wrong.", label),
            flaws.CHARACTERS: env._("%s: only digits and spaces are possible.", label),
            flaws.SEVERAL: env._("%s: write one number only.", label),
        }.get(flaw) or env._("%s: this is not the number of a French company.", label)

    @api.model
    def _get_electronic_address_error(self, value):
        try:
            identifiers.parse_electronic_address(value)
        except identifiers.IdentifierError:
            return self.env._(
                "Electronic address: it begins with the SIREN, for example "
                "123456782 or 123456782_12345678200010. Your platform tells it to you."
            )
        return None

    @api.model
    def _get_contradiction(self, values):
        """Return what two numbers, each good, say against each other."""
        if "siret_mismatch" in identifiers.consistency(
            values["siren"], values["siret"]
        ):
            return {
                "siret": self.env._(
                    "SIRET: its first nine digits are not those of the SIREN above."
                )
            }
        return {}
