"""What doctor looks for, one finding a file."""
