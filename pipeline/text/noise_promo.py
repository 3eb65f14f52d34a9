"""Rules on advertising, on calls to read, join, follow or share: what a publisher says to its visitor."""

# ruff: noqa: E501 -- one rule, one line

from pipeline.text.noise_rules import TAIL, Rule

_MEDIUM = (
    r"(newsletters?|inbox|e-?mails?( list)?|alerts?|apps?|podcasts?|channel|notifications?|subscri\w+|account|membership"
    r"|magazine|updates|briefing|twitter|facebook|instagram|telegram|whatsapp|youtube|flipboard|itunes|spotify|rss)"
)
_NETWORK = r"(twitter|facebook|instagram|youtube|snapchat|tiktok|linkedin|parler|gab|threads|telegram|mastodon|bluesky)"

RULES = (
    Rule(
        "advert",
        r"(?i)^\W*(advertisements?|ads?|advert|sponsored( content| by.*)?|paid (post|content)|promoted)\W*$",
        safe=True,
    ),
    Rule(
        "advert",
        r"(?i)^\W*(advertisement|story|article|text|report)s? (continues?|continued) (below|after|reading).{0,40}$",
        safe=True,
    ),
    Rule(
        "advert",
        r"(?i)^\W*(advertisement )?(continue reading|keep reading|scroll (down )?to continue|skip advert\w*|read full (story|article))\b.{0,60}$",
        safe=True,
    ),
    Rule(
        "promo",
        r"(?i)^\W*(please |to \w+.{0,60}, )?(click|tap|press) (here|below|through|on the|for more|to (read|see|watch|get|view|listen|play|subscribe|sign))\b.{0,160}$",
        safe=True,
    ),
    Rule("promo", r"^\W*CLICK (HERE|TO|FOR|BELOW)\b.{0,160}$", safe=True),
    Rule("promo", r"(?i)^[^.]{0,90}\bclick here( (to|for) [^.]{1,60})?\W*$"),
    Rule(
        "promo",
        r"(?i)^\W*(sign[- ]?up|subscribe|register|join us|get|receive|download|want|enter your|never miss|stay|support|donate|become|start your|try|love|like|enjoy\w*|thank you for|please|don.t miss|make sure|be sure|for more|to receive|if you.d like|interested|have a|are you)\b.*\b"
        + _MEDIUM
        + r"\b",
        longest=400,
    ),
    Rule(
        "promo",
        r"(?i)^[^.!?]{0,80}\b(sign up (now |today |here )?(for|to)|subscribe (now |today |here )?to|delivered (straight |right |daily |directly )?to your|in your inbox|by signing up)\b.*",
        longest=420,
    ),
    Rule("promo", r"(?i)^\W*(newsletter|e-?mail) sign-?up\W*$", safe=True),
    Rule(
        "promo",
        r"(?i)\b(you can unsubscribe|agree to (our|the) (terms|privacy)|privacy policy|terms of (use|service))\b.*",
        longest=420,
    ),
    Rule(
        "promo",
        r"(?i)^\W*(you can )?(also )?(visit|join|like|find|check out|connect with|watch|hear|listen to|download) (us|our|the full|more)\b.{0,160}$",
        TAIL,
    ),
    Rule("promo", r"(?i)^\W*visit .{2,60}('s|’s) (homepage|website|site|page)\b.{0,40}$"),
    Rule("share", r"(?i)^\W*(- )?(you can )?(follow|tweet|friend) .{0,90}\b(on|at) " + _NETWORK + r"\b.{0,80}$"),
    Rule("share", r"(?i)^\W*(- )?follow (@|us\b|me\b|him\b|her\b|them\b).{0,100}$"),
    Rule(
        "share",
        r"(?i)^\W*(share|tweet|print|e-?mail|comments?|whatsapp|facebook|twitter|pinterest|linkedin|reddit|pocket|flipboard|copy link|save|more|like|listen|reprints?)(\W+(this|article|story|via|on|by|page|\d+|share|tweet|print|e-?mail|comments?|whatsapp|facebook|twitter|pinterest|linkedin|reddit|pocket|flipboard|copy|link|save))*\W*$",
        safe=True,
    ),
    Rule("share", r"(?i)^\W*(view|read|leave|post|show|see|load)( all| a| the| more)?( \d+)? comments?\W*$", safe=True),
    Rule("share", r"(?i)^\W*\d+ (comments?|shares?)\W*$", safe=True),
    Rule(
        "contact",
        r"(?i)^\W*(write|send|e-?mail|contact|reach|please send|tips|got a (tip|question)|have a tip)\b.{0,120}\S+@\S+.{0,60}$",
    ),
    Rule(
        "contact",
        r"(?i)^.{0,100}\b(can be reached|reach (him|her|them|us)|contact (him|her|them|us)|write to|e-?mail) (at|on|by|via)?.{0,40}(\S@\S|\[email).{0,80}$",
        TAIL,
    ),
    Rule(
        "contact",
        r"(?i)^\W*(send|submit) (your )?(letters?|questions?|comments?|tips|story ideas|questions/comments)\b.{0,120}$",
        TAIL,
    ),
)
