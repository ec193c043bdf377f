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
        company, now = self.company_id, fields.Datetime.now()
        limits = {
            "per_hour": company.l10n_fr_demat_hourly_limit,
            "per_day": company.l10n_fr_demat_daily_limit,
        }
        taken = self._get_taken_slots(now) if any(limits.values()) else []
        used = {}
        for moment in taken:
            day = self._get_slot_day(moment)
            used[day] = used.get(day, 0) + 1
        moments, start = [], now
        for _turn in range(_MOST_HORIZONS):
            openings = company._get_l10n_fr_demat_openings(start, start + _HORIZON)
            after = max([*taken, *moments[-1:]], default=None)
            counts = {**used}
            for moment in moments:
                day = self._get_slot_day(moment)
                counts[day] = counts.get(day, 0) + 1
            moments += slots.plan(
                count - len(moments), openings, after=after, used=counts, **limits
            )
            if len(moments) == count:
                break
            start += _HORIZON
        return moments + [moments[-1] if moments else now] * (count - len(moments))

    def _get_taken_slots(self, now):
        """Return the moments of today and later that are given already."""
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
