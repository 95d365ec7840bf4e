"""The vocabulary: what is recorded, which acts are allowed, what is measured. No I/O, no clock, no UI."""
