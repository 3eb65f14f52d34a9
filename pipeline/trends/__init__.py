"""Topics and keywords by day, with bursts."""
