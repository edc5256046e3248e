# ruff: noqa: E501  (word lists)
"""The little that titles know of languages: small words, and how two things are joined.

A language that is not listed has its small words found by their frequency.
"""

_FRENCH = """
a à afin ai aie aient ainsi ait alors après as assez au aucun aucune aujourd aura aurait aussi
autant autre autres aux avaient avais avait avant avec avez avoir avons ayant beaucoup bien bon
bref c’ ça car ce ceci cela celle celles celui cent cependant ces cet cette ceux chacun chacune
chaque chez ci cinq combien comme comment contre d’ dans de deça déjà delà demain depuis dernier
dernière derrière des dès desquels deux devant devrait différent différents dire dit dix doit
doivent donc dont du elle elles en encore enfin ensuite entre es est et étaient étais était étant
été êtes être eu eux fait faire fais fait faites faut fois font furent fut grand grande grands
grandes hélas hier hors hui huit ici il ils j’ jamais je jusqu jusque juste l’ la là laquelle le
lequel les lesquels leur leurs lors lorsqu lorsque lui m’ ma maintenant mais mal malgré me même
mêmes mes met mettre mien mieux mine moi moins mon n’ ne neuf ni non nos notre nôtre nous
nouveau nouveaux nouvelle nouvelles on ont onze or ou où outre par parce parfois parmi part
partout pas pendant personne petit petite petits petites peu peut peuvent peux plupart plus
plusieurs plutôt point pour pourquoi pourrait pouvez près presque prend prendre premier première
puis puisque qu’ quand quant quatre que quel quelle quelles quelqu quelque quelques quels qui
quoi rien s’ sa sais sait sans sauf se selon sept sera serait seront ses seul seule seulement si
sien simple simplement six soi soient soir sois soit sommes son sont sous souvent suis sur surtout
t’ ta tandis tant te tel telle tellement telles tels tes toi ton toujours tous tout toute toutes
travers très trois trop tu un une va vais vas vers veut veux via voici voient voilà voir vont vos
votre vôtre vous vraiment vu y avez faudra peuvent devez doit utilisez utiliser permet permettent
voit vient viennent trouve trouver petite passe reste notamment cas chose choses façon manière lieu
partir exemple peux vais celle afin fallait faudrait chacune deuxième troisième lundi mardi
mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août
septembre octobre novembre décembre jour jours mois année années an ans heure heures matin fin
début suite côté gens moment temps quelqu’ jusqu’ lorsqu’ puisqu’ aujourd’ publié article articles
"""
_ENGLISH = """
a able about above actually after again against all almost also although always am among an and
another any anyone anything are around as at away back be because been before being below best
better between both but by call called can cannot case could couldn day days did didn different do does
doesn doing don done down during each easy either else enough etc even ever every everyone
everything example few find first for from further gave get gets getting give given go goes going
good got great had hadn has hasn have haven having he hello her here hers herself him himself his how
however i if in instead into is isn it its itself just keep kind know last later least less let
like likely little ll long look looks lot made make makes making many may maybe me might mine more most
much must my myself need needs never new next no nor not nothing now number of off often oh on
once one only onto or order other others our ours out over own part perhaps place point possible
probably put quite rather re really right s said same see seem seems set several shall she should shouldn
similar simple simply since small so some someone something sometimes soon still such sure t take
takes tell than that the their theirs them themselves then there therefore these they thing
things think this those though three through thus time times to today together too try trying two
under until up upon us use used useful user uses using usually various ve very via want wants was
wasn way ways we well were weren what whatever when where whether which while who whole whom whose
why will with within without won work works would wouldn yes yet you your yours yourself year
years week weeks month months january february march april june july august september october
november december monday tuesday wednesday thursday friday saturday sunday follow following
add added run running means say says come comes start want please allow allows
"""
_GERMAN = """
ab aber alle allem allen aller allerdings alles als also am an andere anderem anderen anderer
anderes auch auf aus außerdem bei beide beiden beim bereits besonders besser bevor bis bisher
bzw da dabei dadurch dafür dagegen daher damit danach daran darauf daraus darf darin darüber das
dass dazu dein dem den denen denn dennoch der deren des deshalb dessen die dies diese diesem
diesen dieser dieses doch dort drei du durch eben ebenfalls ebenso eigene eigenen ein eine einem
einen einer eines einfach einige einigen einmal er erst erste ersten es etwa etwas falls fast für
gab ganz geben gegen gehen gemacht genau gerade gibt gut hab habe haben hat hatte hatten hier hin
hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in indem ins ist ja jede jedem jeden
jeder jedes jedoch jetzt kann kannst kein keine keinem keinen keiner kommen kommt können könnte
könnten lassen lässt leicht letzte letzten machen macht mal man manche mehr mehrere mein meine
meist meisten mich mir mit möchte möchten möglich muss müssen musste nach nachdem natürlich neben
nein neu neue neuen neuer nicht nichts noch nun nur ob oben obwohl oder oft ohne schon sehr sei
sein seine seinem seinen seiner seit selbst sich sicher sie siehe sind so sobald sofern sogar solche
solchen soll sollen sollte sollten somit sondern sonst soweit sowie sowohl spätere statt über
überhaupt um und uns unser unsere unter usw viel viele vielen vielleicht vom von vor vorher während
war wäre waren warum was weil weiter weitere weiteren weiterhin welche welchem welchen welcher
welches wenig weniger wenn wer werden wie wieder will wir wird wo wobei wollen worden wurde wurden
würde würden z zu zum zunächst zur zusammen zwar zwei zwischen Beispiel Fall Jahr Jahre Jahren Tag
Tage Zeit Mal Seite Teil Möglichkeit Art Weise dafür ggf beispiel fall fälle jahr jahre jahren tag
tage zeit seite teil möglichkeit art weise abschnitt kapitel januar februar märz april juni juli
august september oktober november dezember montag dienstag mittwoch donnerstag freitag samstag sonntag
"""
_SPANISH = """
a además ahora al algo algún alguna algunas alguno algunos allí ante antes aquel aquella aquí
así aún aunque bajo bien cada casi caso como cómo con contra cosa cosas cual cuál cuales cualquier cuando
cuándo cuanto de debe deben del demás dentro desde después día días donde dónde dos durante e ejemplo el él
ella ellas ellos en entonces entre era eran eres es esa esas ese eso esos esta está estaba están
estar estas este esto estos fácil forma fue fuera fueron gran grande ha había hace hacer hacia han
hasta hay he incluso la las le les lo los luego más manera me mejor menos mi mientras mis mismo misma
mismos momento mucha muchas mucho muchos muy nada ni no nos nosotros nuestra nuestro nueva nuevo
nunca o otra otras otro otros para parte pero poco pocos podemos poder porque por primer primera
primero pueda pueden puede pues que qué quien quién quiere se sea según ser será si sí sido siempre
siguiente sin sino sobre sólo solo son su sus tal también tampoco tan tanto te tener tenía tiempo
tiene tienen toda todas todavía todo todos tras tres tu tus un una unas uno unos usar usted va van
varios veces ver vez vida y ya yo año años mes meses enero febrero marzo abril mayo junio julio
agosto septiembre octubre noviembre diciembre lunes martes miércoles jueves viernes
"""
_ITALIAN = """
a abbiamo ad adesso ai al alcuni alla alle allo allora altra altre altri altro anche ancora anni
anno avere aveva bene casa che chi ci cioè come con così cosa cosa cui da dal dalla dalle dallo
degli dei del della delle dello dentro di dopo dove due e è ecco ed era erano essere fa fare fatto
fino forse fra già gli ha hanno ho i il in io la le lei li lo loro lui ma mai me meno mentre mi mia
mie miei mio molto ne nei nel nella nelle niente no noi non nostra nostro nuova nuovo o ogni oggi
oltre ora per perché però più poco poi possono prima primo proprio può qualche quale quali quando
quanto quasi quella quelle quelli quello questa queste questi questo qui quindi sarà se sei sempre
senza si sia siamo solo sono sopra sotto stata stato stesso su sua sue sugli sui sul sulla sulle
suo suoi tanto te ti tra tre tu tutta tutte tutti tutto un una uno va verso vi via volta
"""
_PORTUGUESE = """
a à agora ainda algo alguém algum alguma algumas alguns antes ao aos apenas após aquela aquele
aqui as às assim até bem cada casa com como contra da das de dela dele depois desde deve dia dias
do dois dos duas e é ela elas ele eles em então entre era essa esse esta está estão estar este
eu faz fazer foi foram forma há isso isto já lá lhe maior mais mas me mesma mesmo meu minha muito
muitos na nada não nas nem no nos nossa nosso nova novo num numa o onde os ou outra outras outro
outros para parte pela pelas pelo pelos pode podem por porque pouco primeira primeiro qual quando
quanto que quem são se seja sem sempre ser será seu seus só sob sobre sua suas também tão tem têm
ter teu toda todas todo todos três tu um uma umas uns vai você vocês vez
"""
_DUTCH = """
aan al alle als altijd andere bij daar dan dat de deze die dit doen door dus een eens eerste en er
geen goed haar had heb hebben heeft hem hen het hier hij hoe hun iets ik in is ja je jij jullie kan
kunnen maar maken me meer men met mij mijn moet moeten na naar niet niets nieuwe nog nu of om omdat
ons onze ook op over te tegen toch toen tot twee uit uw van veel voor want waren was wat we weer
wel werd wij wil worden wordt zal ze zeer zich zij zijn zo zonder zou
"""
_PERSIAN = """
از است اما اگر آن آنها ای این با باید بر برای برای بعد بود بودن به بی پس پیش تا تر چه چند چون خود
در دو را روی سپس شد شده شما شود فقط که کرد کردم کردن کرده کند کنم کنید کنیم ما مثل من می نمی ها
های هر هم همان همه همین هیچ و ولی یا یک دارد دارم دارند داشت داده دهد باشد بودم نیست هست هستند
هستم نه بین قبل دیگر چیز کار وقتی حالا مورد طور خیلی بسیار یعنی البته
"""
_HEBREW = """
אבל או אז אחד אחר אחרי אחת אי איך אין איפה אל אלא אלה אם אני אנחנו את אתה אתם בו בין בכל בלי
במקום גם הוא היא היה היו הם הן הנה הרבה הרי הזה זאת זה זו יותר יש כאן כאשר כבר כדי כי כך כל כמה
כמו כן לא לו לה להיות לי לך לכל למה לנו לפני מאוד מה מי מן מתי עד עוד עכשיו על עם פה פעם צריך
רק של שלא שלו שלה שלי שם תוך אותו אותה אפילו בגלל וגם ולא
"""

_CHINESE = """
的 了 是 在 和 与 與 也 都 就 不 这 那 這 有 个 個 我 你 他 她 它 们 們 及 或 并 並 将 將 对 對 为 為 从 從 中 上 下
一 以 之 其 而 且 但 如 若 被 把 让 讓 给 給 向 到 于 於 由 用 可 能 会 會 要 想 得 地 着 著 过 過 很 更 最 还 還 又 再
没 沒 吗 呢 吧 啊 些 每 某 该 該 此 所 等 后 後 前 里 裡 时 時 只 才 因 什 么 麼 怎 样 樣 些 使 来 來 去 说 說 做 出 种 種
"""
_JAPANESE = "的 等 様 中 後 前 時 事 物 者 為 今 私 僕 何 彼 上 下 内 毎 各 他 約 数 以 回 度 的 性 化 用 同 一 二 三"

SMALL: dict[str, frozenset[str]] = {
    tongue: frozenset(words.casefold().replace("’", "'").split())
    for tongue, words in {
        "fr": _FRENCH,
        "en": _ENGLISH,
        "de": _GERMAN,
        "es": _SPANISH,
        "it": _ITALIAN,
        "pt": _PORTUGUESE,
        "nl": _DUTCH,
        "fa": _PERSIAN,
        "he": _HEBREW,
        "ja": _JAPANESE,
        "zh": _CHINESE,
    }.items()
}

# What stands before a noun, and seldom before a verb or an adverb.
BEFORE_NOUNS: dict[str, frozenset[str]] = {
    tongue: frozenset(words.split())
    for tongue, words in {
        "fr": "le la les l' un une des du au aux ce cet cette ces mon ma mes ton ta tes son sa "
        "ses notre nos votre vos leur leurs quelques plusieurs chaque aucun aucune",
        "en": "the a an this these those my your his her its our their of some any no each "
        "every another",
        "es": "el la los las un una unos unas del al este esta estos estas mi su sus nuestro "
        "nuestra cada",
        "it": "il lo la i gli le l' un una uno del dello della dell' dei degli delle al alla "
        "nel nella sul sulla dal dalla questo questa un' ogni",
        "pt": "o a os as um uma do da dos das no na nos nas ao este esta seu sua cada",
        "nl": "de het een deze dit mijn zijn haar onze hun elke",
    }.items()
}

# What may stand inside a phrase: “moulin à eau”, “history of the book”.
LINKS: dict[str, frozenset[str]] = {
    tongue: frozenset(words.split())
    for tongue, words in {
        "fr": "de du des d' la l' à au aux en",
        "en": "of the",
        "de": "der des für",
        "es": "de del la los las",
        "it": "di del della dell' dei degli delle la l'",
        "pt": "de do da dos das",
        "nl": "van de het",
    }.items()
}

# Languages that write every noun with a capital.
CAPITAL_NOUNS = frozenset({"de", "lb"})

_JOINED = {
    "ar": "{0} و{1}",
    "ca": "{0} i {1}",
    "da": "{0} og {1}",
    "de": "{0} und {1}",
    "en": "{0} and {1}",
    "es": "{0} y {1}",
    "fa": "{0} و {1}",
    "fr": "{0} et {1}",
    "he": "{0} ו{1}",
    "it": "{0} e {1}",
    "ja": "{0}と{1}",
    "ko": "{0}·{1}",
    "nl": "{0} en {1}",
    "no": "{0} og {1}",
    "pl": "{0} i {1}",
    "pt": "{0} e {1}",
    "ru": "{0} и {1}",
    "sv": "{0} och {1}",
    "uk": "{0} і {1}",
    "zh": "{0}与{1}",
}


def joined(one: str, two: str, tongue: str) -> str:
    """Return ``one`` and ``two`` as a title of both; with a comma where we know no better."""
    form = _JOINED.get(tongue, "{0}, {1}")
    if tongue == "es" and two.casefold().startswith(("i", "hi")):
        form = "{0} e {1}"
    return form.format(one, two)
