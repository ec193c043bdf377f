"""How a French letter offers the tool fit and the space of invoices.

Each is written with the patterns of `letter_patterns`.
"""

IDEAS = {
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
}
