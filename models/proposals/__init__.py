"""What notes, mails and talks propose: pure steps from the lines of a text to what a person may take of it."""
