"""Kernels on arrays: weights, neighbours, clusters, ranking, layout."""
