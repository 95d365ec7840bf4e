"""Disagreements: the list, and how long they take."""
