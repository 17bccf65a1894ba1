"""One small encoder that reads a page once, for every head that asks about its words."""
