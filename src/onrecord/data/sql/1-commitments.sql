-- Who committed to what in September 2002, under which condition?
SELECT agent_name, modal, action, mode, trigger, said_to
FROM norms_view
WHERE mode <> 'none' AND modal IN ('will', 'will_not', 'ready') AND substr(said_to, 1, 7) = '2002-09'
ORDER BY said_to, norm_id
