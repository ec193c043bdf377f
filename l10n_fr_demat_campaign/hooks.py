"""What must happen outside the ORM's own install and uninstall."""


def uninstall_hook(env):
    """Leave no orphan value behind, whatever the company.

    Core's own clean-up of a removed selection value only looks at the companies
    of the user who uninstalls.
    """
    env["res.partner"]._clear_l10n_fr_demat_sending_method()
    env["demat.evidence"]._drop_guard()
