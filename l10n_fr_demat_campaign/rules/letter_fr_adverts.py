"""What a French letter must not sell: it would become canvassing.

Sources: published advice on the letters of invoicing campaigns.
"""

from .letter_rule import Rule

WARNINGS = (
    Rule(
        key="W11",
        severity="warn",
        advice="Publicité : le message devient de la prospection.",
        patterns=(
            (
                "promo/promos/promotion* unless @ ..1 ce/cette/votre/immobilier*/"
                "interne/NUMBER; NEG ..2 @; immobilier*; facture* de ..0 @; "
                "stagiaire*; eleve*"
            ),
            (
                "offre* speciale*/exceptionnelle*/commerciale*/promotionnelle*/"
                "limitee* unless NEG ..2 @"
            ),
            "offre* de ..1 bienvenue/lancement/fin",
            (
                "REMISE unless NEG ..2 @; @ ..2 habituel*/contractuel*/negoci*/"
                "inchange*; cette/votre in @; est/sera/soit/ete/sont ..1 remise"
            ),
            "profite*",
            "decouvr* ..1 NOS unless @ ..2 FAQ; @ ..2 SPACE; @ ..1 page/facture*",
            "jeu concours",
            "concours unless avec/du/le ..1 @; bancaire*; @ ..0 de/du/des/d",
            "essai gratuit",
            "livraison offerte",
            "nouveaux/nouveau produits/produit",
            "grand jeu",
            "DISCOUNT",
            "NUMBER % ..2 reduction*/rabais/remise*",
            "reduction*/rabais ..2 NUMBER %",
            "cadeau* unless NEG ..2 @; c est ..0 @",
            "MONEY_SIGN offert*/offerts",
            "gagnez ..0 un/une/des/votre unless @ ..1 temps/place",
            "benefici* ..4 reduction*",
            "reduction* immediate*/exceptionnelle*",
            "bon/bons/cheque* d achat/achats",
            "tirage au sort",
            "soldes/rabais/ristourne*",
            "vente* flash/privee*",
            "tarif*/prix preferentiel*/casse*/avantageux",
            "nouvelle gamme/collection",
            "nos nouveautes/offres",
            "parrain*",
            "catalogue* unless NEG ..2 @; votre ..0 @",
            "nouveaute* unless NEG ..2 @",
            "tombola/loterie/jackpot",
            "a gagner",
            "gagner un/une/des",
            "bon plan",
            "bons plans",
            "avantage* exclusif*/client*",
            (
                "offre/offres ..2 special*/exclusi*/exceptionnel*/decouverte/"
                "reserve*/promotionnel*/limitee*/privilege* unless NEG ..2 @"
            ),
            "code ..1 promo*/avantage/reduction/remise",
            "carte de fidelite",
            "points fidelite/bonus/cadeau*",
            "reduction* ..1 de/sur NUMBER",
            "reduction* ..3 sur ..1 vos/votre/prochaine/prochain",
            "NUMBER %/€/euros ..2 offert*/remis*/deduit*/rembours*",
            "premier mois/premiere annee gratuit*/offert*",
            "gratuit* pendant",
            "mois ..1 offert*/gratuit*",
            (
                "nos ..2 dernieres/nouvelles/nouveaux/nouveau ..1 produit*/service*/"
                "collection*/offre*/gamme*"
            ),
            "NOS gamme*",
            "gamme ..2 complete/nouvelle/produits",
            "decouvr* ..2 nouveau*/nouvel*/offre*/gamme*/catalogue*/produit*",
            "ne manquez pas",
            "a saisir",
            "saisissez ..2 offre*/opportunite",
            "prix ..2 special*/reduit*/preferentiel*/canon/imbattable*",
            "bonus",
            "prime ..2 bienvenue/fidelite/NUMBER",
            "avoir ..1 de NUMBER ..1 offert",
            "escompte ..1 exceptionnel",
            "petit cadeau",
            "en ..0 cadeau",
            "recompens*",
            "ristourne*",
            "destockage*",
            "reduction/reductions/rabais/ristourne ..2 de ..1 COUNT",
            "reduction* ..4 accorde*/offert*/consenti*/sur",
            "essayez/testez ..2 gratuit*",
            "gratuitement ..4 nouveau*/nouvel*/service ..2 premium/nouveau*",
            "coffret*",
            "tire* ..1 au ..0 sort",
            "lot ..6 sort",
            "prix doux",
            "packs ..2 communication",
            "jetez un oeil ..3 nos/notre",
            "lancement ..3 prix/offre",
            "voyage/sejour ..3 gagn*",
            "venez ..2 decouvrir",
            "tentez ..2 gagner/chance",
            "pensez ..1 a ..1 nos",
            (
                "nos ..1 nouveaux/nouvelles/nouvel/nouvelle/dernieres/derniers ..1 "
                "pack*/offre*/service*/produit*/gamme*/collection*/modele*/"
                "prestation*/formule*/article*/arrivage* unless facture* ..2 @"
            ),
            "prix mini/casses",
            (
                "nouvelle/nouvelles/nouveau ..1 offre*/gamme*/collection*/catalogue*/"
                "formule* unless NEG ..2 @; aucune ..1 @"
            ),
            "NUMBER % ..2 moins/sur ..4 commande*/achat*/facture*",
            "% ..3 sur ..1 VOS ..2 commande*/achat*",
            "nos/les ..0 prix ..2 baiss*",
            "cafe/champagne/repas/dejeuner/abonnement/service/essai ..2 offert*",
            (
                "offert/offerte/offerts ..1 a/aux/pour ..2 tous/toute/inscrits/"
                "clients/vous/chaque/premiers"
            ),
            "filleul*/parrain*",
            "oeil ..3 boutique/site/catalogue/offres/nouveau*",
            "offre/offres ..2 valable* ..4 jusqu/fin/avant unless devis; prix",
        ),
    ),
)

IDEAS = {
    "DOCUMENT": (
        "facture*/courrier*/document*/pli/colis/main/poste/fichier*/lettre*",
        (
            "piece*/duplicata/cle/cles/avoir/avoirs/releve*/exemplaire*/"
            "justificatif*/pdf/bon/bons"
        ),
    ),
    "REMISE": (
        (
            "remise/remises ..2 COUNT/exceptionnel*/commercial*/immediat*/special*/"
            "fidelite/offert*/accorde*/consenti*/supplement*/speciale/immediate/% "
            "unless le in @; est/sera/serait/etre/ete/soit/main ..1 @; chaque in @"
        ),
        "remise/remises ..1 sur/pour/aux/jusqu",
        "GIVES ..4 remise/remises unless DOCUMENT in @",
        "une ..2 remise unless @ ..3 DOCUMENT; en in @",
        "une ..1 remise ..1 de ..1 fidelite/bienvenue/COUNT",
        "NUMBER %/pour ..2 remise",
        "des remises unless factures ..4 @",
        (
            "remises unless peuvent/sont/ete/etre/soient/seront/seraient/etaient/"
            "pourront/vous/fois ..3 @; @ ..2 vous/a/au/aux/main/par; factures/"
            "documents/pieces/fichiers ..6 @"
        ),
    ),
    "GIVES": (
        (
            "benefici*/offr*/accord*/octro*/profit*/consent*/gagn*/obten*/recev*/"
            "decroch*/accorderons/reserv*/propos*"
        ),
    ),
}
