from odoo import api, models
from odoo.exceptions import AccessError

from .demat_rows import update_rows

# Whoever holds this object may write sealed fields. It never leaves Python, so no
# RPC call, no import and no server action can forge it.
GATE = object()
# Whose methods do nothing more than the ORM when tracking is off.
_DEAF = ("odoo.orm.", "odoo.addons.mail.", "odoo.addons.l10n_fr_demat_campaign.")


def is_forced(model, names):
    """Return whether sealed fields are written by who may not write them."""
    return bool(names) and model.env.context.get("demat_gate") is not GATE


def get_seal_message(model, name):
    """Return why a field is not edited by hand, and what to do instead."""
    return model.env._(
        "%(record)s: « %(field)s » says what happened and is not edited by hand. "
        "Use the buttons, so that date, author and proof are kept.",
        record=model._description,
        field=model._fields[name]._description_string(model.env),
    )


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
            or not self._is_demat_sealed(key.removeprefix(prefix))
        }

    @api.model
    def _check_seal(self, names):
        """Refuse these fields to who does not come through :meth:`_write_sealed`."""
        if is_forced(self, names := sorted(names)):
            raise AccessError(self._get_seal_message(names))

    @api.model
    def _get_seal_message(self, names):
        """Hook: say why a field is not edited by hand, and what to do instead."""
        return get_seal_message(self, names[0])

    @api.model
    def _is_demat_sealed(self, name):
        """Return whether users may not give themselves a default for a field."""
        field = self._fields.get(name)
        return bool(field) and (field.readonly or name in self._demat_sealed)

    def _write_sealed(self, vals):
        """Write sealed fields. Access rights still decide whether the user may."""
        return self.with_context(demat_gate=GATE).write(vals)

    def _write_alike(self, vals, computed=None):
        """Write sealed fields of many records in one statement, if nobody listens.

        The ORM takes longer than PostgreSQL for what is the same in hundreds of
        records. What depends on the fields is computed as after any write.

        :param vals: dict of stored fields to the value that all records take
        :param computed: dict of computed fields to the value of each record, in their
            order, known already: the ORM computes them anew for who listens
        """
        if not self:
            return
        if self._is_write_heard():
            self._write_sealed(vals)
        else:
            self.check_access("write")
            update_rows(self, vals, computed)

    def _is_write_heard(self):
        """Return whether somebody sees each record that is written by the ORM.

        That may be a message in the thread, an automation rule, which puts its own
        methods on the model while it is active, or another add-on.
        """
        model = type(self)
        return not self.env.context.get("tracking_disable") or any(
            definer is model or not definer.__module__.startswith(_DEAF)
            for definer in model.__mro__
            for name in ("write", "_compute_field_value")
            if name in vars(definer)
        )

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
