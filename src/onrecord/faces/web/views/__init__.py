"""One file a view: the question it asks, the values its template shows, and its addresses."""
