"""Run a command of the workshop: ``python3 tools/run.py test``."""

import importlib
import os
import sys

# Read by older Pythons too, so that they can say what is missing.
if sys.version_info < (3, 10):  # noqa: UP036
    sys.exit("✗ Python 3.10 or later is needed, this is " + sys.version.split()[0])


# What Python compiled is kept, whatever the environment says: it starts sooner.
sys.dont_write_bytecode = False
sys.pycache_prefix = os.path.abspath(os.path.join(__file__, "../../.workshop/pycache"))


def main(name, *arguments):
    """Run a command, and tell its failures in one sentence."""
    from workshop.console import Failure

    try:
        return importlib.import_module("workshop." + name).main(arguments)
    except Failure as failure:
        sentence = str(failure)
    except OSError as error:
        sentence = "The machine refused: " + str(error)
    except KeyboardInterrupt:
        sentence = "Interrupted."
    sys.stderr.write("✗ " + sentence + "\n")
    return 1


sys.exit(main(*sys.argv[1:]))
