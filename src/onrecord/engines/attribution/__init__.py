"""Who said what: two heads on the vectors of a page."""
