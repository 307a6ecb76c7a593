"""What a file means: YAML, kinds, schemas, labels. Pure: bytes and values in, values out; no git, no disk."""
