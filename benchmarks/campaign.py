"""How long a campaign takes, and how much memory, beside plain Odoo doing the same.

    python3 benchmarks/campaign.py [CUSTOMERS]

On a copy of the template database, in one run on one machine: composing a wave beside
a plain Odoo mailing to the same customers; the job that looks at silence beside a bare
loop of one UPDATE and one INSERT statement per customer. What counts is the ratios.
"""

import sys
from pathlib import Path

import kill_campaign

DEFAULTS = {"customers": "10000"}
WORKER = Path(__file__).with_name("campaign_worker.py")

if __name__ == "__main__":
    sys.exit(kill_campaign.main(sys.argv[1:], worker=WORKER, defaults=DEFAULTS))
