-- A copy for tests holds the keys of the evidence: what it signs must reach nobody.
UPDATE res_company SET l10n_fr_demat_seal_email = NULL;

-- Whoever wakes the jobs of a copy must not write to real customers.
UPDATE demat_campaign SET state = 'paused' WHERE state = 'running';
