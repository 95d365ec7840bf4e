"""The two faces of the log: the Textual app and the command line."""
