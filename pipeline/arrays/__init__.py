"""Arrow columns and numpy arrays: the only room that touches Arrow buffers."""
