"""Work of one person joined with that of all others: fetched, merged by field, checked, pushed. No door is here."""
