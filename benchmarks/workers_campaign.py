"""Let several workers carry out the same campaign at once, then count.

    python3 benchmarks/workers_campaign.py [CUSTOMERS] [WORKERS]

Real Odoo processes compose the same waves, send the same mails, print the same letters,
tell the same salespeople, list the same calls and look at the same silence at the same
time, with a real PostgreSQL and a real SMTP server on loopback. At the end everything
was done exactly once; no message reached the server twice. The exit status is 0 when
all of this holds. Odoo's scheduler is kinder: it never runs one job in two workers.
"""

import sys
from pathlib import Path

import kill_campaign

DEFAULTS = {"customers": "120", "workers": "3", "kills": "0", "seed": "1"}
WORKER = Path(__file__).with_name("workers_worker.py")

if __name__ == "__main__":
    sys.exit(kill_campaign.main(sys.argv[1:], worker=WORKER, defaults=DEFAULTS))
