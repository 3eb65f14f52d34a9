"""The tone of sentences, quotations and articles."""
