"""crmfs: a git-backed, file-based repository for customer documents."""

__version__ = "0.1.0"
