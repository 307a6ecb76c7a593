"""Full-text search: an index that follows the files, and the queries it answers."""
