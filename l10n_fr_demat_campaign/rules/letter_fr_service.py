"""How a French letter offers the service: tool, space, rhythms, recipients.

Each is written with the patterns of `letter_patterns`.
"""

IDEAS = {
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
    "HOTLINE": (
        (
            "standard/accueil/bureau/bureaux/guichet/permanence/magasin/magasins/"
            "horaire*"
        ),
        "service ..1 client/clients/comptable/facturation/comptabilite",
    ),
    "OTHER_CONTENT": (
        (
            "actualite*/catalogue*/horaire*/nouveaute*/tarif*/produit*/promotion*/"
            "offres/emploi*/video*/devis/formulaire*"
        ),
        "nos ..1 coordonnees/informations/conseils",
        "echantillon*/exposition/showroom/rayons",
    ),
    "INVOICES": (
        (
            "factur*/avoirs/les/l/duplicata*/piece*/document*/pdf/numero*/lot/lots/"
            "archive*/historique/chantier*/releve*/tout/toute/toutes/montant*"
        ),
    ),
    "SPACE": (
        "intranet",
        "coffre/coffres fort/forts",
        "zone client*",
        "page personnelle",
        "tableau de bord",
        "bibliotheque en ligne",
        "armoire numerique",
        "acces web/personnel/securise/client",
        "compte client/personnel",
        "sur internet/web",
        "sur ..1 site ..0 internet/web/client",
        "interface web",
        "en quelques clics",
        "votre navigateur",
        "appli/application web/mobile/client",
        "plateforme/plate-forme ..1 en ligne/web/client*",
        "site dedie/reserve/prive/securise",
        (
            "espace/espaces unless @ ..0 entre/pour/vide/vert/economique; @ ..2 "
            "prevu; laiss* ..2 @"
        ),
        (
            "portail* unless @ ..1 coulissant*/battant*/motorise*/aluminium/"
            "metallique*/automatique*/bois/fer"
        ),
        "extranet*",
        "compte en ligne",
        "site client*",
        "en ligne with facture* nearby unless FAQ; CGV; paiement; reunion",
        "connect* ..3 compte/espace/site/portail/page",
        "VOS ..1 compte ..1 client*/personnel/adherent",
        "identifi* ..2 sur ..2 site/portail/espace",
        "connectez vous",
        "clic/clics",
        "depuis ..0 votre ..0 compte",
        "sur votre ..0 compte",
        "site ..1 protege/reserve/prive/securise/dedie/personnel",
    ),
    "PAGE_OF_INVOICES": (
        "SPACE ~~20 FIND with INVOICES nearby unless FAQ; CGV; OTHER_CONTENT",
        (
            "SPACE ..9 disponible*/accessible*/visible* with INVOICES unless FAQ; "
            "CGV; OTHER_CONTENT"
        ),
        (
            "facture* ..4 disponible*/accessible*/visible* ..8 SPACE unless FAQ; "
            "CGV; OTHER_CONTENT; format* in @"
        ),
        "en quelques clics ..8 facture*",
        "facture* ..8 attend* ..2 en ligne",
    ),
    "YOUR_TOOL": (
        (
            "TOOL_WORD ..4 vous/votre ..0 avez/utilisez/employez/possedez/disposez/"
            "exploitez"
        ),
        "TOOL_WORD ..3 dont ..2 vous/votre/vos/notre/leur/l/il/elle/se",
        "TOOL_WORD ..2 dans/sur/avec lequel/laquelle ..3 vos/vous/votre",
        "TOOL_WORD ..3 que ..4 vous/votre/vos/client/clients",
        "TOOL_WORD ..3 ou ..1 vous/vos/votre",
        "TOOL_WORD ..3 de/du/chez ..0 votre/vos/vous/client/destinataire/l",
        (
            "TOOL_WORD ..3 propre/retenu/retenue/choisi/choisie/installe/installee "
            "..3 chez/par ..0 vous/vos/votre/l/le/chaque"
        ),
        "TOOL_WORD ..0 du/de ..1 client*/destinataire*/acheteur*/etude/cabinet",
        "VOS ..3 TOOL_WORD",
        (
            "VOS chaine*/circuit*/environnement*/workflow ..2 traitement/validation/"
            "comptable*/achat*/facture*/approbation/informatique*"
        ),
        "VOS ged/compta/comptabilite",
        "VOS ..1 organisation/interface* ..1 informatique/comptable",
        "produit ..2 que/dont ..1 vous ..1 utilisez/servez/disposez",
        "tout/n/quel/quelle ..2 importe/soit/autre/quelconque ..3 TOOL_WORD",
        "TOOL_WORD peu importe lequel",
        "VOS ..2 TOOL_WORD",
        "TOOL_WORD qu/que ils/elles/vous",
        "TOOL_WORD que vous",
        "TOOL_WORD dont vous",
        "TOOL_WORD de votre choix",
        "TOOL_WORD ..1 en place chez vous",
        "VOS ..1 gestion electronique",
        ("tout/n/quel/quelle ..3 systeme*/TOOL_WORD ..3 dont/que ..1 vos/vous/votre"),
        "VOS ..1 service*/comptabilite/bureau ..4 TOOL_WORD",
        "tout/toute ..2 systeme*/outil*/logiciel*/solution*/programme*",
        "VOS gestion commerciale",
        "VOS appli",
        "appli/application ..2 que/ou/de ..2 vous/votre/vos",
        "la/les solution* ..1 en ..0 place ..1 chez ..0 vous",
        "VOS ..1 progiciel*",
        (
            "cegid/sage/ebp/pennylane/yooz/quadra*/sap/odoo/ciel/tiime/dext ..5 ou "
            "..2 tableur with que/que/quel"
        ),
        "cegid/sage/ebp/pennylane/yooz/sap ..5 peu ..0 importe",
        "VOS cabinet/comptable/expert ..3 TOOL_WORD",
        "les/tous/principaux ..2 TOOL_WORD ..1 du/de ..0 marche",
    ),
    "TOOL_FIT": (
        (
            "YOUR_TOOL with piece*/remise/transmis*/transmission*/transmettre/elle/"
            "elles/pdf/donnees/envois/ressaisi*/saisi*/livre*/insere*/integr* unless "
            "QUESTION; ASKING; NEG ..3 @; NEG ..0 @; @ ..3 NEG; NOT_SOFTWARE; NOT_FIT"
        ),
        "et si ..14 YOUR_TOOL unless NOT_SOFTWARE",
        (
            "arriv*/tomb*/entr*/import*/charg* ..6 dans/vers YOUR_TOOL unless NEG in "
            "@; NOT_SOFTWARE; NOT_FIT"
        ),
        (
            "compatib*/interoperab* ..6 la plupart/tous/toutes/majorite/principaux/"
            "ensemble ..4 TOOL_WORD"
        ),
        "compatib*/interoperab*/adapt* ..4 tout/toute/tous/toutes ..1 TOOL_WORD",
        "quel/quelle que soit ..2 TOOL_WORD",
        "quel/quelle qu en soit ..1 editeur/marque/nom",
        "quels/quelles que soient ..2 TOOL_WORD",
        "peu importe/n importe ..2 TOOL_WORD",
        ("quel/quelle/quels/quelles qu il/elle/ils/elles soit/soient with TOOL_WORD"),
        (
            "sans ..2 ressaisi*/saisi* with TOOL_WORD ..2 @ unless QUESTION; NOS ..3 "
            "TOOL_WORD"
        ),
        (
            "YOUR_TOOL with facture*/recept*/recev*/fichier*/envoi*/format unless "
            "QUESTION; ASKING; NEG ..3 @; NEG ..0 @; @ ..3 NEG; NOT_SOFTWARE; NOT_FIT"
        ),
        "TOOL_WORD ...14 y adapt*/integr*/arriv*",
        "compatib*/adapt* ..9 le votre",
        "FITS ..3 TOOL_WORD dont",
        "alimenter/alimentons/connect* ..6 TOOL_WORD ..6 votre",
        "exigence*/contrainte* de YOUR_TOOL unless NOT_SOFTWARE; NOT_FIT",
        (
            "FITS ..7 YOUR_TOOL unless QUESTION; NEG ..0 @; NOS in @; NOT_SOFTWARE; "
            "NOT_FIT"
        ),
        (
            "YOUR_TOOL ..6 FITS unless QUESTION; pas in @; pas ..1 @; NOT_SOFTWARE; "
            "NOT_FIT"
        ),
        (
            "directement/automatiquement ..2 YOUR_TOOL unless QUESTION; "
            "NOT_SOFTWARE; NOT_FIT"
        ),
        "directement dans son/leur TOOL_WORD",
        (
            "arriv*/transmis*/parvien*/depos*/enregistr* ..4 YOUR_TOOL unless "
            "QUESTION; NOT_SOFTWARE; NOT_FIT"
        ),
        "YOUR_TOOL ...8 y adapt*/integr* unless NOT_SOFTWARE; NOT_FIT",
        "que vous utilisiez ..14 outil/logiciel/autre/solution/plateforme",
        "quel/quelle que soit ..1 YOUR_TOOL unless NOT_SOFTWARE; NOT_FIT",
        "la ou YOUR_TOOL unless NOT_SOFTWARE; NOT_FIT",
        (
            "parvenir/arriver/verser/remettre/livrer/deposer/integrer/envoyer/"
            "adresser/transmettre/acheminer ..4 dans/vers/sur YOUR_TOOL unless NEG "
            "in @; NEG ..2 @; NOT_SOFTWARE; NOT_FIT"
        ),
        "cegid/sage/ebp/pennylane/yooz/sap/odoo ...6 peu ..0 importe",
        "que vous soyez ..3 sur TOOL_WORD",
        "ou que ..1 vous ..1 traitiez/saisissiez/gerez",
        (
            "YOUR_TOOL ..2 aval*/lit/lira/comprend/accepte/digere/absorbe/reconnait/"
            "recoit/integre ..6 fichier*/facture*/pdf/donnee*/elle* unless QUESTION; "
            "NE in @; NE ..4 @; pas in @; NOT_FIT"
        ),
        (
            "tourn*/fonctionn*/march*/pass* ..2 sur/avec ..1 tous/toutes/la/n/tout "
            "..4 TOOL_WORD"
        ),
        "gard*/conserv* ..1 YOUR_TOOL with nous",
        (
            "TOOL_WORD ...4 y entre/arrive/insere/range/trouve*/depose ..4 ressaisi*/"
            "place/seule*"
        ),
        (
            "convien*/lisible*/compatib* ..4 TOOL_WORD ..1 du/de ..0 marche unless "
            "NE ..3 @; aucun* in @"
        ),
        "y trouvent/trouve ..1 leur/sa place with TOOL_WORD",
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
    "ASKING": (
        "comment s appelle",
        "quel est",
        "nom de/du",
        "nous ..2 savoir",
        "besoin de savoir",
        "indiqu*/precis*/dites/communiqu*/quel/quelle/quels/nom/connaitre",
        "avez vous",
        "utilisez vous",
    ),
    "NOT_SOFTWARE": (
        (
            "TOOL_WORD ..1 coupe/coupant*/alarme*/freinage/elevat*/chauffage/"
            "arrosage/percage/hydraul*/incendie/securite/ventilation/climatisation/"
            "fermeture/nettoyante*/levage/pivotant*/buccal*"
        ),
    ),
    "NOT_FIT": (
        (
            "TOOL_WORD ..4 NE ..2 lit/lisent/accepte/reconnai*/compren*/integr*/"
            "support*/permet* ..1 pas/plus/aucun*"
        ),
        "compatib* ..3 avec ..1 aucun*",
        "NE ..3 compatib*",
    ),
    "RECEIVING": (
        (
            "factures/tout/toutes/envoi*/envoy*/rassembl*/group*/recoi*/recevez/"
            "recevoir/partent/partir/arriv*/cadence/rythme*/recap*/lot/lots/copie*/"
            "piece*"
        ),
    ),
}
