"""What spammers and members write, in six languages: invented, in the shapes of what is real.

`SPAM` and `REAL` are {language: twenty texts}. Of the real ones the last four hold links.
"""

# ruff: noqa: E501

from itertools import cycle, islice

# What is offered in each language: ten of a kind.
PITCHES = {
    "en": [
        "Cheap pills without a prescription, sent to your door tonight",
        "Play at our casino and get 200 free spins, your luck is waiting",
        "I made 9,000 in one week with this coin and you can double yours",
        "Loan approved! No papers, no questions, money in ten minutes",
        "Hello dear, I am a widow with 4.5 million to share with an honest person",
        "Work from home and earn 300 a day, no experience needed",
        "Get 10,000 followers for your page today, real people, low price",
        "Your parcel is held, pay the small fee to release it now",
        "Lonely girls in your town want to talk to you tonight",
        "We write your thesis and sell diplomas that nobody can tell apart",
    ],
    "fr": [
        "Pilules pas chères sans ordonnance, livrées chez vous ce soir",
        "Jouez à notre casino et recevez 200 tours gratuits, la chance vous attend",
        "J’ai gagné 9 000 en une semaine avec cette monnaie, doublez la vôtre",
        "Prêt accordé ! Sans papiers, sans questions, l’argent en dix minutes",
        "Cher ami, je suis veuve et j’ai 4,5 millions à partager avec une personne honnête",
        "Travaillez à la maison et gagnez 300 par jour, sans expérience",
        "Obtenez 10 000 abonnés aujourd’hui, de vraies personnes, petit prix",
        "Votre colis est bloqué, payez les petits frais pour le recevoir",
        "Des filles seules de votre ville veulent vous parler ce soir",
        "Nous écrivons votre mémoire et vendons des diplômes parfaits",
    ],
    "es": [
        "Pastillas baratas sin receta, en su puerta esta noche",
        "Juega en nuestro casino y recibe 200 tiradas gratis, la suerte te espera",
        "Gané 9.000 en una semana con esta moneda y tú puedes doblar lo tuyo",
        "¡Préstamo aprobado! Sin papeles, sin preguntas, dinero en diez minutos",
        "Querido amigo, soy viuda y tengo 4,5 millones para una persona honrada",
        "Trabaja desde casa y gana 300 al día, sin experiencia",
        "Consigue 10.000 seguidores hoy, gente real, precio bajo",
        "Su paquete está retenido, pague la pequeña tasa para recibirlo",
        "Chicas solas de tu ciudad quieren hablar contigo esta noche",
        "Escribimos tu tesis y vendemos diplomas que nadie distingue",
    ],
    "ar": [
        "حبوب رخيصة بدون وصفة طبية تصل إلى بابك الليلة",
        "العب في الكازينو واحصل على 200 دورة مجانية، الحظ في انتظارك",
        "ربحت 9000 في أسبوع واحد بهذه العملة ويمكنك أن تضاعف مالك",
        "تمت الموافقة على القرض! بلا أوراق ولا أسئلة، المال خلال عشر دقائق",
        "عزيزي، أنا أرملة وعندي أربعة ملايين أشاركها مع شخص أمين",
        "اعمل من بيتك واكسب 300 في اليوم بلا خبرة",
        "احصل على 10000 متابع اليوم، أشخاص حقيقيون وسعر منخفض",
        "طردك محجوز، ادفع الرسوم الصغيرة لتستلمه الآن",
        "فتيات وحيدات في مدينتك يردن الحديث معك الليلة",
        "نكتب رسالتك ونبيع شهادات لا يميزها أحد",
    ],
    "ne": [
        "डाक्टरको पुर्जी बिना सस्तो चक्की, आज राति नै ढोकामा",
        "हाम्रो क्यासिनोमा खेल्नुहोस्, २०० पटक नि:शुल्क, भाग्य पर्खिरहेको छ",
        "यो सिक्काले मैले एक हप्तामा ९००० कमाएँ, तपाईं पनि दोब्बर पार्नुहोस्",
        "ऋण स्वीकृत भयो! कागज चाहिँदैन, दस मिनेटमा पैसा",
        "प्रिय साथी, म विधवा हुँ, इमानदार मानिससँग ४५ लाख बाँड्न चाहन्छु",
        "घरमै बसेर दिनको ३०० कमाउनुहोस्, अनुभव चाहिँदैन",
        "आजै १०,००० फलोअर पाउनुहोस्, साँचो मानिस, सस्तो मूल्य",
        "तपाईंको सामान रोकिएको छ, सानो शुल्क तिरेर लिनुहोस्",
        "तपाईंको सहरका एक्ला केटीहरू आज राति कुरा गर्न चाहन्छन्",
        "हामी तपाईंको शोधपत्र लेख्छौँ र प्रमाणपत्र बेच्छौँ",
    ],
    "sw": [
        "Vidonge vya bei rahisi bila cheti cha daktari, mlangoni kwako usiku huu",
        "Cheza kwenye kasino yetu upate mizunguko 200 ya bure, bahati inakusubiri",
        "Nilipata 9,000 kwa wiki moja kwa sarafu hii, nawe unaweza kuzidisha",
        "Mkopo umekubaliwa! Bila karatasi, bila maswali, pesa kwa dakika kumi",
        "Mpendwa, mimi ni mjane nina milioni nne za kugawana na mtu mwaminifu",
        "Fanya kazi nyumbani upate 300 kwa siku, bila uzoefu",
        "Pata wafuasi 10,000 leo, watu halisi, bei ya chini",
        "Mzigo wako umezuiwa, lipa ada ndogo uupate sasa",
        "Wasichana wapweke wa mji wako wanataka kuzungumza nawe usiku huu",
        "Tunaandika tasnifu yako na kuuza vyeti visivyotofautishwa",
    ],
}

LIKE_LATIN = str.maketrans("aeopcyxABEKMHOPCTX", "аеорсухАВЕКМНОРСТХ")  # in Cyrillic
SPOTTED = "\u200b\u2060\u00ad"  # letters that nobody sees
RIGHT_TO_LEFT, ISOLATED, BACK = "\u202e", "\u2067", "\u202c\u2069"


def spotted(text):
    return "".join(letter + spot for letter, spot in zip(text, cycle(SPOTTED), strict=False))


def in_disguise(text):
    """Among the letters of the language those of another that look the same."""
    return f"{text} ВUУ СНЕАР".translate(LIKE_LATIN)


# How it is written.
SHAPES = [
    lambda text: f"{text}: https://shop.example.org/?ref=8812&utm_source=forum",
    lambda text: f"{text} 👉👉 http://s.example.org/x1Z",
    lambda text: f"{text.upper()}!!! +000 00 000 00 00",
    lambda text: "\n".join([text] * 40),
    in_disguise,
    spotted,
    lambda text: f"{text} {RIGHT_TO_LEFT}gro.elpmaxe.pohs{ISOLATED}{BACK}",
    lambda text: f'<a href="https://shop.example.org/">{text}</a><img src=x onerror=alert(1)>',
    lambda text: f"[url=https://shop.example.org/]{text}[/url] [b]{text}[/b]",
    lambda text: f"[{text}](https://shop.example.org/) **{text}**",
    lambda text: f"{text}. " * (9_000 // (len(text) + 2)),
    lambda text: f"{text} shop.example.org / shop (dot) example (dot) org",
    lambda text: f"{text}\n\nhttps://news.example.org@shop.example.org/login",
    lambda text: f"{text} hxxps://shop[.]example[.]org, www.shop.example.org",
    lambda text: f"💊💰🎰 {' '.join(text)} 💊💰🎰",
    lambda text: f"{text} https://ѕhор.example.org/ https://xn--hp-mnc.example.org/",
    lambda text: f"{text}\u2800\u3164\n\n\n\n\n\n{text}",
    lambda text: f"WhatsApp +000-555-0100 // {text} // t.example.org/pay_now_8812",
    lambda text: "\n".join(f"- {text} https://shop.example.org/{n}" for n in range(30)),
    lambda text: f"{text}{RIGHT_TO_LEFT} https://shop.example.org/{ISOLATED}#مرحبا{BACK}",
]

SPAM = {
    language: [
        shape(pitch) for shape, pitch in islice(zip(SHAPES, cycle(pitches), strict=False), 20)
    ]
    for language, pitches in PITCHES.items()
}

REAL = {
    "en": [
        "We began with the elders, and only in the second year asked the young. That was a mistake.",
        "Thank you. How do you pay for the journeys of members who live far away?",
        "In our district the committee meets on the first Monday. Nobody is paid for it.",
        "I do not agree: a law helps, but it was the money of the county that kept us going.",
        "Three things we learnt:\n\n- ask the women first\n- write down what was agreed\n- come back",
        "ONE committee, ONE treasurer, TWO signatures. It is as simple as that.",
        "Who keeps the minutes in your place, and in which language?",
        "1. Listen to both sides.\n2. Ask what each can give.\n3. Let them speak to each other.",
        "The loans of the women’s group were the cause of the quarrel, so we looked at them together.",
        "Before the election of 2022 we had 14 meetings, in 2017 only 3. It made a difference!!",
        "Yes.",
        "Call the chief first – not the police. He knows who is related to whom.",
        "What if the committee itself is one side of the quarrel? It happened to us in March 2021.",
        "My grandmother used to say: whoever shouts has already lost half of the field. 🙂",
        "Could somebody who has worked with a ministry tell us how long it took until the budget "
        "came? Ours was promised in 2019 and we still pay for the paper ourselves. I ask because "
        "our members begin to stay away, and those who come are the ones with a salary." * 2,
        "Free does not mean cheap: 100 % of our work is free, and it costs each of us two days a month.",
        "The text of the agreement can be read here: https://papers.example.org/agreement-2014.pdf",
        "See https://radio.example.org/peace – they made a programme of our meeting.",
        "We used the questions of https://guide.example.org/questions?lang=en#part-2 and left out two.",
        "Two examples: https://one.example.org/a and https://two.example.org/b. Which is nearer to you?",
    ],
    "fr": [
        "Nous avons commencé par les anciens, et les jeunes seulement la deuxième année : une erreur.",
        "Merci. Comment payez-vous les trajets des membres qui habitent loin ?",
        "Chez nous, le comité se réunit le premier lundi du mois. Personne n’est payé.",
        "Je ne suis pas d’accord : la loi aide, mais c’est l’argent de la commune qui nous a portés.",
        "Trois leçons :\n\n- demander d’abord aux femmes\n- écrire ce qui est convenu\n- revenir",
        "UN comité, UN trésorier, DEUX signatures. C’est tout.",
        "Qui tient le procès-verbal chez vous, et dans quelle langue ?",
        "1. Écouter les deux côtés.\n2. Demander ce que chacun peut donner.\n3. Les laisser parler.",
        "Les prêts du groupe des femmes étaient la cause de la dispute ; nous les avons relus ensemble.",
        "Avant l’élection de 2022, nous avons tenu 14 réunions, en 2017 trois. Cela change tout !!",
        "Oui.",
        "Appelez d’abord le chef – pas la police. Il sait qui est parent de qui.",
        "Et si le comité est lui-même une partie de la dispute ? Cela nous est arrivé en mars 2021.",
        "Ma grand-mère disait : qui crie a déjà perdu la moitié du champ. 🙂",
        "Quelqu’un peut-il dire combien de temps le ministère a mis pour verser le budget ? Le nôtre "
        "est promis depuis 2019 et nous payons encore le papier nous-mêmes. " * 3,
        "Gratuit ne veut pas dire sans prix : 100 % de notre travail est gratuit, et coûte deux jours.",
        "Le texte de l’accord se lit ici : https://papers.example.org/accord-2014.pdf",
        "Voir https://radio.example.org/paix – ils ont fait une émission sur notre réunion.",
        "Nous avons pris les questions de https://guide.example.org/questions?lang=fr#partie-2 sauf deux.",
        "Deux exemples : https://one.example.org/a et https://two.example.org/b. Lequel vous ressemble ?",
    ],
    "es": [
        "Empezamos con los mayores y preguntamos a los jóvenes un año después. Fue un error.",
        "Gracias. ¿Cómo pagan los viajes de quienes viven lejos?",
        "En nuestro distrito el comité se reúne el primer lunes. Nadie cobra.",
        "No estoy de acuerdo: la ley ayuda, pero lo que nos sostuvo fue el dinero del municipio.",
        "Tres lecciones:\n\n- preguntar primero a las mujeres\n- escribir lo acordado\n- volver",
        "UN comité, UN tesorero, DOS firmas. Así de sencillo.",
        "¿Quién lleva las actas en su lugar, y en qué idioma?",
        "1. Escuchar a los dos lados.\n2. Preguntar qué puede dar cada uno.\n3. Dejar que hablen.",
        "Los préstamos del grupo de mujeres eran la causa de la disputa; los miramos juntos.",
        "Antes de la elección de 2022 hubo 14 reuniones; en 2017, solo 3. ¡¡Se notó!!",
        "Sí.",
        "Llamen primero al jefe, no a la policía. Él sabe quién es pariente de quién.",
        "¿Y si el propio comité es parte de la disputa? Nos pasó en marzo de 2021.",
        "Mi abuela decía: quien grita ya ha perdido medio campo. 🙂",
        "¿Alguien puede decirnos cuánto tardó el presupuesto del ministerio? El nuestro está prometido "
        "desde 2019 y todavía pagamos el papel de nuestro bolsillo. " * 3,
        "Gratis no es barato: el 100 % de nuestro trabajo es gratis y cuesta dos días al mes.",
        "El texto del acuerdo está aquí: https://papers.example.org/acuerdo-2014.pdf",
        "Vean https://radio.example.org/paz – hicieron un programa de nuestra reunión.",
        "Usamos las preguntas de https://guide.example.org/questions?lang=es#parte-2 menos dos.",
        "Dos ejemplos: https://one.example.org/a y https://two.example.org/b. ¿Cuál se parece más?",
    ],
    "ar": [
        "بدأنا بكبار السن ولم نسأل الشباب إلا في السنة الثانية. كان ذلك خطأ.",
        "شكرًا. كيف تدفعون تكاليف سفر الأعضاء الذين يسكنون بعيدًا؟",
        "في منطقتنا تجتمع اللجنة في أول يوم اثنين من الشهر، ولا يتقاضى أحد أجرًا.",
        "لا أوافق: القانون يساعد، لكن مال البلدية هو الذي أبقانا.",
        "تعلمنا ثلاثة أمور:\n\n- نسأل النساء أولًا\n- نكتب ما اتفقنا عليه\n- نعود",
        "لجنة واحدة، وأمين صندوق واحد، وتوقيعان. هذا كل شيء.",
        "من يكتب المحضر عندكم، وبأي لغة؟",
        "١. نستمع إلى الطرفين.\n٢. نسأل ماذا يستطيع كل منهما أن يعطي.\n٣. ندعهما يتحدثان.",
        "كانت قروض مجموعة النساء سبب الخلاف، فنظرنا فيها معًا.",
        "قبل انتخابات 2022 عقدنا 14 اجتماعًا، وفي 2017 ثلاثة فقط. كان الفرق كبيرًا!!",
        "نعم.",
        "اتصلوا بالشيخ أولًا، لا بالشرطة، فهو يعرف من قريب من.",
        "وماذا لو كانت اللجنة نفسها طرفًا في الخلاف؟ حدث لنا ذلك في مارس 2021.",
        "كانت جدتي تقول: من يصرخ فقد نصف الحقل. 🙂",
        "هل يخبرنا أحد كم استغرق وصول الميزانية من الوزارة؟ وُعدنا بها منذ 2019 "
        "وما زلنا ندفع ثمن الورق بأنفسنا. " * 3,
        "المجاني ليس رخيصًا: عملنا كله بلا أجر، ويكلف كلًّا منا يومين في الشهر.",
        "نص الاتفاق هنا: https://papers.example.org/agreement-2014.pdf",
        "انظروا https://radio.example.org/peace فقد أذاعوا برنامجًا عن اجتماعنا.",
        "أخذنا الأسئلة من https://guide.example.org/questions?lang=ar#part-2 وتركنا سؤالين.",
        "مثالان: https://one.example.org/a و https://two.example.org/b فأيهما أقرب إليكم؟",
    ],
    "ne": [
        "हामीले पहिले ज्येष्ठ नागरिकसँग कुरा गर्‍यौँ, युवालाई दोस्रो वर्ष मात्र सोध्यौँ। त्यो गल्ती थियो।",
        "धन्यवाद। टाढा बस्ने सदस्यको बाटो खर्च कसले तिर्छ?",
        "हाम्रो जिल्लामा समिति महिनाको पहिलो सोमबार बस्छ। कसैले तलब पाउँदैन।",
        "म सहमत छैन: कानूनले सघाउँछ, तर हामीलाई टिकाएको नगरपालिकाको पैसाले हो।",
        "तीन कुरा सिक्यौँ:\n\n- पहिले महिलालाई सोध्ने\n- सहमति लेख्ने\n- फेरि फर्केर जाने",
        "एउटा समिति, एक जना कोषाध्यक्ष, दुई हस्ताक्षर। यति नै हो।",
        "तपाईंकहाँ माइन्युट कसले लेख्छ, र कुन भाषामा?",
        "१. दुवै पक्षको कुरा सुन्ने।\n२. कसले के दिन सक्छ सोध्ने।\n३. आपसमा कुरा गर्न दिने।",
        "महिला समूहको ऋण नै झगडाको कारण थियो, त्यसैले हामीले सँगै बसेर हेर्‍यौँ।",
        "२०७९ को निर्वाचनअघि १४ वटा बैठक भए, २०७४ मा तीन वटा मात्र। फरक परिहाल्यो!!",
        "हो।",
        "पहिले गाउँको मुखियालाई बोलाउनुहोस्, प्रहरीलाई होइन। को कसको नातेदार हो, उनलाई थाहा हुन्छ।",
        "समिति आफैँ झगडाको एक पक्ष भयो भने? हाम्रोमा चैत महिनामा त्यस्तै भयो।",
        "मेरी हजुरआमा भन्नुहुन्थ्यो: कराउनेले आधा खेत हारिसक्यो। 🙂",
        "मन्त्रालयको बजेट आउन कति समय लाग्यो, कसैले भन्न सक्नुहुन्छ? हामीलाई २०७६ मा आश्वासन "
        "दिइएको थियो, कागजको पैसा अझै आफैँ तिर्छौँ। " * 3,
        "नि:शुल्क भनेको सस्तो होइन: हाम्रो सबै काम नि:शुल्क हो, तर महिनाको दुई दिन लाग्छ।",
        "सम्झौता यहाँ पढ्न सकिन्छ: https://papers.example.org/agreement-2014.pdf",
        "https://radio.example.org/peace हेर्नुहोस्, हाम्रो बैठकबारे कार्यक्रम बनाएका छन्।",
        "https://guide.example.org/questions?lang=ne#part-2 का प्रश्न लियौँ, दुई वटा छोडेर।",
        "दुई उदाहरण: https://one.example.org/a र https://two.example.org/b। कुन नजिक लाग्यो?",
    ],
    "sw": [
        "Tulianza na wazee, na vijana tukawauliza mwaka wa pili tu. Hilo lilikuwa kosa.",
        "Asante. Nani analipa nauli ya wanachama wanaoishi mbali?",
        "Katika wilaya yetu kamati hukutana Jumatatu ya kwanza. Hakuna anayelipwa.",
        "Sikubaliani: sheria inasaidia, lakini fedha za kaunti ndizo zilizotuwezesha.",
        "Tulijifunza mambo matatu:\n\n- waulize wanawake kwanza\n- andika mliyokubaliana\n- rudi tena",
        "Kamati MOJA, mweka hazina MMOJA, sahihi MBILI. Ni rahisi hivyo.",
        "Kwenu nani anaandika kumbukumbu, na kwa lugha gani?",
        "1. Sikiliza pande zote mbili.\n2. Uliza kila upande unaweza kutoa nini.\n3. Waache waongee.",
        "Mikopo ya kikundi cha wanawake ndiyo iliyoleta ugomvi, kwa hiyo tuliitazama pamoja.",
        "Kabla ya uchaguzi wa 2022 tulikutana mara 14, mwaka 2017 mara tatu tu. Tofauti ilionekana!!",
        "Ndiyo.",
        "Mwite mzee wa kijiji kwanza, si polisi. Anajua nani ni ndugu ya nani.",
        "Je, kamati yenyewe ikiwa upande mmoja wa ugomvi? Ilitutokea Machi 2021.",
        "Bibi yangu alisema: anayepiga kelele amekwisha kupoteza nusu ya shamba. 🙂",
        "Kuna anayeweza kutuambia bajeti ya wizara ilichukua muda gani? Yetu imeahidiwa tangu 2019 "
        "na bado tunanunua karatasi wenyewe. " * 3,
        "Bure si rahisi: kazi yetu yote ni ya bure, na inachukua siku mbili kila mwezi.",
        "Makubaliano yanasomeka hapa: https://papers.example.org/makubaliano-2014.pdf",
        "Tazama https://radio.example.org/amani – walitengeneza kipindi kuhusu mkutano wetu.",
        "Tulitumia maswali ya https://guide.example.org/questions?lang=sw#sehemu-2 isipokuwa mawili.",
        "Mifano miwili: https://one.example.org/a na https://two.example.org/b. Upi uko karibu nanyi?",
    ],
}
