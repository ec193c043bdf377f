"""How long the letters of a campaign take, how much memory, and what is seen meanwhile.

    python3 benchmarks/letters.py [LETTERS]

On a copy of the template database: a wave of a quarter of the letters, then one of all
of them; each customer's PDF, then the merged file of the batch. The time of a letter
must not grow with their number. The progress that users see is read from outside, in
another process, while the letters are printed. The exit status is 0 when every letter
is there once, in the order of the list, and the fingerprint of the batch is right.
"""

import sys
from pathlib import Path

import kill_campaign

DEFAULTS = {"customers": "1000", "kills": "0", "seed": "1"}
WORKER = Path(__file__).with_name("letters_worker.py")

if __name__ == "__main__":
    sys.exit(kill_campaign.main(sys.argv[1:], worker=WORKER, defaults=DEFAULTS))
