"""onrecord for assistants: the questions of the other faces as tools of the Model Context Protocol."""
