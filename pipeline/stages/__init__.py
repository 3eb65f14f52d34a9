"""One file, one stage: its configuration and its pure functions. No stage opens a file or knows another."""
