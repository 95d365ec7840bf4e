"""The made-up sample: a story of two executives over two years, and the words for a bigger log."""
