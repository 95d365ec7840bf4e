"""Keeping a log sound: backups, the check, opening with migration."""
