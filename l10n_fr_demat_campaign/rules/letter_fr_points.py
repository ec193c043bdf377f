"""The points a French letter must make.

Sources: P09-P12, C. civ. 1120 and BOFiP (reasonable time to ask for paper); the
others, published advice on the letters of invoicing campaigns.
"""

from .letter_rule import Rule

POINTS = (
    Rule(
        key="P01",
        severity="warn",
        advice="Dites que vos envois s'adaptent à l'outil du client.",
        patterns=("TOOL_FIT",),
    ),
    Rule(
        key="P02",
        severity="warn",
        advice="Dites que chaque facture existe au format Factur-X.",
        patterns=("FACTURX",),
    ),
    Rule(
        key="P03",
        severity="warn",
        advice="Dites ce que l'espace en ligne permet : rechercher, télécharger.",
        patterns=("PAGE_OF_INVOICES",),
    ),
    Rule(
        key="P04",
        severity="warn",
        advice="Proposez au moins deux rythmes d'envoi.",
        patterns=("RHYTHMS",),
    ),
    Rule(
        key="P05",
        severity="warn",
        advice="Dites que chaque destinataire peut avoir ses propres réglages.",
        patterns=("PER_USER",),
    ),
    Rule(
        key="P06",
        severity="warn",
        advice="Donnez la date de la première facture électronique, en entier.",
        patterns=(
            "premier/premiere/premiers/premieres ..3 ELECTRONIC ..12 START_DATE",
            "passage/debut/bascule* ..5 ELECTRONIC ..8 START_DATE",
            "FROM_DATE ..16 ELECTRONIC unless reforme; loi; entreprise*",
            "ELECTRONIC ..10 FROM_DATE unless reforme; loi; entreprise*; SILENCE",
            "devien* electronique* ..3 START_DATE",
            "effet ..3 START_DATE",
            "START_DATE ~16 ELECTRONIC unless NOT_A_START; du in @",
        ),
    ),
    Rule(
        key="P07",
        severity="info",
        advice="Proposez une aide : foire aux questions, notice, réunion en ligne.",
        patterns=("FAQ",),
    ),
    Rule(
        key="P08",
        severity="warn",
        advice="Donnez un contact et son numéro de téléphone.",
        patterns=(
            "PHONE unless fax/telecopie ..2 @; votre/vos telephone/numero ..2 @",
        ),
    ),
    Rule(
        key="P09",
        severity="error",
        advice="Écrivez la date limite en entier : « jusqu'au lundi 14 décembre 2026"
        " ».",
        patterns=(
            "jusqu au ..1 FULL_DATE unless UNUSED",
            "avant ..1 FULL_DATE",
            "au plus tard ..1 FULL_DATE",
            "FULL_DATE ..3 au plus tard",
            "passe ..1 FULL_DATE",
            "apres ..1 FULL_DATE unless electronique*",
            "FULL_DATE ..1 dernier delai",
            "d ici ..2 FULL_DATE",
            "date limite ..6 FULL_DATE",
            "dernier jour ..6 FULL_DATE",
            "delai/echeance/cloture*/terme/limite ..6 FULL_DATE",
            "repon*/retour ..4 pour le FULL_DATE",
            "SILENCE ..5 FULL_DATE",
        ),
    ),
    Rule(
        key="P10",
        severity="error",
        advice="Dites clairement que l'absence de réponse vaut acceptation.",
        patterns=("TACIT",),
    ),
    Rule(
        key="P11",
        severity="error",
        advice="Dites comment refuser : page, téléphone, réponse, coupon.",
        patterns=("REFUSAL ...14 WAY", "WAY ..9 REFUSAL"),
    ),
    Rule(
        key="P12",
        severity="error",
        advice="Dites qu'on change d'avis à tout moment, gratuitement.",
        patterns=("ANY_TIME with CHANGE nearby", "ANY_TIME unless LOOKUP"),
        also=("FREE with CHANGE", "FREE unless CALLING"),
    ),
    Rule(
        key="P13",
        severity="error",
        advice="Donnez l'adresse de la page de réponse.",
        patterns=(
            (
                "ANSWER_URL unless donnees/droits/rappels/cgv/generales/mentions/faq"
                " ..6 @;"
                " questions ..3 @; notre site ..2 @"
            ),
        ),
    ),
    Rule(
        key="P14",
        severity="error",
        advice="Nommez ce qui est concerné : « factures et avoirs ».",
        patterns=(
            "facture* ...4 avoirs",
            "avoirs ..4 facture*",
            "facture* et/ou tout/chaque/un/l avoir unless @ ..0 acces/un/une/le/la",
            "facture* ou avoir",
            "avoir ou facture*",
            "facture* ..4 notes/note de credit",
        ),
    ),
    Rule(
        key="P15",
        severity="warn",
        advice="Identifiez-vous : raison sociale et SIREN.",
        patterns=(
            "siren ..6 NINE_DIGITS unless VOS ..2 @",
            "siret ..3 FOURTEEN_DIGITS unless VOS ..2 @",
            "rcs ..6 NINE_DIGITS",
            "NINE_DIGITS ..1 r c s",
            "r c s ..6 NINE_DIGITS",
            "NINE_DIGITS ..1 rcs",
        ),
    ),
    Rule(
        key="P16",
        severity="warn",
        advice="Écrivez qu'aucune coordonnée bancaire n'est demandée.",
        patterns=("NO_BANK",),
    ),
    Rule(
        key="P17",
        severity="warn",
        advice="Dites comment vérifier que le message vient de vous.",
        patterns=(
            "DOUBT ~~22 MEANS with ORIGIN nearby",
            "doute/doutes/doutez ...14 OLD_INVOICE unless sans ..0 @",
        ),
    ),
    Rule(
        key="P18",
        severity="warn",
        advice="Demandez l'outil et le format du client.",
        patterns=(
            "TOOL_WORD with QUESTION; USES unless NOS ..2 @",
            "connaitre ..4 TOOL_WORD",
            "TOOL_WORD que vous utilisez/employez with connaitre/savoir/dire/quel",
            "avec quel TOOL_WORD",
            "quel/quelle/quels/quelles ..3 TOOL_WORD unless que/soit in @",
            "quel/quelle/quels/quelles ..1 format* unless que in @",
            "avez vous ..3 TOOL_WORD",
            "utilisez/employez/disposez vous ..4 TOOL_WORD",
            "travaillez vous ..4 TOOL_WORD",
            "passez vous par ..2 TOOL_WORD",
            "indiqu*/precis*/dites/communiqu* ..5 TOOL_WORD",
            "indiqu*/precis*/dites/communiqu* ..4 format*",
            "preferez/souhaitez/voulez vous ..3 format*",
            "format* ..1 souhait*/prefer*/desir*",
        ),
    ),
    Rule(
        key="P19",
        severity="warn",
        advice="Donnez un lien sur les données personnelles et un pour arrêter les"
        " rappels.",
        patterns=(
            "donnees ..1 personnelles",
            "donnee* a caractere personnel",
            "rgpd",
            "confidentialite",
            "droits sur vos donnees",
        ),
        also=(
            "arret*/stopp*/cess* ..3 rappel*/relance*/message*",
            "rappel*/relance* ..4 arreter/stopper/cesser",
            "stop ..2 rappel*/relance*",
            "plus ..1 recevoir ..2 rappel*/relance*/message*",
            "plus ..1 etre relance*/rappele/sollicite*",
            "desinscri*/desabonn*",
            "fin aux rappels/relances/messages",
            "plus de rappels/relances/rappel/relance",
        ),
    ),
)

IDEAS = {
    "USES": ("avez/utilis*/equip*/dispos*/travaill*/serv*/pass*/employ*/quel/quels",),
    "UNTIL": (
        "jusqu au",
        "avant",
        "plus tard",
        "d ici",
        "limite",
    ),
    "START_DATE": ("DATE unless UNTIL ..3 @; facture du ..1 @",),
    "NOT_A_START": (
        "reforme*/loi/entreprise*/derniere/dernier/ecrit/appel*/depuis",
        "repon*/repondez/repondre/retour/question*",
        "FAQ",
        "SILENCE",
        "facture* ..2 du ..1 DATE",
    ),
    "FROM_DATE": (
        "a partir/compter du/de ..1 DATE",
        "a dater du ..1 DATE",
        "des le ..1 DATE",
    ),
    "OLD_INVOICE": (
        "ancienne*/precedente*/derniere*/autre* ..1 facture*",
        "facture* ancienne*/precedente*/anterieure*/passee*/deja",
        "sur ..1 toutes vos/nos facture*",
        "sur ..1 vos/nos/chaque/une/votre facture*",
        "sur ..4 vos/nos facture*",
        "celui de vos facture*",
        "facture* ..1 papier",
    ),
    "MEANS": ("numero*/site/standard", "OLD_INVOICE"),
    "DOUBT": (
        "verifi*/assur*/control*/doute*/authenti*/confirm*",
        "etre ..1 sur/certain/certaine/assure",
        "comment savoir",
    ),
    "ORIGIN": (
        "auteur/emetteur/vient/vienne/provien*/emane*/issu",
        "origine/identite/expediteur/provenance/authentique/authenticite",
        "c est bien nous",
        "bien de/d nous",
        "de nous with courrier/message/lettre/mail",
        "verifi*/control*/authentifi* ce/cet/cette/le message/courrier/lettre/mail",
        "verifi*/control*/authentifi* ce/cet/cette e mail",
    ),
}
