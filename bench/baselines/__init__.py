"""What a good engineer has after an afternoon: two readers of norms to measure against, chosen on gold/train alone."""
