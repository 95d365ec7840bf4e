"""The ballot: what a text proposes, ticked and edited line by line before anything of it is recorded."""
