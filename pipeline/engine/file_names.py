"""Names of files that several modules look for. Imports nothing: a stage with nothing to do ends before numpy."""

CODE_HASHES = "state/program.json"  # beside the output folder: a hash of the code and the libraries of each stage
LOCK_FILE = "requirements.lock"  # in the root of the checkout: the versions of the libraries
TABLE_HASHES = "tables.json"  # in OUT/interim/STAGE: a hash of each table that the stage writes
