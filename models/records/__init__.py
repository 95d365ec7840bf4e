"""What is recorded: the fields of every noun, its values, its rows, and the two people they are about."""
