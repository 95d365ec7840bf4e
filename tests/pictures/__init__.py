"""Pictures of every screen, for people to look at. Run by `make pictures`, or `python -m tests.pictures --help`."""
