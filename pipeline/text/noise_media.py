"""Rules on pictures, players and widgets: captions, credits, placeholders."""

# ruff: noqa: E501 -- one rule, one line

from pipeline.text.noise_rules import HEAD, Rule

_AGENCY = (
    r"(AP|AFP|EPA|UPI|PA|ANP|DPA|ANSA|TASS|Reuters|REUTERS|Getty( Images)?|GETTY( IMAGES)?|Associated Press|Bloomberg|Shutterstock|SHUTTERSTOCK|iStock(photo)?|Alamy|Corbis"
    r"|Rex( Features)?|Xinhua|Flickr|Wikimedia( Commons)?|Creative Commons|Pool|POOL|Newscom|Zuma( Press)?|ZUMA\w*|NurPhoto|Anadolu( Agency)?|SIPA|Sipa( USA)?|Polaris|Redux|Magnum|Unsplash|Pixabay|CC BY\S*|C-SPAN|CNN|Twitter|Facebook|YouTube|Instagram|Screenshot|screengrab|TNS|MCT|The Times|Handout|File( Photo)?|Staff)"
)
_MONTH = r"(Jan(uary|\.)?|Feb(ruary|\.)?|March|April|May|June|July|Aug(ust|\.)?|Sept?(ember|\.)?|Oct(ober|\.)?|Nov(ember|\.)?|Dec(ember|\.)?)"
_DATE = _MONTH + r" \d{1,2},? (19|20)\d\d"

RULES = (
    Rule(
        "credit",
        r"^.{0,400}\b[A-Z][\w.’'-]+( [A-Z][\w.’'-]+){0,3}\s?/\s?" + _AGENCY + r"\b.{0,40}\)?\W*$",
        longest=700,
        safe=True,
    ),
    Rule(
        "credit",
        r"\b(via|for|from) (Getty|AP|Reuters|Flickr|AFP|Shutterstock|Wikimedia|Creative Commons)\b.{0,40}\W*$",
        longest=400,
    ),
    Rule(
        "credit", r"^.{0,400}\((AP|AFP|Getty|Reuters|EPA)( Photo| Images?)?\s*(/.{2,60})?\)\W*$", longest=700, safe=True
    ),
    Rule(
        "credit",
        r"(?i)^\W*(photo(graph)?(er)?s?|images?|pictures?|credits?|illustrations?|graphics?|video|source|art|getty images?|screenshot|courtesy)( (by|credit|credits|courtesy|courtesy of|from|via|copyright|source|illustration|editing))*\s*[:/|]\s*.{2,160}$",
        longest=200,
        safe=True,
    ),
    Rule(
        "credit",
        r"(?i)^\W*(photo(graph)?s?|images?|pictures?|illustrations?|graphics?|video|courtesy)( (by|credit|courtesy|copyright|from|via))+ [^.]{2,100}\W*$",
        longest=140,
        safe=True,
    ),
    Rule(
        "credit",
        r"(?i)\b(photo(graph)?|image|illustration|graphic|video|picture)s? (by|credit|courtesy|copyright)\b[^.]{2,60}\W*$",
        longest=400,
    ),
    Rule("caption", r"^FILE\s?([-–—:]|PHOTO|- ?In|IMAGE).*", longest=900, safe=True),
    Rule(
        "caption",
        r"(?i)^\W*(in this (file|image|photo)|(file|undated|handout|combination|combo) (photo|image|picture)|(image|media|photo|picture|video) (copyright|caption|credit|source)|media playback is|enlarge (this )?image|toggle caption|(hide|show) caption|pictured( above| below|:)|image:|video:|a (file )?(photo|picture|screenshot|still) (of|from|shows|taken))\b.*",
        longest=500,
        safe=True,
    ),
    Rule(
        "caption",
        r"(?i)\b(in this (file )?(image|photo|photograph|frame grab|still)|file photo|(image|photo) (taken|provided|released|obtained)|handout (photo|image))\b.*",
        HEAD,
        600,
    ),
    Rule("caption", r"^.{20,300}\b" + _DATE + r"(,? (in|at|outside|near) .{3,80})?\W*$", HEAD, 360),
    Rule(
        "caption",
        r"^.{20,300}\b"
        + _DATE
        + r"(,? (in|at|outside|near) [^.]{3,80})?\.\W*([A-Z][\w.’' -]+)?(/|\(|for |via )?[\w /.’'-]{0,60}\W*$",
        HEAD,
        400,
    ),
    Rule(
        "player",
        r"(?i)^\W*(photo|video|image|audio|slideshow|gallery|interactive|infographic|graphic|map|chart|loading|live|watch live|play|pause|replay|mute|close|transcript|advertisement|youtube|vimeo)\W*(\(?\d+ (images|photos|slides)\)?)?\W*$",
        safe=True,
    ),
    Rule(
        "player",
        r"(?i)^\W*(just watched|must watch|now playing|play (video|audio)|replay more videos|listen to article|hide caption|enlarge|chat with us|slideshow|view (slideshow|gallery|photos)|next image|prev image|image \d+ of \d+|photos? \d+ of \d+|loading)\b.{0,260}$",
        longest=300,
        safe=True,
    ),
    Rule(
        "player",
        r"(?i)^.{0,60}\b(this video has been removed|your browser does not support|javascript (is|must be)|cookies (are|must)|video player|unsupported on your device|could not be loaded|failed to load|enable javascript)\b.*",
        longest=300,
        safe=True,
    ),
    Rule("player", r"^\s*[\[<{]\s*[\w-]+(\s*[=:]?\s*[^\]>}]{0,120})?[\]>}]\s*$", safe=True),
    Rule("player", r"^\s*(\w+=\"[^\"]*\"\s*)+/?>?\s*$", longest=400, safe=True),
    Rule("player", r"(?i)^\W*https?://\S+\W*$", longest=300, safe=True),
    Rule("player", r"^\W*\d{1,2}:\d\d(:\d\d)?\W*$", safe=True),
)
