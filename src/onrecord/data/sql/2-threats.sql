-- How many threats and restrictions are there by dyad and month, and how strong is the strongest?
SELECT agent_id, coalesce(target_id, '?') AS target_id, substr(said_to, 1, 7) AS month,
       count(*) AS norms, max(strength_rank) AS strongest
FROM norms_view
WHERE kind IN ('threat', 'restriction') AND agent_id IS NOT NULL AND said_to IS NOT NULL
GROUP BY agent_id, coalesce(target_id, '?'), substr(said_to, 1, 7)
ORDER BY month, agent_id, target_id
