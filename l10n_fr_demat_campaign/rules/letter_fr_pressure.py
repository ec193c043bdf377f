"""How a French letter must not press: haste, vague or short dates.

Sources: published advice on the letters of invoicing campaigns.
"""

from .letter_rule import Rule

WARNINGS = (
    Rule(
        key="W10",
        severity="warn",
        advice="Ton d'hameçonnage.",
        patterns=(
            "cliqu* ..1 ici/la/vite/maintenant",
            (
                "urgent/urgente/urgents/urgentes/urgence/urgemment unless NEG ..2 @; "
                "EMERGENCY ..3 @; @ ..2 medical*/vital*; rien ..3 @"
            ),
            "immediatement unless EFFECT",
            "sous/reste/avez ..2 24/48/72 h/heures unless OUR_REPLY",
            (
                "dernier/derniere/derniers/ultime/ultimes chance/rappel/relance/"
                "avertissement"
            ),
            "mot/mots de passe unless NEG ..3 @; @ ..4 jamais/pas",
            "SHORT_URL",
            "bit ly",
            "tinyurl",
            "goo gl",
            "reponse* ..2 immediate* unless pas/NE/NEG in @; @ ..4 pas/inutile",
            "acces ..2 sera ..1 supprime*/coupe/ferme",
            "action requise",
            "sans plus attendre",
            "compte ..1 sera/va ..1 ferme/desactive/supprime",
            "cliqu* ..2 immediatement/maintenant/vite/dessous/sans",
            "sans ..2 attendre/delai ..6 cliqu*/confirm*/repond*/valid*/connect*",
            "agissez/hatez/depechez",
            "faites vite",
            (
                "sous/dans ..2 les 24/48/72/quarante/vingt ..2 h/heures unless "
                "OUR_REPLY; recevez/recevrez/expedi*/livr*; NOS_SERVICES"
            ),
            ("derniere*/ultime ..1 chance/rappel/relance/avertissement/sommation/mise"),
            (
                "identifiant*/code* ..2 connexion/secret*/acces/confidentiel* unless "
                "NEG ..3 @; NE ..3 @"
            ),
            (
                "mot/mots/code ..1 de passe unless NEG ..3 @; @ ..4 jamais/pas; NE "
                "..4 @; sans ..1 @; aucun ..1 @; ni ..1 @"
            ),
            (
                "compte/acces/dossier/espace ..3 sera/seront/va/serait ..3 ferme*/"
                "bloqu*/desactiv*/supprim*/suspend*/suspendu/clotur*/clos unless NE "
                "in @; pas in @"
            ),
            (
                "fermeture/suspension/blocage/cloture ..3 compte/acces/dossier/"
                "espace unless NEG ..2 @"
            ),
            "confirm*/verifi* ..4 vos ..1 identifiants/identifiant",
            "derniere heure",
            "il est encore temps",
            "imminent*",
            "expir* ..3 aujourd/demain/ce soir",
            "plus que ..1 COUNT ..1 jour*/heure*/semaine*/minute*",
            "maintenant ou jamais",
            "NE ..1 perdez ..1 pas/plus ..1 une ..0 minute/seconde/instant",
            "expire* ..1 demain/ce/bientot/aujourd",
            (
                "vite unless plus/aussi/tres/si/moins/trop/repondre/au/le ..0 @; "
                "retrouv*/affich*/trouv*/va/vont/aller/pay* ..3 @; repond* ..3 @; "
                "FIND"
            ),
            "il est temps ..2 agir",
            "reagissez",
            "sans ..1 perdre ..2 temps/minute",
            "reste ..3 que ..2 quelques/COUNT ..1 heures/minutes/jours",
            "sans ..0 tarder ..4 piece/lien/page/cliqu*",
            "ouvrez ..3 piece jointe",
        ),
    ),
    Rule(
        key="W14",
        severity="warn",
        advice="Date floue : écrivez-la en entier.",
        patterns=(
            "sous COUNT jour*/semaine*/mois",
            "sous huitaine/quinzaine",
            "dans les COUNT jours",
            "dans un delai de COUNT jour*/semaine*/mois",
            "d ici ..1 COUNT ..1 jour*/semaine*/mois",
            "meilleurs/brefs delais",
            (
                "rapidement unless FIND; apparai*; CHANNEL_NOUN ..3 @; plus ..0 @; "
                "arriv* ..2 @"
            ),
            "plus vite unless FIND; encaiss* ..0 @",
            "des que possible",
            "au plus tot unless @ ..3 le/la/WEEKDAY/DAY",
            "reponse*/retour* rapide*",
            "prompt*/promptement",
            "plus tard ..1 fin/debut/mi/courant",
            "sous un delai de COUNT jour*/semaine*",
            "prochains jours",
            "prochaines semaines",
            "sous peu",
            "d ici peu",
            "avant/ici ..1 mi/debut/courant ..1 MONTH",
            "repond* ..2 vite",
            "avez/disposez ..2 COUNT jours ..1 pour",
            "avant/ici ..1 fin du/de ..1 mois/annee/trimestre/semaine/MONTH",
            "avant/ici ..1 fin MONTH",
            "SHORT_DATE unless @ ..0 de/des/du/d; page*/tva ..2 @; ouvert* ..2 @",
            "prochainement",
            "sans tarder",
            (
                "sous/dans/ici ..5 COUNT ..1 jour*/semaine*/mois/heure/heures unless "
                "WHEN_OURS; reunion*; webinaire*"
            ),
            "sous/dans ..2 huitaine/quinzaine/dizaine",
            (
                "d ici ..2 quelques/peu/jours/semaine*/mois/fin/noel/ete/printemps/"
                "hiver/automne"
            ),
            "au plus ..0 vite unless FIND; encaiss* ..0 @",
            "au ..0 plus ..0 tot unless @ ..3 le/la/DAY/WEEKDAY",
            "des maintenant unless FIND; disponible*; VOS",
            "a bref delai",
            "brefs delais",
            "breve echeance",
            (
                "tres ..1 vite/rapidement/bientot/prochainement unless FIND; repond* "
                "..1 @"
            ),
            ("sans ..1 delai/tarder/attendre unless FIND; WHEN_OURS; retrouv*; papier"),
            "rapidite",
            "prompt*",
            (
                "courant/debut/mi/fin ..2 MONTH unless facture*/depuis ..3 @; avant "
                "..0 DAY"
            ),
            (
                "avant/ici/pour ..2 fin/mi/debut/milieu ..3 mois/annee/trimestre/"
                "semestre/semaine/MONTH/ete/exercice"
            ),
            "avant ..1 les ..1 fetes/vacances/conges",
            "avant ..1 noel/paques/toussaint/ete/rentree/printemps",
            (
                "mois/semaine/semaines/jours/trimestre ..1 prochain/prochaine/"
                "prochaines/prochains unless FIND; WHEN_OURS; facture*/envoi*/livr* "
                "..6 @"
            ),
            "prochains/prochaines ..1 jours/semaines/mois",
            "jours/semaines ..1 qui viennent",
            "ces prochain*",
            "ces jours",
            "temps ..1 utile/voulu/opportun",
            "delai ..0 de COUNT unless WHEN_OURS; NUMBER ans",
            "COUNT jours ..3 pour/suivant* unless WHEN_OURS",
            "quand ..1 vous ..1 pourrez",
            "avant ..1 le ..1 SHORT_DATE",
            (
                "fin/debut/mi ..1 de ..1 semaine/mois/trimestre/annee ..1 au ..0 "
                "plus tard"
            ),
            "plus tard ..2 fin/debut/mi/courant",
            "des ..0 que ..2 possible/pouvez",
            "des reception",
            "dans ..1 la/cette ..1 semaine/quinzaine/huitaine unless WHEN_OURS",
            "REPLYING ..6 bientot unless a ..0 @",
            "dans ..1 quelques ..1 jours/semaines unless WHEN_OURS",
            "reponse*/retour/repond*/repondre ..5 SHORT_DATE",
            "plus tot ..2 mieux",
            (
                "COUNT ..0 semaines/jours/mois pour ..1 choisir/repondre/decider/"
                "prononcer"
            ),
            "avez/disposez ..2 COUNT ..0 semaines/jours/mois",
            "asap",
            "au plus presse",
            "le plus tot ..1 possible",
            (
                "avant ..2 rentree/vacances/fetes/soldes/printemps/hiver/automne/"
                "inventaire"
            ),
            "reste ..4 COUNT ..0 jours/semaines",
            "jusqu ..1 a ..0 fin/debut/mi ..1 MONTH",
            "jusqu ..2 fin ..2 mois/annee/semaine",
            "le/avant/au/pour DOTTED_DATE unless @ ..0 MONEY_SIGN",
            "dis/dites ..3 vite",
        ),
        unless=(
            "OUR_REPLY",
            "service* ..2 repond",
            "vous recevrez",
        ),
    ),
)

IDEAS = {
    "OUR_REPLY": (
        "vous repond/repondent/repondons/repondra/rappelons/rappelle*",
        ("nous ..1 repondons/repondrons/rappelons/rappellerons/confirmons/revenons"),
        "nous ..1 reviendrons/traitons/traiterons/confirmerons",
        "NOS_SERVICES ..4 repond*/rappel*/revien*/recontact*/trait*/confirm*",
        "reponse ..2 vous ..2 apport*/donn*/fait*/adress*/parvien*",
        "est/sera ..1 apporte*/trait*/donnee ..4 dans/sous",
        "vous ..2 aurez ..2 reponse",
        "vous ..1 etes ..1 rappel*",
        (
            "nous/on ..3 repondons/repondrons/repond/repondra/rappelons/rappelle/"
            "rappellera/revenons/reviendrons/recontact*/traitons/confirm*/engage*"
        ),
        "vous ..1 rappelle*/recontacte*",
    ),
    "NOS_SERVICES": (
        (
            "service*/equipe*/conseiller*/conseillere*/interlocut*/comptabilite/"
            "standard/assistance/support/gestionnaire*/collegue*/commercial*"
        ),
    ),
    "WHEN_OURS": (
        "OUR_REPLY",
        "vous recevrez",
        "service* ..2 repond",
        (
            "recevez/recevrez/livrons/expedi*/prevenu*/confirmation/conserv*/archiv*/"
            "preavis/horaire*/fois/rythme*"
        ),
    ),
    "EFFECT": (
        (
            "apparai*/affich*/arriv*/effet*/enregistr*/visible*/disponible*/consult*/"
            "retrouv*/acces*/recev*"
        ),
        "pris en compte",
        "prise en compte",
        "nous ..2 repond*/revenons/cess*/repren*",
    ),
    "CHANNEL_NOUN": ("retrouv*/reglee*/traite*/apparai*",),
    "EMERGENCY": (
        (
            "depann*/intervention*/numero*/hopital/service*/medecin*/sortie*/"
            "astreinte/trousse/plombier*/vitrier/serrur*/garde/commande*/livraison*/"
            "transport*/arret"
        ),
    ),
}
