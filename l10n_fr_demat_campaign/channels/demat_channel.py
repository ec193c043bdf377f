from odoo import api, models

PREFIX = "demat.channel."


class DematChannel(models.AbstractModel):
    """The contract of a channel: how an invoice leaves.

    A channel is a model named ``demat.channel.<code>``; another add-on adds one by
    defining such a model. Questions never act: no writing, no network.
    """

    _name = "demat.channel"
    _description = "Invoice channel"

    _demat_electronic = True  # an agreement of the customer is needed
    _demat_by_hand = False  # a person carries it out, never a scheduled action
    _demat_platform = False  # satisfies the law where a platform is compulsory

    @api.model
    def _get(self, code):
        """Return the channel of that code."""
        return self.env[PREFIX + code]

    @api.model
    def _get_codes(self):
        """Return the codes of all channels, in a stable order."""
        return sorted(
            name[len(PREFIX) :] for name in self.env.registry if name.startswith(PREFIX)
        )

    @api.model
    def _get_selection(self):
        """Return codes and labels, for fields."""
        return [(code, self._get(code)._get_label()) for code in self._get_codes()]

    @api.model
    def _get_label(self):
        """Hook: what users call this channel."""
        raise NotImplementedError

    @api.model
    def _get_formats(self):
        """Hook: formats this channel can carry, the usual one first."""
        raise NotImplementedError

    @api.model
    def _get_format(self, rule, move):
        """Return the format in which this document goes to that destination."""
        formats = self._get_formats()
        return rule.format if rule.format in formats else formats[0]

    @api.model
    def _is_configured(self, company):
        """Hook: is the target of this channel set up for that company?"""
        return True

    @api.model
    def _get_missing(self, rule, move):
        """Hook: return, in words, what keeps this document from leaving that way."""
        if self._is_configured(move.company_id):
            return []
        return [self.env._("The channel “%s” is not set up.", self._get_label())]

    @api.model
    def _can_carry(self, rule, move):
        """Return whether this document can leave to that destination now."""
        return not self._get_missing(rule, move)

    @api.model
    def _get_recipient_key(self, rule, move):
        """Hook: return who receives, as a text that is part of the delivery's key."""
        raise NotImplementedError

    @api.model
    def _deliver(self, delivery):
        """Hook: carry out one delivery and return its receipt, a dict of plain values.

        :raises rules.delivery.DeliveryError: when the document did not leave
        :raises rules.delivery.DeliveryUncertain: when nobody can know
        """
        raise NotImplementedError

    @api.model
    def _resolve_uncertain(self, delivery):
        """Hook: find out what became of an interrupted delivery.

        :return: the state it is known to be in, False when a person must decide
        """
        return False
