"""Kernels on strings and token columns: no table, no configuration, no file."""
