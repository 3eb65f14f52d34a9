"""Write `vader_rules.tsv`: the word lists of nltk's VADER, so that nltk itself need not be imported to score.

python benchmarks/train/vader_rules.py > pipeline/resources/en/vader_rules.tsv
"""

from nltk.sentiment.vader import VaderConstants

print("# kind\ttext\tvalue; the word lists of nltk.sentiment.vader, see SOURCES.d/sentiment.md")
for word, value in sorted(VaderConstants.BOOSTER_DICT.items()):
    print(f"booster\t{word}\t{value}")
for word in sorted(VaderConstants.NEGATE):
    print(f"negation\t{word}\t{VaderConstants.N_SCALAR}")
for phrase, value in sorted(VaderConstants.SPECIAL_CASE_IDIOMS.items()):
    print(f"idiom\t{phrase}\t{value}")
