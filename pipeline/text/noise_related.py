"""Rules on links to other stories that scrapers leave between the paragraphs."""

# ruff: noqa: E501 -- one rule, one line

from pipeline.text.noise_rules import TAIL, Rule

_LEAD = (
    r"(read( more| also| next| now| this( next)?| the full story| full story)?|see( also| more)?|also (see|read|on [\w ]{2,30}|watch)"
    r"|(more )?related( (video|story|stories|articles?|news|content|links?|coverage|reading|posts?|topics?))?|watch( now| live| more| this)?|listen( now)?"
    r"|don.t miss|must[- ]read|recommended|further reading|go deeper|dig deeper|learn more|find out more|view|play video|video|photos?|pictures|gallery|photo gallery|slideshow|in pictures"
    r"|more( on this)?|from the archives?|explore|discover|up next|trending|popular|most read|editor.s picks?|full coverage|live updates?|complete coverage|special report|special|urgent|flashback|exclusive video|poll|vote now)"
)

RULES = (
    Rule("related", r"(?i)^\W*" + _LEAD + r"\s*(:|>|»|\||→)\s*\S.{2,180}[^.”\"]$", longest=220),
    Rule(
        "related",
        r"(?i)^\W*(related|read more|see also|also see|read also|don.t miss|must[- ]read|go deeper|more|watch|further reading|recommended)\s*:.{3,180}$",
        longest=220,
    ),
    Rule("related", r"(?i)^\W*" + _LEAD + r"\s*[:>»…]*\W*$", longest=40),
    Rule(
        "related",
        r"(?i)^\(\s*(also on|photos?|videos?|pictures|related|see also|see|more|read( more)?|watch|listen|full|sign up|gallery|slideshow|interactive|map|click)\b.{2,140}\)$",
    ),
    Rule("related", r"^[^.]{10,160}[\w’'?!.”\"] Read more\W*$", longest=220),
    Rule("related", r"^[A-Z][^.:!?]{2,48}:[A-Z“‘'\"][^:]{8,120}$", longest=180),
    Rule(
        "related",
        r"(?i)^\W*(more|full|complete|latest|continuing|special)?\W*(coverage|stories|news|articles|analysis|on this( story)?|from (the )?[\w ’'.&-]{2,40})\s*(:\s*[^.]{2,60})?\W*$",
        TAIL,
        100,
    ),
    Rule(
        "related",
        r"(?i)^\W*(click|read|see|get|find|check out|for) (for )?(more|the (latest|full)|[\w’'. ]{2,40}('s|’s) full|all (the|our))\b[^.]{0,120}\W*$",
        longest=160,
    ),
    Rule(
        "related",
        r"(?i)^\W*(elsewhere (in|on)|more (from|on|in|about)|you (might|may) also (like|be interested in)|what to read next|you might like|around the web|from our partners|sponsored stories|top stories|most popular|latest (news|stories|from)|trending now|best of|editors?.? (picks|choice)|in case you missed)\b[^.]{0,80}$",
        longest=120,
    ),
    Rule(
        "related",
        r"(?i)^\W*read (the full|more of|more about|more on|more from|[A-Z][\w’' ]{2,40}('s|’s)) [^.]{2,80}(here)?\W*$",
        longest=140,
    ),
    Rule("related", r"(?i)\b(youtu\.be|youtube\.com)\W*$", longest=160),
    Rule(
        "related",
        r"(?i)^\W*(watch|listen to|see|view|read)\b[^.]{3,90}\b(video|clip|interview|below|above|here|slideshow|gallery)\W*$",
        longest=140,
    ),
)
