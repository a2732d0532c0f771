"""What the sample voices say in the dialogues, in eight languages, and each kind of translation."""

from dataclasses import dataclass
from datetime import UTC, datetime

from core.models.provenance import How
from dialogue.vocabularies import Status

SAMPLE = {
    "en": "This is a sample; no real person speaks here. ",
    "fr": "Ceci est un exemple\u00a0; personne de réel ne parle ici. ",
    "es": "Esto es un ejemplo; aquí no habla ninguna persona real. ",
    "pt": "Isto é um exemplo; aqui não fala nenhuma pessoa real. ",
    "ar": "هذا نموذج؛ لا يتحدث هنا شخص حقيقي. ",
    "ru": "Это образец; здесь говорит не настоящий человек. ",
    "sw": "Huu ni mfano; hapa hazungumzi mtu halisi. ",
    "ne": "यो नमुना हो; यहाँ कुनै साँचो व्यक्ति बोलेको होइन। ",
}
LAW = "dialogue/law-and-money/law-or-no-law"
MONEY = "dialogue/law-and-money/who-pays"
WOMEN = "dialogue/a-committee-for-everybody/women-in-committees"
ELECTIONS = "dialogue/a-committee-for-everybody/before-elections"

NEPAL, KENYA, TRANSLATOR = "nepal@example.org", "kenya@example.org", "translator@example.org"
AMINA, CLAIRE, LUCIA, TOMAS, AIGUL, DANIEL, JOSEPH = (
    f"voice-{number}@example.org" for number in range(1, 8)
)
# Account: shown name, the languages it reads and writes, and from where it speaks.
VOICES = {
    AMINA: ("Amina (sample)", ["ar", "fr"], "TN"),
    CLAIRE: ("Claire (sample)", ["fr", "en"], "TG"),
    LUCIA: ("Lucía (sample)", ["es", "pt"], "CO"),
    TOMAS: ("Tomás (sample)", ["pt", "es"], "MZ"),
    AIGUL: ("Aigul (sample)", ["ru"], "KG"),
    DANIEL: ("Daniel (sample)", ["en", "fr"], "GH"),
    JOSEPH: ("Joseph (sample)", ["en", "sw"], "KE"),
}
COUNTRIES = {NEPAL: "NP", KENYA: "KE"}
COUNTRIES |= {email: country for email, (_name, _languages, country) in VOICES.items()}


def at(month, day):
    return datetime(2026, month, day, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Sample:
    """What somebody says, without the words that say it is a sample; `answers` is a name."""

    dialogue: str
    author: str
    language: str
    when: datetime
    text: str
    answers: str = ""
    former: str = ""  # as it stood before it was edited
    status: str = Status.SHOWN


@dataclass(frozen=True)
class SampleTranslation:
    """What somebody or a machine made of a sample, which is given by its name."""

    of: str
    language: str
    how: str
    by: str  # the translator, or who checked what a machine made
    when: datetime
    text: str


EDITED = at(10, 20)
SAID = {
    "an address": Sample(
        LAW,
        CLAIRE,
        "fr",
        at(10, 6),
        "Un texte donne un nom et une adresse\u00a0: on sait à qui écrire. Mais si les membres "
        "sont nommés d’en haut, les gens viennent à la réunion et se taisent.",
    ),
    "how, not who": Sample(
        LAW,
        AMINA,
        "ar",
        at(10, 7),
        "هذا صحيح إن كان النص هو الذي يعيّن الأعضاء. فليقل بدلا من ذلك كيف يُختارون، "
        "وليترك الأسماء للناس.",
        answers="an address",
    ),
    "a short law": Sample(
        LAW,
        LUCIA,
        "es",
        at(10, 8),
        "Entonces la ley sería corta: cómo se elige, cada cuánto se rinden cuentas, y nada más. Lo "
        "demás se acuerda en cada lugar.",
        answers="how, not who",
    ),
    "first at work": Sample(
        LAW,
        NEPAL,
        "ne",
        at(10, 9),
        "कानुन पछि आए पनि हुन्छ। पहिले मानिसले समितिलाई काम गरेको देख्नुपर्छ। तर धेरै ढिलो भयो भने पैसा "
        "र अभिलेख दुवै हराउँछन्।",
        former="कानुन पछि आए पनि हुन्छ। पहिले मानिसले समितिलाई काम गरेको देख्नुपर्छ।",
    ),
    "the fare": Sample(
        MONEY,
        DANIEL,
        "en",
        at(9, 8),
        "Whoever pays the bus fare decides who can come. It is better to agree on a small, fixed "
        "sum for the way and a meal, and on nothing more.",
    ),
    "on the wall": Sample(
        MONEY,
        TOMAS,
        "pt",
        at(9, 9),
        "E que a lista do que foi pago fique na parede, à vista de todos. O dinheiro de que não se "
        "fala é o que divide.",
        answers="the fare",
    ),
    "unpaid": Sample(
        MONEY,
        KENYA,
        "sw",
        at(9, 10),
        "Nauli ni jambo dogo hadi inapokosekana. Lakini kazi yenyewe ya kupatanisha isilipwe; "
        "anayelipwa ili apatanishe huonekana kuwa na upande.",
        answers="the fare",
    ),
    "the hour": Sample(
        WOMEN,
        KENYA,
        "sw",
        at(10, 13),
        "Saa ya mkutano huamua nani anakuja. Mkutano wa jioni huwaacha nje wenye watoto na wenye "
        "safari ndefu ya kurudi nyumbani.",
    ),
    "whose turn": Sample(
        WOMEN,
        NEPAL,
        "ne",
        at(10, 14),
        "समय मात्र होइन, बोल्ने पालो पनि मिलाउनुपर्छ। पहिले बोल्ने सधैँ उही भए अरूको कुरा अन्त्यमा हतारमा सुनिन्छ।",
        answers="the hour",
    ),
    "a proposal": Sample(
        WOMEN,
        LUCIA,
        "es",
        at(10, 15),
        "Un grupo propio ayuda si lleva algo a la mesa: una pregunta, una propuesta, alguien que "
        "la defienda. Si no, se decide en otra parte.",
    ),
    "rumours": Sample(
        ELECTIONS,
        AIGUL,
        "ru",
        at(10, 20),
        "До начала кампании стоит договориться об одном: кто и как проверяет слухи. Слух, который "
        "никто не проверил, приходит раньше любого наблюдателя.",
    ),
    "candidates": Sample(
        ELECTIONS,
        DANIEL,
        "en",
        at(10, 21),
        "And agree that whoever stands as a candidate leaves the committee first. A member can "
        "come back after the count; trust may not.",
        answers="rumours",
    ),
    "without blame": Sample(
        ELECTIONS,
        AMINA,
        "ar",
        at(10, 22),
        "الخروج مفهوم، لكن فليكن معلنا وبلا لوم. ومن يبقون فليتعهدوا بألا يدعوا إلى أحد.",
        answers="candidates",
    ),
    "an open door": Sample(
        ELECTIONS,
        CLAIRE,
        "fr",
        at(10, 23),
        "Quand le résultat est contesté, le comité n’a pas à dire qui a gagné. Il peut garder une "
        "porte ouverte, toujours la même, où chacun est reçu.",
    ),
    "a newcomer": Sample(
        ELECTIONS,
        JOSEPH,
        "en",
        at(10, 24),
        "How does a committee stay together after an election that some of its members have lost?",
        status=Status.WAITING,
    ),
}
TRANSLATED = [
    SampleTranslation(
        "an address",
        "en",
        How.PERSON,
        DANIEL,
        at(10, 7),
        "A text gives a name and an address: people know to whom to write. But if the members are "
        "appointed from above, people come to the meeting and keep silent.",
    ),
    SampleTranslation(
        "first at work",
        "en",
        How.PERSON,
        TRANSLATOR,
        at(10, 12),
        "The law may come later. First people have to see the committee at work.",
    ),
    SampleTranslation(
        "the fare",
        "ne",
        How.MACHINE,
        "",
        at(9, 8),
        "बस भाडा जसले तिर्छ, को आउन सक्छ भन्ने पनि उसैले टुङ्ग्याउँछ। बाटो खर्च र एक छाक खानाका लागि "
        "सानो, निश्चित रकम तोक्नु राम्रो, त्योभन्दा बढी होइन।",
    ),
    SampleTranslation(
        "unpaid",
        "en",
        How.MACHINE_CHECKED,
        TRANSLATOR,
        at(9, 14),
        "A bus fare is a small thing until it is missing. But the work of reconciling people "
        "should itself not be paid; whoever is paid to reconcile seems to be on a side.",
    ),
]
