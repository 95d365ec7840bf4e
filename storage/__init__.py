"""The log on disk: open, read, write, undo, back up, bring files in, send documents out. No UI."""
