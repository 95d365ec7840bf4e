"""What can be done with a record that has no life of acts: one table of verbs a noun."""
