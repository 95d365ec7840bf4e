"""What other programs keep: calendars, lists of tasks, tables. Each is previewed before it is taken."""
