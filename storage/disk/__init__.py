"""The file itself: connection, migrations, failures, and what lies beside a log."""
