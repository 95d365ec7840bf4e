"""Meetings: past and coming, and the rhythm above them."""
