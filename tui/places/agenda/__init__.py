"""The agenda of a meeting: its topics, its questions, its copies."""
