"""Run a command of the workshop: ``python3 tools/run.py test …``, as ``bin/test`` does."""

import importlib
import sys

if sys.version_info < (3, 10):
    sys.exit("Python 3.10 or later is needed (this is %d.%d)." % sys.version_info[:2])


def main(name, *arguments):
    """Run a command, and turn its failures into one sentence."""
    from workshop.console import Failure

    try:
        return importlib.import_module("workshop." + name).main(arguments)
    except Failure as failure:
        print("✗ %s" % failure, file=sys.stderr)
    except OSError as error:
        print("✗ The machine refused: %s." % error, file=sys.stderr)
    except KeyboardInterrupt:
        print("✗ Interrupted.", file=sys.stderr)
    return 1


sys.exit(main(*sys.argv[1:]))
