"""Tests of the rules, one module per rule, each imported here for Odoo's loader.

Property tests (`test_<rule>_properties`) need hypothesis, which Odoo does not bring:
they are imported only where it is installed.
"""

from . import test_chain
from . import test_chain_export
from . import test_consent
from . import test_customer_file
from . import test_customer_match
from . import test_customer_row
from . import test_delivery_states
from . import test_emails
from . import test_examples
from . import test_file_names
from . import test_frequency
from . import test_gates
from . import test_handover
from . import test_identifiers
from . import test_identifiers_address
from . import test_intake
from . import test_invoice
from . import test_letter
from . import test_letter_ideas
from . import test_letter_phrases
from . import test_letter_sentences
from . import test_letter_texts
from . import test_mail_text
from . import test_merge
from . import test_parity
from . import test_plan
from . import test_postal
from . import test_regime
from . import test_regime_families
from . import test_regime_overrides
from . import test_regime_table
from . import test_replies
from . import test_retention
from . import test_sender_records
from . import test_stop_rule
from . import test_territory
from . import test_timeline
from . import test_treatment

try:
    from . import test_chain_properties
    from . import test_frequency_properties
    from . import test_gates_properties
    from . import test_identifiers_properties
    from . import test_letter_properties
    from . import test_postal_properties
    from . import test_regime_properties
except ModuleNotFoundError:  # pylint: disable=except-pass
    # Odoo does not bring hypothesis: these run with plain pytest.
    pass
