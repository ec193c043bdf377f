"""How long it takes to issue invoices, ours and core's, on the same data in one run.

    python3 benchmarks/emission.py [INVOICES [RUNS]]

On a copy of the template database, dropped afterwards. All sides print the same
invoices with the same wkhtmltopdf and make Factur-X files; core checks nothing, ours
checks data, schema and container and asks the official rules. « unjudged » is ours
without the official rules, « alone » ours with one renderer, as core has. What counts
is the ratios to core: the median of those of single runs. The first batch of each side
is not counted: it warms up. In a batch core leaves the conversion to PDF/A out, for it
takes what its own library wrote for PDF/A: how many files were converted is told.
"""

import sys
from pathlib import Path

import kill_campaign

DEFAULTS = {"invoices": "200", "runs": "3"}
WORKER = Path(__file__).with_name("emission_worker.py")

if __name__ == "__main__":
    sys.exit(kill_campaign.main(sys.argv[1:], worker=WORKER, defaults=DEFAULTS))
