"""Names that are words of every day, too, in German or English.

Written in small letters they are taken for the word. Everything is in lower case, `ß` as `ss`.
"""

from typing import Final

from flows.themes.function_words import BY_LANGUAGE

HOLDING_TOGETHER: Final = frozenset[str]().union(*BY_LANGUAGE.values())
"""Words that hold sentences together (`will`, `may`, `der`)."""

_DESCRIBING = """
alt arm blau braun dunkel ernst frei frisch froh fromm früh gelb gerade gerecht grau gross grün gut
hart heil heiss hell hoch jung kalt klar klein klug krumm kühn kurz lang lange laut leicht leise
lieb lustig mild munter nah neu rau rein reiner rot sanft sauer scharf schlau schnell schwach
schwarz schön selig sicher spät stark steif still stolz streng süss tief treu voll warm weich weise
weiss wild zart
best black blue bold bright brown dark dear early fair fine free frank gay gentle golden good grand
gray great green grey hard high hot just keen kind late light little long loud low moody new noble
north old pink poor proud quick red rich rusty savage sharp short small smart soft south stern
stout strong sunny sweet swift tall true west white wild wise young
"""
_NAMING = """
abend adler amsel anker apfel ast august bach baum bauer bär becker beispiel berg bergmann bier
bischof blatt blum blume bock bogen born brand brandt brief brot bruder brunnen brücke buch bürger
burg busch dorn drossel eiche eisen engel erika esche fass feder feind feld fels feuer fichte fink
fischer flora förster freitag freude freund fried friede frieden frost fuchs funke fürst gabe
garten gast geiger gerste glaser glück glocke gold graf gärtner haas hafer hagen hahn hammer hase
haus hecht heide heim held heller helm herbst herz herzog himmel hirsch hirt hof hoffnung holz
honig horn huhn hut imker insel iris jäger kaiser kamm kappel käfer kehl keller kern kessel kiefer
kind kirsch klee knecht knopf koch kohl kohler korn köhler könig kraft kraus krause kranz krieg
krone krug krüger kuhn kupfer lamm lehmann lehrer lerche lilie linde löffel löwe luft mai maler
mann markt maurer mayer meister metzger milch mohr mond montag morgen mühle müller muster mut nacht
nagel nebel nuss ochs ort papst pfarrer pfau pfeffer pfeiffer pfeil platz pohl probe probst quelle
rabe rauch reis reiter richter ring ritter rose roth sack salz sand sander sattler schäfer schatz
schiff schild schilling schloss schlosser schmied schneider schnee schreiber schröder schuster
schwan schwert see segen seidel seiler sommer sonne sonntag specht speck spiegel sprung stahl stamm
star stein stern stock storch strauss strom stroh sturm tag tal tanne taube teich teufel theis
thal tischler topf töpfer trost ufer unruh vater vetter violet vogel vogt wagner wald wand weber
weg wein wels wind winkel winkler winter wirt wolf wolke wunder wurm zeh zeiger ziegler zimmer
zimmermann zorn zucker zweig
abbott amber angel april archer arrow art baker ball banks barber baron bay bear bell berry bill
bird bishop bond bowl bridge brook brooks bush butler camp carol carpenter carter case cash chance
chapel charity chase christian church clay cliff cook cooper crane cross crow crystal dale daisy
dawn day dean destiny dick dove drew duke earl eve faith farmer field fields fish fisher flowers
ford forest fox gale gardener gates gene ginger glen grace grant guy hall harmony heath hill hills
holly hope house hunter ivy jack jade jay jean jewel joy june justice key king knight lake lamb
lance land lane law lily lock love major mark marsh marshall martin mason max melody mercy miles
mill miller moon moss nick olive page park parker pat patience pearl penny piper pool porter potter
power price prince prudence rain ray reed rob robin root ruby rush sage sandy shepherd sky smith
spring steel stone storm street sue summer sun swan taylor temple tiger town turner tyler van
victor viola walker wall ward waters wells wood woods world
"""

MAY_FOLLOW: Final = HOLDING_TOGETHER | frozenset(_DESCRIBING.split())
"""Words that may stand behind `frau` in a sentence that names nobody: `eine Frau klein machen`."""

EVERYDAY: Final = MAY_FOLLOW | frozenset(_NAMING.split())
