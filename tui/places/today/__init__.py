"""Today: what is late, waiting, due and unsettled."""
