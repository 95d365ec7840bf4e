"""The app's own widgets: one list, bars of one row, sheets of lines."""
