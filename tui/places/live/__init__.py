"""A meeting while it is held: topics, the line, the record, the close."""
