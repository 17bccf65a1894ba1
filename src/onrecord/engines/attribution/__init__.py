"""Who said what, by one small encoder: word pieces in, attributions out. ONNX Runtime and numpy only."""
