from . import (
    base_partner_merge,
    demat_audience_decide,
    demat_campaign_launch,
    demat_customer_import,
    demat_delivery_confirm,
    demat_delivery_copy,
    demat_letter_return,
    demat_request_answer,
    demat_request_call,
    demat_request_hold,
    demat_request_preview,
    mail_compose_message,
)
