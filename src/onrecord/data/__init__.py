"""Tables: what a lawyer or a linguist could correct, each row with its source."""
