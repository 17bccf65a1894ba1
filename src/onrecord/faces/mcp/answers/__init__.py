"""The answers of the tools: the questions of the other faces, their values as lines of quoted matter."""
