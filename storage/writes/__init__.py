"""One file a use case that changes a log."""
