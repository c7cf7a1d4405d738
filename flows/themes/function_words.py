"""Words that hold sentences together and say nothing about what somebody thinks.

They never name a theme and are never counted; everything is in lower case, `ß` written as `ss`.
"""

from typing import Final

_GERMAN: Final = """
ab aber alle allem allen aller allerdings alles als also am an ander andere anderem anderen
anderer anderes anders auch auf aus ausser ausserdem bei beim bereits besonders bevor bin bis
bisher bist bitte bloss brauche brauchen braucht bzw da dabei dadurch dafür dagegen daher dahin
damit danach daneben dann dar daran darauf daraus darf darin darum darunter darüber das dass
davon davor dazu dein deine deinem deinen deiner dem den denen denke denn dennoch der deren des
deshalb dessen deswegen dich die dies diese diesem diesen dieser dieses dinge dir doch dort drin
du durch dürfen eben ebenfalls ebenso eh eher eigentlich ein eine einem einen einer eines
einfach einige einigen einiger einiges einmal eins einzige entweder er es etc etwa etwas euch
euer eure eurem euren eurer fast ferner finde für gab ganz ganze ganzen gar geben gegen gehen
geht gehört gemacht genau genug gerade gern gerne gewesen geworden gibt ging glaube gut habe
haben halt hat hatte hatten her herum heute hier hin hinter hätte hätten ich ihm ihn ihnen ihr
ihre ihrem ihren ihrer ihres im immer in indem ins insbesondere irgendwas irgendwie irgendwo ist
ja je jede jedem jeden jeder jedes jedoch jemand jene jenem jenen jener jenes jetzt kam kann
kannst kaum kein keine keinem keinen keiner keines kommen kommt konnte können könnte könnten
lassen leider letzte lieber liegt lässt mach machen macht mal man manche manchem manchen mancher
manches manchmal mehr mein meine meinem meinen meiner meines meist meistens mich mir mit muss
musste möchte möchten mögen möglich müssen müsste müssten nach nachdem ne neben nein nen nicht
nichts nie niemand nix noch nun nur nämlich ob oben oder oft ohne per pro recht rein sache
sachen schon sehen sehr sei seid sein seine seinem seinen seiner seines seit selbe selber selbst
sich sie sieht sind so sobald sofern sogar solch solche solchem solchen solcher solches soll
sollen sollte sollten somit sondern sonst soviel sowie sowohl statt stehen steht stets tun um
und uns unser unsere unserem unseren unserer unten unter usw viel viele vielem vielen vieler
vielleicht vom von vor vorher wann war waren warum was wegen weil weiss weiter weitere weiterem
weiteren weiterer weiteres weiterhin welche welchem welchen welcher welches wem wen wenig wenige
weniger wenigstens wenn wer werde werden weshalb wessen wie wieder wieso will willst wir wird
wirklich wo wobei wodurch woher wohin wohl wollen wollte wollten womit worden worin worum wovon
wozu wurde wurden während wäre wären würde würden zb ziemlich zu zudem zum zumindest zur zurück
zusätzlich zwar zwischen über überall überhaupt übrigens
"""

_ENGLISH: Final = """
a about above across actually after again against all almost along already also although always
am among an and another any anybody anyone anything anyway are aren around as at away back be
became because become becomes been before being believe below between both but by came can
cannot cant come comes could couldn did didn do does doesn doesnt doing don done dont down due
during each either else enough especially etc even ever every everybody everyone everything feel
few first for from further get gets getting give given gives go goes going gone got had hadn has
hasn have haven having he hence her here hers herself him himself his how however i if im in
indeed instead into is isn isnt it its itself just keep kept last least less let like likely ll
lot lots made mainly make makes making many may maybe me might mine more moreover most mostly
much must mustn my myself near nearly need needs neither never nevertheless next no nobody none
nor not nothing now nowhere of off often oh ok on once one ones only onto or other others
otherwise ought our ours ourselves out over own per perhaps please put quite rather re really s
said same say says see seem seemed seems several shall she should shouldn since so some somebody
somehow someone something sometimes somewhere still such t take taken takes than that thats the
their theirs them themselves then there therefore these they thing things think this those
though through throughout thus to together too toward towards under unless until up upon us use
used using usually ve very via want wants was wasn way we well went were weren what whatever
when where whereas whether which while who whole whom whose why will with within without won
would wouldn yes yet you your yours yourself yourselves
"""

BY_LANGUAGE: Final = {"de": frozenset(_GERMAN.split()), "en": frozenset(_ENGLISH.split())}
"""The words by the primary tag of their language."""
