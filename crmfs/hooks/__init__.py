"""The doors that git opens: its hooks."""
