from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..rules import identifiers
from ..rules.customer_row import name_key
from ..rules.territory import Territory, territory_of

_PARSERS = {
    "l10n_fr_demat_siren": identifiers.parse_siren,
    "l10n_fr_demat_siret": identifiers.parse_siret,
}


class ResPartner(models.Model):
    """Who a customer is for the law on electronic invoices."""

    _inherit = "res.partner"
    _rec_names_search = [
        *("complete_name", "email", "ref", "vat", "company_registry"),
        *("l10n_fr_demat_siren", "l10n_fr_demat_siret"),
    ]

    l10n_fr_demat_siren = fields.Char(
        string="SIREN",
        index="btree_not_null",
        copy=False,
        help="Nine digits that name the company. Kept apart from the company "
        "registry, which holds a SIREN or a SIRET depending on who typed it.",
    )
    l10n_fr_demat_siret = fields.Char(
        string="SIRET",
        index="btree_not_null",
        copy=False,
        help="Fourteen digits that name an establishment: the SIREN and five digits.",
    )
    l10n_fr_demat_recipient = fields.Selection(
        selection="_selection_l10n_fr_demat_recipient",
        string="Kind of customer",
        help="What the customer is for VAT. Empty: not known, somebody must look.",
    )
    l10n_fr_demat_directory_state = fields.Selection(
        selection=[
            ("active", "Active address"),
            ("inactive", "Listed, without active address"),
            ("absent", "Absent"),
            ("unknown", "Not checked"),
        ],
        string="Directory",
        default="unknown",
        help="What the directory of electronic addresses says of this customer.",
    )
    l10n_fr_demat_operation = fields.Selection(
        selection=[
            ("taxed", "Taxed"),
            ("exempt_261", "Exempt (CGI 261 to 261 E)"),
        ],
        string="Usual operation",
        default="taxed",
        help="What we usually sell to this customer. A customer who is exempt himself "
        "still buys taxed goods.",
    )
    l10n_fr_demat_territory = fields.Selection(
        selection="_selection_l10n_fr_demat_territory",
        string="VAT territory",
        compute="_compute_l10n_fr_demat_territory",
        store=True,
    )
    l10n_fr_demat_is_to_review = fields.Boolean(
        string="Identity to check",
        copy=False,
        help="Identifiers are wrong or contradict each other: somebody must look "
        "before silence may count.",
    )
    l10n_fr_demat_tool_id = fields.Many2one(
        "demat.receiving.tool",
        string="Receiving tool",
        index="btree_not_null",
        ondelete="set null",
        help="The product with which the customer says to receive invoices.",
    )
    l10n_fr_demat_tool_other = fields.Char(
        string="Other receiving tool", help="A tool that the catalogue does not have."
    )
    l10n_fr_demat_service_code = fields.Char(string="Service code")
    l10n_fr_demat_commitment = fields.Selection(
        selection=[("yes", "Required"), ("no", "Not required")],
        string="Commitment number",
    )
    l10n_fr_demat_street3 = fields.Char(
        string="Third address line",
        help="Printed on letters below the two others, never merged with them.",
    )
    l10n_fr_demat_name_key = fields.Char(
        compute="_compute_l10n_fr_demat_name_key",
        store=True,
        index="btree_not_null",
        help="The name without case, accents and punctuation, to find namesakes.",
    )

    @api.model
    def _selection_l10n_fr_demat_recipient(self):
        env = self.env
        return [
            ["taxable", env._("Company (taxable person)")],
            ["non_taxable", env._("Legal person without VAT activity")],
            ["public", env._("Public body")],
            ["consumer", env._("Consumer")],
        ]

    @api.model
    def _selection_l10n_fr_demat_territory(self):
        env = self.env
        return [
            (Territory.METROPOLITAN.value, env._("Metropolitan France")),
            (Territory.OVERSEAS_DEPARTMENT.value, env._("Overseas department")),
            (Territory.GUYANE_MAYOTTE.value, env._("Guyane, Mayotte")),
            (Territory.OVERSEAS_COLLECTIVITY.value, env._("Overseas collectivity")),
            (Territory.MONACO.value, env._("Monaco")),
            (Territory.EU.value, env._("European Union")),
            (Territory.NON_EU.value, env._("Outside the European Union")),
        ]

    @api.depends("country_id", "zip")
    def _compute_l10n_fr_demat_territory(self):
        states = set(self.env.ref("base.europe").sudo().country_ids.mapped("code"))
        for partner in self:
            country = partner.country_id.code
            territory = territory_of(country, partner.zip, states)
            partner.l10n_fr_demat_territory = territory and territory.value

    @api.depends("name")
    def _compute_l10n_fr_demat_name_key(self):
        for partner in self:
            partner.l10n_fr_demat_name_key = name_key(partner.name) or False

    @api.constrains("l10n_fr_demat_siren", "l10n_fr_demat_siret")
    def _check_l10n_fr_demat_identifiers(self):
        for partner in self:
            for name, parse in _PARSERS.items():
                try:
                    parse(partner[name])
                except identifiers.IdentifierError as error:
                    if error.flaw is not identifiers.Flaw.EMPTY:
                        raise ValidationError(
                            partner._get_l10n_fr_demat_flaw_message(name, error.flaw)
                        ) from error
            partner._check_l10n_fr_demat_siret_of_siren()

    def _check_l10n_fr_demat_siret_of_siren(self):
        siren, siret = self.l10n_fr_demat_siren, self.l10n_fr_demat_siret
        if siren and siret and not siret.startswith(siren):
            raise ValidationError(
                self.env._(
                    "%(name)s: the SIRET %(siret)s belongs to another company than "
                    "the SIREN %(siren)s.",
                    name=self.display_name,
                    siret=siret,
                    siren=siren,
                )
            )

    def _get_l10n_fr_demat_flaw_message(self, name, flaw):
        """Return who has which wrong identifier, and what is wrong with it."""
        self.ensure_one()
        env, flaws = self.env, identifiers.Flaw
        label = {"l10n_fr_demat_siren": "SIREN", "l10n_fr_demat_siret": "SIRET"}[name]
        size = {"SIREN": 9, "SIRET": 14}[label]
        reason = {
            flaws.LENGTH: env._("it has %s digits", size),
            flaws.CHARACTERS: env._("it holds digits only"),
            flaws.CHECKSUM: env._("a digit is wrong"),
            flaws.SEVERAL: env._("there are several, give one"),
            flaws.MONACO: env._("this is an identifier of Monaco"),
        }.get(flaw, env._("it is not the number of a French company"))
        return env._(
            "%(name)s: %(value)s is not a %(label)s, %(reason)s.",
            name=self.display_name,
            value=self[name],
            label=label,
            reason=reason,
        )

    @api.onchange("l10n_fr_demat_siret")
    def _onchange_l10n_fr_demat_siret(self):
        siret = self._normalise_l10n_fr_demat_identifiers(
            {"l10n_fr_demat_siret": self.l10n_fr_demat_siret}
        )["l10n_fr_demat_siret"]
        if siret and not self.l10n_fr_demat_siren and len(siret) == 14:
            self.l10n_fr_demat_siren = siret[:9]

    @api.model_create_multi
    def create(self, vals_list):
        normalise = self._normalise_l10n_fr_demat_identifiers
        return super().create([normalise(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._normalise_l10n_fr_demat_identifiers(vals))

    @api.model
    def _normalise_l10n_fr_demat_identifiers(self, vals):
        """Give what people type its normal form; leave the rest to the constraint."""
        normal = {}
        for name in _PARSERS.keys() & vals.keys():
            try:
                normal[name] = str(_PARSERS[name](vals[name]))
            except identifiers.IdentifierError as error:
                is_empty = error.flaw is identifiers.Flaw.EMPTY
                normal[name] = False if is_empty else vals[name]
        return {**vals, **normal} if normal else vals

    @api.model
    def _commercial_fields(self):
        # EXTENDS 'base': the SIREN, unlike the SIRET, names the whole company.
        return [
            *super()._commercial_fields(),
            "l10n_fr_demat_siren",
            "l10n_fr_demat_recipient",
            "l10n_fr_demat_directory_state",
            "l10n_fr_demat_operation",
        ]

    def _get_l10n_fr_demat_typed_address(self):
        """Return the lines of the postal address as they were typed, name first."""
        self.ensure_one()
        town = " ".join(filter(None, (self.zip, self.city)))
        lines = (self.street, self.street2, self.l10n_fr_demat_street3, town)
        return [self.name or "", *(line for line in lines if line)]
