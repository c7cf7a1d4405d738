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

_ARABIC: Final = """
أحد أحيانا أكثر أم أما أن أنا أنت أنتم أننا أنني أنه أنها أو أولئك أي أيضا إذا إلا إلى إن إننا
إنني إنه إنها اذا الا التي الذي الذين الى او بأن بدون بشكل بعد بعض بل به بها بهم بين بينما تحت
تكون تلك تم ثم جدا جميع حتى حول حيث حين خلال دائما دون ذلك سوف سيكون شيء ضد عدم على عن عند
عندما عندنا عندي غير فقط في فيه فيها قبل قد كأن كان كانت كانوا كثير كثيرا كل كلها كلهم كما كنا
كنت كيف لأن لا لان لدي لدينا لذلك لست لقد لكم لكن لكي لم لما لماذا لن لنا له لها لهم لو لي ليس
ليست ما ماذا مثل مع معنا معهم معي من منا منذ منه منها منهم نحن نحو هؤلاء هذا هذه هل هم هنا هناك
هو هي و وأن وفي وكان ولا ولكن ولم وما ومع ومن وهذا وهذه وهو وهي يا يجب يكون يمكن ينبغي
"""

_PERSIAN: Final = """
آن آنجا آنها از است اما اگر این اینجا اینها با بار باشد باید بدون بر برای بسیار بعد بعضی به بود
بودن بودند بوده بین تا تو توی خود خودم خودمان خیلی دارد دارم دارند داریم داشت داشتن در درباره
دیگر را روی زیاد شد شدن شده شما شود شوند ما مال مثل من می نه نیز نیست ها هر هست هستم هستند
هستیم هم همان همه همین هنوز هیچ و وقتی ولی پس پیش چرا چند چه چون چیزی کجا کرد کردم کردن کرده
کردیم کسی کم کند کنم کنند کنیم که یا یک یکی
"""

_RUSSIAN: Final = """
а без более бы был была были было быть в вам вас весь во вот все всегда всего всем всех всё вы
где да даже для до его ее если есть еще ещё её же за здесь и из или им иногда их к как какая
какие какой когда которая которое которые который кто ли лучше между меня мне много мной можно
мои мой моя мы на над надо нам нами нас наш наша наши не него нее нельзя нет неё ни них но ну о
об обо один он она они оно от очень по под после потом потому почему почти при про просто с сам
сама сами свои свой своё себе себя со так такая также такие такой там тебе тебя тем то тогда
того тоже только том ты у уже хотя чего чем через что чтобы эта эти этих это этого этой этом
этому этот я
"""

_UKRAINIAN: Final = """
а або адже але без би був була були було бути більш більше в вам вас весь вже ви вона вони воно
все всього всі всім всіх від він де для до дуже ж з за завжди зі й його кого кожен кожна коли
краще крім куди лише мене мені ми можна моя моє мої між мій на над нам нами нас наш наша наше
наші не нема немає нею неї ними них ні ніж ній ніхто ніщо о один одна одне ось от перед по
потрібно потім при про просто під після раз разом сам сама саме самі свого своя своє свої своїх
себе собі та так така таке такий також такі там те тебе ти тобі того тоді той тому треба трохи
ту тут у усе усі хоча хто це цей цих цього цьому ця ці через чи чим чого чому ще що щоб щось я
як яка яке який якщо які є і із інколи іноді їй їм їх її
"""

BY_LANGUAGE: Final = {"de": frozenset(_GERMAN.split()), "en": frozenset(_ENGLISH.split())}
"""The words by the primary tag of their language."""

IN_OTHER_SCRIPTS: Final = frozenset(
    word for words in (_ARABIC, _PERSIAN, _RUSSIAN, _UKRAINIAN) for word in words.split()
)
"""The same of languages that are grouped by their letters alone; none is a word of those above."""
