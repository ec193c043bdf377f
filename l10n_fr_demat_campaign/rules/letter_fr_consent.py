"""How a French letter speaks of silence and agreement (C. civ. 1120).

Each is written with the patterns of `letter_patterns`.
"""

IDEAS = {
    "NOT_ANSWERING": (
        "NE ..2 repond*/refus*/oppos*/manifest*/reagi* pas/rien",
        "NE ..3 pas ..2 repond*/refus*/oppose*/manifest*/reagi*",
        "NE ..3 pas ..3 ANSWER",
        "pas de reponse*/retour*/refus/opposition*/reaction*",
        "aucun/aucune ..1 ANSWER",
    ),
    "SILENCE": (
        "silence*",
        "non reponse*",
        "issue/terme/expiration de ce/cette delai/periode",
        "sans signe de ..1 votre",
        "sans ..3 contraire*",
        "NE ..3 dit/dites/disiez rien",
        "sans/sauf/faute/defaut/absence ..3 ANSWER unless votre in @; frais in @",
        "sans/sauf/faute/defaut/absence ..1 votre/toute ..0 ANSWER",
        "sauf avis/indication/instruction*/demande ..1 contraire*",
        "sauf si vous",
        "NOT_ANSWERING",
        "passe/passee ce/cette delai/date",
        "au dela de ce/cette delai/date",
        "abstention/inaction/inertie/mutisme/passivite",
        "si ..1 rien/personne",
        "si ..1 aucun*/nul* ..1 ANSWER",
        (
            "sans/sauf/faute/defaut/absence/hors/hormis ..2 ANSWER unless votre in "
            "@; frais in @; a ..0 demande"
        ),
        "sans/faute/defaut ..2 nouvelle/nouvelles/nous",
        "a moins que/qu/d/de unless QUESTION; inscri*",
        "pas de ..1 nouvelles",
        "NE ..3 dit/dites/disiez/direz/dire ..0 rien/mot/pas",
        (
            "reste*/restant/demeur*/gard* ..2 silencieux/silencieuse/silence/muet/"
            "muets/muette/coi"
        ),
        "sauf/sans ..2 contr* ordre",
        "sauf/sans contrordre",
        (
            "n ayant/aura/auront/auraient/avez/avait/avons/a ..2 pas/rien/aucun* ..3 "
            "SPOKEN"
        ),
        ("NE ..2 seront/sera/serez/etes ..2 pas ..1 manifest*/prononc*/oppos*/exprim*"),
        "qui NE ..3 pas/rien/jamais",
        "tant que vous NE",
        "rien recu/entendu",
        "recu ..1 aucun*/rien",
        "vous ..1 laissez passer/filer",
        "vous ..2 ne ..1 faites rien",
        (
            "sans ..5 de votre part unless votre ..1 accord; frais in @; motif in @; "
            "engagement in @; demarche in @; action in @; intervention in @"
        ),
        "passe*/passee/apres/echu*/expir*/au dela ..2 delai/date/terme/echeance",
        "au dela unless @ ..0 d/de/du/des",
        "NE ..1 pas repondre",
        "NE ..2 rien ..2 dire/faire",
        "ecoule* with delai*/date/periode",
        "tait/taire/taisez/tairont",
        "pas ..1 un mot",
        "aucun mot",
        "faute ..3 de ..2 manifest*/repond*",
        "faute ..5 manifester/repondre/refuser/opposer",
        "faute/defaut ..4 oppose*/refuse*/manifeste*/repondu",
        "si ..4 NE ..3 SAYING ..3 pas/rien/aucun*/point unless QUESTION",
        (
            "si ..4 NE ..3 pas/rien/aucun*/point ..4 SAYING/SPOKEN/ANSWER unless "
            "QUESTION; pas ..1 d accord"
        ),
        "si ..3 rien/aucun* ..5 SAYING",
    ),
    "ACCEPTED": (
        (
            "vaut/vaudra/vaudront/vaudrait/valent/valant/equivaut/equivaudra ..4 "
            "ACCEPT unless NEG in @; non in @"
        ),
        (
            "CONSIDER ..13 ACCEPT unless NE ..2 @; NEG in @; aucun in @; NO_CONSIDER "
            "..7 @"
        ),
        (
            "ACCEPT ..6 considere*/repute*/presum*/acquis/acquise/tacite/donne/"
            "donnee unless NEG in @; aucun ..2 @"
        ),
        ("vous acceptez unless si/que/quand/lorsque/ou ..1 @; @ ..6 cochez/repondez"),
        "vous serez/etes d accord unless si ..1 @",
        "CONSIDER ..5 oui unless NE ..2 @; pas/jamais in @; NO_CONSIDER ..7 @",
        "ayant/avoir accepte",
        "c est accepter/consentir",
        "ACCEPT tacite*/tacitement unless aucun/pas/sans ..2 @",
        "ACCEPT ..3 de fait",
        (
            "CONSIDER ..13 YES unless NO_CONSIDER ..6 @; NE ..2 @; NEG in @; aucun "
            "in @; si ..1 @; non in @"
        ),
        (
            "YES ..7 considere*/repute*/presum*/acquis*/tacite*/donne/donnee/obtenu*/"
            "implicite*/enregistre*/suppose*/recueilli* unless NE ..7 @; NEG in @; "
            "aucun ..2 @; ne/n in @; si/en ..2 @"
        ),
        (
            "tient/tiendra/tenant/fait/fera/servira/vaut ..1 lieu/office/d ..2 YES "
            "unless NE ..1 @"
        ),
        "c est/sera ..1 YES unless NE ..1 @; si ..0 @; pas in @",
        "ce sera ..2 YES unless NE ..1 @; pas in @",
        "c est ..1 que ..3 YES unless pas in @",
        (
            "vous/l/le/client/adherent/etude ..2 aurez/avez/auront/a/aura ..1 "
            "accepte/consenti/adhere/approuve/souscrit unless si ..1 @; NE ..1 @; NE "
            "in @; QUESTION"
        ),
        (
            "vous/client*/elle/il/ils ..2 accept*/consent*/adher*/approuv* unless si/"
            "que/quand/lorsque/ou/qui ..1 @; @ ..6 cochez/repondez; NE in @; nos/les "
            "..0 @; cgv; QUESTION; pouvez in @; NE ..2 @; voul* in @; pouvoir in @; "
            "souhait* in @; peut in @; cliquant in @; libre* in @"
        ),
        (
            "donn*/don ..2 YES unless NE ..3 @; si ..2 @; peut/peuvent/pouvez/"
            "pourrez in @; pour ..1 @; merci ..2 @; votre ..0 @; sans ..2 @"
        ),
        (
            "vaut/vaudra/vaudront/vaudrait/valoir/valent/valant/equivau*/equival*/"
            "signifi*/constitu*/emport* ..4 YES unless NE ..1 @; NEG in @; non in @; "
            "NO_CONSIDER ..6 @; NEG ..0 @"
        ),
        (
            "donnez ..1 votre ..0 accord unless si ..2 @; pouvez/pour/voulez ..2 @; "
            "NE ..2 @; QUESTION; merci"
        ),
    ),
    "ASKED_SILENCE": (
        "SILENCE with QUESTION",
        "pas/aucune/rien ..2 ANSWER/repons*/dire/dit with QUESTION",
    ),
    "TACIT": (
        "SILENCE ..28 ACCEPTED unless SILENCE_DENIED",
        "ACCEPTED ..10 SILENCE unless SILENCE_DENIED",
        (
            "ASKED_SILENCE ...15 ACCEPTED unless papier in @ ; SILENCE_DENIED; "
            "NO_CONSIDER in @"
        ),
        "qui ne dit mot unless SILENCE_DENIED",
        (
            "CONSIDER ..6 SILENCE ..10 ACCEPT unless NE ..2 @; jamais in @; "
            "NO_CONSIDER ..7 @ ; SILENCE_DENIED"
        ),
        "ACCEPT implicite* unless aucun/pas/sans ..2 @ ; SILENCE_DENIED",
        (
            "CONSIDER ..4 silence ..4 ACCEPT unless NE ..3 @; jamais/pas in @; "
            "NO_CONSIDER ..7 @ ; SILENCE_DENIED"
        ),
        (
            "ASKED_SILENCE ...15 YES unless papier in @; votre/notre ..1 YES ; "
            "SILENCE_DENIED; NO_CONSIDER in @"
        ),
        (
            "CONSIDER ..8 silence* ..8 YES unless NE ..3 @; jamais/pas in @; "
            "NO_CONSIDER ..7 @ ; SILENCE_DENIED"
        ),
        (
            "silence* ..12 YES unless NE in @; jamais/pas in @; NO_CONSIDER in @; "
            "NEG in @; rompre in @; NO_CONSIDER ..6 @ ; SILENCE_DENIED; attend*/"
            "demand*/sollicit*/recueill*/espere* in @"
        ),
        "tait/taire ..2 accept*/consent*",
        "pas/aucune ..1 de ..0 reponse d accord",
        "pas de reponse oui",
        "ne pas repondre ..6 YES unless repondre ..1 ne/n in @; SILENCE_DENIED",
    ),
    "SWITCHED": (
        (
            "devien*/deviendr*/deviennent electronique* unless NE ..1 @; rappel*/"
            "relance*/message/avis/confirmation/invitation/explication* in @"
        ),
        (
            "seront/sera/passer*/recevrez/basculer*/parviendr*/arriver*/enverr*/"
            "adresser* ..8 ELECTRONIC unless NE ..1 @; papier in @; aucune/aucun ..4 "
            "@; rappel*/relance*/message/avis/confirmation/invitation/explication* "
            "in @"
        ),
        (
            "basculer*/bascul*/passer*/passage ..6 ELECTRONIC unless NE ..2 @; "
            "papier in @; aucune in @; rappel*/relance*/message/avis/confirmation/"
            "invitation/explication* in @"
        ),
        (
            "envoy*/enverr*/adress*/transmet*/transmis*/recev*/parvien* ..9 "
            "ELECTRONIC unless NE ..2 @; papier in @; aucun* in @; pas in @; "
            "continu* ..3 @; adresse in @; rappel*/relance*/message/avis/"
            "confirmation/invitation/explication* in @"
        ),
    ),
    "YES": (
        "oui",
        "ACCEPT",
        "d accord",
        "feu vert",
        "c est bon",
        "c est ok",
        "favorable*",
        "bon pour accord",
        "banco",
        "ok unless @ ..0 pour",
        "agree/agreera",
        "vous convient/conviendra",
        "ca/cela ..1 va/ira/convient/roule/marche",
        "partant/partants/partante/consentant/consentants/consentante",
    ),
    "NO_CONSIDER": (
        "NE ..1 saur*/peut/peuvent/pourr*/pouv*/doit/doivent/devr*/suffi*",
        "NE ..1 CONSIDER",
        (
            "NE ..1 est/sera/seront/sont/soit pas/jamais/nullement/aucunement/point/"
            "en/davantage"
        ),
        "sans ..3 CONSIDER",
        "pas/jamais ..2 CONSIDER",
        "NE ..2 nous ..2 CONSIDER",
        "CONSIDER ..2 aucun*/pas/jamais",
        "pas question",
        "loin de",
        "interdi*",
    ),
    "SILENCE_DENIED": (
        (
            "silence*/absence/non/defaut ..7 NE ..3 vaut/vaudr*/sera/seront/signifi*/"
            "constitu*/emport*/equiv*/engag*/impliqu*/entrain*/modifi*/chang*/est/"
            "tient ..3 pas/jamais/aucun*/rien/en/nullement/point"
        ),
        "silence*/absence/non/defaut ..7 NE ..3 saur*/pourr*/peut/doit/suffi*",
    ),
    "CHANGE_OVER": (
        (
            "passe/passons/passera/passerez/passeront/basculons/bascule/basculera/"
            "basculez/basculerez/demarrons/activons/active/lancons/mettons/envoyons/"
            "enverrons"
        ),
    ),
    "SPOKEN": (
        (
            "repondu/refuse/oppose/manifeste*/dit/donne/fait/reagi/exprime*/recu/"
            "ecrit/coche/signale*/contact*/reponse*/nouvelle*/retour*/prononc*/"
            "entendu/eu"
        ),
    ),
    "SAYING": (
        (
            "repond*/dit/dites/disent/dis/direz/fait/faites/manifest*/reagi*/refus*/"
            "oppos*/exprim*/signal*/coch*/ecri*/prononc*/bouge*/donn*/recevons/"
            "recevez/recoit/entend*/parvien*/choisi*/formul*/adress*/indiqu*/envoy*/"
            "retourn*/contest*"
        ),
    ),
}
