"""How a French letter offers rhythms, deposits and settings by recipient."""

IDEAS = {
    "EACH": (
        "une facture un mail/message/envoi/courriel/email",
        "des ..1 etablissement/creation/edition/parution/sortie/reception",
        "des qu une",
        "des que la/chaque/votre ..1 facture",
        "envoi*/remise/transmission/reception ..1 immediat*",
        "a mesure",
        "piece par piece",
        "au coup par coup",
        "sitot/aussitot ..3 emise*/etablie*/editee*/creee*/prete*/faite*",
        ("a chaque livraison/commande/prestation/intervention/achat/piece/document"),
        (
            "un/une/envoi/message/mail/facture ..1 par livraison/piece/commande/"
            "intervention/document"
        ),
        "pour chaque facture/piece",
        "celui de chaque facture",
        "en continu with RECEIVING",
        "separement/isolement/isolee/isolees with RECEIVING",
        "facture apres facture",
        "coup apres coup",
        "l une apres l autre",
        "au moment ou ..2 elle*",
        "le jour meme with RECEIVING unless repon*",
        "chaque facture ..3 seule/part/isolement/aussitot/immediat*/separe*",
        "chaque facture ..2 des",
        "sans attendre ..2 lot",
        "a l instant with RECEIVING",
        "envoi facture/factures",
        "a chaque nouvelle",
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
        "individuellement with RECEIVING",
        "immediat* ..3 facture*",
        "chaque piece/facture/document ..2 sitot/aussitot/des",
        "sitot/aussitot ..2 emise/etablie/editee/prete/faite/signee/parue/sortie",
        "a la piece",
        "tout de suite with RECEIVING/choisi*/soir unless repon*",
        "une a la fois",
        "chaque fois qu une",
        "chaque facture ..4 jour ..1 emission",
        "dans la foulee",
        "envoi*/envoyee* ..1 unitaire*",
        "des ..0 emission/edition/creation",
        "une ..1 a la fois",
    ),
    "DAILY": (
        (
            "factures/celles/tout/toutes/recap*/envoi*/lot/bilan ..3 du jour unless "
            "@ ..1 lendemain"
        ),
        "fin/debut de journee",
        "une fois jour",
        "jour apres jour",
        "de chaque jour",
        "journee par journee",
        "chaque midi/journee",
        "tous les midis",
        "toutes les 24",
        "en fin d apres",
        "le soir with RECEIVING unless reunion*; repon*",
        "factures/celles/tout/toutes/recap*/envoi*/ensemble ..4 de la journee",
        "jour par jour",
        "par journee with RECEIVING",
        "par jour",
        "chaque jour/soir/matin/nuit",
        "tous les jours/soirs/matins",
        "quotidien*",
        "au jour le jour",
        "journalier*",
        "journaliere*",
        "a la journee with RECEIVING unless location*",
        "chaque fin de journee",
        "le soir meme",
    ),
    "WEEKLY": (
        "une fois semaine",
        "tous les sept/7 jours",
        (
            "factures/celles/tout/toutes/recap*/envoi*/ensemble ..4 de la semaine "
            "unless @ ..0 prochaine"
        ),
        "fin/debut/milieu de ..0 semaine",
        "semaine apres semaine",
        "semaine par semaine",
        "le ..1 WEEKDAY ..1 seulement",
        "chaque fin de semaine",
        ("regroup*/recap*/lot*/ensemble/groupe*/paquet ..4 le/du WEEKDAY unless YEAR"),
        "les WEEKDAYS",
        "par semaine",
        "chaque semaine",
        "toutes les semaines",
        "hebdo*",
        "fin/debut de semaine",
        "chaque WEEKDAY",
        "tous les WEEKDAYS",
        "ensemble ..1 le WEEKDAY",
        "envoi*/lot*/groupe* ..3 le WEEKDAY",
        (
            "rassembl*/group*/tout/toutes/ensemble/seul/bloc/coup ..3 le/chaque "
            "WEEKDAY unless YEAR"
        ),
        "a la semaine unless location*; lou*",
        "en fin de semaine",
        (
            "le WEEKDAY with RECEIVING unless @ ..0 DAY; reunion*; repon*; repond*; "
            "appel*"
        ),
        "recap*/recapitulatif/envoi/lot/bilan/regroup* ..1 du/le WEEKDAY",
    ),
    "DEPOSIT": (
        "depot*/depos*/verse*/copie* ..5 repertoire*/dossier*/serveur*/ftp*",
        "transfert* ..4 fichiers/serveur/automatique",
        "vers*/sur ..1 VOS serveur*",
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
    "HOTLINE": (
        (
            "standard/accueil/bureau/bureaux/guichet/permanence/magasin/magasins/"
            "horaire*"
        ),
        "service ..1 client/clients/comptable/facturation/comptabilite",
    ),
    "SERVICE_HOURS": (
        "joignable*",
        (
            "ouvert/ouverte/ouverts unless @ ..1 tous/vos/envoi*/regroup*/remise; "
            "sont ..0 @"
        ),
        "repond",
        "ferme/fermes",
        "HOTLINE ..8 DAILY",
        "HOTLINE ..8 WEEKLY",
        "se reunit/reunissent",
    ),
    "RECEIVING": (
        (
            "factures/tout/toutes/envoi*/envoy*/rassembl*/group*/recoi*/recevez/"
            "recevoir/partent/partir/arriv*/cadence/rythme*/recap*/lot/lots/copie*/"
            "piece*"
        ),
    ),
    "PER_USER": (
        "chacun/chacune ..0 de/des/parmi ..1 vos/ceux/celles/vous/PEOPLE",
        (
            "CHAQUE_X ..14 son/sa/ses/sien/sienne/siens/propre/propres/differen*/"
            "distinct*/independ*/individuel*/choisi*/regl*/separement/particulier* "
            "unless nous ..2 @; NOS ..1 @; INVOICE in @"
        ),
        (
            "propre*/specifique*/particulier*/different* ..1 a/pour/par/selon chaque/"
            "chacun/chacune"
        ),
        "a chacun ..2 son/sa/ses",
        "chacun ..4 son/sa/ses/leur/le/la/peut/choisi*/selon/recoi*",
        "a plusieurs",
        "plus d une/un PEOPLE",
        "autant ..4 PEOPLE",
        "PEOPLE par PEOPLE",
        (
            "par ..1 PEOPLE unless INVOICE ..0 @; repond*/appel*/envoy* ..2 @; FIND "
            "..4 @; rang*/class* ..2 @; traite*/emise*/etabli*/envoye*/signe*/"
            "valide*/gere* ..1 @"
        ),
        "d un/une PEOPLE a l autre",
        "selon le/la/les/chaque/vos ..1 PEOPLE",
        (
            "individuel*/individualis*/personnalis* with PEOPLE/rythme*/reglage*/"
            "destinataire* unless INVOICE ..2 @"
        ),
        ("reglage*/rythme*/frequence*/cadence*/periodicite* ..6 par/pour ..1 PEOPLE"),
        "differ*/distinct* ..6 PEOPLE",
        "PEOPLE ..3 differ*/distinct*",
        "qui ..1 vous ..1 voulez/voudrez/souhaitez",
        "vos equipes/PEOPLE ..3 peuvent/pourront/ont",
        "d un cote ..8 de l autre",
        "plusieurs ..2 PEOPLE unless nous ..2 @; NOS ..1 @",
        "deux/trois/dix/cinq/vingt PEOPLE ..4 peuvent/recoi*/recevoir",
        "illimite* ..4 PEOPLE",
        "l un ..8 l autre",
        "chaque/plusieurs ..1 PEOPLE unless nous ..2 @; NOS ..1 @",
        "chacun/chacune de vos PEOPLE",
        "tous/toutes vos/les PEOPLE",
        ("par utilisateur*/destinataire*/personne*/contact*/service*/etablissement*"),
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
        "PEOPLE ..3 tout ..6 PEOPLE ..3 seulement/uniquement/que/rien",
        (
            "PEOPLE ..2 seulement ..3 le/ses/les/son ..1 WEEKDAY/dossiers/chantiers/"
            "factures"
        ),
        "chacun/chacune ..1 regl*/recoi*/choisi*/gere*/a/ses/son/sa/copie",
        "a ..0 chacun ..1 son/sa/ses/le/la/copie",
        "PEOPLE ..4 d un cote",
        "qui recoit quoi",
        "ajoutez/invitez/designez/inscrivez ..3 PEOPLE",
        "PEOPLE ..2 de votre choix",
        "tel/telle PEOPLE ..10 tel/telle",
        "PEOPLE ..6 en copie",
        "PEOPLE ..10 propre* rythme/reglage/adresse/cadence/frequence/acces",
    ),
    "CHAQUE_OTHER": (
        (
            "membre*/metier*/equipe*/agent*/cadre*/stagiaire*/clerc*/copropriete*/"
            "mandat*/interlocuteur*/poste*/lot*"
        ),
    ),
    "CHAQUE_X": (
        "chaque/tout/toute ..0 PEOPLE",
        "chaque ..0 CHAQUE_OTHER",
        "chacun/chacune",
    ),
}
