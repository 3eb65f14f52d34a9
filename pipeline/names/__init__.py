"""Who and what is named: persons, organisations and places, one name for each."""
