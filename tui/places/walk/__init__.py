"""Walking through what is late, one at a time."""
