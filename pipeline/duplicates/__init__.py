"""Near-duplicates: which articles are copies of others, and which carry parts of others."""
