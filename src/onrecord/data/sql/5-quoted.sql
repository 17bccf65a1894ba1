-- Who is quoted most by whom, and how often word for word?
SELECT speaker, coalesce(publisher, '?') AS publisher, count(*) AS statements,
       sum(CASE WHEN directness = 'direct' THEN 1 ELSE 0 END) AS word_for_word
FROM statements_view
WHERE speaker IS NOT NULL
GROUP BY speaker, coalesce(publisher, '?')
ORDER BY statements DESC, speaker, publisher
LIMIT 5
