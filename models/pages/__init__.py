"""Documents without a format: Today, the agenda, the recap, the review, the benefits."""
