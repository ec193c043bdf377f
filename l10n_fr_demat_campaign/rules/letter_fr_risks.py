"""What a French letter must not do: no reply, bank data, tacit consent, CGV bundled.

Sources: published advice on the letters of invoicing campaigns; W13, C. civ. 1120.
"""

from .letter_rule import Rule

WARNINGS = (
    Rule(
        key="W08",
        severity="error",
        advice="Le client doit pouvoir répondre.",
        patterns=(
            (
                "ne pas ..1 repondre unless pouvez/choisi*/prefer*/libre*/droit/"
                "possib*/souhait* ..4 @; @ ..1 c; @ ..1 vaut/vaudra/equivaut/ne/n"
            ),
            "NE ..1 repondez pas unless vous ..1 @; si ..6 @",
            "no reply",
            "noreply",
            "donotreply",
            "NO_REPLY_ADDRESS",
            (
                "message*/mail*/courriel* ..4 automatique* unless pas in @; reponse "
                "..1 @"
            ),
            "message*/mail*/courriel* ..4 automatiquement unless pas in @",
            "boite*/adresse*/messagerie* ..4 pas/non/ni/jamais ..2 READ",
            "reponse*/message* ..6 pas/jamais ..2 READ",
            "pas ..1 repondre a ce/cet/cette with pouvez/possible",
            "impossible d/de ..1 repondre",
            "inutile de ..1 repondre unless @ ..1 si",
            "sans suite",
            "ne pas utiliser ..3 repondre",
            "adresse* ..1 NE ..1 recoi*/accepte*/traite* pas/aucun*",
            "MESSAGE_WORD ..6 par ..2 ROBOT_WORD unless pas in @; NE in @",
            (
                "MESSAGE_WORD ..2 automatique*/automatise* unless pas in @; NE in @; "
                "reponse ..1 @; rappel* in @; aucun ..1 @; envoi in @; avec/sans ..2 "
                "@"
            ),
            "ROBOT_WORD ..3 envoye*/genere*/expedi*/emis ..2 MESSAGE_WORD",
            "MAILBOX ..6 NE ..4 READ_X ..3 personne/pas/jamais/plus/aucun*/guere",
            (
                "MAILBOX ..5 NE ..3 pas/jamais/plus/aucun*/guere ..4 READ_X unless "
                "bancaire in @"
            ),
            "MAILBOX ..2 non/jamais ..1 READ_X",
            (
                "personne NE ..3 lit/lira/regarde/ouvre/repond*/consult*/relev*/"
                "trait*/surveill* unless vous"
            ),
            "inutile/vain ..4 repondre/reponse/ecrire unless @ ..2 si; refus*",
            "inutile ..2 d adresser",
            (
                "NE ..2 repondez/repondre/ecrivez ..1 pas/jamais/surtout unless vous "
                "..2 @; si ..6 @; c ..3 @; @ ..1 c; pouvez ..3 @"
            ),
            (
                "reponse*/message*/mail*/courriel* ..6 NE ..3 pas/jamais/plus/aucun*/"
                "ni ..2 READ_X/prises/prise/pris/traite*/parvien*/achemin* unless "
                "accept* in @; votre/vos accord; sans in @; bancaire* in @; numero "
                "in @; confidentiel*; si ..4 @; automatique in @"
            ),
            (
                "aucun/aucune/nulle ..2 reponse*/message*/mail ..5 READ_X/trait*/"
                "parvien*/apporte*/donne unless NE ..1 @; si ..2 @; votre in @; part "
                "in @; date; delai"
            ),
            (
                "toute ..1 reponse ..8 ignore*/perdu*/perdue*/supprim*/rejet*/"
                "detruit*/effac*/suite unless NE in @; pas in @"
            ),
            "NE ..3 permet* pas ..4 repon*/recevoir",
            "NE ..3 accepte* pas ..3 repon*/retour*",
            "prier*/merci ..3 NE ..1 pas ..2 repondre/ecrire",
            "sans ..1 possibilite de ..1 reponse/repondre",
            "reponse* ..2 impossible*",
            ("adresse ..2 expedition/envoi/sortante ..2 uniquement/seule/seulement"),
            "pas ..2 surveill*/releve*",
            "non ..1 surveill*/releve*/lue/consulte*",
            "aucun suivi/humain",
            "ecrire ..3 ne sert a rien",
            "sert a rien ..4 repondre/ecrire",
            "provien*/emane*/issu* ..2 d ..1 un/une ..1 robot/automate/systeme",
            "expediteur ..2 automatique*/robot",
            "n ecrivez ..1 pas",
            "ecrivez ..1 pas ..3 adresse",
            "pouvez pas ..1 repondre/ecrire",
            "pas possible ..2 repondre",
            (
                "NE ..2 lisons/lit/lisent/consultons/traitons/recevons/relevons pas "
                "..3 reponse*/message*/retour*"
            ),
            "NE ..1 cherch*/essay*/tent* pas ..2 repondre/reponse",
            "reponse* ..4 NE ..3 sont/seront/etre ..1 pas ..1 READ_X",
        ),
    ),
    Rule(
        key="W09a",
        severity="error",
        advice="Jamais d'IBAN dans un message.",
        patterns=("IBAN",),
    ),
    Rule(
        key="W09b",
        severity="error",
        advice="Parler de banque fait craindre une fraude.",
        patterns=("BANK_WORD",),
        unless=("NO_BANK",),
    ),
    Rule(
        key="W13",
        severity="error",
        advice="Accord tacite exclu pour ce destinataire.",
        patterns=(
            "TACIT",
            "SILENCE ..14 SWITCHED unless SILENCE_DENIED",
            (
                "SILENCE ..8 ELECTRONIC ..4 place/active*/appliqu*/mise unless pas/"
                "aucune in @"
            ),
            "repute*/presum* ..3 ACCEPT unless NE ..3 @; pas in @",
            "ACCEPT tacite*/tacitement unless aucun/pas/sans/jamais ..3 @",
            "tacitement ..2 ACCEPT unless pas ..1 @",
            "SILENCE ..16 SWITCHED unless SILENCE_DENIED",
            (
                "SILENCE ..8 CHANGE_OVER ..4 ELECTRONIC unless SILENCE_DENIED; NE "
                "..0 CHANGE_OVER; papier"
            ),
            (
                "SILENCE ..10 autoris*/permet*/habilit* ..8 ELECTRONIC unless "
                "SILENCE_DENIED; NE ..3 @"
            ),
            ("SILENCE ..12 CONSIDER ..6 oui unless SILENCE_DENIED; NO_CONSIDER in @"),
            "SILENCE ..8 mis/mise ..1 en ..1 place/service unless SILENCE_DENIED",
        ),
    ),
    Rule(
        key="W19",
        severity="error",
        advice="Les CGV s'acceptent à part.",
        patterns=(
            ("ANSWER_GIVEN ..4 MEANS_THAT ..8 CGV unless pas/jamais in @; n/ne in @"),
            "ANSWER_GIVEN ..8 c est ..1 AGREES ..4 CGV",
            (
                "acceptant/repondant/cochant/validant/signant/confirmant ..12 AGREES "
                "..6 CGV unless pas in @"
            ),
            (
                "en/GIVING ..12 AGREES ..10 CGV unless pas/jamais/NE/aucun* in @; "
                "separe*; facultati*; part"
            ),
            (
                "ANSWER_GIVEN ..10 MEANS_THAT ..14 CGV unless pas/jamais/aucun* in "
                "@; n/ne in @; separe*; facultati*; sans ..3 CGV"
            ),
            (
                "ANSWER_GIVEN ..14 AGREES ..6 CGV unless pas/jamais/aucun* in @; n/"
                "ne in @; separe*; facultati*; sans ..3 CGV; question* in @; si ..3 "
                "@; autre*/part"
            ),
            (
                "AGREES ..6 CGV ..6 par/via/avec ..3 ANSWER_GIVEN unless pas/NE in "
                "@; aucun* in @"
            ),
            (
                "CGV ..8 AGREES/acceptee*/accepte*/approuve*/reputees ..8 "
                "ANSWER_GIVEN/repons*/repond*/GIVING unless pas/NE/jamais in @; "
                "aucun* in @; separe*; facultati*; part"
            ),
            (
                "si vous ..3 repond*/accept*/dites/coch*/clique*/valide* ..12 CGV "
                "unless separe*; facultati*; part; pas in @"
            ),
            "qui ..1 repond*/accept*/valide* ..8 AGREES ..6 CGV",
            "retour/coupon/bulletin/formulaire ..2 signe* ..6 CGV",
            (
                "oui/accord/reponse ..3 couvr*/concern*/porte*/vise*/inclu*/englob*/"
                "etend* ..4 CGV unless NE in @; pas in @; separ*; inchange*; rest* "
                "in @"
            ),
            "reven* ..1 a ..1 AGREES ..4 CGV",
            (
                "coupon*/bulletin/formulaire/coche/case ..4 MEANS_THAT ..6 CGV "
                "unless pas in @; NE in @"
            ),
            "dire oui ..4 signer/accepter/approuver/valider ..3 CGV",
            "c est ..1 signer ..3 CGV",
        ),
    ),
)

IDEAS = {
    "BANK_WORD": ("BANK_DATA unless carte in @",),
    "ADMINISTRATION": (
        "administration unless @ ..1 ventes/commerciale; votre/notre/vos ..0 @",
        "PERSON_OF_STATE",
        "tresor public",
        "pouvoirs publics",
        "services/service fiscaux/fiscal",
        "l etat unless @ ..0 de/des/du/d",
        "direction ..1 generale des ..1 finances/impots",
        "finances publiques",
        "direction ..2 finances publiques",
        "services/service ..0 de l etat",
        "autorites ..1 fiscales/publiques/competentes",
        "autorite ..1 publique/fiscale",
        "prefecture/prefet/elysee/matignon",
        "premier ministre",
        "l etat francais",
        "centre ..1 des impots",
        "cour des comptes",
        "urssaf",
    ),
    "ANSWER_GIVEN": (
        "signature/clic",
        ("reponse*/accord*/acceptation*/silence*/consentement*/repondre/accepter/oui"),
        (
            "retour/renvoi/envoi/validation/confirmation/coche/choix/clic/"
            "inscription/adhesion/passage/utilisation/signature"
        ),
    ),
    "GIVING": (
        (
            "acceptant/repondant/cochant/validant/signant/confirmant/retournant/"
            "renvoyant/cliquant/choisissant/passant/utilisant/poursuivant/optant/"
            "continuant/envoyant/completant/remplissant/enregistrant/donnant/disant/"
            "adoptant/souscrivant"
        ),
    ),
    "MEANS_THAT": (
        "vaut/vaudra/vaudront/vaudrait/valent/valant/emporte*/impliqu*/entrain*",
        "equivau*/signifi*/comport*/inclu*",
        (
            "engag*/confirm*/atteste*/constitu*/tient/tiendra/assort*/accompagn*/"
            "oblig*/suppos*"
        ),
    ),
    "AGREES": (
        "accept*/approuv*/adher*/reconnai*/valid*/souscriv*/consent*",
        "adhesion*/acceptez/signez/signe/rallie*/engag*/soumett*/soumis*/lu",
    ),
    "ROBOT_WORD": (
        (
            "automate/automates/robot/robots/automatique*/automatise*/"
            "automatiquement/logiciel/machine/systeme"
        ),
    ),
    "MESSAGE_WORD": (
        "message*/mail*/courriel*/email*/courrier*/lettre/envoi/notification*",
    ),
    "MAILBOX": ("boite*/adresse*/messagerie*/courriel*/mail*/email*/canal",),
    "READ_X": (
        "READ",
        (
            "ouvert*/ouvr*/examin*/relevee/regarde*/suivi*/recoi*/recev*/consult*/"
            "exploit*/destin*/prevu*"
        ),
    ),
}
