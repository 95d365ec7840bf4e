"""Files that carry records in and out."""
