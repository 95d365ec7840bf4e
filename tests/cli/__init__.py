"""The command line, tried as a person and a hostile world would."""
