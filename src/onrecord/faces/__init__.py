"""What a person or a program sees. The only rooms with a clock, an environment and a terminal."""
