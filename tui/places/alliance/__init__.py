"""The alliance: six benefits, what is known of each, what both share."""
