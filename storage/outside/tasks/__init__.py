"""Lists of tasks as Taskwarrior exports and imports them (JSON)."""
