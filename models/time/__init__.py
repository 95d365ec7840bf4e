"""Days, dates, moments and rhythms: how time is written, read and counted. Knows no record."""
