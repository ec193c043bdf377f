"""One Odoo process for the demonstration: database, web server, jobs, users."""

from contextlib import contextmanager

from odoo import SUPERUSER_ID, api, http
from odoo.modules.registry import Registry
from odoo.service import server
from odoo.tools import config

MODULE = "l10n_fr_demat_campaign"


class Session:
    """Odoo on a database, serving pages on loopback."""

    def __init__(self, configuration, database, port):
        config.parse_config(
            [
                f"--config={configuration}",
                f"--database={database}",
                f"--http-port={port}",
                "--max-cron-threads=0",
                "--log-level=warn",
                # What Odoo says of its own old idioms helps nobody here.
                "--log-handler=py.warnings:ERROR",
                # A library that says it is there.
                "--log-handler=pikepdf:WARNING",
                # Odoo's stylesheet names fonts on the internet, for other scripts.
                "--log-handler=odoo.addons.base.models.ir_actions_report:ERROR",
            ]
        )
        self.database, self.port = database, port
        self.registry = Registry(database)

    @property
    def base_url(self):
        """The address that customers open."""
        return f"http://127.0.0.1:{self.port}"

    def serve(self):
        """Serve pages from this process, so that they live in the same time."""
        server.load_server_wide_modules()
        server.ThreadedServer(http.root).http_spawn()

    @contextmanager
    def env(self, login=None):
        """Provide an environment as a user; commit when all went well."""
        with self.registry.cursor() as cr:
            root = api.Environment(cr, SUPERUSER_ID, {})
            user = root["res.users"].search([("login", "=", login)]) if login else None
            uid = user.id if user else SUPERUSER_ID
            context = dict(root["res.users"].with_user(uid).context_get())
            env = api.Environment(cr, uid, context)
            if user:
                env = env(
                    context={**context, "allowed_company_ids": user.company_id.ids}
                )
            yield env

    def run_job(self, *xmlids):
        """Run scheduled jobs now, one after the other, as the scheduler does."""
        for xmlid in xmlids:
            name = xmlid if "." in xmlid else f"{MODULE}.{xmlid}"
            with self.env() as env:
                env.ref(name).method_direct_trigger()

    def run_until_done(self, xmlid, count_left, most=1000):
        """Run a scheduled job again until nothing is left for it.

        :param count_left: function of an environment, the number of records that wait
        :raises RuntimeError: when a run changes nothing any more
        """
        left = None
        for _run in range(most):
            self.run_job(xmlid)
            with self.env() as env:
                before, left = left, count_left(env)
            if not left:
                return
            if before == left:
                break
        raise RuntimeError(f"{xmlid}: {left} left undone")
