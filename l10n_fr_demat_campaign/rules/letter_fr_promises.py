"""What a French letter must not say: absolutes, itself first, less content.

Sources: published advice on the letters of invoicing campaigns.
"""

from .letter_rule import Rule

WARNINGS = (
    Rule(
        key="W15",
        severity="warn",
        advice="Promesse absolue.",
        patterns=(
            ("inviolable*/infalsifiable*/inattaquable*/infaillible* unless NEG ..4 @"),
            "100 % ..1 SAFE unless NEG ..2 @",
            "SAFE ..2 100 %",
            "securite/fiabilite ..1 100 %",
            "elimin*/supprim*/ecart* ..1 tout risque",
            "securite ..1 garantie",
            "garantie absolue/totale",
            "inaltera*",
            "jamais en panne",
            "sans faille",
            "sans erreur possible",
            "aucun/aucune ..1 perte/erreur/fraude ..1 possible",
            "risquez rien",
            "risque zero unless @ ..0 n; pas ..2 @",
            "zero risque/erreur/perte/oubli/defaut",
            "aucun/moindre risque unless @ ..0 NE",
            "sans risque",
            "plus jamais",
            "securite/fiabilite/protection ..1 absolue/totale/parfaite/maximale",
            "totalement/absolument/parfaitement/entierement/completement SAFE",
            "impossible/impossibles a/de ..2 HARM",
            "toute epreuve",
            "garanti* a vie",
            "jamais ..2 perdu*/perdre*",
            (
                "invulnerable*/indestructible*/impiratable*/incassable*/imperdable*/"
                "impenetrable*/infaillib*/irreprochable*/imparable*/incorruptible* "
                "unless NEG ..4 @"
            ),
            "cent pour cent ..2 SAFE/garanti*/sur*",
            "a ..1 abri ..2 tout/toute/toutes/tous",
            "NE ..2 jamais ..2 perd*/egar*/pirat*/tomb*/plant*/bug*",
            (
                "jamais ..5 perd*/egar*/piratag*/panne*/bug/incident/faille/erreur* "
                "unless avez/avons/si/aviez in @; si ..6 @"
            ),
            (
                "aucune/aucun/zero/moindre ..2 RISKY unless NE ..6 @; avez ..2 @; si "
                "..2 @; avons ..2 @; n ..3 @; a/avait ..0 @; constate* in @; @ ..0 n/"
                "ne"
            ),
            "plus ..2 aucun/aucune ..2 RISKY",
            "RISKY ..3 impossible*/exclu*/exclue unless NEG in @; n/ne in @",
            "exclu*/exclue/exclut/exclure ..3 RISKY unless NEG in @",
            "impossible* ..3 d/de/a ..2 HARM",
            "rien NE ..4 perd*/arriv*/echapp*/egar*",
            "rien NE ..1 peut ..3 HARM",
            (
                "sans ..3 RISKY unless VOS in @; avec in @; factures in @; "
                "engagement in @; que ..1 @"
            ),
            (
                "securite/protection/fiabilite/confidentialite/disponibilite ..3 "
                "absolu*/total*/parfait*/maximal*/sans faille/garanti*/a vie unless "
                "NEG ..2 @"
            ),
            (
                "absolu*/total*/parfait* ..1 securite/protection/fiabilite/"
                "tranquillite/confiance"
            ),
            (
                "garanti*/garantit/garantissons ..4 aucun*/zero/perte/erreur*/jamais "
                "unless NE ..2 @"
            ),
            (
                "totalement/absolument/parfaitement/entierement/completement/ultra/"
                "hyper SAFE unless NEG ..3 @"
            ),
            "100 % ..2 SAFE/garanti*/disponible*/protege*/sans",
            "pour toujours",
            "pour l eternite",
            "eternel*",
            "a jamais",
            "une fois pour toutes",
            "aucun/aucune ..1 DOCS ..3 NE ..2 peut/pourra/sera/est ..3 HARM",
            "aucun/aucune ..1 DOCS ..2 NE ..2 perd*/egar*/echapp*",
            (
                "nul/personne NE ..3 peut/pourra/saurait ..4 HARM/acceder/entrer/"
                "lire unless pas; sauf"
            ),
            "NE ..3 egar*/perd* ..3 jamais",
            "impossible* ..5 perdre/egarer/pirater/falsifier/modifier",
            "garanti ..0 a/sans/100",
            "certain* ..2 que ..4 jamais",
            "NE ..1 risqu* ..3 rien/jamais",
            ("personne NE ..3 peut/pourra/saura ..3 HARM/ouvrir/entrer unless sauf"),
            "que personne NE ..3 peut/pourra",
            "dormir ..3 oreilles",
            "risqu* ..2 rien",
            (
                "RISKY ..4 ecarte*/elimine*/supprime*/exclu* unless NE in @; NEG in "
                "@; pas in @; n/ne in @"
            ),
        ),
    ),
    Rule(
        key="W16",
        severity="warn",
        advice="Commencez par le client.",
        patterns=(),
    ),
    Rule(
        key="W20",
        severity="warn",
        advice="Ne pas offrir moins que le papier.",
        patterns=(
            "LIGHTER_INVOICE unless NEG ..2 @",
            "format/fichier allege/resume/simplifie unless NEG ..2 @",
            "moins detaille*/complet*",
            "hors annexe*",
            "ATTACHED ..2 non joint*/fourni*/inclus*",
            "simple resume",
            (
                "NE ..1 comport*/contien*/inclu*/reprend*/reprenn* ..1 pas/plus ..3 "
                "ATTACHED"
            ),
            "version ..1 est LIGHT unless NEG in @",
            "resume de la/vos/votre/chaque/votre facture*",
            (
                "sans ..2 annexe*/justificatif*/detail* unless refus*; message*; "
                "changement in @; oublier in @; aucun*"
            ),
            (
                "sans ..2 piece/pieces jointe* unless refus*; message*; courrier; "
                "changement in @; oublier in @; aucun*"
            ),
            "sans ..2 bon/bons de livraison unless changement in @; oublier in @",
            "ATTACHED ..8 sur ..1 demande unless NEG ..1 @",
            "ATTACHED ..6 supprime* unless NEG ..1 @; pas in @",
            (
                "ATTACHED ..8 plus/pas ..1 joint*/fourni*/envoy*/transmis*/inclus*/"
                "repris* with NE in @"
            ),
            "ATTACHED ..7 figur* plus/pas",
            "aucun/aucune ATTACHED ..3 sera ..1 joint*/fourni*/transmis*/inclus*",
            (
                "REMOVED ..5 ATTACHED_X unless NEG ..2 @; NEG in @; NE in @; pas ..2 "
                "@; message* in @; perte in @; risque* in @; dans ..2 ATTACHED_X; NE "
                "..2 @; aucun*/rien ..6 @; bancaire*"
            ),
            (
                "ATTACHED_X ..6 REMOVED unless NEG ..1 @; NEG in @; NE in @; pas in "
                "@; NE ..2 @; aucun*/rien ..6 @; bancaire*"
            ),
            (
                "sans/ni/hors ..3 ATTACHED_X unless refus*; message*; courrier; "
                "lettre; motif*; donner/fournir/produire in @; quitter in @; perdre "
                "in @; chercher in @; ressaisir in @; bancaire*; changement in @; "
                "oublier in @; aucun*"
            ),
            ("ATTACHED_X ..9 NE ..6 pas/plus/jamais ..3 SENT_WITH unless bancaire*"),
            ("NE ..5 pas/plus/jamais ..4 SENT_WITH ..6 ATTACHED_X unless bancaire*"),
            (
                "NE ..5 pas/plus/jamais/aucun* ..5 ATTACHED_X with SENT_WITH unless "
                "demand* in @; besoin in @; NE ..1 demand*; perd* in @; oubli* in @; "
                "NE ..1 manqu*; bancaire*"
            ),
            "ATTACHED_X ..9 sur ..2 demande*/requete unless NEG ..1 @; bancaire*",
            "ATTACHED_X ..4 a ..1 demander/reclamer/part unless bancaire*",
            (
                "ATTACHED_X ..6 separement/part/apart/plus tard unless pas/NEG in @; "
                "bancaire*"
            ),
            "sur ..1 demande ..6 ATTACHED_X unless bancaire*",
            (
                "NE ..3 comport*/contien*/contenir*/inclu*/repren*/reprend*/affich*/"
                "montr*/mentionn*/figur*/donn*/indiqu* ..3 plus/pas/que ..6 "
                "ATTACHED_X/total/totaux/montant*/essentiel/resume/principales/"
                "entete unless bancaire*"
            ),
            "que/qu ..1 le/les/l ..1 essentiel/total/totaux/principales/resume",
            (
                "seul*/seulement/uniquement/juste ..3 total/totaux/montant*/"
                "essentiel/resume with facture*/version/pdf/fichier/document*/mail"
            ),
            (
                "version/facture/format/fichier/document/pdf/mail ..3 LIGHTER unless "
                "NEG ..2 @; NE in @; NEG in @; la/le ..5 de/des/vos/votre ..1 @"
            ),
            (
                "moins ..1 de/d ..1 detail*/information*/complet*/page*/mention*/"
                "riche*/fourni* unless VOS ..1 @"
            ),
            "moins ..0 detaille*/complet*/fourni*/riche*/precis*",
            "LIGHT facture*/version/document*",
            "facture* ..3 une seule page",
            ("ATTACHED_X ..8 rest*/demeur*/continu* ..3 papier/poste unless bancaire*"),
            "contenu ..2 LIGHT",
            "version ..2 courte",
            (
                "ATTACHED_X ..2 NE ..1 sui*/accompagn*/part* ..1 pas/plus unless "
                "bancaire*"
            ),
            "l essentiel ..3 facture*",
            "seul*/uniquement ..1 la ..0 premiere page",
            "reclamer/redemander ..4 ATTACHED_X unless bancaire*",
            (
                "faudra/faut/devrez ..4 demander/reclamer/retirer/chercher ..4 "
                "ATTACHED_X unless bancaire*"
            ),
            (
                "pour ..3 ATTACHED_X ..3 adressez/contactez/ecrivez/demandez/voir/"
                "appelez unless bancaire*"
            ),
            (
                "ATTACHED_X ..6 rest*/gard*/conserv* ..2 chez/dans/a ..1 nous/nos/"
                "notre unless bancaire*"
            ),
            "premiere page ..3 seule*/envoy*",
            (
                "ATTACHED_X ..8 NE ..2 sui*/accompagn*/part*/joindr* ..1 pas/plus "
                "unless bancaire*"
            ),
            (
                "synthese/resume/recapitulatif/extrait ..4 remplac*/tiendra/lieu ..4 "
                "facture*"
            ),
            "remplac* ..4 facture* ..4 synthese/resume/extrait",
            (
                "NE ..3 aurez/avez/recevrez/verrez/trouverez ..1 plus/pas ..1 que/qu "
                "..3 total/montant*/resume/essentiel/synthese"
            ),
            (
                "NE ..3 aurez/recevrez/verrez/trouverez ..1 que/qu ..3 total/"
                "montant*/resume/essentiel/synthese"
            ),
            (
                "ATTACHED_X ..5 restera*/resteront/reste/restent ..4 papier/poste/"
                "depot/nous/agence/bureau unless bancaire*"
            ),
            "ATTACHED_X ..4 NE ..1 figur* ..1 plus/pas",
        ),
    ),
)

IDEAS = {
    "RISKY": (
        (
            "risque*/perte*/erreur*/faille*/fraude*/piratage*/panne*/bug*/incident*/"
            "danger*/fuite*/oubli/oublis/intrusion*"
        ),
    ),
    "HARM": (
        "falsifi*/pirat*/perdre/contourner/modifier/forcer/viol*/copier/devin*",
        "detourn*/effacer/alterer/craquer",
        (
            "pirat*/hack*/casser/dechiffr*/intercept*/usurp*/egar*/trafiqu*/trich*/"
            "fals*/forg*/contrefair*/toucher/perd/perdra/perdent/perdu/perdue/perdues"
        ),
    ),
    "LIGHTER_INVOICE": (
        "facture*/version*/document* ..1 LIGHT unless est/sont/sera in @",
        "facture* electronique LIGHT",
    ),
    "LIGHT": (
        ("simplifie/simplifiee/simplifies/simplifiees/allege/allegee/alleges/allegees"),
        "condense*/partielle*/synthetique*/courte/courtes/incomplete*",
        "resume/resumee/resumes/resumees/abrege*/tronque*/reduite/reduites",
    ),
    "OPENING_VERB": (
        (
            "avons/sommes/modernis*/souhaitons/mettons/changeons/passons/lancons/"
            "deployons"
        ),
        "faisons evoluer",
        (
            "poursuivons/engageons/procedons/innovons/evoluons/voulons/desirons/"
            "dematerialisons/basculons/adoptons/investissons/digitalis*"
        ),
        (
            "avancons/grandissons/transform*/repensons/simplifi*/allons/devenons/"
            "travaillons"
        ),
    ),
    "SENDER_VERB": (
        (
            "modernis*/change/changent/evolue/evoluent/passe/passent/annonce/"
            "souhaite/lance/a/met/poursuit/innove/engage/transforme/dematerialise/"
            "adopte/deploie/entend/procede/bascule/investit/simplifie/vise/franchit/"
            "veut/decide/entame/repense/digitalise"
        ),
    ),
    "BETTER_ALL": ("optimiser/ameliorer/moderniser/simplifier/reduire/accelerer",),
    "ATTACHED_X": (
        "ATTACHED",
        (
            "attachement*/releve*/plan/plans/photo*/feuille*/recapitulatif*/"
            "certificat*/rapport*/bordereau*"
        ),
    ),
    "REMOVED": (
        (
            "retir*/supprim*/enlev*/otee*/oter/omis/omise*/exclu*/ecart*/abandonn*/"
            "disparai*/disparu*/cess*/saute/sautent/allege*/depourv*/prive*/amput*/"
            "delest*/debarrass*/zapp*/retranch*/reduit*/limit*"
        ),
    ),
    "LIGHTER": (
        "LIGHT",
        (
            "minimal*/minimaliste*/basique*/sommaire*/succinct*/epure*/depouill*/"
            "appauvri*/ecourte*/incomplet*/raccourci*"
        ),
    ),
    "SENT_WITH": (
        (
            "joint*/fourni*/envoy*/transm*/inclu*/repris*/figur*/accompagn*/adress*/"
            "remis*/attach*/ajout*/present*/comport*/contien*/reprend*/recev*/recoi*"
        ),
        "annexe*/communiqu*/livre*",
    ),
    "DOCS": ("facture*/document*/fichier*/piece*/donnee*/envoi*/message*",),
    "SENDER_NAME": (
        (
            "societe/entreprise/groupe/maison/direction/cabinet/association/etude/"
            "agence/office/atelier/etablissement/compagnie/structure/enseigne/reseau/"
            "cooperative/mutuelle/fondation"
        ),
    ),
}

# First sentence that speaks of the sender (W16), once the greeting is left out.
OPENINGS = (
    "nous ..0 OPENING_VERB",
    "notre ..0 SENDER_NAME",
    "notre ..6 SENDER_VERB unless vous/votre/vos in @; facture* in @",
    "nos services/equipes ..4 SENDER_VERB unless vous/votre/vos in @",
    "dans le cadre de/d NOS/sa/son/ses",
    "dans la ..2 de NOS",
    "soucieu*/attache*/fidele*/fier/fiers/fiere/desireu*/conscien*",
    "toujours soucieu*",
    "la/le/l SENDER_NAME ..6 SENDER_VERB",
    "afin d/de ..1 BETTER_ALL NOS",
    "pour ..1 BETTER_ALL NOS",
    "dans un souci/but",
    "dans une demarche/volonte/logique",
    "engage/engagee/engages dans",
    "fort/forte/forts ..0 de/d",
    "depuis ..8 notre/nous unless vous/votre/vos in @",
    "comme ..6 nous OPENING_VERB",
    "chez ..4 nous ..0 OPENING_VERB",
    "en tant que",
    "leader/acteur/specialiste/pionnier/numero ..3 de/du/des",
    "la SENDER_NAME ..8 SENDER_VERB",
)
WE = "nous/notre/nos"
YOU = "vous/votre/vos"
GREETINGS = (
    "bonjour/madame/monsieur/mesdames/messieurs/cher/chere/chers/cheres/client/cliente"
    "/clients/objet/sujet/et/bonsoir/mme/m/mr/mlle"
)
