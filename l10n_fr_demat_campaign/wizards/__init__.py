from . import (
    base_partner_merge,
    demat_customer_import,
    demat_delivery_confirm,
    demat_request_answer,
    demat_request_hold,
)
