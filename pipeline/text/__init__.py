"""Text as flat arrays: characters, tokens, lines, sentences, and facts about words. Shared by the jobs."""
