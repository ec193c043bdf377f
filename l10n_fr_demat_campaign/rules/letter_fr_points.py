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
        advice=("Dites ce que l'espace en ligne permet : rechercher, télécharger."),
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
            (
                "START_WORD ..9 START_DATE unless reunion*; webinaire*; QUESTION; "
                "repon*; NOT_A_START; inscri*"
            ),
            (
                "START_DATE ..6 START_WORD unless reunion*; webinaire*; QUESTION; "
                "repon*; NOT_A_START; inscri*"
            ),
            "premier/premiere/premiers/premieres ..3 ELECTRONIC ..16 START_DATE",
            "premier/premiere/premiers/premieres ..3 ELECTRONIC ..12 START_DATE",
            "passage/debut/bascule* ..5 ELECTRONIC ..8 START_DATE",
            "FROM_DATE ..16 ELECTRONIC unless reforme; loi; entreprise*",
            "ELECTRONIC ..10 FROM_DATE unless reforme; loi; entreprise*; SILENCE",
            "devien* electronique* ..3 START_DATE",
            "effet ..3 START_DATE",
            "START_DATE ~16 ELECTRONIC unless NOT_A_START; du in @",
            (
                "mise/demarrage/lancement/bascule/passage ..3 service/place/"
                "numerique/oeuvre ..2 START_DATE unless NOT_A_START"
            ),
            (
                "entree ..3 service/vigueur/oeuvre ..2 START_DATE unless "
                "NOT_A_START; QUESTION"
            ),
        ),
    ),
    Rule(
        key="P07",
        severity="info",
        advice=("Proposez une aide : foire aux questions, notice, réunion en ligne."),
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
        advice=(
            "Écrivez la date limite en entier : « jusqu'au lundi 14 décembre 2026 »."
        ),
        patterns=(
            "butoir/ultime/fatidique ..4 FULL_DATE",
            ("expir*/termin*/clotur*/clos/cloture ..4 FULL_DATE unless ouvert* in @"),
            "prend*/prendra fin ..2 FULL_DATE",
            "soir/minuit ..2 FULL_DATE",
            "FULL_DATE ..2 inclus/minuit/soir/compris with REPLYING",
            "jusqu a/aux ..2 FULL_DATE",
            "pour le FULL_DATE with REPLYING",
            (
                "REPLYING ..6 le FULL_DATE unless reunion*; webinaire*; ecrit ..6 @; "
                "facture* in @; partir in @; compter in @"
            ),
            (
                "FULL_DATE ..5 REPLYING unless reunion*; webinaire*; partir ..2 @; "
                "compter ..2 @; ecrit in @; depuis ..2 @; apres in @"
            ),
            "FULL_DATE ..3 dernier carat/jour/limite/delai",
            "delai* ..8 FULL_DATE",
            "repon*/choix/decision ..1 FULL_DATE",
            (
                "REPLYING ..4 FULL_DATE unless partir in @; compter in @; facture* "
                "in @; du in @"
            ),
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
            "jusqu a/au ..8 FULL_DATE unless UNUSED; facture* in @",
            "avant ..5 FULL_DATE unless UNUSED; facture* in @",
            "d ici ..5 FULL_DATE",
            "plus tard ..4 FULL_DATE",
            "arret* ..6 le FULL_DATE unless facture*; papier",
            (
                "fermer*/ferme/fermeture ..3 le ..0 FULL_DATE with formulaire*/page/"
                "reponse*/inscription*"
            ),
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
        patterns=(
            "REFUSAL ...14 WAY",
            "WAY ..9 REFUSAL",
        ),
    ),
    Rule(
        key="P12",
        severity="error",
        advice="Dites qu'on change d'avis à tout moment, gratuitement.",
        patterns=(
            "ANY_TIME with CHANGE nearby",
            "ANY_TIME unless LOOKUP",
        ),
        also=(
            "FREE with CHANGE",
            "FREE unless CALLING",
        ),
    ),
    Rule(
        key="P13",
        severity="error",
        advice="Donnez l'adresse de la page de réponse.",
        patterns=(
            (
                "ANSWER_URL unless donnees/droits/rappels/cgv/generales/mentions/faq "
                "..6 @; questions ..3 @; notre site ..2 @"
            ),
        ),
    ),
    Rule(
        key="P14",
        severity="error",
        advice="Nommez ce qui est concerné : « factures et avoirs ».",
        patterns=(
            "facture* ...12 avoirs unless pouvoir/sans in @",
            "avoirs ..8 facture*",
            (
                "facture* ..6 l/d/un/chaque/tout avoir unless @ ..0 un/une/le/la/les/"
                "acces; pouvoir in @; afin in @; apres in @; sans in @"
            ),
            "facture* ..3 notes/note ..1 credit",
            "facture* ..6 credits",
            "facture* ...4 avoirs",
            "avoirs ..4 facture*",
            ("facture* et/ou tout/chaque/un/l avoir unless @ ..0 acces/un/une/le/la"),
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
            "immatricul*/registre/inscrit* ..12 NINE_DIGITS",
            "NINE_DIGITS ..2 siren",
            "siren ..3 FOURTEEN_DIGITS",
            "siren/siret ..9 NINE_DIGITS unless VOS ..2 @",
            "siren ..6 NINE_DIGITS unless VOS ..2 @",
            "siret ..3 FOURTEEN_DIGITS unless VOS ..2 @",
            "rcs ..6 NINE_DIGITS",
            "NINE_DIGITS ..1 r c s",
            "r c s ..6 NINE_DIGITS",
            "NINE_DIGITS ..1 rcs",
            "siren ...8 NINE_DIGITS unless VOS ..2 @",
            "siret ...6 FOURTEEN_DIGITS unless VOS ..2 @",
            "rcs ...8 NINE_DIGITS",
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
            "DOUBT ~~20 BY_NUMBER unless sans ..1 @; sans ..1 doute",
            "DOUBT ~~22 BY_SITE with ORIGIN nearby",
            "doute/doutes/doutez ...14 OLD_INVOICE unless sans ..0 @",
        ),
    ),
    Rule(
        key="P18",
        severity="warn",
        advice="Demandez l'outil et le format du client.",
        patterns=(
            "c est quoi ..2 TOOL_WORD",
            "TOOL_WORD ..10 lequel with QUESTION",
            "TOOL_WORD ..12 ASKED_BACK unless NEG in @; NOS ..2 @",
            "ASKED_BACK ..14 TOOL_WORD unless NEG in @; NOS ..2 TOOL_WORD",
            "ASKED_BACK ..16 format* unless NEG in @",
            (
                "format* ..3 prefere*/souhaite*/voulu*/attendu*/convien*/arrang*/"
                "desire*/choisi* unless au/format ..0 @; NOS in @"
            ),
            "nom du/de/d ..1 TOOL_WORD",
            "quel ..2 TOOL_WORD",
            "format* ..4 QUESTION",
            "quel/quelle/quels/lequel ..2 format*",
            "equip*/travaill*/serv*/pass*/outille* ..5 TOOL_WORD with QUESTION",
            (
                "TOOL_WORD ..10 et ..3 format* with QUESTION/demand*/indiqu*/precis*/"
                "connaitre"
            ),
            "TOOL_WORD with QUESTION; USES unless NOS ..2 @",
            "connaitre ..4 TOOL_WORD",
            ("TOOL_WORD que vous utilisez/employez with connaitre/savoir/dire/quel"),
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
            "avec ..0 quoi ..4 factur*/traitez/gerez",
            "TOOL_WORD ..2 c est ..1 quoi/lequel",
            (
                "pdf/factur ..6 que/quoi/lequel/laquelle ..3 prefer*/souhait*/voul*/"
                "choisi* with QUESTION"
            ),
            "ASKED_BACK ..6 type/types ..1 de ..0 fichier*",
            "type de fichier ..5 accept*/souhait*/voul*/attend*",
            "ASKED_BACK ..8 TOOL_WORD",
            "quel/quels ..1 type* ..1 de ..0 fichier*",
            "TOOL_WORD ..6 tableur with QUESTION",
            "sur quel/quoi ..2 TOOL_WORD/travaillez",
        ),
    ),
    Rule(
        key="P19",
        severity="warn",
        advice=(
            "Donnez un lien sur les données personnelles et un pour arrêter "
            "les rappels."
        ),
        patterns=(
            "vie privee",
            "donnee* ..2 personnelle*",
            "donnees ..1 vous concernant",
            "protection ..2 donnees",
            "donnees ..1 personnelles",
            "donnee* a caractere personnel",
            "rgpd",
            "confidentialite",
            "droits sur vos donnees",
            "donnees ..1 perso",
            "traitement de vos donnees",
            "vos donnees ..2 droits",
            "donnees ..6 rgpd",
        ),
        also=(
            "mett*/met* ..1 fin ..3 rappel*/relance*/message*",
            (
                "interromp*/suspend*/annul*/refus*/stop*/halte ..3 rappel*/relance*/"
                "message*"
            ),
            ("ne ..2 plus ..3 relanc*/rappel*/sollicit*/contact*/recevoir/recontact*"),
            "arret ..3 rappel*/relance*/message*",
            "plus ..3 rappel*/relance*",
            "sans ..2 rappel*/relance*",
            "rappel*/relance* ..3 stop*/arret*",
            "oppos* ..3 rappel*/relance*",
            "retir* ..3 liste",
            "arret* ..5 vous/de ..1 ecrire/relancer/rappeler/solliciter",
            "arret*/stopp*/cess* ..3 rappel*/relance*/message*",
            "rappel*/relance* ..4 arreter/stopper/cesser",
            "stop ..2 rappel*/relance*",
            "plus ..1 recevoir ..2 rappel*/relance*/message*",
            "plus ..1 etre relance*/rappele/sollicite*",
            "desinscri*/desabonn*",
            "fin aux rappels/relances/messages",
            "plus de rappels/relances/rappel/relance",
            "plus ..2 etre ..1 relance*/rappele*/sollicit*/contacte*",
            "arret ..2 relance*",
            "stop aux/relance*/rappel*",
            "cess* ..4 rappel*/relance*",
        ),
    ),
)

IDEAS = {
    "ASKED_BACK": (
        (
            "indiqu*/precis*/dites/communiqu*/renseign*/mentionn*/signal*/fournir/"
            "connaitre/savoir/nommer/nommez/citer"
        ),
        "nous dire",
        "demande de/d/si/le/quel/ainsi",
        "il est demande",
        "coupon/formulaire/lignes ..5 nom",
    ),
    "START_WORD": (
        ("commenc*/demarr*/debut*/bascul*/lancement/lance/passage/inaugur*/demarrage"),
        "entr* en vigueur",
        "mise ..1 en ..1 place/service/route/oeuvre",
        "premier ..2 envoi/depot",
        "premiere facture",
        "premieres factures",
    ),
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
}
