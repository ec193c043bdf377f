"""How a French letter must not limit: one format, a refusal made hard.

Sources: published advice on the letters of invoicing campaigns.
"""

from .letter_rule import Rule

WARNINGS = (
    Rule(
        key="W12",
        severity="warn",
        advice="Format ou canal imposé.",
        patterns=(
            "ONLY ..3 MEDIA unless pas/non/ni ..4 @; si in @",
            "MEDIA ONLY unless pas/non ..1 @; @ ..1 si",
            (
                "MEDIA ..1 unique/exclusif/impose/imposes unless aucun/pas/sans ..1 "
                "@; @ ..1 NE; @ ..1 par"
            ),
            "format ..2 est impose unless aucun ..0 @; pas in @",
            "unique/seul format ..2 MEDIA",
            "obligatoirement ..3 MEDIA",
            "MEDIA ..1 obligatoire unless NEG in @; NEG ..2 @",
            "unique format",
            (
                "MEDIA ..2 seul/seule/unique ..1 possible/accepte/acceptee/propose/"
                "utilise"
            ),
            ("canal/mode/moyen ..2 unique/exclusif/impose unless NEG ..2 @; NE in @"),
            "seul ..0 canal/mode/moyen",
            ("MEDIA ..2 desormais/dorenavant unless pouvez; possib*; choix; papier"),
            "pas/aucun ..1 autre* format*",
            (
                "NE ..2 que/qu ..3 MEDIA unless que si in @; c ..1 @; @ ..1 des/"
                "parmi/possible*; un ..0 des in @; si ..2 vous; pouvez ..3 @; "
                "souhait*"
            ),
            "seul/seuls ..2 MEDIA unless pas/au/aux ..1 @; pas in @",
            (
                "NE ..6 plus ..3 que/qu ..3 MEDIA unless si ..2 vous; pouvez ..3 @; "
                "souhait*"
            ),
            (
                "NE ..5 que/qu par/en/sous/au ..2 MEDIA unless un in @; si ..2 vous; "
                "pouvez ..3 @; souhait*"
            ),
            (
                "desormais/dorenavant ..9 MEDIA unless pouvez; possib*; choix; "
                "papier; decid*; gre; guise; prefer*; souhait*; voul*"
            ),
            "l avenir ..9 MEDIA unless pouvez; possib*; choix; papier",
            "autrement ..0 que ..10 MEDIA",
            "autre* ..2 que/qu ..5 MEDIA with NE",
            (
                "a ..1 exclusion de ..2 tout/toute/autre*/papier ..2 format/mode/"
                "canal/moyen/support/forme/voie/envoi/papier unless NE in @"
            ),
            (
                "exclusi*/unique*/seul* ..3 voie/forme/canal/mode/moyen/support/"
                "maniere/facon unless NEG ..2 @; pas ..1 @; NE in @; VOS in @"
            ),
            (
                "voie/forme/canal/mode/moyen/support/format/maniere ..2 exclusi*/"
                "unique/seul* unless NEG ..2 @; NE ..3 @; aucun ..1 @; pas ..1 @; @ "
                "..0 NE"
            ),
            (
                "aucun/aucune ..1 autre ..2 format*/canal/mode/moyen/support/forme/"
                "voie/possibilite"
            ),
            "rien d autre",
            "plus ..3 que par/en/sous/via/au/sur unless vous ..1 @",
            (
                "a ..2 avenir ..12 MEDIA unless pouvez; possib*; choix; papier; "
                "choisi*; QUESTION"
            ),
            (
                "desormais/dorenavant ..14 MEDIA unless pouvez; peuvent; peut; "
                "possib*; choix; papier; si; selon; choisi*; propos*; votre/vos ..2 "
                "MEDIA; QUESTION; accord; decid*; gre; guise; prefer*; souhait*; "
                "voul*"
            ),
            (
                "MEDIA ..6 ONLY unless pas/non/ni in @; si in @; @ ..1 si; NE in @; "
                "NEG in @; choisi* in @; accord; logiciel in @; facturx/pdf in @"
            ),
            (
                "ONLY ..6 MEDIA unless pas/non/ni in @; si in @; pas/non ..4 @; NE "
                "in @; accord in @; demand* in @; avoirs in @; reserve* ..1 @; "
                "servi*/utilis* in @"
            ),
            (
                "impos* ..4 MEDIA unless NE in @; NE ..2 @; NEG in @; NEG ..2 @; "
                "rien ..2 @; aucun* ..2 @; sans ..2 @; aucun* in @"
            ),
            (
                "MEDIA ..5 impos* unless NE in @; NEG in @; aucun* in @; rien in @; "
                "aucun* ..2 @; NE ..3 @; facture* ..0 @"
            ),
            (
                "seul/seule/seuls/seules ..3 MEDIA ..8 accept*/possible*/admis*/"
                "envoye*/utilis*/dispon*/propose*/retenu* unless NE in @; pas in @"
            ),
            "systematiquement ..4 MEDIA",
            "automatiquement ..1 bascul*/pass* unless NE in @; NEG in @",
            "d office ..3 MEDIA unless propose*/papier in @",
            (
                "sans exception with MEDIA unless choix; pouvez; toutes vos factures "
                "y; consult*; retrouv*"
            ),
            "tout passer* ..2 par ..2 MEDIA",
            (
                "cess*/supprim*/arret*/abandonn* ..3 tout/toute ..1 autre ..2 mode/"
                "canal/format/forme/envoi/voie"
            ),
            (
                "tout autre ..2 mode/format/canal/envoi/support ..6 cess*/exclu*/"
                "refus*/supprim*/abandonn*"
            ),
            "et pas/non autrement",
            "pas ..1 autrement",
            (
                "tout ..1 arrive*/arriver*/parvien* ..3 MEDIA unless pouvez; choix; "
                "papier; si; chez in @; logiciel; outil"
            ),
            (
                "papier ..2 NE ..1 est/sera ..1 plus ..2 propose*/possible*/"
                "disponible*/accepte*/edite*"
            ),
            "NE ..2 propos* plus ..2 papier",
            "plus ..1 le ..0 choix ..3 format/canal/mode/support",
            "un point c with MEDIA",
            "remplac* ..3 tout/toute/tous ..3 mode/format/envoi/autre",
            "mail/pdf/courriel/electronique ou rien",
        ),
        unless=(
            "vous ..1 choisissez",
            "au choix",
            "choisissez",
            "a vous de",
            "c est vous qui",
        ),
    ),
    Rule(
        key="W17",
        severity="error",
        advice="Refuser doit être aussi simple qu'accepter.",
        patterns=(
            "lettre*/courrier*/pli/plis/envoi ..1 recommande* unless NEG ..4 @",
            "recommande avec",
            (
                "refus* ..6 recommande unless est/sont/vivement/soit/serait ..1 "
                "recommande"
            ),
            "refus* ..5 argument*",
            "lrar",
            "accuse de reception",
            "motif*/raison*/motivation*/justificatif* ..4 refus*",
            "refus* ..8 motif*/motive*/justifi*/justificat*/raison*/expliqu*",
            "justifi*/motiver/motivez/argument* ..3 refus*",
            "expliqu*/pourquoi ..3 refus*",
            "deja coche*",
            "refus* ..6 explicat*",
            "pre coche*",
            "precoche*",
            "coche* ..1 defaut/avance",
            ("refus* ..5 uniquement/seulement/exclusivement ..2 courrier/ecrit/lettre"),
            "REFUSING with REASON unless sans; ni; aucun*; inutile*; NO_REASON",
            (
                "REFUSING with recommandee*/huissier/notari*/legalis*/lrar/acte "
                "unless sans; NE ..3 recommande*; inutile; pas; est recommande"
            ),
            (
                "REFUSING ..10 uniquement/seulement/exclusivement/imperativement ..3 "
                "courrier/ecrit/lettre/formulaire"
            ),
            (
                "REFUSING ..12 accord/validation/approbation/autorisation ..3 NOS/"
                "direction unless sans in @; NE in @"
            ),
            "REFUSING ..8 sera/seront ..2 examin*/etudi*/soumis*",
            (
                "case/cases/option/choix/acceptation/accord ..6 coche*/coches/"
                "cochees ..2 defaut/avance/deja/vous unless pas/aucun*/NE/NEG in @; "
                "NEG ..2 @"
            ),
            (
                "case/cases/option/choix ..4 deja/pre/prealablement ..1 coche*/"
                "selectionn*/rempli*/valid* unless pas in @; aucun* ..1 @; NE in @"
            ),
            "preselectionn*/precoch* unless aucun* ..4 @; NE ..3 @",
            "coche* ..1 pour vous",
            (
                "REFUSING ..5 soumis*/subordonn*/conditionn* ..8 NOS/accord/"
                "validation/approbation/motif* unless NE in @; pas in @"
            ),
            (
                "il faudra/faut/faudrait ..4 expliqu*/justif*/motiv* unless NE in @; "
                "pas in @"
            ),
            (
                "dites non ...14 expliqu*/pourquoi/justif*/raison* unless sans in @; "
                "pas in @; NE in @"
            ),
            (
                "refus* ..8 recommande/recommandee/recommandees unless NE ..2 @; est/"
                "sont/vivement/soit/serait ..1 @; est recommande in @; sans in @"
            ),
            (
                "refus* ...8 convaincre/expliquer/justifier/motiver unless sans in "
                "@; pas in @; NE in @; NEG in @"
            ),
            "reponse*/oui ..4 deja ..1 selectionn*/coche*/rempli*/prerempli*",
            (
                "sans ..2 justif*/motif*/explication*/motivation ..8 NE ..2 sera/"
                "seront/pourra/est ..1 pas ..3 pris/prise/accepte*/recu*/valable*/"
                "traite*/enregistre*"
            ),
            (
                "REFUSING ..8 NE ..2 sera/seront/pourra/est ..1 pas/que ..3 pris/"
                "prise/accepte*/recu*/valable*/traite*/enregistre*/recevable* unless "
                "silence"
            ),
            (
                "refus* ..14 recommandee/recommandees/recommande unless NE ..2 @; "
                "est/sont/vivement/soit/serait ..1 recommande; sans in @; NE in @; "
                "ni in @"
            ),
        ),
        unless=(
            (
                "sans ..4 motif*/justif*/explication*/explique*/raison* unless @ ..8 "
                "pris/prise/accepte*/recevable*/valable*"
            ),
            "inutile*",
            "facultati*",
            "optionnel*",
            "aucun/aucune",
            "pas a",
            "refus* ..6 justifi* pas",
            "pas ..1 necessaire",
            "pas ..1 deja/pre/besoin",
            "ni motif/justif*",
            "NO_REASON",
        ),
    ),
)

IDEAS = {
    "ONLY": ("uniquement/exclusivement/seulement/imperativement",),
    "MEDIA": (
        "pdf/edi/mail/mails/courriel*/email*/format/formats/electronique*",
        "FACTURX",
        "numerique*/dematerialise*/xml/portail/plateforme/extranet",
    ),
    "REFUSING": (
        "refus*/opposition/oppos*/declin*/renonc*/desaccord",
        "KEEPING ..5 PAPERLY unless electronique in @",
        "dire non",
    ),
    "REASON": (
        (
            "motif*/raison*/motiv*/justif*/explication*/expliqu*/argument*/pourquoi/"
            "cause/expos*/etay*/prouv*/preuve*"
        ),
    ),
    "NO_REASON": (
        "NE ..4 REASON ..2 pas",
        "NE ..5 pas/aucun*/rien ..6 REASON",
        "pas ..5 REASON",
        "quelle que soit",
        "quel que soit",
        "libre* ..6 REASON",
        "facultati*/optionnel*",
        "nul/aucun/pas/plus ..1 besoin",
        "NE ..2 demand*/exig*/attend* pas/aucun*",
        "dispens*",
        "sans ..6 REASON unless @ ..8 pris/prise/accepte*/recevable*/valable*",
        "NE ..3 regard* pas",
    ),
}
