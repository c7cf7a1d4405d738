"""Addresses in a text: of mail, of pages on the web, of accounts (`@name`), of streets."""

import re
from collections.abc import Iterator

Span = tuple[int, int]

BEGINNINGS = (
    "A|Aber|Alle|Alles|Als|Am|An|And|Andere|At|Auch|Auf|Aus|Bei|Beide|Beim|Bitte|But|By|Da|"
    "Dabei|Damit|Danach|Dann|Das|Dass|Dazu|Dein|Deine|Dem|Den|Der|Des|Die|Dies|Diese|Dieser|"
    "Doch|Dort|Drei|Durch|Each|Ein|Eine|Einem|Einen|Einer|Eines|Einige|Er|Erst|Es|Etwas|Euer|"
    "Eure|Every|For|Für|Gegen|Genau|Gute|Haben|Hat|He|Heute|Hier|I|Ich|Ihr|Ihre|Im|Immer|In|"
    "Ist|It|Jede|Jedem|Jeden|Jeder|Jedes|Jetzt|Kein|Keine|Keiner|Mal|Man|Manche|Manches|"
    "Manchmal|Mehr|Mein|Meine|Meist|Meistens|Mit|My|Nach|Neue|Nicht|Nur|Ob|Oder|Ohne|On|Our|"
    "Sehr|Seit|She|Sie|Since|Sind|So|Solche|Some|The|They|This|To|Um|Und|Unser|Unsere|Unter|"
    "Über|Viel|Viele|Vielleicht|Vom|Von|Vor|Was|We|Weil|Welche|Wenn|Wer|When|Wie|Wir|With|Wo|"
    "You|Zu|Zum|Zur|Zwei|Zwischen"
)
"""Words with which German and English sentences begin, before a noun that is no name."""

_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]*[\w+-]@[\w-]+(?:\.[\w-]+)+")
_ENDINGS = "app|berlin|ch|com|de|dev|eu|fr|hamburg|info|koeln|net|nl|online|org|pl|social|tr|ua|uk"
_WEB = re.compile(
    r"(?:https?://|www\.)\w[^\s<>\"„“”«»]*"
    r"|(?<![\w.@-])(?:[^\W_](?:[\w-]*[^\W_])?\.)+"
    rf"(?:(?:{_ENDINGS})(?![\w-])(?:/[^\s<>\"„“”«»]*)?|[a-z]{{2,6}}/[^\s<>\"„“”«»]+)"
)
_AFTER_ADDRESS = ".,;:!?)]}'’"
_HANDLE = re.compile(r"(?<![\w.@/])@(?!(?:all|alle|everyone|here)(?!\w))[A-Za-z]\w{2,31}(?!\w)")

_KINDS_OF_STREET = "straße|strasse|weg|platz|allee|gasse|ring|ufer|damm|chaussee|stieg|pfad"
_NO_STREETS = (
    "Alt|Arbeits|Aus|Ausbildungs|Fahrrad|Fuß|Garten|Geh|Heim|Hin|Kindergarten|Kita|Lebens|Lern|"
    "Mittel|Park|Praktikums|Rad|Rück|Schlaf|Schul|Sitz|Sport|Spiel|Steh|Stell|Studien|Therapie|Um"
)
_COUNTED = r"(?:Dies|Erst|Zweit|Dritt|Viert|Letzt|Jed|Kein|Welch)\w*"
_PLACE = r"(?:,?\s+\d{5}\s+[A-ZÄÖÜ][\w-]+)?"
_NUMBER = r"\d{1,3}(?:\s?[a-zA-Z](?!\w))?(?![\w%€.,]*\d)(?!\w)"
_STREET = re.compile(
    rf"(?<![\w-])(?:(?!(?:{_NO_STREETS})(?:platz|weg)|Hering)[A-ZÄÖÜ][\w-]+(?:{_KINDS_OF_STREET}|str\.)"
    rf"|(?!(?:{BEGINNINGS}|{_COUNTED})\s)[A-ZÄÖÜ][\w-]{{3,}}[ -]"
    r"(?:Straße|Strasse|Str\.|Weg|Platz|Allee|Gasse|Ring|Ufer|Damm|Chaussee|Markt)"
    r"|Straße\s+de[rs]\s+(?:\d{1,2}\.\s)?[A-ZÄÖÜ][\w-]+)"
    rf"\s?{_NUMBER}{_PLACE}"
    rf"|(?<![\w.])\d{{1,4}}[a-zA-Z]?\s(?:[A-Z][\w'’-]+\s){{1,3}}(?:Street|Road|Avenue|Lane|St\.|Rd\.)"
)


def mails_in(text: str) -> Iterator[Span]:
    """Where addresses of mail stand."""
    return (found.span() for found in _MAIL.finditer(text))


def webs_in(text: str) -> Iterator[Span]:
    """Where addresses of web pages stand, without what only ends the sentence."""
    for found in _WEB.finditer(text):
        yield found.start(), found.start() + len(found[0].rstrip(_AFTER_ADDRESS))


def handles_in(text: str) -> Iterator[Span]:
    """Where names of accounts stand, such as Telegram's."""
    return (found.span() for found in _HANDLE.finditer(text))


def streets_in(text: str) -> Iterator[Span]:
    """Where streets stand with a number, and with the town where it follows."""
    return (found.span() for found in _STREET.finditer(text))
