"""Every figure that is shown, worked out from rows and a day."""
