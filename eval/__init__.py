"""How well each reader reads, against answers worked out by people."""
