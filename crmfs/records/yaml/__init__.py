"""YAML 1.2 core: one strict reader with positions, one byte-exact editor, one writer."""
