from freezegun import freeze_time

from odoo.tests import tagged

from .recheck_common import RecheckCommon


@tagged("post_install", "-at_install", "post_install_l10n")
class TestParisDay(RecheckCommon):
    """The last day to answer ends at midnight in Paris, summer and winter."""

    def _ready(self):
        for day in ("2026-09-07", "2026-09-17"):
            self._run_waves(day)

    def _look(self, moment):
        with freeze_time(moment), self.enter_registry_test_mode():
            self._trigger("l10n_fr_demat_campaign.ir_cron_accept_tacitly")
        self.env.invalidate_all()

    def test_the_day_ends_at_midnight_in_paris(self):
        self._ready()
        self.assertEqual(str(self.request.deadline), "2026-10-12")
        self._look("2026-10-12 21:59:00")  # 23:59 in Paris
        self.assertPosition(self.consent, "asked")
        self._look("2026-10-12 22:01:00")  # 00:01 in Paris
        self.assertPosition(self.consent, "accepted", "tacit_delay")
        self.assertEqual(str(self.consent.since), "2026-10-13")

    def test_the_day_that_has_25_hours_is_over_an_hour_later(self):
        self._ready()
        self.request.sudo()._write_sealed({"deadline": "2026-10-25"})
        self._look("2026-10-25 22:59:00")  # winter since that night
        self.assertPosition(self.consent, "asked")
        self._look("2026-10-25 23:01:00")
        self.assertPosition(self.consent, "accepted", "tacit_delay")

    def test_who_works_in_noumea_grants_nothing_before(self):
        self._ready()
        self.user_officer.tz = "Pacific/Noumea"
        request = self.request.with_user(self.user_officer)
        request = request.with_context(tz="Pacific/Noumea")
        with freeze_time("2026-10-12 14:00:00"):  # already the 13th there
            request.action_grant_tacit()
        self.env.invalidate_all()
        self.assertPosition(self.consent, "asked")
        with freeze_time("2026-10-12 22:30:00"):
            request.action_grant_tacit()
        self.env.invalidate_all()
        self.assertPosition(self.consent, "accepted", "tacit_delay")
