"""Commitments: the list and its figures."""
