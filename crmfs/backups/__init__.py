"""Backups: the whole repository as bundles in a folder of its own, proved, restored. Knows no Context and no View."""
