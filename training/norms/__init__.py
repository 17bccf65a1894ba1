"""The reader of norms: its gold and silver, its model, its folds and its export."""
