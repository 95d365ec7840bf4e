"""Numbered steps from one version of the log to the next; PRAGMA user_version says which have run.

Every command opens a log and few migrate one: the steps stand in `steps`, which is loaded when one has to be taken.
"""

VERSION = 5
"""The version of a log that this code reads and writes."""
