"""What the articles are about: topics that keep their ids over many nights."""
