from odoo import models

from ..rules.letter import Offer

# A promise needs the channels that keep it.
_CHANNEL_FEATURES = {
    "email": ("facturx", "tools", "per_user"),
    "portal": ("space",),
    "sftp": ("deposit",),
    "edi": ("edi",),
}
_CHANNEL_RHYTHMS = {"email": ("each",), "digest": ("daily", "weekly")}


class ResCompany(models.Model):
    _inherit = "res.company"

    def _get_offer(self):
        """Hook: what this company can really give, so that letters promise no more.

        Help is always backed: the shipped letters print questions and answers, and a
        person to call.
        """
        self.ensure_one()
        channels = self._get_channel_codes()
        return Offer(
            support=True,
            rhythms={r for code in channels for r in _CHANNEL_RHYTHMS.get(code, ())},
            **{
                feature: True
                for code in channels
                for feature in _CHANNEL_FEATURES.get(code, ())
            },
        )

    def _get_channel_codes(self):
        """Return the channels that are set up for this company."""
        channel = self.env["demat.channel"]
        return [
            code
            for code in channel._get_codes()
            if channel._get(code)._is_configured(self)
        ]
