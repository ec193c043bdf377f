from . import (
    demat_channel,
    demat_channel_email,
    demat_channel_portal,
    demat_channel_deposit,
    demat_channel_paper,
)
