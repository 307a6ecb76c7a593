"""The text of attachments: bytes → text, one file type a file, in child processes with limits. Knows no rights."""
