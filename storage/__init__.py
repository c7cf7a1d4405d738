"""SQLAlchemy, and only here."""
