"""Meetings out of a calendar's file (iCalendar): read, picked, expanded, held against the log, and taken."""
