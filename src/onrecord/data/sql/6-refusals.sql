-- What could not be read, by reason and host?
SELECT room, code, coalesce(host, 'a file') AS host, count(*) AS refusals
FROM refusals_view
GROUP BY room, code, coalesce(host, 'a file')
ORDER BY refusals DESC, room, code, host
