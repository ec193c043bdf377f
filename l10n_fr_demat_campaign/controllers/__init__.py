from . import demat_evidence
