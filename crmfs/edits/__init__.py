"""The only way to change a repository: edit, judge, commit."""
