from . import (
    demat_answer,
    demat_calendar,
    demat_code,
    demat_download,
    demat_evidence,
    demat_page,
    demat_portal,
    demat_privacy,
    demat_preview,
    demat_stop,
    token_filter,
)
