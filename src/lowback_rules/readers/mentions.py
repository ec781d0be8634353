"""Clear statements of low-back pain in free text: English, German, Spanish, Italian. When in doubt, nothing.

A sentence is cut into clauses, and a clause is looked at without accents, case and punctuation. It states pain if it
has one of the phrases below and no word that takes it back. "Back pain" without "lower" counts, as all that follows is
a question; soreness, a pump, tightness, the upper back, sciatica and discs do not. Each language is data: `low` is the
low back, `back` the back as such, `nouns` are phrases without a verb ("lower back pain"), which a "no" before a comma
takes back too ("no knee, hip or lower back pain"), and `clauses` those with one ("my lower back hurts").
"""

import re
import unicodedata
from collections.abc import Iterable
from textwrap import shorten

from attrs import frozen

LONGEST = 80


@frozen
class _Language:
    """The words of one language, as regular expressions over plain text; phrases name {low}, {back}, {any}, {fill}."""

    low: str
    back: str
    fill: str
    nouns: tuple[str, ...]
    clauses: tuple[str, ...]

    def phrases(self, templates: Iterable[str]) -> str:
        """The templates as one expression."""
        fill = rf"(?:(?:{self.fill}) ){{0,5}}"
        both = rf"(?:{self.low}|{self.back})"
        return "|".join(each.format(low=rf"(?:{self.low})", back=self.back, any=both, fill=fill) for each in templates)


def _not_after(words: str) -> str:
    return "".join(rf"(?<!\b{word} )" for word in words.split("|"))


_NO_BACK = _not_after(
    "upper|mid|middle|way|welcome|come|comes|came|coming|get|gets|got|getting|go|goes|going|went|bring|brings|behind"
    "|behind the|im|is|was|full|laid|lean|leaning|pull|pulling|sit|sitting|step|stepping|walk|walking|push|pushing|kick"
    "|pay|fight"
)
# What may follow "my back" where the pain is named before it: "hurt my back leg" is none of ours.
_THEN = (
    r"(?= (?:a|again|after|and|at|badly|bit|by|deadlifting|doing|during|first|from|in|last|lifting|moving|on|out|picking"
    r"|pretty|pulling|real|really|rowing|second|set|so|squatting|stopped|third|this|today|tonight|trying|warming|while"
    r"|when|with|working)\b|$)"
)
_SIDE = r"(?:on |in |at )?(?:the |my )?(?:left|right)(?: side)?"
_ENGLISH = _Language(
    low=r"low(?:er)? ?ba(?:ck|kc|k)|lumbars?(?: spine| region| area)?|l spine",
    back=rf"{_NO_BACK}back",
    fill=r"(?:is|was) in|is|was|are|were|feels|felt|feeling|got|gets|getting|(?:starts?|started|starting|begins?|began)(?: to)?"
    r"|really|still|kind of|kinda|a bit(?: of)?|bit of|a little(?: bit)?(?: of)?|a lot of|just|so|also|slightly|slight|sharp"
    r"|now|again|been|has|have|had|badly|very|quite|some|super|pretty|too|today|keeps?|kept|fucking"
    r"|(?:and|or) (?:knees?|hips?|glutes?|shoulders?|neck|legs?|hamstrings?)|" + _SIDE,
    nouns=(
        r"{any} {fill}(?:pains?|pian|aches?|spasms?|twinges?)(?! (?:cave|club|day|gym|session|train|workout)\b)",
        _not_after("upper|mid|middle") + r"backaches?",
        r"(?:pains?|pian|aches?|aching|spasms?|twinges?)(?: felt)? (?:in|on|at|around|across|through|near)"
        r"(?: (?:my|the|left|right|sides?|of))* (?:{low}|back" + _THEN + ")",
        r"^(?:(?:slight|mild|sharp|bad|some) )?pains? {low}",
    ),
    clauses=(
        r"{any} {fill}(?:hurts?|hurting|hurtin|ache|aches|ached|aching|acheing|achy|painfull?|killing me|spasming|spasmed|twe[ae]ked)(?! my\b)",
        r"(?:hurt|hurts|hurting|twe[ae]ked|strained|injured|pulled|threw)(?: out)?(?: (?:my|the))?(?: left| right)? {low}",
        r"(?:hurt|hurts|hurting|twe[ae]ked|strained|injured|pulled|threw)(?: out)? my back" + _THEN,
        r"twe[ae]ked (?:the )?back" + _THEN,
        r"(?:painful|aching|achy|hurting|twe[ae]ked) {low}",
        r"(?:aching|achy) back" + _THEN,
    ),
)
_GERMAN = _Language(
    low=r"unter(?:e|er|en|em)? rue?cken(?:bereich)?|lws(?: bereich)?|lenden(?:wirbel\w*|bereich|gegend)?",
    back=_not_after("ober|obere|oberer|oberen|mittlere|mittlerer|mittleren") + r"\b(?:rue?cken|kreuz)",
    fill=r"tut|tun|tat|hat|ist|war|mir|heute|etwas|ein|bisschen|wenig|leicht|stark|ziemlich|sehr|richtig|wieder|immer"
    r"|noch|total|echt|schon|gerade|extrem|links|rechts|auch|voll|mega|so|dabei|danach|wurde|wird"
    r"|seit \w+|beim \w+|nach \w+|und (?:knie|hufte|schulter|nacken|beine?)",
    nouns=(
        r"(?:rue?c?ken|kreuz|lenden|lws) ?schm(?:e?r?|re)z(?:en|n|e|em)?",
        r"(?:rue?cken|kreuz)weh",
        r"hexensch?us{{1,2}}",
        r"lumb(?:ago|algien?)",
        r"(?:schmerz(?:en)?|stechen|stich|zwicken)(?: \w+)? (?:im|in der|in dem|am)(?: (?:linken|rechten|ganzen))? {any}",
        r"(?:schmerz(?:en)?|stechen|zwicken) {low}",
        r"{any} {fill}(?:schmerz(?:en)?|stechen|zwicken)",
    ),
    clauses=(
        r"{any} {fill}(?:weh|wehgetan|schmerzte?|geschmerzt|schmerzhaft|zwickte?|gezwickt|sticht)",
        r"(?:sticht|zwickte?)(?: \w+)? (?:im|in der) {any}",
    ),
)
_SPANISH = _Language(
    low=r"espalda baja|baja espalda|(?:zona |parte |region |espalda )?lum(?:bar|abr)(?:es)?|(?:parte|zona) baja(?: de(?: la)?)? espalda",
    back=r"espalda(?! (?:alta|media|superior|dorsal))",
    fill=r"me|esta|estaba|muy|mucho|bastante|un|poco|algo|hoy|todavia|aun|otra vez|sigue|empezo a|fuertes?|leves?|ligero|intenso|agudo",
    nouns=(
        r"(?:dolor(?:es|cito)?|pinchazos?|punzadas?|tiron) {fill}(?:(?:en|de) )?(?:(?:la|el|las|los|mi) )?{any}",
        r"lumbalgia",
        r"mal de espalda",
    ),
    clauses=(
        r"(?:duelen?|dolia|dolio|dolido|doliendo) {fill}(?:la |el |las |los |mi )?{any}",
        r"{any} {fill}(?:duelen?|dolia|dolio|dolido|doliendo)",
    ),
)
_ITALIAN = _Language(
    low=r"bassa schiena|schiena bassa|(?:zona |parte |regione |tratto )?lombar[ei]|(?:parte|zona) bassa(?: della)? schiena",
    back=r"schi?ena(?! (?:alta|superiore))",
    fill=r"mi|molto|un po|tanto|ancora|di nuovo|oggi|sempre|davvero|parecchio",
    nouns=(
        r"male? (?:di|alla) {any}",
        r"maldischiena",
        r"(?:dolor[ei]|dolorin[oi]|fitt[ae])(?: (?:forti|forte|leve|acuto))?(?: (?:alla|nella|a|di|in|della|ai|sulla))? {any}",
        r"lombalgia|lombaggine|colpo della strega",
    ),
    clauses=(
        r"fa(?:nno|ceva)? {fill}male (?:la |i |le )?{any}",
        r"{any} {fill}fa(?:nno|ceva)? {fill}male",
    ),
)
_LANGUAGES = (_ENGLISH, _GERMAN, _SPANISH, _ITALIAN)
_NOUNS = re.compile(rf"\b(?:{'|'.join(each.phrases(each.nouns) for each in _LANGUAGES)})\b")
_CLAUSES = re.compile(rf"\b(?:{'|'.join(each.phrases(each.clauses) for each in _LANGUAGES)})\b")

# Anywhere in the clause, these take the pain back, or make something else of it.
_TAKEN_BACK = re.compile(
    r"\b(?:"
    # not there, or no longer
    r"no|not|never|none|nothing|without|w o|zero|0|nil|nor|free|gone|fine|ok|okay|better|less|almost|nearly|eased|subsided"
    r"|disappeared|resolved|went away|used to|(?:do|does|did|is|was|has|have|had|wo|would|should|are|were|ai)nt"
    r"|kein\w*|nicht|nichts|nie|niemals|ohne|weg|vorbei|verschwunden|besser|null|\w*frei|nimmer|nachgelassen|abgeklungen"
    r"|sin|nada|nunca|ni|ningun\w*|desaparec\w*|se fue|se me paso|mejor|cero|casi"
    r"|non|senza|nessun\w*|niente|mai|passat[oa]|sparit[oa]|meglio|quasi|bene"
    # feared, treated, kept away
    r"|avoid\w*|prevent\w*|protect\w*|relie\w+|rehab\w*|prehab\w*|reduc\w+|fix\w*|heal\w*|cured?|recover\w*|help\w*|history"
    r"|worr\w+|afraid|scared|fear\w*|risk\w*|hopefully|gegen|vorbeug\w*|vermeid\w*|verhinder\w*|angst|hoffentlich|damit"
    r"|contra|evit\w*|preven\w*|alivi\w*|miedo|contro|paura"
    # the good kind
    r"|pumps?|pumped|pumpy|doms|sore\w*|burn\w*|so good|muskelkater|agujetas|congestion|indolenzit\w*"
    r")\b"
)
# Before the phrase, these make a condition or a purpose of it; right before it, somebody else's back or a remedy.
_CONDITION = re.compile(
    r"\b(?:if|when|whenever|unless|until|till|before|in case|lest|should|would|might|could(?! feel)"
    r"|wenn|falls|sobald|bis|bevor|sollte|si|cuando|hasta|para|se|quando|finche|per)\b"
)
_NOT_MINE = re.compile(
    r"\b(?:his|her|their|your|wifes|husbands|partners|clients|friends|dads|moms|seine?|ihre?|deine?|su|tu|sua|tua"
    r"|rutina|ejercicios?|esercizi|ubungen|(?:for|against|bei|fur)(?: (?:my|the|den|die|meine))?) $"
)
_REMEDY = re.compile(
    r"^ (?:exercises?|routine|program(?:me)?|protocol|stretch(?:es|ing)?|therapy|ubung\w*|programm|ejercicios?|rutina|esercizi)\b"
)
_EARLIER = re.compile(
    r"\b(?:yesterday|last (?:week|month|year|night|time|session|workout)|(?:days?|weeks?|months?|years?) ago"
    r"|gestern|letzte\w* (?:woche|monat|jahr|nacht|mal|training)|vor \w+ (?:tag|woche|monat|jahr)\w*"
    r"|ayer|(?:semana|mes|ano|vez) pasad[ao]|hace \w+|ieri|(?:settimana|mese|anno|volta) scors[ao])\b"
)
_STILL = re.compile(r"\b(?:still|since|from|noch|seit|todavia|aun|sigue|desde|ancora|da)\b")

_SENTENCES = re.compile(r"(?<=[.!?])\s+|[\r\n]+")
# What comes after these stands by itself; behind a comma or in brackets a "no" still holds.
_TURNS = re.compile(
    r";|\b(?:but|though|although|however|aber|doch|jedoch|pero|aunque|ma|tuttavia)\b"
    r"|(?<!not )\b(?:because(?: of)?|bc|cuz|due to)\b|(?<!nicht )\b(?:weil|wegen)\b|(?<!no )\bporque\b|(?<!non )\bperch[eé]\b",
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(r",(?!\d)|[()]")
_NO = re.compile(r"\b(?:no|not|never|without|zero|kein\w*|nicht|ohne|sin|ni|non|senza|nessun\w*)\b")


def mention(texts: Iterable[str]) -> str | None:
    """The words of the first clear statement of low-back pain in the texts, cut to length; None if there is none."""
    for text in texts:
        for sentence in _SENTENCES.split(text):
            if sentence.rstrip().endswith("?"):
                continue
            for part in _TURNS.split(sentence):
                if found := _in_part(part):
                    return shorten(found, LONGEST, placeholder="...")
    return None


def _in_part(part: str) -> str | None:
    denied = False
    for clause in _CLAUSE_ENDS.split(part):
        plain = _plain(clause)
        match = _CLAUSES.search(plain) or (None if denied else _NOUNS.search(plain))
        if match and _is_meant(plain, match):
            return clause.strip()
        denied = denied or _NO.search(plain) is not None
    return None


def _is_meant(plain: str, match: re.Match[str]) -> bool:
    """Whether the clause says it of the lifter's own back, today."""
    before, after = plain[: match.start()], plain[match.end() :]
    return not (
        _TAKEN_BACK.search(plain)
        or _CONDITION.search(before)
        or _NOT_MINE.search(before)
        or _REMEDY.search(after)
        or (_EARLIER.search(plain) and not _STILL.search(plain))
    )


def _plain(text: str) -> str:
    """Words without case, accents, apostrophes and decimals, one blank between them."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter) and letter not in "'’`")
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"(\d)[.,]\d+", r"\1", bare)))
