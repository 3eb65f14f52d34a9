"""The keyphrases of each article."""
