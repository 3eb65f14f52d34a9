"""The files beside the page: metrics, plots, data package."""
