"""The patterns of time words.

In:      the words of one sentence
Out:     (start, end, TimeMeaning) of every pattern that matches and reads as a time, overlaps included
Source:  TimeML 1.2.1 for what counts as a time expression; words in data/
Shown:   tests/times/test_grammar.py
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

from onrecord.language.calendar import names
from onrecord.language.numbers import NUMBER, number_words
from onrecord.language.words import any_of
from onrecord.times import clocks, fiscal, holidays, lengths, rule_values, story
from onrecord.times.normalising import TimeMeaning
from onrecord.times.tables import fixed_words, units
from onrecord.times.tables import holidays as holiday_names

MAX_SPACE = 12  # a line break and the indent of the next line

JOINT = r"(?:and|or|to|until|till|through)"
FISCAL = r"(?:fiscal|financial)"
# What may follow the second day of "April 24 and 25"; a noun there would be what is counted.
AFTER_DAY = (
    r"\s*(?:[.,](?!\d)|[;!?)\]]|$)"
    r"|\s+(?:in|at|on|of|by|for|from|to|with|when|and|as|was|were|is|are|will|the|he|she|it|they)\b"
)

Reader = Callable[[re.Match[str]], TimeMeaning | None]


@cache
def rules() -> tuple[tuple[re.Pattern[str], Reader], ...]:
    """Every pattern with its reader; compiled once."""
    month = rf"(?:(?P<month>{any_of(names('month'))})|(?P<abbreviated>{any_of(names('month abbreviation'))})\b\.?)"
    weekday = rf"(?:(?P<weekday>{any_of(names('weekday'))})|(?:{any_of(names('weekday abbreviation'))})\b\.?)"
    a_weekday = rf"(?P<weekday>{any_of(names('weekday'))})"
    a_day = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
    a_year = r"(?P<year>1[0-9]\d\d|20\d\d)"
    unit = rf"(?P<unit>{any_of(units())})"
    many = r"(?P<many>s|ies)?"
    shift = r"(?:this\s+)?(?P<shift>last|next|this|past|coming|current)"
    part = rf"(?P<part>{any_of(names('part of day'))})"
    holiday = any_of(holiday_names()).replace("'", "['’]")
    season = rf"(?P<season>{any_of(names('season'))})"
    ordinals = any_of(w for w, (k, _) in number_words().items() if k == "ordinal")
    ordinal = rf"(?P<ordinal>{ordinals}|last|1st|2nd|3rd|4th)"
    more = (
        r"(?:(?:about|around|nearly|almost|roughly|some|over|(?:more|less|fewer|no\s+more)\s+than"
        r"|at\s+least|at\s+most|up\s+to|only|just|approximately)\s+)?"
    )
    early = (
        r"(?:(?:(?:earlier|later|early|late|sometime|mid)(?:\s+(?:in|on|of))?\s+|mid-)"
        r"|(?:the\s+)?(?:beginning|start|end|middle|close|rest|remainder|first\s+half|second\s+half)\s+of\s+)?"
    )
    count = rf"(?P<count>{NUMBER})"
    of_year = rf"(?:,?\s+(?:of\s+|in\s+)?(?:{a_year}|(?P<shift>last|this|next)\s+year))"
    tens = any_of(w for w, (k, _) in number_words().items() if k == "ten")
    ones = any_of(w for w, (k, n) in number_words().items() if k == "unit" and n and n < 10)
    spoken = rf"(?P<spoken>nineteen\s+(?:{tens})(?:[-\s]+(?:{ones}))?)"
    clock = (
        r"(?P<clock>\d{1,2}(?::\d\d)?\s*(?:[ap]\.?m\.?(?![a-z])|o'clock)|\d{1,2}:\d\d|\d{4}\s+(?=gmt)"
        r"|noon|midnight)(?:\s+(?:gmt|est|edt|local\s+time|utc))?"
    )
    sources: list[tuple[str, Reader]] = [
        (r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?", rule_values.iso),
        (r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>\d{4}|\d\d)", rule_values.slashed),
        (rf"(?:{weekday},?\s+)?{month}\s+{a_day}\b(?!\s*(?:percent|%|:\d))(?:,?\s+{a_year})?", rule_values.month_day),
        (rf"(?:{weekday},?\s+)?(?:the\s+)?{a_day}\s+(?:of\s+)?{month}\b(?:,?\s+{a_year})?", rule_values.month_day),
        (
            rf"{a_day}(?=(?:,\s+\d\d?(?:st|nd|rd|th)?){{0,4}}(?:\s*[-–—]\s*|,?\s+{JOINT}\s+(?:the\s+)?)"
            rf"[0-3]?\d(?:st|nd|rd|th)?\s+(?:of\s+)?{month}\b(?:,?\s+{a_year})?)",
            rule_values.month_day,
        ),
        (
            rf"{month}\s+(?P<from>[0-3]?\d)(?:st|nd|rd|th)?(?:\s*[-–—]\s*|\s+{JOINT}\s+)"
            rf"(?P<only>{a_day}(?:,?\s+{a_year})?)(?={AFTER_DAY})",
            rule_values.later_day,
        ),
        (rf"{early}{month},?\s+(?:of\s+)?{a_year}", rule_values.month_year),
        (rf"{early}{month}\s+(?P<shift>last|this|next)\s+year", rule_values.month_shifted_year),
        (rf"{early}(?:{shift}\s+)?(?P<month>{any_of(names('month'))})", rule_values.bare_month),
        (rf"(?:{early}|calendar\s+|the\s+year\s+|post-|pre-){a_year}(?![-\d]|\.\d|s\b)", rule_values.year),
        (rf"{early}(?:{FISCAL}(?:\s+years?)?|FY)[\s-]*(?P<fiscal>(?:19|20)\d\d)(?:/\d\d)?", fiscal.named),
        (
            rf"(?:the\s+)?(?P<quarter>first|second|third|fourth)[\s-]quarter\s+of\s+{FISCAL}\s+(?:year\s+)?"
            r"(?P<fiscal>(?:19|20)\d\d)",
            fiscal.named,
        ),
        (r"FY\s?['’]?(?P<fiscal>\d\d)", fiscal.named),
        (rf"(?:the\s+)?(?P<fiscal>(?:19|20)\d\d)\s+{FISCAL}\s+year", fiscal.named),
        (
            rf"{early}(?:the\s+|its\s+)?(?:(?P<shift>last|this|next|past|previous|coming|current|latest)\s+)?{FISCAL}\s+year",
            fiscal.relative,
        ),
        (rf"{early}{month}\s+{spoken}", rule_values.spoken_month),
        (rf"{early}{spoken}", rule_values.spoken_year),
        (
            r"(?:(?:the\s+)?(?:early|late|mid)[\s-])?(?:the\s+)?(?:(?:early|late|mid)[\s-])?(?P<decade>(?:1[0-9]|20)\d0|['’]?\d0)['’]?s\b",
            rule_values.decade,
        ),
        (r"(?:the\s+)?(?P<century>\d\d?)(?:st|nd|rd|th)\s+century", rule_values.century),
        (rf"{early}(?:{shift}\s+)?{a_weekday}(?:\s+{part})?", rule_values.weekday),
        (rf"{a_weekday}s\b", rule_values.weekdays),
        (rf"(?:the\s+)?previous\s+{a_weekday}", rule_values.weekday_before),
        (
            rf"(?:{shift}\s+)?(?P<holiday>{holiday})(?:,?\s+{a_year}|\s+(?P<week>week))?(?!\s+Islands?\b)",
            holidays.holiday,
        ),
        (
            r"(?<=\b(?:by|on)\s)the\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)\b(?!\s+(?:of|\w+\s+(?:time|century)))",
            rule_values.day_of_month,
        ),
        (rf"(?:{early}|that\s+|the\s+){season}(?:{of_year})?", rule_values.season),
        (rf"{early}(?:{shift})\s+{season}", rule_values.season),
        (rf"{early}(?P<near>today|tonight|yesterday|tomorrow)(?:\s+{part})?", rule_values.near_day),
        (rf"(?P<shift>this|last|yesterday|tomorrow)\s+{part}", rule_values.part_of_day),
        (r"the\s+day\s+(?P<side>before\s+yesterday|after\s+tomorrow)", rule_values.two_days),
        (
            rf"{early}(?:the\s+|its\s+|his\s+)?(?:(?:{shift})\s+(?:fiscal\s+)?){unit}\b(?!\s+ago)(?:\s+or\s+so)?",
            rule_values.relative_unit,
        ),
        (
            rf"(?:{early}|the\s+)(?:fiscal[\s-])?{ordinal}[\s-](?P<piece>quarter|half)(?:{of_year})?",
            rule_values.piece_of_year,
        ),
        (
            rf"(?:{a_year}|(?P<shift>last|this|next)\s+year)(?:['’]s)?\s+(?:fiscal\s+)?{ordinal}[\s-](?P<piece>quarter|half)",
            rule_values.piece_of_year,
        ),
        (rf"\bQ(?P<q>[1-4])(?:\s+(?:of\s+)?{a_year})?", rule_values.piece_of_year),
        (r"a\s+year\s+ago", story.year_ago),
        (
            rf"{more}(?:{NUMBER}\s+or\s+)?{count}\s+(?:more\s+)?{unit}{many}\s+(?P<side>ago|from\s+now|hence)",
            lengths.distance,
        ),
        (rf"(?P<count>a)\s+{unit}{many}\s+or\s+(?:so|two)\s+(?P<side>ago)", lengths.distance),
        (rf"{more}{count}\s+{unit}{many}\s+(?P<side>earlier|later|afterwards?)", story.steps_on),
        (rf"(?:the\s+)?year-(?:ago|earlier)\s+(?:{ordinals})\s+quarter|year-(?:ago|earlier)", story.year_before),
        (rf"(?:that|(?:the|that)\s+(?:very\s+)?same)\s+(?:{unit}|{part})", story.same),
        (
            rf"(?:the\s+)?(?P<side>following|previous|preceding)\s+(?:{unit}|{part})",
            story.beside,
        ),
        (rf"the\s+(?P<side>next)\s+(?:(?P<unit>day)|{part})", story.beside),
        (
            rf"(?:the\s+)?(?:{a_year}|last\s+year['’]s|year-(?:ago|earlier))\s+(?P<period>quarter|period)"
            rf"|the\s+(?:same|corresponding|comparable|like|similar)\s+(?:quarter|period)\s+"
            r"(?:last\s+year|a\s+year\s+(?:ago|earlier)|(?:of|in)\s+(?P<of_year>1[0-9]\d\d|20\d\d))",
            story.period_of_year,
        ),
        (rf"the\s+week\s+of\s+{month}\s+{a_day}\b(?:,?\s+{a_year})?", rule_values.week_of),
        (r"the\s+(?P<unit>year|quarter)(?=\s+end(?:ed|ing)\b)", lengths.one_unit),
        (r"(?:the|its)\s+(?:latest\s+)?quarter(?!-|\s+end(?:ed|ing))|the\s+latest\s+period", story.quarter),
        (
            r"the\s+(?:full\s+)?(?P<unit>year|month|week)(?=\s*[.,;:!?)”\"]|\s*$|['’]s\b|\s+(?:is|was|were)\b)",
            rule_values.this_unit,
        ),
        (rf"(?:the\s+)?(?P<side>last|past|next|coming)\s+{count}\s+{unit}{many}", lengths.vague_stretch),
        (
            rf"(?:each\s+of\s+)?(?:the\s+)?(?:last|next|past|first|final|coming|previous|latest|following|preceding)\s+{count}\s+(?:fiscal\s+)?{unit}{many}",
            lengths.duration,
        ),
        (
            rf"{more}(?:the\s+)?(?:year-(?:ago|earlier)\s+)?{count}[\s-](?:or\s+so\s+|more\s+|straight\s+|consecutive\s+|full\s+)?{unit}{many}\b(?![-\s]olds?)",
            lengths.duration,
        ),
        (rf"(?P<half>half\s+an?\s+|half-|a\s+half[\s-]){unit}", lengths.half_unit),
        (rf"(?:once|twice|{NUMBER}\s+times)\s+(?:a|an|per)\s+{unit}", lengths.recurrence),
        (rf"(?P<every>every|each)\s+(?:(?P<other>other)\s+|(?P<count>{NUMBER})\s+)?{unit}{many}", lengths.recurrence),
        (rf"(?:every|each)\s+{a_weekday}", rule_values.weekdays),
        (rf"{unit}s\b(?!\s+old)", lengths.vague_units),
        (rf"(?P<words>{any_of(fixed_words())})", rule_values.fixed),
        (rf"(?:{more}){clock}(?:\s+(?:(?P<near>today|yesterday|tomorrow)|(?:on\s+)?{a_weekday}))?", clocks.clock),
        (
            r"(?:the\s+)?(?:end\s+of\s+the\s+|end\s+of\s+|rest\s+of\s+the\s+)(?P<unit>week|month|quarter|year|decade|century)",
            rule_values.this_unit,
        ),
        (r"(?:the\s+)?year(?:['’]s)?[\s-]end", rule_values.year_end),
        (r"(?:earlier|later)\s+in\s+the\s+(?P<unit>week|month|year)", rule_values.this_unit),
        (r"the\s+(?P<unit>weekend)", rule_values.near_weekend),
    ]
    return tuple((re.compile(_bounded(rf"(?<![\w$£€.-])(?:{s})(?!\w)"), re.IGNORECASE), read) for s, read in sources)


def candidates(words: str) -> Iterator[tuple[int, int, TimeMeaning]]:
    """Every match of every pattern that reads as a time."""
    words = _range_hyphens().sub(r"\1–", words)
    for pattern, read in rules():
        part = "only" if "only" in pattern.groupindex else 0
        for match in pattern.finditer(words):
            meaning = read(match)
            if meaning is not None:
                yield match.start(part), match.end(part), meaning


@cache
def _range_hyphens() -> re.Pattern[str]:
    """The hyphen of "March-May 2021", "2-5 March", "March 30-April 2" and "2019-2021", read as a dash.

    Other hyphens keep words together ("mid-March"), and the patterns do not begin behind them.
    """
    month = rf"(?:{any_of(names('month'))}|(?:{any_of(names('month abbreviation'))})\.?)"
    left = rf"\b{month}(?:\s+\d\d?)?(?=-(?:\d\d?\s+)?{month}\b)|(?<![\w.,-])\d\d?(?=-\d\d?\s+{month}\b)"
    left += r"|(?<![\w.,/-])(?:19|20)\d\d(?=-(?:19|20)\d\d(?![\w-]))"
    return re.compile(_bounded(rf"({left})-"), re.IGNORECASE)


def _bounded(pattern: str) -> str:
    """White space of at most MAX_SPACE characters, so that a page of blanks costs no more than any other."""
    return pattern.replace(r"\s+", rf"\s{{1,{MAX_SPACE}}}").replace(r"\s*", rf"\s{{0,{MAX_SPACE}}}")
