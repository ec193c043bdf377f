"""When each message of a wave leaves: slowly enough, and while somebody can answer.

Mailbox providers distrust a sender who suddenly writes much (see the stop rule); a
customer who calls back must find somebody. The pace and the hours are the company's.
"""

from datetime import timedelta

HOUR = timedelta(hours=1)


def plan(count, openings, *, after=None, per_hour=0, per_day=0, used=None):
    """Return the moments at which messages leave, in order, at most ``count``.

    :param openings: (day, start, end) of each stretch of time in which mail may leave,
        in order
    :param after: the last moment already given: the next one keeps its distance
    :param per_hour: most messages per hour, 0 for no limit
    :param per_day: most messages per day, 0 for no limit
    :param used: how many messages each day has already
    """
    used, moments = dict(used or {}), []
    gap = HOUR / per_hour if per_hour else timedelta(0)
    free = after + gap if after and gap else None
    for day, start, end in openings:
        moment = max(start, free) if free else start
        while moment < end and len(moments) < count:
            if per_day and used.get(day, 0) >= per_day:
                break
            moments.append(moment)
            used[day] = used.get(day, 0) + 1
            moment += gap
            free = moment if gap else free
        if len(moments) == count:
            break
    return moments
