"""Arithmetic on sparse vectors that several jobs share: weights, neighbours, linkage."""
