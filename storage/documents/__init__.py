"""One renderer a format: document -> bytes."""
