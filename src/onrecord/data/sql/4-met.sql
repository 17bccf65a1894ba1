-- Which conditions has an event met, or may have met?
SELECT norm.agent_id, norm.modal, norm.action, norm.mode, norm.trigger, event.evidence AS event,
       met.day_to, met.grade, met.verdict
FROM encounters_view met
JOIN norms_view norm ON norm.claim = met.claim
JOIN events_view event ON event.deed = met.deed
WHERE met.role = 'trigger'
ORDER BY met.day_to, norm.norm_id, event.event_id
