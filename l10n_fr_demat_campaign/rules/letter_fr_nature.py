"""What a French letter must not claim: to save nature.

Sources: published advice on the letters of invoicing campaigns.
"""

from .letter_rule import Rule

WARNINGS = (
    Rule(
        key="W02",
        severity="warn",
        advice="Le client y voit un habillage vert.",
        patterns=(
            "ecolog*/eco/ecoresponsab*/ecogeste*/ecocitoyen*",
            "environnement* unless @ ..3 IT_WORD; @ ..1 VOS; VOS ..0 @",
            "environnemental*/environnementaux",
            "planete*/rse/biodiversite/deforest*/pollu*/recycl*/sobriete",
            (
                "empreinte* unless @ ..0 numerique/digitale/dentaire*/digitales; "
                "prise* ..1 @"
            ),
            "carbone unless copie* ..1 @; fibre* ..1 @; acier* ..1 @; GOODS",
            "co 2 unless GOODS",
            "=co₂",
            "bilan carbone",
            (
                "arbre/arbres unless STREET ..3 @; @ ..1 transmission/cames/"
                "classement/dossiers/decision ; GOODS; taille/facture*/coupe ..4 @; "
                "facturee*"
            ),
            "foret/forets unless STREET ..3 @ ; GOODS",
            (
                "durable/durables unless support* ..1 @; relation*/partenariat/"
                "collaboration/solution* ..2 @; bien/biens ..0 @; GOODS; relation*; "
                "partenariat"
            ),
            (
                "vert/verte/verts/vertes unless COLOURED/salle/porte/ligne/fiche/"
                "pastille ..3 @; en ..0 @; STREET ..3 @; GOODS; feu/carte/ligne/cap "
                "..0 @"
            ),
            "geste* citoyen*",
            "gaz a effet",
            "climat/climatique*",
            "verdi*/vertueu*/green",
            "generations futures",
            (
                "energie/energetique* unless GOODS; facture* ..2 @; fournisseur*; "
                "contrat* ..2 @; abonnement"
            ),
            "ressources naturelles",
            "proteg*/preserv*/respect*/faveur/geste ..4 nature",
            (
                "demarche*/politique/achats/numerique/entreprise*/comportement/"
                "consommation/engagement ..1 responsable*/citoyen*/durable*"
            ),
            "decarbon*/ecosysteme*",
            "emission* ..3 serre/carbone/co",
            "rejet*/emission* ..2 co",
            "la terre",
            "notre/nos ..1 foret*",
            "ours ..1 polaire*/blanc*",
            "oxygene unless GOODS; facture* ..2 @; fournisseur*",
            "poumon",
            "couper ..3 arbre*",
            "bilan/impact ..1 ecologique/carbone/environnemental/climatique",
            "transition ..1 ecolog*/energetique*/verte",
            "naturel*/nature ..2 respect*/preserv*/proteg*",
            "monde/avenir ..2 plus propre/vert/durable",
            "habillage vert",
            "sobre/sobres/sobrement",
            "respectueu* ..4 environnement/nature/planete",
            "developpement durable unless relation*; partenariat",
            "reboisement/reforest*/plant* ..2 arbre*",
            "abeille*/ocean*/papier ..0 recycle",
            (
                "dechet* unless GOODS; facture* ..3 @; prestation*; ramass*; enlev*; "
                "tri/traitement ..1 @"
            ),
            (
                "bon/bonne/bien/bienfait/mieux/geste/respect*/merci ..4 nature/terre/"
                "foret*"
            ),
            "generation* ..2 futur*/suivant*/avenir/venir",
            "REDUCE ..5 emission*/rejets/dechet*/gaz",
            "emission* ..2 de/d ..1 gaz/carbone/co",
            "rechauff*",
            "impact ..2 carbone",
            "sobre ..2 ressources/energie",
            "ressources ..2 planete",
            "bois ..2 coupe*/sauv*",
            "arbre* ..3 sauv*/epargn*/pouss*/respir*/coupe*/vivant* unless GOODS",
            "pouss*/sauv*/epargn*/coup*/abatt* ..4 arbre/arbres unless GOODS",
            "foret* ..4 merci/sauv*/preserv*/protege*/respir*",
            "nouvelle ..2 pour ..1 les forets",
            "faune/flore",
            "vie sur terre",
            "pour ..1 la ..0 nature",
            "pour ..2 nos ..1 enfants",
            "dame nature",
            "nature ..4 enfants",
            "facture*/papier ..5 coute ..2 arbre/arbres",
        ),
    ),
)

IDEAS = {
    "IT_WORD": (
        ("informatique*/technique*/logiciel*/test/tests/travail/applicati*/numerique"),
        "production/habituel/bureautique/sap/windows/erp/comptable/securise",
    ),
    "STREET": ("rue/avenue/chemin/route/allee/place/impasse/boulevard/quai/bois/parc",),
    "COLOURED": (
        ("numero*/bouton*/case*/couleur*/feu/pastille*/voyant*/coche*/espace*/lien*"),
        "bandeau*/icone*/fond/signal/carre*/zone*/citron*",
    ),
}
