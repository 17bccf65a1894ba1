-- Which undertakings passed their last day before 2026 and are not known to be done?
SELECT agent_name, action, deadline, due, coalesce(status, 'not known') AS status, publisher
FROM norms_view
WHERE modal = 'will' AND due < '2026-01-01' AND coalesce(status, '') NOT IN ('fulfilled', 'maybe_fulfilled', 'superseded')
ORDER BY due, norm_id
