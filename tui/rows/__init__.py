"""From records to lines of a list or a page."""
