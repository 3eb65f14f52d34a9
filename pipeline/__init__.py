"""Nightdesk: a text analytics batch pipeline for news."""

__version__ = "0.1.0"
