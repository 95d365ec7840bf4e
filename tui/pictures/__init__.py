"""Pictures of figures as lines of text: pure, and without Textual, so that commands print what the screens show."""
