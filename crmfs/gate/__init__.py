"""The one judgement of a change, used by pushes, ranges, CI and edits."""
