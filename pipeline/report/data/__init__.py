"""What the page, the metrics and the plots are computed from."""
