"""What a French letter must not argue: less paper, the sender's gain.

Sources: published advice on the letters of invoicing campaigns.
"""

from .letter_rule import Rule

WARNINGS = (
    Rule(
        key="W01",
        severity="warn",
        advice="Vu comme un report des coûts d'impression sur le client.",
        patterns=(
            "moins de/d ..1 PAPER_GOODS unless REJECTED ..3 @",
            (
                "zero/halte/stop/adieu ..2 PAPER_GOODS unless rappel* in @; REJECTED "
                "..3 @"
            ),
            (
                "REDUCE ..5 PAPER_GOODS unless NE ..2 @; pas in @; NEG ..3 @; "
                "rappel* in @; rien; oblig*; pouvez ..1 @; relance* in @; numero* in "
                "@"
            ),
            "OVER ..4 PAPER_GOODS unless NEG ..1 @; pas in @",
            "plus/nul besoin de papier",
            "desencombr*",
            "gaspill* ..2 PAPER_GOODS",
            "epargn* ..3 PAPER_GOODS",
            "fin des ..2 papier",
            "passer de papier",
            "imprim* moins",
            "moins imprimer",
            "papier* inutile*/superflu*",
            "papier ..3 OVER unless NE in @",
            "fin du ..1 PAPER_GOODS",
            "finir avec ..1 PAPER_GOODS",
            "plus ..1 stocker/archiver/classer/trier/ranger ..3 papier*",
            "liber* ..2 papier*",
            "place ..2 armoire*/bureau*/placard*/etagere*",
            "PAPER ..3 REDUCE unless NE in @; pas in @; NEG in @",
            "papier ..1 disparai*/disparu* unless NE in @; pas in @",
            "plus de papier/papiers unless si ..4 @",
            "sans papier",
            "encombr*",
            "debarrass* ..4 PAPER_GOODS",
            "liber*/vid* ..3 armoire*/classeur*/placard*/etagere*/tiroir*",
            "pile/piles/montagne*/tonne*/kilo*/rame* de PAPER_GOODS",
            "paperasse*",
            (
                "REDUCE ..7 PAPER_GOODS unless NE ..2 @; pas in @; NEG ..3 @; "
                "rappel* in @; NE in @; pouvez ..2 @; relance* in @; numero* in @; "
                "appel* in @; quand ..3 @; si ..2 @; facture*/envoi* in @; vous/"
                "client* in @; rien; oblig*"
            ),
            "tourn* ..1 page ..3 papier",
            "papier ..5 PAST unless NE in @; NEG in @; pas ..1 PAST",
            "ere/epoque/temps ..2 papier",
            "papier ..1 c est/etait ..1 PAST",
            "en finir ..3 PAPER_GOODS",
            "trait ..2 sur le papier",
            ("renonc* ..2 au/aux papier* unless rien; NEG in @; sans ..2 @; oblig*"),
            "adieu ..3 PAPER_GOODS",
            "en faveur ..5 moins ..2 PAPER_GOODS",
            "croul*/submerg*/envah* ..4 PAPER_GOODS",
            "volume*/quantite*/masse/tas/amas ..2 de/d ..1 papier*",
            "moins d imprim*/envelopp*",
            (
                "archiv*/stock*/class*/tri/trier/rang* ..2 papier* unless pouvez ..3 "
                "@; NE in @; gard*/conserv* in @"
            ),
            "papier* ..2 a ..1 archiver/stocker/classer/trier/ranger",
            "place ..3 bureau*/armoire*",
            "bureau* ..2 range*/degage*/net",
            "papier* ..3 moins",
            "en ..0 moins ..1 PAPER_GOODS",
            (
                "diminution/baisse/limitation/disparition/abandon/fin/elimination/"
                "suppression ..3 PAPER_GOODS unless NE in @; NEG in @; pas/aucun* "
                "..2 @"
            ),
            "epargnez ..4 arbres",
            "allege*/allegez ..3 bureau*/archive*/courrier",
            "PAPER_GOODS ..2 en moins",
            "sans ..1 une ..1 feuille",
            (
                "PAPER_GOODS ..3 OVER unless NEG ..1 @; pas in @; NE in @; ce ..0 @; "
                "le/ce/cette/la courrier/lettre ..2 OVER"
            ),
            "FAREWELL ..4 SHEETS unless rappel* in @; NE ..2 @",
            (
                "plus ..3 SHEETS ..3 a ..1 archiver/classer/ranger/trier/stocker/"
                "ouvrir/jeter/manipuler"
            ),
            "plus ..2 rien a ..1 archiver/classer/ranger/trier/stocker",
            "rien ..1 a ..1 ranger/classer/archiver/trier",
            (
                "SHEETS ..5 entass*/empil*/accumul*/debord*/s amoncel*/jaun*/traine*/"
                "envahi*/croul*"
            ),
            "entass*/empil*/accumul*/debord*/amoncel*/croul* ..5 SHEETS/STORAGE",
            (
                "STORAGE ..5 respir*/merci/debord*/soulag*/allege*/vide*/libere*/"
                "range*/gagn*/nett*"
            ),
            (
                "respir*/vide*/libere*/liber*/allege*/soulag*/degage*/desengorg*/"
                "nettoy* ..4 STORAGE"
            ),
            "pages/feuilles ..8 pas ..1 besoin",
            "plus ..2 une ..1 seule feuille",
            (
                "NE ..3 plus ..4 archiver/classer/ranger/trier/stocker/imprimer "
                "unless facture ..0 @; pourr* in @"
            ),
            "trait ..3 sur le/la/les ..1 SHEETS",
            "tout ..0 numerique ..4 STORAGE",
            "place ..1 au ..1 numerique",
            (
                "plus ..0 d/de ..1 enveloppe*/pile*/paperasse*/classeur* unless si "
                "..3 @; NE ..1 @"
            ),
            "plus ..2 seule ..1 feuille*/enveloppe*/impression*",
            "bac/bacs a papier ..5 vid*/disparai* unless NE in @",
            (
                "restrein*/limit*/reduire ..6 imprimes/imprimees/impressions unless "
                "NE in @"
            ),
            ("facture*/documents ..1 imprimee*/imprimes ..3 entass*/empil*/accumul*"),
            "papier ..3 appartien* ..2 passe",
            "archives/classeurs/dossiers ..5 moins ..1 place",
        ),
    ),
    Rule(
        key="W03",
        severity="warn",
        advice="Avantage pour vous, pas pour le client.",
        patterns=(
            "etre ..1 paye* ..2 vite/rapidement",
            "gain*/economie* ..3 pour nos/notre",
            "NOS ..4 OWN_GAIN unless vos/votre/vous in @; REJECTED ..3 @",
            "nous ..6 OWN_GAIN unless vos/votre/vous in @; NEG in @; NEG ..2 @",
            "BETTER ..4 NOS unless vos/votre in @; REJECTED ..3 @",
            "NOS ..3 BETTER_DONE unless vos/votre/vous in @; @ ..2 vos/votre",
            (
                "reduction/reductions/baisse/maitrise des/de ..1 cout*/depense* "
                "unless @ ..1 VOS"
            ),
            "cout*/charge*/depense* ..5 pour nous unless NEG in @",
            (
                "reduire/baisser/diminuer/maitriser/limiter les cout*/depense*/frais "
                "unless REJECTED ..3 @"
            ),
            "cout*/prix/tarif* ..1 postal/postaux/timbre*",
            "raisons economiques",
            "reduire/acceler*/raccourc* ..4 delais de paiement/reglement",
            "etre ..1 regle* ..2 vite/rapidement",
            "affranchissement*",
            "nous ..3 gagn* unless vous in @",
            "gain*/avantag*/benefi* ..3 pour nous",
            (
                "OWN_GAIN ..9 NOS unless vos/votre/vous in @; REJECTED ..3 @; NEG in "
                "@; @ ..3 vos/votre; @ ..0 conseiller*/service/adresse/facture*; sur "
                "..0 NOS"
            ),
            (
                "NOS ..9 OWN_GAIN unless vos/votre/vous in @; REJECTED ..3 @; NEG in "
                "@; vos/votre/vous ..3 @; @ ..3 vos/votre; vous/vos/votre in @"
            ),
            (
                "nous ..8 OWN_GAIN unless vos/votre/vous in @; NEG in @; NEG ..2 @; "
                "@ ..3 vos/votre; vous ..2 @"
            ),
            (
                "OWN_GAIN ..8 nous/interne unless vos/votre/vous in @; NEG in @; NEG "
                "..2 @; vous ..3 @"
            ),
            (
                "BETTER ..5 NOS ..1 OWN_WORK unless vos/votre in @; REJECTED ..3 @; "
                "NEG ..2 @"
            ),
            "NOS ..1 OWN_WORK ..7 BETTER unless vos/votre/vous in @; NEG in @",
            (
                "nous ..4 BETTER unless vos/votre/vous in @; NEG in @; @ ..5 vos/"
                "votre/vous; vous ..2 @; NE in @"
            ),
            (
                "nous ..4 permet* ..3 de/d ..3 BETTER unless vos/votre/vous in @; "
                "NEG in @; @ ..5 vos/votre/vous"
            ),
            (
                "pay*/regl*/encaiss* ..3 plus/mieux vite/tot/rapidement unless vous "
                "..3 @; remboursement ..4 @"
            ),
            ("nous/notre/nos ..4 coute*/couter*/coutent unless NEG in @; vous in @"),
            "soulag*/decharg* ..3 NOS/nous",
            ("nos/notre ..2 cout*/depense* unless REJECTED ..5 @; NE ..6 @; NEG ..6 @"),
            "rapport*/economis* ..4 nous unless vous in @",
            (
                "SENDER ..5 SAVING ..6 COST_WORD unless vous/vos/votre in @; NE in "
                "@; NEG in @; REJECTED ..3 @; @ ..3 vos/votre; vous ..2 @; NE ..3 @"
            ),
            (
                "SAVING ..6 COST_WORD ..6 pour/chez ..1 nous/SENDER unless vous/vos/"
                "votre in @; NEG in @"
            ),
            (
                "SENDER ..4 trouver*/trouve/gagner*/y ..6 COST_WORD/compte/interet "
                "unless vous/vos/votre in @; NE in @; NEG in @"
            ),
            (
                "SENDER ..4 realis*/degag*/fait/fera/feront ..4 econom*/gain* unless "
                "vous/vos in @; NE in @"
            ),
            "on y gagne",
            "surtout nous",
            "pour nous ..3 econom*/gain*/moins/pratique/mieux",
            (
                "paye*/regle*/encaiss* ..2 plus ..0 tot/vite/rapidement unless vous "
                "..3 @; ils/elles"
            ),
            "nos comptes/caisses ..5 mieux/merci",
            "nos/notre ..6 sous ..0 pli unless vous in @",
            "nous ..3 aurons/avons/aurions ..1 moins unless vous in @",
            (
                "nos/notre ..2 comptable*/comptabilite ..6 mieux/clair/moins/souffl*/"
                "gagn* unless vous in @; NE in @"
            ),
            "SENDER ..3 y ..1 gagn* unless vous/vos in @; NE in @",
        ),
    ),
)

IDEAS = {
    "REJECTED": (
        "NE ..2 pas/jamais/nullement/aucunement",
        "loin de",
        "plutot que/qu de/d",
    ),
    "PAST": (
        (
            "depasse*/revolu*/archaique*/demode*/obsolete*/vieillot*/ringard*/"
            "perime*/poussiereu*/fini*/termine*/derriere"
        ),
        "du passe",
        "d un autre age/temps",
        "d hier",
        "vecu",
        "de l histoire ancienne",
        "au passe",
    ),
    "OWN_WORK": (
        (
            "organisation*/process*/processus/gestion/fonctionnement/traitement*/"
            "comptabilite/procedure*/administration/service*/travail/activite/"
            "facturation/circuit*/equipe*/tache*/relance*/tri/envoi*/charge*/suivi"
        ),
    ),
    "OWN_GAIN": (
        ("econom*/cout*/depense*/productiv*/rentab*/tresorerie*/encaiss*/affranchiss*"),
        "efficac*/competitiv*/marge/marges/=charges",
        "frais ..1 envoi/postaux/gestion/structure",
        "delai*/delais ..2 encaissement/paiement/reglement/recouvrement",
        "besoin ..2 fonds de roulement",
        "bfr",
        "charge/=charges/temps ..2 travail/administrati*/gestion",
        (
            "frais ..3 administrati*/gestion/envoi/postaux/postal/affranchissement/"
            "fonctionnement/generaux/fixes"
        ),
        (
            "budget*/resultat*/rentabl*/benefice*/profit*/performance*/economis*/"
            "performant*"
        ),
        "ressaisi* with nos/notre in @",
        "poste/postes ..1 de depense*",
        "timbre/timbres",
        "heures ..2 travail",
        "gain*/gagn* ..2 temps/argent/productivite",
    ),
    "BETTER": (
        "econom*/redui*/reduction*/baiss*/diminu*/optimis*",
        (
            "modernis*/simplifi*/acceler*/amelior*/rationalis*/facilit*/allege*/"
            "digitalis*"
        ),
        (
            "fluidif*/rationalis*/raccourc*/accel*/soulag*/decharg*/contenir/"
            "maitris*/comprim*/abaiss*/rentabilis*/dynamis*/gagn*/limit*/automatis*"
        ),
    ),
    "BETTER_DONE": ("optimise*/modernise*/rationalise*/allege*/simplifie*",),
    "SHEETS": (
        "PAPER_GOODS",
        (
            "imprime*/imprimee*/liasse*/carton/cartons/page/pages/chemise*/dossier/"
            "dossiers/copies/parapheur*"
        ),
    ),
    "STORAGE": (
        "armoire*/etagere*/placard*/tiroir*/classeur*/rayonnage*/archives",
        "boite/boites aux lettres",
        "VOS bureau/bureaux",
    ),
    "FAREWELL": (
        "au revoir",
        (
            "bye/adieu/ciao/tchao/halte/basta/stop/exit/oubliez/oublions/terrassons/"
            "assez"
        ),
        "marre ..1 de/des/du",
    ),
    "SENDER": (
        "la maison/societe/entreprise/groupe/direction",
        "le groupe/cabinet/fournisseur/siege",
        "l etude/entreprise/atelier/agence/association/office",
        "notre/nos",
        "nous",
    ),
    "SAVING": (
        (
            "econom*/gain*/gagner*/gagne/redui*/reduction*/baiss*/diminu*/comprim*/"
            "alleg*/limiter/maitris*/abaiss*/contenir/moins/epargn*/rentabil*/"
            "productiv*/optimis*"
        ),
    ),
    "COST_WORD": (
        (
            "charge/=charges/cout/couts/depense*/budget*/tresorerie/port/expedition*/"
            "timbre*/affranch*/postaux/poste/tache*/administratif*/temps/argent/"
            "economie*/bfr/encaissement*/marge*/frais"
        ),
    ),
}
