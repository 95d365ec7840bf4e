"""What leaves by the screen: documents handed over as files, and texts copied."""
