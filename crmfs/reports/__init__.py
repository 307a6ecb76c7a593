"""Reports: what is counted, grouped and measured of a view. Lays nothing out and writes no file."""
