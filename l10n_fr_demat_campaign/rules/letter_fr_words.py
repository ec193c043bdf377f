"""French words and ideas shared by the points and the warnings of a letter.

Words are written without accents; ``*`` stands for any ending, ``=facturé`` for this
very spelling. The groups name what practitioners of invoicing campaigns ask for or
warn against.
"""

WORDS = {
    "NEG": "pas jamais aucun aucune aucuns aucunes ni nul nulle nullement sans rien",
    "NE": "ne n",
    "VOS": "votre vos",
    "NOS": "notre nos",
    "OLD_MONTH": "janvier juillet septembre",
    "MONTH": "janvier fevrier mars avril mai juin juillet aout septembre octobre"
    " novembre decembre",
    "WEEKDAY": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "WEEKDAYS": "lundi mardi mercredi jeudi vendredi samedi dimanche lundis mardis"
    " mercredis jeudis vendredis samedis dimanches",
    "NUMERAL": "un une deux trois cinq sept huit dix douze quinze vingt trente"
    " quarante soixante quinzaine huitaine dizaine vingtaine trentaine quelques",
    "INVOICE": "facture* facturation*",
    "TOOL_WORD": "outil* logiciel* progiciel* erp solution* plateforme* plate-forme*"
    " systeme* application* applicatif* sage cegid yooz pennylane freedz dext",
    "FITS": "adapt* compatib* interoperab* integr* import* aliment* devers* convien*"
    " connect* lisible* lit lisent reconnai* fonctionn* rejoin* injecte* attend"
    " accept* relie* raccord* ajust* charge* recoi* respect* compren* depos* livre*"
    " exploit*",
    "FIND": "cherch* affich* enregistr* historique* rassembl* recherch* telecharg*"
    " retrouv* consult* recuper* acced* acces* trouv*"
    " export* visualis*",
    "PEOPLE": "membre* interlocutrice* personne* utilisateur* utilisatrice*"
    " destinataire* contact* service*"
    " etablissement* collaborateur* collaboratrice* collegue* interlocuteur*"
    " salarie* equipe* site* agence* magasin* filiale* employe* comptable*",
    "ELECTRONIC": "electronique* dematerialis* numerique* mail mails courriel* email*"
    " pdf facturx",
    "CONTACT_WORD": "appel* contact* ecri* interlocut* joign* joindre telephon* tel"
    " service* numero* standard rappel* compos*",
    "ANSWER": "observation* protestation* remarque* manifestation* contestation*"
    " reponse* retour* refus opposition*"
    " nouvelle* contestation* objection*"
    " reaction* desaccord",
    "ACCEPT": "adhesion* acquiesc* approuv* approb* convien* accept* accord* consent*",
    "CONSIDER": "considere* consideron* estime* estimon* dedui* deduct* tiendr* tenir"
    " tenons tenu tenue repute* presum* regarde* interpret* jug* suppos* conclu*"
    " prendrons prendra assimil* comprendr* principe retenu retenue",
    "REFUSE_WORD": "refus* oppos* declin*",
    "CHANNEL": "lien* page* telephon* appel* coupon* repond* mail* courriel* courrier*"
    " message* ecri* bouton* case* cochez cochant clic email* sms portail"
    " contactez formulaire* renvoy*",
    "PAPER": "papier* paperasse*",
    "PAPER_GOODS": "papier* paperasse* courrier* feuille* impression* enveloppe*"
    " timbre* classeur* imprime* imprimer",
    "POSTED": "papier* postal postale postaux postales poste courrier*",
    "REDUCE": "evit* redui* reduct* consomm* supprim* suppression*"
    " elimin*"
    " economis* economie* diminu* limit* abandon* bannir bannissons",
    "OVER": "fini finie finis finies termine terminee termines terminees",
    "MONEY_SIGN": "€ eur euro euros centime centimes",
    "FEE": "frais supplement* surcout* cout couts payer majoration penalite",
    "BLOCKED": "ferm* fermeture* interrupt* suspendu* suspendr* suspend suspension"
    " bloqu* interromp* gel gele*"
    " coupe* annul* cess*",
    "NEEDED": "necessaire* requis* exige* obligatoire* indispensable* demande*",
    "AGREEMENT": "accord* consentement* acceptation* autorisation* approbation",
    "SAFE": "securis* fiable* sur sure surs sures garanti* protege*",
    "PERSON_OF_STATE": "fisc bercy gouvernement ministere dgfip",
    "CLAIMS": "demand* impos* oblig* mandat* exig* contrai* enjoin* requier* invit*",
    "CGV_WORD": "cgv cgu",
    "CHANGE": "chang* reven* retour* papier avis choix decision* refus* renonc* arret*"
    " modifi* retir* arriere",
    "LOOKUP": "trouv* conseiller* telephon* repond* affich* consult* telecharg*"
    " retrouv* acced* acces* joindre joign* recherch*",
    "CALLING": "conseiller* telephon* repond* appel* numero* webinaire* inscription*"
    " formation* reunion* guide*"
    " livraison*",
    "UNUSED": "ferme* conges indisponible* maintenance",
    "READ": "surveill* relev* lu lue lus lues consult* trait* lira lit",
    "ATTACHED": "annexe* justificatif* bon bons piece pieces detail* document*",
}

IDEAS = {
    # Dates
    "DATE": ("DAY MONTH YEAR", "DAY er MONTH YEAR"),
    "FULL_DATE": ("WEEKDAY DATE",),
    "COUNT": ("NUMBER", "NUMERAL"),
    "PRICE": (
        (
            "NUMBER MONEY_SIGN unless de ..2 @; superieur*/inferieur*/depass*/elev*"
            " ..3 @;"
            " capital ..5 @; montant ..5 @"
        ),
        (
            "NUMBER NUMBER MONEY_SIGN unless de ..1 @; superieur*/inferieur*/elev*"
            " ..3 @;"
            " capital ..5 @; montant ..5 @"
        ),
    ),
    # The invoice and its ways
    "FACTURX": (
        "factur x unless pas ..5 @; sans ..0 @; @ ..4 pas; @ ..3 indisponible*",
        "facturx unless pas ..5 @; sans ..0 @; @ ..4 pas; @ ..3 indisponible*",
    ),
    "FAQ": (
        "foire aux questions",
        "faq/faqs",
        "f a q",
        "rubrique*/page* d ..0 aide",
        "notice/notices",
        "webinaire*/webinar*/webconference*",
        (
            "reunion*/session*/rencontre*/presentation*/vous ..4"
            " ligne/distance/visio/visioconference with"
            " reunion*/session*/rencontre*/presentation*/rendez"
        ),
        "reunion*/session*/seance* d information*",
        "question* ..1 reponse*",
        "question* ..1 frequente*/courante*",
        "guide/guides",
        "tutoriel*/tuto/tutos",
        "mode/modes d emploi",
        "video/videos/visio/visioconference*",
        "centre d aide",
        "aide/assistance en ligne",
        "pas a pas",
        "formation*/atelier*",
    ),
    "CGV": ("CGV_WORD", "conditions generales", "conditions de vente"),
    "SPACE": (
        (
            "espace/espaces unless @ ..0 entre/pour/vide/vert/economique; @ ..2 prevu;"
            " laiss* ..2 @"
        ),
        "portail*",
        "extranet*",
        "compte en ligne",
        "site client*",
        "en ligne with facture* nearby unless FAQ; CGV; paiement; reunion",
    ),
    "PAGE_OF_INVOICES": (
        "SPACE ~~15 FIND with factur*/avoirs/les/duplicata* nearby unless FAQ; CGV",
    ),
    "YOUR_TOOL": (
        "VOS ..2 TOOL_WORD",
        "TOOL_WORD qu/que ils/elles/vous",
        "TOOL_WORD que vous",
        "TOOL_WORD dont vous",
        "TOOL_WORD de votre choix",
        "TOOL_WORD ..1 en place chez vous",
    ),
    "TOOL_FIT": (
        (
            "YOUR_TOOL with facture*/recept*/recev*/fichier*/envoi*/format unless"
            " QUESTION; ASKING;"
            " NEG"
            " ..3 @; NEG ..0 @; @ ..3 NEG"
        ),
        "TOOL_WORD ...14 y adapt*/integr*/arriv*",
        "compatib*/adapt* ..9 le votre",
        "FITS ..3 TOOL_WORD dont",
        "alimenter/alimentons/connect* ..6 TOOL_WORD ..6 votre",
        "exigence*/contrainte* de YOUR_TOOL",
        "FITS ..7 YOUR_TOOL unless QUESTION; NEG ..0 @; NOS in @",
        "YOUR_TOOL ..6 FITS unless QUESTION; pas in @; pas ..1 @",
        "directement/automatiquement ..2 YOUR_TOOL unless QUESTION",
        "directement dans son/leur TOOL_WORD",
        "arriv*/transmis*/parvien*/depos*/enregistr* ..4 YOUR_TOOL unless QUESTION",
        "YOUR_TOOL ...8 y adapt*/integr*",
        "que vous utilisiez ..14 outil/logiciel/autre/solution/plateforme",
        "quel/quelle que soit ..1 YOUR_TOOL",
        "la ou YOUR_TOOL",
    ),
    "SERVICE_HOURS": (
        "joignable*",
        "ouvert/ouverte/ouverts unless @ ..1 tous/vos",
        "repond",
        "ferme/fermes",
    ),
    "EACH": (
        "au fil de l eau",
        "au fur et a mesure",
        "une/un par une/un unless FIND ..6 @",
        "une/un a une/un",
        "a chaque facture/emission/envoi",
        "pour chaque facture",
        "a l unite",
        "par facture",
        "facture par facture",
        "des l emission",
        "des leur/son emission",
        "des qu elle/elles/une",
        "envoi/message/mail par facture",
        "en temps reel",
        "individuellement/isolement",
        "immediat* ..3 facture*",
    ),
    "DAILY": (
        "par jour",
        "chaque jour/soir/matin/nuit",
        "tous les jours/soirs/matins",
        "quotidien*",
        "au jour le jour",
        "journalier*",
        "journaliere*",
    ),
    "WEEKLY": (
        "par semaine",
        "chaque semaine",
        "toutes les semaines",
        "hebdo*",
        "fin/debut de semaine",
        "chaque WEEKDAY",
        "tous les WEEKDAYS",
        "ensemble ..1 le WEEKDAY",
        "envoi*/lot*/groupe* ..3 le WEEKDAY",
    ),
    "DEPOSIT": (
        "ftp/sftp/ftps",
        "depot*/depos* ..4 serveur*",
        "par depot unless @ ..1 garantie",
    ),
    "DAILY_RHYTHM": ("DAILY unless SERVICE_HOURS",),
    "WEEKLY_RHYTHM": ("WEEKLY unless SERVICE_HOURS",),
    "RHYTHMS": (
        "EACH ~~20 DAILY_RHYTHM",
        "EACH ~~20 WEEKLY_RHYTHM",
        "EACH ~~20 DEPOSIT",
        "DAILY_RHYTHM ~~20 WEEKLY_RHYTHM",
        "DAILY_RHYTHM ~~20 DEPOSIT",
        "WEEKLY_RHYTHM ~~20 DEPOSIT",
    ),
    "PER_USER": (
        "chaque/plusieurs ..1 PEOPLE unless nous ..2 @; NOS ..1 @",
        "chacun/chacune de vos PEOPLE",
        "tous/toutes vos/les PEOPLE",
        "par utilisateur*/destinataire*/personne*/contact*/service*/etablissement*",
        "autant ..1 PEOPLE",
        "nombre d utilisateurs/destinataires/acces ..3 limite/illimite/plafonne",
        "utilisateurs/destinataires/acces illimite*",
        "sans limite ..3 utilisateurs/destinataires/personnes",
        "vos collegues/collaborateurs ..4 peuvent/ont/auront",
        "plusieurs adresses",
        "chacun ..0 leur/leurs/son/sa/ses",
        "adresses de destinataires",
        "limite* ..2 nombre d utilisateurs/destinataires/acces",
        "toute votre equipe/entreprise",
        "vous etes plusieurs",
        "chacun ..6 sien*/rythme/adresse/acces/compte",
        "destinataire par destinataire",
        "propre*/differe* ..3 PEOPLE",
    ),
    "BANK_DATA": (
        (
            "coordonnee*/donnee*/information*/renseignement*/reference*/identifiant*"
            " ..2"
            " bancaire*"
        ),
        "r i b",
        "iban/ibans/rib/ribs",
        "bic unless stylo*/crayon* ..1 @",
        "compte*/carte*/identite/domiciliation* bancaire*",
    ),
    "NO_BANK": (
        "aucun/aucune/ni/sans ..1 BANK_DATA",
        "aucun/aucune ..3 bancaire*",
        "jamais ..6 BANK_DATA unless @ ..4 chang*",
        "NE ..5 demand*/reclam*/sollicit* ..6 BANK_DATA",
        "NE ..2 communiqu*/envoy*/envoi*/transmett*/donn*/indiqu* ..4 BANK_DATA",
        "BANK_DATA ..1 NE ..5 demand*/reclam*/necessaire*/sollicit*/requis*",
        "aucun besoin ..3 BANK_DATA",
        "pas besoin ..3 BANK_DATA",
        "pas de BANK_DATA",
    ),
    # Silence and agreement (P10 and W13; C. civ. 1120)
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
        "abstention/inaction",
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
    ),
    "ACCEPTED": (
        (
            "vaut/vaudra/vaudront/vaudrait/valent/valant/equivaut/equivaudra ..4 ACCEPT"
            " unless NEG in @; non in @"
        ),
        "CONSIDER ..13 ACCEPT unless NE ..2 @; NEG in @; aucun in @",
        (
            "ACCEPT ..6 considere*/repute*/presum*/acquis/acquise/tacite/donne/donnee"
            " unless NEG in @; aucun ..2 @"
        ),
        "vous acceptez unless si/que/quand/lorsque/ou ..1 @; @ ..6 cochez/repondez",
        "vous serez/etes d accord unless si ..1 @",
        "CONSIDER ..5 oui unless NE ..2 @; pas/jamais in @",
        "ayant/avoir accepte",
        "c est accepter/consentir",
        "ACCEPT tacite*/tacitement unless aucun/pas/sans ..2 @",
        "ACCEPT ..3 de fait",
    ),
    "ASKED_SILENCE": ("SILENCE with QUESTION",),
    "TACIT": (
        "SILENCE ..28 ACCEPTED",
        "ACCEPTED ..10 SILENCE",
        "ASKED_SILENCE ...15 ACCEPTED unless papier in @",
        "qui ne dit mot",
        "CONSIDER ..6 SILENCE ..10 ACCEPT unless NE ..2 @; jamais in @",
        "ACCEPT implicite* unless aucun/pas/sans ..2 @",
        "CONSIDER ..4 silence ..4 ACCEPT unless NE ..3 @; jamais/pas in @",
    ),
    "SWITCHED": (
        "devien*/deviendr*/deviennent electronique* unless NE ..1 @",
        (
            "seront/sera/passer*/recevrez/basculer*/parviendr*/arriver*/enverr*/adresser*"
            " ..8 ELECTRONIC unless NE ..1 @; papier in @; aucune/aucun ..4 @"
        ),
    ),
    # Refusal
    "REFUSAL": (
        "REFUSE_WORD",
        "papier ..3 convient",
        "ne rien changer",
        "prefer* ..3 papier",
        "gard*/conserv*/rest*/maint* ..2 papier",
        "continu* ..6 papier",
        "souhait*/voul*/desir* ..4 papier",
        "ne souhait*/voul*/desir* pas",
        "pas ..1 d accord",
        "NE ..1 voul*/souhait*/desir* pas",
        "dire/dites non",
        "revenir ..1 papier",
        "retour au papier",
    ),
    "WAY": (
        "CHANNEL",
        "coup de fil",
        "URL",
        "PHONE",
        "EMAIL",
        "service clients/client",
    ),
    "ANY_TIME": (
        "a tout moment/instant",
        "a n importe quel moment",
        "n importe quand",
        "quand/lorsque/des vous ..1 voul*/voudr*/souhait*/desir*/plai*",
        "des que vous ..1 voul*/souhait*/desir*",
        "quand bon vous semble*",
        "chaque fois que vous",
    ),
    "FREE": (
        "gratuit*",
        "sans ..2 FEE",
        "coute/coutera/couteront rien",
        "aucun/aucuns ..1 FEE",
        "rien a payer",
        "sans ..1 rien payer",
        "sans ..2 moindre FEE",
        "0 MONEY_SIGN",
    ),
    "REJECTED": (
        "NE ..2 pas/jamais/nullement/aucunement",
        "loin de",
        "plutot que/qu de/d",
    ),
    "OUR_REPLY": (
        "vous repond/repondent/repondons/repondra/rappelons/rappelle*",
        "nous ..1 repondons/repondrons/rappelons/rappellerons/confirmons/revenons",
        "nous ..1 reviendrons/traitons/traiterons/confirmerons",
    ),
    "ASKING": (
        "indiqu*/precis*/dites/communiqu*/quel/quelle/quels/nom/connaitre",
        "avez vous",
        "utilisez vous",
    ),
    "BANK_WORD": ("BANK_DATA unless carte in @",),
    "ADMINISTRATION": (
        "administration unless @ ..1 ventes/commerciale; votre/notre/vos ..0 @",
        "PERSON_OF_STATE",
        "tresor public",
        "pouvoirs publics",
        "services/service fiscaux/fiscal",
        "l etat unless @ ..0 de/des/du/d",
    ),
}
