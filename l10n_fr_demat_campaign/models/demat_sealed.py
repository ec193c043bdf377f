from odoo import api, models
from odoo.exceptions import AccessError

# Whoever holds this object may write sealed fields. It never leaves Python, so no
# RPC call, no import and no server action can forge it.
_GATE = object()


class DematSealed(models.AbstractModel):
    """Records whose fields say what happened: they change by methods, never by hand.

    Sealed fields are refused from outside, the superuser included. So are stored
    computed ones, which the ORM would let any caller overwrite. Fixed fields are given
    when the record is made. A many2one cannot carry a record to where its author has
    no right.
    """

    _name = "demat.sealed"
    _description = "Sealed records"

    _demat_sealed = frozenset()
    _demat_fixed = frozenset()

    @api.model_create_multi
    def create(self, vals_list):
        names = {name for vals in vals_list for name in vals}
        self._check_seal(
            name
            for name in names
            if name in self._demat_sealed or self._is_result(name)
        )
        # Keys are taken out: only a whole context can do that.
        # pylint: disable-next=context-overridden
        model = self.with_context(self._get_honest_context())
        return super(DematSealed, model).create(vals_list)

    def write(self, vals):
        kept = self._demat_sealed | self._demat_fixed
        self._check_seal(name for name in vals if name in kept or self._is_result(name))
        result = super().write(vals)
        if any(self._fields[name].type == "many2one" for name in vals):
            # The record may have changed company: is it still ours?
            self.check_access("write")
        return result

    @api.model
    def _is_result(self, name):
        """Return whether a field is stored but computed from others."""
        field = self._fields.get(name)
        return bool(field and field.compute and field.store and field.readonly)

    @api.model
    def _get_honest_context(self):
        """Return the context without defaults for what users do not fill in."""
        prefix = "default_"
        return {
            key: value
            for key, value in self.env.context.items()
            if not key.startswith(prefix)
            or not (field := self._fields.get(key.removeprefix(prefix)))
            or not (field.readonly or field.name in self._demat_sealed)
        }

    @api.model
    def _check_seal(self, names):
        """Refuse these fields to who does not come through :meth:`_write_sealed`."""
        names = sorted(names)
        if names and self.env.context.get("demat_gate") is not _GATE:
            raise AccessError(self._get_seal_message(names))

    @api.model
    def _get_seal_message(self, names):
        """Hook: say why a field is not edited by hand, and what to do instead."""
        return self.env._(
            "%(record)s: « %(field)s » says what happened and is not edited by hand. "
            "Use the buttons, so that date, author and proof are kept.",
            record=self._description,
            field=self._fields[names[0]]._description_string(self.env),
        )

    def _write_sealed(self, vals):
        """Write sealed fields. Access rights still decide whether the user may."""
        return self.with_context(demat_gate=_GATE).write(vals)

    def _check_group(self, name):
        """Let one group through, with the right to change these records.

        Every public method can be called from outside, whatever its button shows.
        """
        self.check_access("write")
        group = f"l10n_fr_demat_campaign.demat_group_{name}"
        if not (self.env.su or self.env.user.has_group(group)):
            raise AccessError(
                self.env._(
                    "This is for the group « %s » of electronic invoicing.",
                    self.env.ref(group).sudo().name,
                )
            )
