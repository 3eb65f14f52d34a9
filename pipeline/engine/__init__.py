"""How a run works: steps, parts, keys, workers, files. Knows no job."""
