"""Promises as lists of tasks and tables tell them: begun by what a file says, or carried on by what moved there."""
