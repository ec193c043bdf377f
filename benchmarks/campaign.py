"""How long a campaign takes, and how much memory, beside plain Odoo doing the same.

    python3 benchmarks/campaign.py [CUSTOMERS [MORE CUSTOMERS]]

On a copy of the template database, in one run on one machine: how many queries the
preview of an audience takes; composing a wave beside a plain Odoo mailing of the same
letter to the same customers; the job that looks at silence beside a bare loop of one
UPDATE and one INSERT statement per customer. What counts is the ratios, of the time
on the clock and, on a machine that does other work, of the processor. With a second
number all that is ours is done again on another copy, and what follows is how time and
memory grow from the one to the other.
"""

import json
import sys
import tempfile
from pathlib import Path

import kill_campaign

DEFAULTS = {"customers": "10000", "results": "", "beside": "plain"}
WORKER = Path(__file__).with_name("campaign_worker.py")


def main(sizes):
    """Measure one size after the other; return 0 when all went well."""
    measures = []
    with tempfile.TemporaryDirectory(prefix="demat-measures-") as folder:
        for size in sizes or [DEFAULTS["customers"]]:
            results = Path(folder, size)
            beside = "nothing" if measures else DEFAULTS["beside"]
            status = kill_campaign.main(
                [size, str(results), beside], worker=WORKER, defaults=DEFAULTS
            )
            if status:
                return status
            measures.append((int(size), json.loads(results.read_text())))
    if len(measures) > 1:
        say_growth(measures[0], measures[-1])
    return 0


def say_growth(smaller, bigger):
    """Say how time and memory grow; linear time is a time per customer of x 1."""
    (size_0, before), (size, after) = smaller, bigger
    sys.stdout.write(f"from {size_0} to {size} customers:\n")
    for title, (seconds, busy, peak) in after.items():
        seconds_0, busy_0, peak_0 = before[title]
        growth = size / size_0
        sys.stdout.write(
            f"  {title}: time each x {seconds / seconds_0 / growth:.2f}, "
            f"processor each x {busy / busy_0 / growth:.2f}, "
            f"peak {peak - peak_0:+.0f} MB\n"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
