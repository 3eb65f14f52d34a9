"""Rules on who wrote it, when, and whose it is: bylines, datelines, contributors, biographies, legal lines."""

# ruff: noqa: E501 -- one rule, one line

from pipeline.text.noise_rules import EDGE, HEAD, TAIL, Rule

_NAME = r"[A-Z][\w’'.-]+( [A-Z]\.?| (de|van|von|der|la|le|al|bin|El|Al|Mc|Mac))*( [A-Z][\w’'-]+){1,2}"
_ROLE = (
    r"(author|co-author|professor|fellow|editor|editor-in-chief|columnist|contributor|contributing|reporter|correspondent|writer|journalist|director|host|co-host|anchor|attorney"
    r"|lawyer|president|founder|co-founder|analyst|strategist|scholar|chairman|chair|commentator|contributing|senior|executive|producer|blogger|freelance\w*|associate|assistant|lecturer|researcher"
    r"|historian|economist|member|former|veteran|graduate|student|staff|political|national|adviser|advisor|consultant|pollster|activist|CEO|head|managing|Pulitzer\S*|New York Times)"
)
_MONTH = r"(jan(uary|\.)?|feb(ruary|\.)?|mar(ch|\.)?|apr(il|\.)?|may|june?|july?|aug(ust|\.)?|sept?(ember|\.)?|oct(ober|\.)?|nov(ember|\.)?|dec(ember|\.)?)"
_DAY = r"(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?"

RULES = (
    Rule("separator", r"^[^\pL\pN]{1,60}$", safe=True),
    Rule(
        "contributors",
        r"(?i)\bcontributed( \w+){0,2} (to )?(this|the|these|that|our|his|her) (\w+ )?(report|story|article|post|piece|column|dispatch|analysis|research|reporting|live blog|blog|review|project|episode|newsletter)\w*\W*([^.]{0,60})\W*$",
        longest=330,
        safe=True,
    ),
    Rule(
        "contributors",
        r"(?i)\bcontributed (additional )?(reporting|research|writing)\b.{0,80}$",
        longest=300,
        safe=True,
    ),
    Rule(
        "contributors",
        r"(?i)^\W*(additional |original )?(reporting|writing|editing|research|compiled|edited|written|produced|filming|translated)( and \w+)? (by|from|assistance)\b.{2,200}$",
        EDGE,
        260,
        safe=True,
    ),
    Rule(
        "contributors",
        r"(?i)^\W*\(?\W*(additional |original )?(reporting|writing|editing)( and \w+)? by\b.{2,260}$",
        longest=300,
        safe=True,
    ),
    Rule(
        "contributors",
        r"(?i)^\W*(with|from|includes?|material from|information from|this (story|report|article) (includes|is based|uses|was (first |originally )?(published|produced|reported)))\b.{0,120}\b(wires?|wire (services?|reports?)|associated press|reuters|news services|afp|staff|press reports)\b.{0,60}$",
        TAIL,
        240,
    ),
    Rule(
        "contributors",
        r"(?i)^\W*(the )?(associated press|reuters|ap|afp|bloomberg|staff|wire)( and [\w ]{2,40})?( contributed)?\W*$",
        EDGE,
        80,
    ),
    Rule(
        "biography",
        r"^\W*"
        + _NAME
        + r"(, [^,]{2,60},)? (is|was|are|serves as|teaches|writes|covers|works|has been|reports|lives)\b.{0,60}\b"
        + _ROLE
        + r"\b.*",
        TAIL,
        800,
    ),
    Rule("biography", r"^\W*(•|\*|–|—|-|⦁|■|■)\s*" + _NAME + r".{0,300}$", TAIL, 400),
    Rule(
        "biography",
        r"^\W*(He|She|They|This (column|essay|piece|post)|The (author|writer)s?|Our (columnist|writer))( \w+){0,2} (is|are|was|can|writes|teaches|tweets|lives|appears|first)\b.{0,300}$",
        TAIL,
        330,
    ),
    Rule("biography", r"(?i)\b(is|are) an? [\w -]{0,40}(opinion )?columnist\b.*", EDGE, 600),
    Rule("biography", r"(?i)^.{0,200}\b(on twitter|twitter:|@\w{3,20})\W*@?\w*\W*$", TAIL, 300),
    Rule("legal", r"(?i)^\W*(copyright|©|\(c\)|all rights reserved)\b?.{0,260}$", longest=320, safe=True),
    Rule(
        "legal",
        r"(?i)\b(all rights reserved|may not be (published|reproduced|broadcast|reprinted|redistributed)|reprint permission|terms of use|without permission)\b.*",
        longest=420,
        safe=True,
    ),
    Rule(
        "legal",
        r"(?i)\b(views|opinions?)( are| is)?( those)?( expressed| stated)?( \w+){0,6} (do|does|are|is|do not|does not)( not)?( necessarily)? (own|solely|those of|reflect|represent|the author)\b?.*",
        longest=420,
        safe=True,
    ),
    Rule(
        "legal",
        r"(?i)\b(not necessarily (reflect|represent|express|those)|are (solely )?(those|his|her|their) (of the|own))\b.*",
        longest=420,
        safe=True,
    ),
    Rule(
        "legal",
        r"(?i)^\W*(this|the) (is a rush transcript|transcript|content|material|website|site|page) .{0,60}\b(may not|copyright|accuracy|final form|protected|available without charge)\b.*",
        longest=420,
    ),
    Rule("byline", r"^(By|BY|Posted by|Written by|Story by|Analysis by|Reported by) [A-Z][^.!?]{2,90}$", EDGE, 120),
    Rule("byline", r"^[A-Z][\w’'.-]+( [A-Z]\.?)?( [A-Z][\w’'-]+){1,2}$", HEAD, 40),
    Rule(
        "byline",
        r"^[A-Z][\w’'. -]{4,50}(, | \| | - | / )(staff|special|contributing|correspondent|reporter|writer|editor|associated press|reuters|usa today|cnn|the )[^.]{0,50}$",
        HEAD,
        110,
    ),
    Rule(
        "dateline",
        r"(?i)^\W*(\d+|an?|one) (second|minute|min|hour|hr|day|week|month|year)s? ago\W*$",
        EDGE,
        60,
        safe=True,
    ),
    Rule(
        "dateline",
        r"(?i)^\W*(this (story|article|post|report|piece) (was|has been|is) )?(last |first |originally )?(published|updated|posted|modified|revised|created|corrected)\b[\W\w]{0,20}(\d|"
        + _DAY
        + r"|"
        + _MONTH
        + r").{0,60}$",
        EDGE,
        120,
    ),
    Rule(
        "dateline",
        r"(?i)^\W*("
        + _DAY
        + r"\W+)?("
        + _MONTH
        + r"\W+\d{1,2}(st|nd|rd|th)?|\d{1,2}(st|nd|rd|th)?\W+"
        + _MONTH
        + r")\W+(19|20)\d\d(\W+(at )?\d{1,2}[:.]\d\d\W*([ap]\.?m\.?)?\W*([A-Z]{2,4})?)?\W*$",
        HEAD,
        80,
    ),
    Rule("dateline", r"(?i)^\W*this (article|story|post) is more than .{2,30} old\W*$", safe=True),
    Rule(
        "dateline",
        r"(?i)^\W*(this )?(story|article|post|report|file)?\W*(was |has been )?(last )?updated\b.{0,60}\d.{0,30}$",
        TAIL,
        120,
    ),
    Rule(
        "section",
        r"^(ANALYSIS|OPINION|COMMENTARY|EDITORIAL|EXCLUSIVE|ANALYSIS/OPINION|BREAKING( NEWS)?|UPDATED?|WATCH|VIDEO|PHOTOS?|MORE|URGENT|COMMENTARY & ANALYSIS)\W*$",
        safe=True,
    ),
    Rule(
        "section",
        r"(?i)^\W*(analysis|opinion|commentary|editorial|breaking( news)?|world|politics|business|national|u\.?s\.?|international|sports?|health|science|technology|entertainment|columnists?)( news)?\W*$",
        HEAD,
        30,
    ),
)
