"""Rows in and out: layout, statements, the writer, changes and their journal."""
