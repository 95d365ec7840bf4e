"""Feedback: the list and its figures."""
