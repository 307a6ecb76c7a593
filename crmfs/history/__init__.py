"""History: who changed what, when and why, as far as a member may see it."""
