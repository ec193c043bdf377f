"""The workshop: from a clean clone to a running, tested and linted Odoo add-on.

Plain Python (3.10 or later) and its standard library only: this package runs before
anything is installed. Each command of ``bin/`` is a module with a ``main``; the other
modules set up one thing each and do nothing when it is there already.
"""
