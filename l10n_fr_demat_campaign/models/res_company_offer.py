from odoo import fields, models

from ..rules.letter import Offer

# A promise needs the channels that keep it.
_CHANNEL_FEATURES = {
    "email": ("facturx", "tools", "per_user"),
    "portal": ("space",),
    "sftp": ("deposit",),
    "edi": ("edi",),
}
_RHYTHM_CHANNELS = frozenset({"email", "portal"})


class ResCompany(models.Model):
    """What letters may promise, because the company keeps it."""

    _inherit = "res.company"

    l10n_fr_demat_offers_rhythms = fields.Boolean(
        string="Offer daily and weekly sending",
        help="Customers may then choose on their page to receive what is new once a "
        "day or once a week, each invoice in its own mail, and letters may promise it. "
        "What was chosen is obeyed in any case.",
    )

    def _get_offer(self):
        """Hook: what this company can really give, so that letters promise no more.

        Help is always backed: the shipped letters print questions and answers, and a
        person to call.
        """
        self.ensure_one()
        channels = self._get_channel_codes()
        return Offer(
            support=True,
            rhythms=self._get_offered_rhythms(channels),
            **{
                feature: True
                for code in channels
                for feature in _CHANNEL_FEATURES.get(code, ())
            },
        )

    def _get_offered_rhythms(self, channels):
        """Return the rhythms that a letter may promise, given the channels set up."""
        if _RHYTHM_CHANNELS.isdisjoint(channels):
            return set()
        offers_all = self.l10n_fr_demat_offers_rhythms
        return {"each", "daily", "weekly"} if offers_all else {"each"}

    def _get_channel_codes(self):
        """Return the channels that are set up for this company."""
        channel = self.env["demat.channel"]
        return [
            code
            for code in channel._get_codes()
            if channel._get(code)._is_configured(self)
        ]


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    l10n_fr_demat_offers_rhythms = fields.Boolean(
        related="company_id.l10n_fr_demat_offers_rhythms", readonly=False
    )
