"""What forms ask, and what they save: new records, changed ones, and acts."""
