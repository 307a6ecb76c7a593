"""Who may see what: members and views."""
