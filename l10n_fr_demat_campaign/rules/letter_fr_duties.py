"""How a French letter must not impose: duties, threats.

Sources: published advice on the letters of invoicing campaigns.
"""

from .letter_rule import Rule

WARNINGS = (
    Rule(
        key="W05",
        severity="warn",
        advice="Ton imposé : le client doit choisir.",
        patterns=(
            "s impose* ..1 vous unless NE ..1 @",
            (
                "vous impose/imposent/imposera/imposeront unless NE ..1 @; @ ..1 "
                "aucun*/pas/rien"
            ),
            "il vous faut/faudra",
            "prevu* ..3 nos ..1 CGV_TERMS",
            (
                "vous devez/devrez unless @ ..0 pouvoir/sans/peut; si/quand/lorsque/"
                "que ..1 @; @ ..1 rien; @ ..0 penser/prendre/etre/avoir"
            ),
            (
                "vous ..1 etes/serez ..2 tenu*/oblige*/contraint* unless pas in @; "
                "NE in @"
            ),
            "avez/aurez/dans l obligation unless pas ..1 @",
            (
                "obligatoire*/obligatoirement unless NEG ..3 @; QUESTION; mention*/"
                "champ*/controle*/formation*/assurance*/norme*/port/visite*/epi ..2 "
                "@; rien ..4 @"
            ),
            "imperati* unless NEG ..2 @",
            "nous ..1 imposons/exigeons unless NE in @",
            (
                "est/sont/sera/seront/etes ..2 impose* unless NEG in @; NEG ..4 @; "
                "rien ..4 @"
            ),
            "est/sont/sera exige* unless NEG ..2 @",
            "sous peine",
            "en demeure",
            "sanction* unless NEG ..2 @; NE ..4 @",
            "BLOCKED ..2 le ..0 service*/livraison*",
            (
                "livraison*/commande*/compte*/service*/contrat* ..4 BLOCKED unless "
                "NEG ..1 @; NEG in @"
            ),
            (
                "BLOCKED ..3 livraison*/commande*/compte*/contrat* unless pas/jamais/"
                "rien/aucun*/ni ..3 @; NEG in @"
            ),
            "NE ..3 pas ..1 le choix",
            "pas d autre choix",
            "doit/doivent ..1 etre ..1 accept*",
            "conformement a nos ..1 CGV_TERMS",
            "selon/suivant nos ..1 CGV_TERMS",
            "vertu/application de nos ..1 CGV_TERMS",
            "il faut accepter/repondre",
            (
                "CLIENT ..8 est/sont/etes/sera/seront/serez ..2 BOUND unless pas in "
                "@; NE in @; NEG in @; nous in @; somme/sommes in @; nous ..1 @"
            ),
            (
                "obligation ..2 est/a/pour/faite/vous/de/d unless NEG ..2 @; NEG in "
                "@; sans ..1 @; NE in @; nos ..1 @; fiscal* in @; legal* in @"
            ),
            "fait/faite obligation unless NEG in @; NE ..2 @",
            "caractere obligatoire unless NEG ..3 @",
            (
                "CLIENT ..3 doit/doivent/devra/devront/devez/devrez ..6 ACCEPTING "
                "unless rien in @; NE in @; NEG in @; si/quand/lorsque/que/dont/ou "
                "..2 @; facture* in @; nous/combien ..2 @; QUESTION; peut; motif*; "
                "justif*; refus* in @"
            ),
            ("CLIENT ..6 accept*/adopt*/basculer ..3 oblig*/imperati* unless NEG in @"),
            "faute de quoi",
            "sans quoi unless NEG ..1 @",
            "a defaut ..12 BLOCKED unless NE in @; NEG in @",
            "THREAT_IF ..20 BLOCKED unless NE in @; NEG in @",
            (
                "BLOCK_OBJECT ..6 BLOCKED unless NEG ..1 @; NEG in @; NE in @; "
                "document* in @; rappel*; si in @; votre/vos ..0 choix"
            ),
            (
                "BLOCKED ..4 BLOCK_OBJECT unless pas/jamais/rien/aucun*/ni ..3 @; "
                "NEG in @; NE ..3 @; rappel* in @; relance* in @; message* in @"
            ),
            (
                "BLOCK_OBJECT ..6 NE ..3 plus ..2 honor*/assur*/livr*/trait*/execut*/"
                "accept*/possible*/servi* unless QUESTION"
            ),
            ("NE ..3 plus ..2 honorer/livrer/traiter/servir/assurer ..4 BLOCK_OBJECT"),
            "plus ..3 livre/livres/servi/servis unless NEG ..1 @; pas in @",
            (
                "il ..2 faut/faudra/conviendra ..5 accept*/repond*/pass*/adopt*/"
                "basculer unless NE in @; pas in @; si ..2 @"
            ),
            "prie*/pries/priee ..3 accepter/adopter/basculer/conformer",
            (
                "nous/on ..2 exigeons/exige/exigera/imposons/impose/imposera/"
                "contraignons/contraint/obligeons unless NEG in @; NE ..2 @; NE in "
                "@; rien in @"
            ),
            (
                "CLIENT ..2 impos* unless NE ..2 @; NE in @; NEG in @; rien ..4 @; "
                "aucun* ..4 @; @ ..1 rien/aucun*/pas"
            ),
            "sans ..1 possibilite/droit/faculte ..2 refus*",
            ("aucune ..1 derogation/exception ..8 accept*/admis*/accord*/possible*"),
            "non negociable*",
            "NE ..3 pas ..3 le choix unless si in @",
            "NE ..3 pas ..3 discut*/negoci*",
            "aux termes de ..1 nos ..1 CGV_TERMS",
            "comme ..3 nos ..1 CGV_TERMS ..4 prev*/autoris*/stipul*",
            "nos ..1 CGV_TERMS ..4 prevoi*/impos*/stipul*/exig*/obligent",
            "contrat ..4 impos*/oblig*/exig*/prevoi* unless NE in @; NEG in @",
            (
                "rupture/resili* ..4 contrat*/relation*/compte* unless NEG ..2 @; NE "
                "..3 @; pouvez ..2 @; sans ..2 @"
            ),
            "de rigueur",
            "CLIENT ..9 d office unless NEG in @; NE in @; papier in @",
            "menac*",
            (
                "contraint*/force*/forcer ..4 accept*/adopt*/passer/basculer unless "
                "NEG ..2 @; NE ..2 @; sans ..1 @; vous ..0 @"
            ),
            "incomb* ..5 ACCEPTING",
            "vous appartient d accepter/adopter/adherer/consentir/basculer",
            (
                "NE ..4 autre/autres ..1 option*/choix/possibilite/solution/"
                "alternative unless souhait* in @; si in @"
            ),
            (
                "adhesion*/passage/adoption ..6 requis/requise/obligatoire*/"
                "indispensable*/imperati* unless NE in @; NEG in @; NE ..2 @; pas "
                "..2 @; QUESTION; aucun* ..2 @; reforme"
            ),
            (
                "s impos* ..2 a/aux ..2 tous/toutes/clients/chacun unless NE ..2 @; "
                "rien ..2 @"
            ),
            "vous ..2 avez/aurez ..1 le ..1 devoir",
            "CLIENT ..2 s oblige/engage ..8 electronique*",
            (
                "aucune/nulle ..1 exception*/derogation*/exemption ..6 toler*/"
                "accept*/admis*/accord*/possible*/faite"
            ),
            (
                "cesser*/cessons/arreter*/arretons/stopper*/interrompr*/suspendr*/"
                "refuser* ..6 DELIVERING unless NE ..3 @; pas/jamais/rien ..3 @; pas "
                "in @; si ..1 @; jamais in @"
            ),
            (
                "NE ..4 plus ..4 DELIVERING unless QUESTION; papier in @; facture* "
                "in @; courrier"
            ),
            "BLOCK_OBJECT ..6 en ..0 attente/suspens unless NE in @; NEG in @",
            (
                "verrons/serons/serions/verrions ..4 cesser/arreter/interrompre/"
                "suspendre/plus"
            ),
            (
                "condition ..6 relation*/livraison*/collaboration unless NE ..3 @; "
                "conditions in @"
            ),
            (
                "NE ..2 pourrons/pouvons/serons ..2 plus ..3 prendre/honorer/livrer/"
                "servir/traiter/accepter/assurer/garantir/expedier"
            ),
            "instamment",
            "prendre ou a laisser",
            "de gre ou",
            "bon gre",
            "CLIENT ..3 passer*/passeront/y viendr* ..3 force unless NE in @",
            (
                "contraint*/oblig*/amene* ..4 clore/cloturer/fermer/bloquer/"
                "suspendre/resilier unless NE ..3 @; NEG ..2 @"
            ),
            "BLOCK_OBJECT ..6 s arret* unless NE in @; pas in @",
            (
                "faute ..3 reponse*/retour/accord ..10 arret*/bloqu*/suspend*/"
                "suspendu*/cess*/ferm*/gel* unless NE in @; papier in @; rappel* in @"
            ),
            "termes/vertu/application ..2 du/de ..1 contrat",
            "reserv* ..2 droit ..2 suspendre/bloquer/arreter/refuser/interrompre",
            "plus ..2 autre choix",
            "vous ..1 voudrez bien ..6 conformer/accepter/plier",
            "vous ..1 conformer ..4 sans delai",
            "sommes ..1 de repondre/accepter with vous/etes",
            "reponse/accord ..3 plus de livraison*/commande*/service*",
        ),
        unless=(
            "dgfip",
            "impots gouv",
            "OFFICIAL",
            "reforme*",
            "numero de commande",
            "reference*",
            "si un/une/le/votre ..3 numero/code/service/reference",
            "nos factures ..12 chez vous",
        ),
    ),
)

IDEAS = {
    "CGV_TERMS": (
        "CGV_WORD",
        "conditions",
    ),
    "CLIENT": (
        (
            "vous/client/clients/cliente/societe/entreprise/entreprises/"
            "etablissement*/adherent*/abonne*/acheteur*/chacun/destinataire*/"
            "professionnel*/cabinet/structure/partenaire*"
        ),
    ),
    "BOUND": (
        (
            "tenu/tenus/tenue/tenues/oblige*/contraint*/astreint*/somme/sommes/"
            "force*/requis"
        ),
    ),
    "BLOCK_OBJECT": (
        (
            "livraison*/commande*/compte*/service*/contrat*/prestation*/fourniture*/"
            "expedition*/acces/chantier*/intervention*/approvisionnement*/relation*/"
            "dossier*"
        ),
    ),
    "THREAT_IF": (
        "a defaut",
        "faute de/d",
        "sinon",
        "en cas de ..1 refus/silence/retard/non",
        "sans ..1 reponse/retour/accord",
        "si ..2 NE ..4 pas",
        "si ..2 refus*",
        "tout/toute ..1 refus/retard/absence",
    ),
    "ACCEPTING": (
        (
            "accept*/adopt*/bascul*/conform*/passer/repond*/communiqu*/fournir/"
            "renseign*/utilis*/souscri*/recevoir/plier/suivre/respecter/transmettre/"
            "choisir/valider/consentir/inscri*"
        ),
    ),
    "DELIVERING": (
        (
            "livrer/livrerons/livre/livres/livraison*/servir/servis/servirons/"
            "fournir/fournirons/fourniture*/expedier/expedition*/commande*/"
            "prestation*/travailler/intervenir/approvisionn*/collaborer/collaboration"
        ),
    ),
}
