"""One file a question that a screen or a command asks of a log."""
