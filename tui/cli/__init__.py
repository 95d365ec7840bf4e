"""The command line: argparse, each command's code imported when it runs."""
