"""Version 5: the sentence that a record rests on, and what a calendar said last of a meeting."""

SQL = """
ALTER TABLE meeting ADD COLUMN calendar_came INTEGER;
ALTER TABLE meeting ADD COLUMN calendar_modified TEXT;
ALTER TABLE decision ADD COLUMN source TEXT;
ALTER TABLE commitment ADD COLUMN source TEXT;
ALTER TABLE feedback ADD COLUMN source TEXT;
ALTER TABLE disagreement ADD COLUMN source TEXT;
ALTER TABLE note ADD COLUMN source TEXT;
"""
