from odoo import api, fields, models
from odoo.fields import Domain

from .demat_notification import RELOAD, tell

# Records verified in one transaction.
VERIFIED_BATCH = 500


class DematEvidenceAudit(models.AbstractModel):
    """What a button verifies, and a job once a day that raises an alarm."""

    _name = "demat.evidence.audit"
    _description = "Verifiable evidence"
    _inherit = ["demat.append.only", "mail.thread", "mail.activity.mixin"]
    _mail_post_access = "read"

    state = fields.Selection(
        selection=[
            ("unverified", "Not verified yet"),
            ("valid", "Intact"),
            ("broken", "Broken"),
        ],
        required=True,
        readonly=True,
        default="unverified",
        index=True,
    )
    verified_at = fields.Datetime(string="Verified", readonly=True, index=True)
    flaw = fields.Char(readonly=True)
    flaw_number = fields.Integer(string="Event at fault", readonly=True)
    flaw_text = fields.Char(string="What is wrong", compute="_compute_flaw_text")

    @api.depends("flaw", "flaw_number")
    @api.depends_context("lang")
    def _compute_flaw_text(self):
        for record in self:
            text = record._get_flaw_message(record.flaw, record.flaw_number)
            record.flaw_text = record.flaw and text

    @api.model
    def _get_flaw_message(self, flaw, number):
        """Return one flaw in words."""
        message = self._get_flaw_messages().get(flaw, str(flaw))
        return message % {"number": number}

    @api.model
    def _get_flaw_messages(self):
        """Hook: return each flaw in words, with its place."""
        env = self.env
        return {
            "changed": env._("Event %(number)s is not what was recorded."),
            "missing_middle": env._("Events are missing before event %(number)s."),
            "out_of_order": env._("Event %(number)s is not at its place."),
            "missing_tail": env._("Events are missing from event %(number)s on."),
            "extra_tail": env._("Event %(number)s was added from outside."),
            "head": env._("The chain does not end as it did when it was written."),
            "sealed": env._("Event %(number)s is not what was signed that day."),
            "detail": env._("The personal data of event %(number)s was changed."),
            "seal": env._("The signed statement is not what was signed."),
        }

    def _creation_message(self):
        # OVERRIDE: a name in words of its own agrees in every language
        return self.env._("Kept as evidence")

    @api.model
    def _cron_verify(self, limit=VERIFIED_BATCH):
        """Verify everything once a day, one batch per commit.

        Looking takes long, and customers answer meanwhile. What was found is written
        in a transaction of its own, begun with the lock: who prolonged or sealed a
        chain while we looked does not make the job fail.
        """
        domain, cron = self._get_due_domain(), self.env["ir.cron"]
        cron._commit_progress(remaining=self.search_count(domain))
        while batch := self.search(domain, limit=limit, order="id"):
            flaws, now = batch.sudo()._find_flaws(), fields.Datetime.now()
            cron._commit_progress()
            locked = batch.try_lock_for_update(allow_referencing=True)
            locked._keep_verdict(flaws, now)
            if not cron._commit_progress(len(locked)) or not locked:
                break

    @api.model
    def _get_due_domain(self):
        start = fields.Datetime.now().replace(hour=0, minute=0, second=0, microsecond=0)
        return Domain("verified_at", "=", False) | Domain("verified_at", "<", start)

    def action_verify(self):
        """Verify these records now and show what was found."""
        self.check_access("read")
        broken = self._verify()
        flaws = {record.id: (record.flaw, record.flaw_number) for record in broken}
        message = self._get_verdict_message(flaws)
        kind = "danger" if broken else "success"
        return tell(message, kind, sticky=bool(broken), next=RELOAD)

    def _get_verdict_message(self, flaws=None):
        """Hook: return what a verification found, in words.

        :param flaws: what it found, see :meth:`_find_flaws`; now, when not given
        """
        flaws = self.sudo()._find_flaws() if flaws is None else flaws
        lines = [
            f"{record.display_name}: {record._get_flaw_message(*flaws[record.id])}"
            for record in self
            if record.id in flaws
        ]
        return "\n".join(lines) or self.env._("Nothing was changed or removed.")

    def _verify(self):
        """Look for flaws, keep what was found, and raise the alarm on what is new.

        :return: the broken records
        """
        flaws = self.sudo()._find_flaws()
        self._keep_verdict(flaws, fields.Datetime.now())
        return self.filtered(lambda record: record.id in flaws)

    def _keep_verdict(self, flaws, now):
        """Write what a verification found, and raise the alarm on what is new.

        :param flaws: what it found, see :meth:`_find_flaws`
        :param now: when it looked
        """
        records = self.sudo()._with_gate()
        broken = records.filtered(lambda record: record.id in flaws)
        alarming = broken.filtered(lambda record: record.state != "broken")
        (records - broken).write(
            {"state": "valid", "verified_at": now, "flaw": False, "flaw_number": 0}
        )
        for record in broken:
            flaw, number = flaws[record.id]
            found = {"state": "broken", "flaw": flaw, "flaw_number": number}
            record.write({**found, "verified_at": now})
        self.sudo().browse(alarming.ids)._alert()

    def _find_flaws(self):
        """Hook: return the first flaw of each broken record, and the event it is at."""
        return {}

    def _alert(self):
        """Give every manager of the company something to do, that cannot be missed."""
        managers = self.env.ref("l10n_fr_demat_campaign.demat_group_manager")
        for record in self:
            for user in managers.all_user_ids:
                if record.company_id in user.company_ids:
                    localized = record.with_context(lang=user.lang)
                    localized.activity_schedule(
                        "mail.mail_activity_data_warning",
                        summary=localized.env._("Evidence was tampered with"),
                        note=localized.flaw_text,
                        user_id=user.id,
                    )
