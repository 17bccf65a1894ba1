-- With which exact words were conditions set, and where do they stand?
SELECT norm.agent_id, words.quote, words.start_offset, words.end_offset, words.document_id
FROM quotations_view words
JOIN norms_view norm ON norm.norm_id = words.item_id
WHERE words.item = 'norm' AND words.role = 'trigger'
ORDER BY words.document_id, words.start_offset, norm.norm_id
