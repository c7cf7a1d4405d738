"""Words that name no theme and hold none together: they say that somebody knows, not what.

Other than function words they do add to how much alike two answers are; everything is in lower
case, `ß` written as `ss`.
"""

from typing import Final

_GERMAN: Final = """
antwort antworten art arten beispiel beispielsweise bekommen bekommt besser beste besten bester
bestes bezug bleiben bleibt brachte bringen bringt dachte denken denkt drei dritte dritten erst
erste ersten erster erstes erzählen erzählt fand finden findet frage fragen fragt führen führt
fünf gefragt gefunden gehalten gehört gekommen gemeinsam gemeinsame gemeinsamen gemeinsamer
gemeinsames genannt gesagt gesehen gesprochen gewusst gross grosse grossen grosser grosses gute
guten guter gutes halten heissen heisst hilft hören hört kenne kennen kennt klein kleine kleinen
kleiner kleines komme lang lange langen leicht letzten letzter leute leuten mensch menschen nehmen
nennen nimmt nächste nächsten person personen reden redet sage sagen sagt sahen schlecht schön
sechs sehe sieben spielen spielt sprechen spricht tag tage tagen verstehe verstehen versteht vier
weiss wichtig wichtige wichtigen wichtiger wichtiges wichtigste wissen wusste zehn zeigen zeigt
zusammen zwei zweite zweiten zweiter
"""

_ENGLISH: Final = """
ask asked asking asks bad believe believed best better big bit call called came day days different
easy eight example find finding finds five folks found four general good great hard hear heard
human important issue kind knew know knowing known knows large little long look looking looks
matter mean means meant nine old part people person persons point question questions reason second
seven simple situation six small somebody sort speak speaking start started talk talking talks
tell telling tells ten thank thanks think thinks third thought three time times told true try
trying two understand understood week weeks whatever word words year years
"""

BY_LANGUAGE: Final = {"de": frozenset(_GERMAN.split()), "en": frozenset(_ENGLISH.split())}
"""The words by the primary tag of their language."""
