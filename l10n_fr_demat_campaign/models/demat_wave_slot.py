from collections import Counter
from datetime import datetime, time, timedelta

from pytz import timezone, utc

from odoo import fields, models

from ..rules import slots

# Days looked at, then as many again until every message has its moment.
_HORIZON = timedelta(days=30)
_MOST_HORIZONS = 24
PARIS = timezone("Europe/Paris")


class DematWaveSlot(models.Model):
    """The moment at which each message of a wave leaves, fixed when it is composed."""

    _inherit = "demat.wave"

    def _get_slots(self, count):
        """Return as many moments as there are messages, in order.

        They follow those that this company has given already, whatever the wave.
        """
        self.ensure_one()
        now = start = fields.Datetime.now()
        taken, moments = self._get_taken_slots(now), []
        for _turn in range(_MOST_HORIZONS):
            moments += self._plan_slots(count - len(moments), start, [*taken, *moments])
            if len(moments) == count:
                break
            start += _HORIZON
        last = moments[-1] if moments else now
        return moments + [last] * (count - len(moments))

    def _plan_slots(self, count, start, given):
        """Return the moments that the days from ``start`` on have room for."""
        company = self.company_id
        return slots.plan(
            count,
            company._get_l10n_fr_demat_openings(start, start + _HORIZON),
            after=max(given, default=None),
            per_hour=company.l10n_fr_demat_hourly_limit,
            per_day=company.l10n_fr_demat_daily_limit,
            used=Counter(map(self._get_slot_day, given)),
        )

    def _get_taken_slots(self, now):
        """Return the moments of today and later that are given already.

        Without a pace to keep nobody needs them.
        """
        company = self.company_id
        if not (
            company.l10n_fr_demat_hourly_limit or company.l10n_fr_demat_daily_limit
        ):
            return []
        sendings = self.env["demat.sending"].sudo()
        rows = sendings.search_read(
            [
                ("company_id", "=", self.company_id.id),
                ("medium", "=", "email"),
                ("slot_at", ">=", datetime.combine(now.date(), time.min)),
            ],
            ["slot_at"],
        )
        return [row["slot_at"] for row in rows]

    @staticmethod
    def _get_slot_day(moment):
        return utc.localize(moment).astimezone(PARIS).date()


class ResCompany(models.Model):
    _inherit = "res.company"

    l10n_fr_demat_hourly_limit = fields.Integer(
        string="Messages per hour",
        help="Campaign messages that leave in an hour at most; 0: no limit. 120 is one "
        "every thirty seconds, a good pace for a mailbox that seldom writes much.",
    )
    l10n_fr_demat_daily_limit = fields.Integer(
        string="Messages per day",
        help="Campaign messages that leave in a day at most; 0: no limit.",
    )
    l10n_fr_demat_working_hours = fields.Boolean(
        string="Write in working hours only",
        default=True,
        help="Campaign messages leave while somebody is there to answer, by the "
        "working hours of the company, in Paris time.",
    )

    def _get_l10n_fr_demat_openings(self, start, end):
        """Return (day, start, end) of the times at which messages may leave, in UTC."""
        self.ensure_one()
        calendar = self.resource_calendar_id
        is_limited = self.l10n_fr_demat_working_hours and calendar.attendance_ids
        if not is_limited:
            return self._get_l10n_fr_demat_days(start, end)
        intervals = calendar._work_intervals_batch(
            utc.localize(start), utc.localize(end), tz=PARIS
        )[False]
        return [
            (begin.astimezone(PARIS).date(), self._to_utc(begin), self._to_utc(finish))
            for begin, finish, _attendance in intervals
        ]

    def _get_l10n_fr_demat_days(self, start, end):
        """Return the days one after the other, open day and night."""
        openings, moment = [], start
        while moment < end:
            day = utc.localize(moment).astimezone(PARIS).date()
            midnight = PARIS.localize(datetime.combine(day + timedelta(1), time.min))
            openings.append((day, moment, self._to_utc(midnight)))
            moment = self._to_utc(midnight)
        return openings

    @staticmethod
    def _to_utc(moment):
        return moment.astimezone(utc).replace(tzinfo=None)


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    l10n_fr_demat_hourly_limit = fields.Integer(
        related="company_id.l10n_fr_demat_hourly_limit", readonly=False
    )
    l10n_fr_demat_daily_limit = fields.Integer(
        related="company_id.l10n_fr_demat_daily_limit", readonly=False
    )
    l10n_fr_demat_working_hours = fields.Boolean(
        related="company_id.l10n_fr_demat_working_hours", readonly=False
    )
