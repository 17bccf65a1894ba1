"""Reads the norms of a page off its sentences by a trained model."""
