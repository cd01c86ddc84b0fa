"""One common form for the ways in which a word is written.

Accents and capitals, British and American spelling, plurals and light endings: what differs in
these alone is the same word for who looks for it. The common form is a key and is not shown; it
is not always a word.
"""

import re
from functools import lru_cache

from groundswell.ground.kernel.search import LONGEST_WORD, fold, words_of

BORDER = "-"  # before and after a word, in its trigrams; no word holds it

# Words that no rule says right: each with its common form. Both sides are folded.
_ALONE = {
    "acknowledgement": "acknowledgment",
    "ageing": "aging",
    "analyses": "analysis",
    "artefact": "artifact",
    "buses": "bus",
    "biases": "bias",
    "bonuses": "bonus",
    "children": "child",
    "criteria": "criterion",
    "defence": "defense",
    "enquiry": "inquiry",
    "enquiries": "inquiry",
    "focussed": "focus",
    "focused": "focus",
    "focuses": "focus",
    "focusing": "focus",
    "focussing": "focus",
    "grey": "gray",
    "hypotheses": "hypothesis",
    "judgement": "judgment",
    "judgements": "judgment",
    "judgments": "judgment",
    "learnt": "learn",
    "lives": "life",
    "licence": "license",
    "licences": "license",
    "men": "man",
    "offence": "offense",
    "offences": "offense",
    "phenomena": "phenomenon",
    "practise": "practice",
    "practised": "practice",
    "practises": "practice",
    "practising": "practice",
    "pretence": "pretense",
    "programme": "program",
    "programmes": "program",
    "programmed": "program",
    "programming": "program",
    "sceptical": "skeptical",
    "scepticism": "skepticism",
    "statuses": "status",
    "viruses": "virus",
    "women": "woman",
}

# Spelling alone: what British and American writers do differently inside a word.
_OUR = (
    "arbour|ardour|armour|behaviour|candour|clamour|colour|demeanour|endeavour|favour|fervour|"
    "flavour|glamour|harbour|honour|humour|labour|neighbour|odour|parlour|rancour|rigour|rumour|"
    "saviour|savour|splendour|succour|tumour|valour|vapour|vigour"
)
_DOUBLED = (
    "cancel|channel|counsel|dial|equal|fuel|initial|label|level|marvel|model|panel|pedal|quarrel|"
    "rival|signal|total|travel|tunnel|unravel"
)
_SPELLINGS = tuple(
    (re.compile(pattern), common)
    for pattern, common in (
        (rf"({_OUR.replace('our', '')})our", r"\1or"),
        (r"^(.{3,})iz(?=[aei])", r"\1is"),
        (r"^(.{3,}|an)alyz(?=[ei])", r"\1alys"),
        (r"yz(?=[ei])", "ys"),
        (r"(man)oeu(v)", r"\1eu\2"),
        (
            r"(calib|cent|fib|lit|lust|maneuv|meag|met|mit|och|sab|somb|spect|theat|tit)re(s|d|)$",
            r"\1er\2",
        ),
        (rf"({_DOUBLED})l(?=ing|ed|er|or|ous|ation)", r"\1"),
        (r"(enrol|fulfil)l(?=$|s$|ing|ed|ment)", r"\1"),
        (r"(instal)l(?=ment)", r"\1"),
        (r"(skil|wil)l(?=ful)", r"\1"),
        (r"(analog|catalog|dialog|epilog|ideolog|monolog|prolog)u(?=e|ing)", r"\1"),
        (r"(analog|catalog|dialog|epilog|monolog|prolog)e(?=s?$)", r"\1"),
        (r"^(?=.{6})(.*?)ae", r"\1e"),
        (r"(?<=rrh)oe|(?<=^)oe(?=[dst])|(?<=f)oe(?=t)|(?<=c)oe(?=li)|(?<=am)oe(?=b)", "e"),
        (r"(homo)e(o)", r"\1\2"),
    )
)

# Endings that look like another word's and belong to the word.
_WHOLE = frozenset(
    words_of(
        "always bias during evening everything goods hundred indeed mathematics means measles "
        "morning news nothing perhaps physics series something species anything towards ceiling "
        "wedding sibling outstanding diabetes politics economics ethics statistics logistics"
    )
)
_VOWEL = re.compile(r"[aeiouy]")
_SINGLE = re.compile(
    r"^[^aeiou]*[aeiouy][^aeiouwxy]$"
)  # “shar”, “rat”: one syllable, and an e was lost
_TWICE = re.compile(r"([bdfgmnprt])\1$")
_MUTE = re.compile(r"(?:[aeiou]{2}[svz]|[nlr][cgsv]|ps|dg|[aeiouy][^aeiouy]+[aeiouy]+[^aeiouy])e$")
_HEARD = frozenset(
    words_of("artiste envelope germane humane locale morale rationale secrete urbane")
)


@lru_cache(maxsize=100_000)
def canonical(word: str) -> str:
    """The common form of one word.

    >>> canonical("Behaviour") == canonical("behaviors") == canonical("BEHAVIOR")
    True
    >>> canonical("Zoë"), canonical("café"), canonical("Œstrogen") == canonical("estrogen")
    ('zoe', 'cafe', True)

    British and American:

    >>> pairs = '''organisation/organizations labour/labor centre/center centres/centers
    ...     analyse/analyze analysing/analyzing paediatric/pediatric anaesthetics/anesthetic
    ...     travelling/traveling counsellor/counselors dialogue/dialog catalogues/catalog
    ...     programmes/program practise/practice licence/license judgement/judgment ageing/aging
    ...     grey/gray defence/defense enrol/enroll fulfilment/fulfillment skilful/skillful
    ...     haemorrhage/hemorrhage oesophagus/esophagus diarrhoea/diarrhea foetal/fetal
    ...     prioritising/prioritize theatre/theaters leukaemia/leukemia manoeuvre/maneuver'''
    >>> [p for p in pairs.split() if len({canonical(w) for w in p.split("/")}) > 1]
    []

    Plurals and light endings:

    >>> pairs = '''wards/ward studies/study boxes/box crosses/cross nurses/nurse nursing/nurse
    ...     houses/house changes/changing/changed/change share/sharing/shared improve/improving
    ...     plan/planning/planned lead/leading meetings/meeting/meet learned/learning/learnt
    ...     cases/case processes/process women/woman analyses/analysis responses/response
    ...     visits/visiting trials/trial caused/causes/cause stopped/stop rated/rating/rates'''
    >>> [p for p in pairs.split() if len({canonical(w) for w in p.split("/")}) > 1]
    []

    What only looks alike stays apart:

    >>> pairs = '''caring/car size/sise advice/advise news/new poet/pet shoe/she evening/even
    ...     plane/plan past/paste born/borne hoping/hopping speed/spe wing/w king/k hour/hor
    ...     four/for general/generic bias/bia series/sery staring/starring tens/tense need/ne
    ...     rat/rating device/devise universe/university policy/police staff/stave
    ...     moral/morale human/humane personal/personnel breath/breathe'''
    >>> [p for p in pairs.split() if len({canonical(w) for w in p.split("/")}) < 2]
    []
    """
    plain = fold(word)[:LONGEST_WORD]
    if plain in _ALONE:
        plain = _ALONE[plain]
    spelt = _spelt(plain)
    return _mute(_bare(spelt)) if spelt.isascii() and spelt.isalpha() else spelt


def grams(word: str) -> list[str]:
    """The different runs of three letters of a word between its borders, in their order.

    >>> grams("ward"), grams("a")
    (['-wa', 'war', 'ard', 'rd-'], ['-a-'])
    """
    edged = f"{BORDER}{word}{BORDER}"
    return list(dict.fromkeys(edged[i : i + 3] for i in range(max(1, len(edged) - 2))))


def _spelt(word: str) -> str:
    """
    >>> _spelt("behavioural"), _spelt("kilometres"), _spelt("organisation"), _spelt("prize")
    ('behavioral', 'kilometers', 'organisation', 'prize')
    """
    if len(word) < 4:
        return word
    for pattern, common in _SPELLINGS:
        word = pattern.sub(common, word)
    return word


def _bare(word: str) -> str:
    """Without the ending of a plural, and then of a verb.

    >>> _bare("meetings"), _bare("applies"), _bare("glass"), _bare("status"), _bare("being")
    ('meet', 'apply', 'glass', 'status', 'being')
    """
    one = _singular(word)
    for ending in ("ing", "ed"):
        stem = one.removesuffix(ending)
        if stem != one and one not in _WHOLE and not one.endswith("eed"):
            return _restored(stem) if len(stem) > 2 and _VOWEL.search(stem) else one
    return one


def _singular(word: str) -> str:
    if len(word) < 4 or word in _WHOLE or not word.endswith("s") or word[-2] in "sui":
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y" if len(word) > 4 else word[:-1]
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1]


def _restored(stem: str) -> str:
    """What a verb was before its ending.

    >>> [_restored(stem) for stem in ("plann", "shar", "lead", "visit", "appli", "add")]
    ['plan', 'share', 'lead', 'visit', 'apply', 'add']
    """
    if len(stem) > 3 and _TWICE.search(stem):
        return stem[:-1]
    if stem.endswith("i"):
        return f"{stem[:-1]}y"
    return f"{stem}e" if _SINGLE.match(stem) else stem


def _mute(word: str) -> str:
    """Without an e at the end that falls away before an ending.

    >>> _mute("improve"), _mute("nurse"), _mute("cause"), _mute("share"), _mute("plane")
    ('improv', 'nurs', 'caus', 'share', 'plane')
    """
    return word[:-1] if len(word) > 4 and word not in _HEARD and _MUTE.search(word) else word
