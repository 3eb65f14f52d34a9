"""From raw text to clean text: repair, noise, language; every removed character is accounted for."""
