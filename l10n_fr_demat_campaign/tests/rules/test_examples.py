import doctest
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from ... import rules
from .common import BaseCase, tagged


@tagged("post_install", "-at_install", "post_install_l10n")
class TestExamples(BaseCase):
    def test_the_examples_of_the_docstrings_hold(self):
        examples = 0
        for name in sorted(module.name for module in iter_modules(rules.__path__)):
            module = import_module(f"{rules.__name__}.{name}")
            # Looking for examples takes longer than reading the file.
            if ">>>" not in Path(module.__file__).read_text(encoding="utf-8"):
                continue
            with self.subTest(name):
                found = doctest.testmod(module)
                self.assertEqual(found.failed, 0, "see what doctest printed")
                examples += found.attempted
        self.assertGreater(examples, 40)
