"""What a French letter must not say.

Sources: published advice on the letters of invoicing campaigns; W13, C. civ. 1120.
"""

from .letter_rule import Rule

WARNINGS = (
    Rule(
        key="W01",
        severity="warn",
        advice="Vu comme un report des coûts d'impression sur le client.",
        patterns=(
            "moins de/d ..1 PAPER_GOODS unless REJECTED ..3 @",
            "zero/halte/stop/adieu ..2 PAPER_GOODS unless rappel* in @; REJECTED ..3 @",
            "REDUCE ..5 PAPER_GOODS unless NE ..2 @; pas in @; NEG ..3 @; rappel* in @",
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
        ),
    ),
    Rule(
        key="W02",
        severity="warn",
        advice="Le client y voit un habillage vert.",
        patterns=(
            "ecolog*/eco/ecoresponsab*/ecogeste*/ecocitoyen*",
            "environnement* unless @ ..3 IT_WORD; @ ..1 VOS; VOS ..0 @",
            "environnemental*/environnementaux",
            "planete*/rse/biodiversite/deforest*/pollu*/recycl*/sobriete",
            "empreinte* unless @ ..0 numerique/digitale",
            "carbone unless copie* ..1 @",
            "co 2",
            "=co₂",
            "bilan carbone",
            "arbre/arbres unless STREET ..3 @; @ ..1 classement/dossiers/decision",
            "foret/forets unless STREET ..3 @",
            "durable/durables unless support* ..1 @; relation*/partenariat ..2 @",
            "vert/verte/verts/vertes unless COLOURED ..3 @; en ..0 @; STREET ..3 @",
            "geste* citoyen*",
            "gaz a effet",
            "climat/climatique*",
            "dechet*/verdi*/vertueu*/green",
            "generations futures",
            "energie/energetique*",
            "ressources naturelles",
            "proteg*/preserv*/respect*/faveur/geste ..4 nature",
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
                "reduction/reductions/baisse/maitrise des/de ..1 cout*/depense*"
                " unless @ ..1"
                " VOS"
            ),
            "cout*/charge*/depense* ..5 pour nous unless NEG in @",
            (
                "reduire/baisser/diminuer/maitriser/limiter les cout*/depense*/frais"
                " unless REJECTED ..3 @"
            ),
            "cout*/prix/tarif* ..1 postal/postaux/timbre*",
            "raisons economiques",
            "reduire/acceler*/raccourc* ..4 delais de paiement/reglement",
            "etre ..1 regle* ..2 vite/rapidement",
            "affranchissement*",
            "nous ..3 gagn* unless vous in @",
            "gain*/avantag*/benefi* ..3 pour nous",
        ),
    ),
    Rule(
        key="W04a",
        severity="warn",
        advice="Ne parlez jamais de frais de papier.",
        patterns=(
            "frais papier",
            "frais de/d papier/facturation/impression*/edition*",
            "frais d envoi unless NOS ..0 @",
            "frais de/d ..5 papier/impression*/edition* unless sans ..0 @",
            "frais ..1 postaux/postal",
            "frais ..4 papier unless sans ..0 @; aucun ..0 @; vous in @",
        ),
    ),
    Rule(
        key="W04b",
        severity="warn",
        advice="Pénaliser le papier produit l'effet inverse.",
        patterns=(
            "CHARGED ~10 POSTED",
            "POSTED ..8 PRICE",
            "PRICE ..4 POSTED",
            "fer*/faire payer ..4 POSTED",
            "payer*/paier* ..3 papier unless NEG ..2 @; NEG in @",
        ),
        unless=("FREE_OF_CHARGE",),
    ),
    Rule(
        key="W05",
        severity="warn",
        advice="Ton imposé : le client doit choisir.",
        patterns=(
            "s impose* ..1 vous unless NE ..1 @",
            (
                "vous impose/imposent/imposera/imposeront unless NE ..1 @; @ ..1"
                " aucun*/pas/rien"
            ),
            "il vous faut/faudra",
            "prevu* ..3 nos ..1 CGV_TERMS",
            (
                "vous devez/devrez unless @ ..0 pouvoir/sans/peut; si/quand/lorsque/que"
                " ..1 @; @ ..1 rien"
            ),
            "vous ..1 etes/serez ..2 tenu*/oblige*/contraint* unless pas in @; NE in @",
            "avez/aurez/dans l obligation unless pas ..1 @",
            "obligatoire*/obligatoirement unless NEG ..3 @; QUESTION",
            "imperati* unless NEG ..2 @",
            "nous ..1 imposons/exigeons unless NE in @",
            (
                "est/sont/sera/seront/etes ..2 impose* unless NEG in @; NEG ..4 @; rien"
                " ..4 @"
            ),
            "est/sont/sera exige* unless NEG ..2 @",
            "sous peine",
            "en demeure",
            "sanction* unless NEG ..2 @",
            "BLOCKED ..2 le ..0 service*/livraison*",
            (
                "livraison*/commande*/compte*/service*/contrat* ..4 BLOCKED unless"
                " NEG ..1 @; NEG in @"
            ),
            (
                "BLOCKED ..3 livraison*/commande*/compte*/contrat* unless NEG ..3 @;"
                " NEG"
                " in @"
            ),
            "NE ..3 pas ..1 le choix",
            "pas d autre choix",
            "doit/doivent ..1 etre ..1 accept*",
            "conformement a nos ..1 CGV_TERMS",
            "selon/suivant nos ..1 CGV_TERMS",
            "vertu/application de nos ..1 CGV_TERMS",
            "il faut accepter/repondre",
        ),
        unless=(
            "dgfip",
            "impots gouv",
            "OFFICIAL",
            "reforme*",
            "numero de commande",
            "reference*",
        ),
    ),
    Rule(
        key="W06",
        severity="warn",
        advice="Fermeté à garder en interne.",
        patterns=(
            "duplicata*",
            "penalite*/majoration* ..6 retard",
            "interet* ..1 retard",
            "interet* moratoire*",
            "retard* ..8 interets/penalites",
            "judiciaire*/tribunal/poursuites",
            "action/agir en justice",
            "indemnite* forfaitaire*",
            "recouvrement*",
            "contentieu*",
            "huissier*",
            "commissaire* de justice",
        ),
    ),
    Rule(
        key="W07",
        severity="error",
        advice="Affirmation juridique fausse ou périmée.",
        patterns=(
            "loi macron",
            "AGREEMENT ..8 NEEDED with plus/pas in @; NE in @",
            "aucun/aucune ..1 AGREEMENT ..6 NEEDED",
            "plus/pas/nul/aucun besoin ..2 AGREEMENT",
            "AGREEMENT ..3 inutile*/superflu* unless pas in @",
            "plus/pas besoin d obtenir/recueillir/demander ..1 AGREEMENT",
            "NE ..2 exige*/demande*/impose*/requiert plus/pas ..2 AGREEMENT",
            (
                "pas/plus necessaire d/de ..1 recueillir/obtenir/demander/donner ..2"
                " AGREEMENT"
            ),
            "passer/dispens* de ..1 AGREEMENT",
            (
                "pas/plus ..1 a recueillir/obtenir/demander/solliciter/donner/attendre"
                " ..2 AGREEMENT"
            ),
            (
                "peut/peuvent/pouvons/pourrons ..8 sans ..1 AGREEMENT unless"
                " pas/jamais/rien/aucun* in @"
            ),
            "l etat ..3 oblige*/impos*/contraint*/exige* unless pas in @",
            "OLD_MONTH 2024 unless HISTORY",
            "STALE_DATE unless HISTORY",
            "janvier 2017 unless HISTORY",
        ),
    ),
    Rule(
        key="W08",
        severity="error",
        advice="Le client doit pouvoir répondre.",
        patterns=(
            (
                "ne pas ..1 repondre unless"
                " pouvez/choisi*/prefer*/libre*/droit/possib*/souhait* ..4"
                " @; @ ..1 vaut/vaudra/equivaut/ne/n"
            ),
            "NE ..1 repondez pas unless vous ..1 @",
            "no reply",
            "noreply",
            "donotreply",
            "NO_REPLY_ADDRESS",
            "message*/mail*/courriel* ..4 automatique* unless pas in @; reponse ..1 @",
            "message*/mail*/courriel* ..4 automatiquement unless pas in @",
            "boite*/adresse*/messagerie* ..4 pas/non/ni/jamais ..2 READ",
            "reponse*/message* ..6 pas/jamais ..2 READ",
            "pas ..1 repondre a ce/cet/cette with pouvez/possible",
            "impossible d/de ..1 repondre",
            "inutile de ..1 repondre unless @ ..1 si",
            "sans suite",
            "ne pas utiliser ..3 repondre",
            "adresse* ..1 NE ..1 recoi*/accepte*/traite* pas/aucun*",
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
        key="W10",
        severity="warn",
        advice="Ton d'hameçonnage.",
        patterns=(
            "cliqu* ..1 ici/la/vite/maintenant",
            "urgent/urgente/urgents/urgentes/urgence/urgemment unless NEG ..2 @",
            "immediatement unless EFFECT",
            "sous/reste/avez ..2 24/48/72 h/heures unless OUR_REPLY",
            (
                "dernier/derniere/derniers/ultime/ultimes"
                " chance/rappel/relance/avertissement"
            ),
            "mot/mots de passe unless NEG ..3 @; @ ..4 jamais/pas",
            "SHORT_URL",
            "bit ly",
            "tinyurl",
            "goo gl",
            "reponse* ..2 immediate*",
            "acces ..2 sera ..1 supprime*/coupe/ferme",
            "action requise",
            "sans plus attendre",
            "compte ..1 sera/va ..1 ferme/desactive/supprime",
        ),
    ),
    Rule(
        key="W11",
        severity="warn",
        advice="Publicité : le message devient de la prospection.",
        patterns=(
            "promo/promos/promotion* unless @ ..1 ce/cette/votre; NEG ..2 @",
            (
                "offre* speciale*/exceptionnelle*/commerciale*/promotionnelle*/limitee*"
                " unless NEG ..2 @"
            ),
            "offre* de ..1 bienvenue/lancement/fin",
            (
                "remise/remises unless NEG ..2 @; @ ..3 DOCUMENT;"
                " est/sera/soit/ete/sont ..1 @;"
                " en ..0 @;"
                " @ ..2 habituel*/contractuel*/negoci*/inchange*"
            ),
            "profite*",
            "decouvr* ..1 NOS unless @ ..2 FAQ; @ ..2 SPACE; @ ..1 page/facture*",
            "jeu concours",
            "concours",
            "essai gratuit",
            "livraison offerte",
            "nouveaux/nouveau produits/produit",
            "grand jeu",
            "DISCOUNT",
            "NUMBER % ..2 reduction*/rabais/remise*",
            "reduction*/rabais ..2 NUMBER %",
            "cadeau* unless NEG ..2 @",
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
        ),
    ),
    Rule(
        key="W12",
        severity="warn",
        advice="Format ou canal imposé.",
        patterns=(
            "ONLY ..3 MEDIA unless pas/non/ni ..4 @; si in @",
            "MEDIA ONLY unless pas/non ..1 @; @ ..1 si",
            (
                "MEDIA ..1 unique/exclusif/impose/imposes unless aucun/pas/sans ..1 @;"
                " @ ..1 NE; @ ..1 par"
            ),
            "format ..2 est impose unless aucun ..0 @; pas in @",
            "unique/seul format ..2 MEDIA",
            "obligatoirement ..3 MEDIA",
            "MEDIA ..1 obligatoire unless NEG in @; NEG ..2 @",
            "unique format",
            "MEDIA ..2 seul/seule/unique ..1 possible/accepte/acceptee/propose/utilise",
            "canal/mode/moyen ..2 unique/exclusif/impose unless NEG ..2 @; NE in @",
            "seul ..0 canal/mode/moyen",
            "MEDIA ..2 desormais/dorenavant unless pouvez; possib*; choix; papier",
            "pas/aucun ..1 autre* format*",
            "NE ..2 que/qu ..3 MEDIA unless que si in @; c ..1 @",
            "seul/seuls ..2 MEDIA unless pas/au/aux ..1 @; pas in @",
            "NE ..6 plus ..3 que/qu ..3 MEDIA",
            "NE ..5 que/qu par/en/sous/au ..2 MEDIA",
            "desormais/dorenavant ..9 MEDIA unless pouvez; possib*; choix; papier",
            "l avenir ..9 MEDIA unless pouvez; possib*; choix; papier",
        ),
        unless=("vous ..1 choisissez", "au choix"),
    ),
    Rule(
        key="W13",
        severity="error",
        advice="Accord tacite exclu pour ce destinataire.",
        patterns=(
            "TACIT",
            "SILENCE ..14 SWITCHED",
            (
                "SILENCE ..8 ELECTRONIC ..4 place/active*/appliqu*/mise unless"
                " pas/aucune"
                " in @"
            ),
            "repute*/presum* ..3 ACCEPT unless NE ..3 @; pas in @",
            "ACCEPT tacite*/tacitement unless aucun/pas/sans/jamais ..3 @",
            "tacitement ..2 ACCEPT unless pas ..1 @",
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
            "rapidement unless FIND; apparai*; CHANNEL_NOUN ..3 @",
            "plus vite unless FIND; encaiss* ..0 @",
            "des que possible",
            "au plus tot unless @ ..1 le/WEEKDAY",
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
        ),
        unless=("OUR_REPLY", "service* ..2 repond", "vous recevrez"),
    ),
    Rule(
        key="W15",
        severity="warn",
        advice="Promesse absolue.",
        patterns=(
            "inviolable*/infalsifiable*/inattaquable*/infaillible* unless NEG ..4 @",
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
        ),
    ),
    Rule(
        key="W16",
        severity="warn",
        advice="Commencez par le client.",
        patterns=(),
    ),
    Rule(
        key="W17",
        severity="error",
        advice="Refuser doit être aussi simple qu'accepter.",
        patterns=(
            "lettre*/courrier*/pli/plis/envoi ..1 recommande* unless NEG ..4 @",
            "recommande avec",
            "refus* ..6 recommande",
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
            "refus* ..5 uniquement/seulement/exclusivement ..2 courrier/ecrit/lettre",
        ),
        unless=(
            "sans ..4 motif*/justif*/explication*/explique*/raison*",
            "inutile*",
            "facultati*",
            "optionnel*",
            "aucun/aucune",
            "pas a",
            "refus* ..6 justifi* pas",
            "pas ..1 necessaire",
            "pas ..1 deja/pre/besoin",
            "ni motif/justif*",
        ),
    ),
    Rule(
        key="W18",
        severity="error",
        advice="Ne ressemblez pas à l'administration.",
        patterns=(
            "republique francaise",
            "marianne unless @ ..0 CAPITALISED; mme/madame ..0 @",
            "liberte egalite fraternite",
            "tricolore*",
            "service public unless QUESTION; vous ..3 @; un ..0 @",
            "ministere*",
            "ADMINISTRATION ..4 CLAIMS unless NEG in @; NE in @",
            (
                "mandate/mandates/mandatee/mandatees par unless NEG ..1 @; vous ..2"
                " @; VOS ..3 @;"
                " @ ..1 votre/vous"
            ),
            "nous sommes mandates unless NEG in @",
            "nom de l etat",
            "demande/initiative de/du ..1 ADMINISTRATION",
            "impots ..2 CLAIMS unless site ..4 @",
            "compte de l etat",
        ),
    ),
    Rule(
        key="W19",
        severity="error",
        advice="Les CGV s'acceptent à part.",
        patterns=(
            "ANSWER_GIVEN ..4 MEANS_THAT ..8 CGV unless pas/jamais in @; n/ne in @",
            "ANSWER_GIVEN ..8 c est ..1 AGREES ..4 CGV",
            (
                "acceptant/repondant/cochant/validant/signant/confirmant ..12 AGREES"
                " ..6 CGV"
                " unless pas in @"
            ),
        ),
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
                "NE ..1 comport*/contien*/inclu*/reprend*/reprenn* ..1 pas/plus ..3"
                " ATTACHED"
            ),
            "version ..1 est LIGHT unless NEG in @",
            "resume de la/vos/votre/chaque/votre facture*",
            "sans ..2 annexe*/justificatif*/detail* unless refus*; message*",
            "sans ..2 piece/pieces jointe* unless refus*; message*; courrier",
            "sans ..2 bon/bons de livraison",
            "ATTACHED ..8 sur ..1 demande unless NEG ..1 @",
            "ATTACHED ..6 supprime* unless NEG ..1 @; pas in @",
            (
                "ATTACHED ..8 plus/pas ..1"
                " joint*/fourni*/envoy*/transmis*/inclus*/repris*"
                " with NE in @"
            ),
            "ATTACHED ..7 figur* plus/pas",
            "aucun/aucune ATTACHED ..3 sera ..1 joint*/fourni*/transmis*/inclus*",
        ),
    ),
)

IDEAS = {
    "IT_WORD": (
        "informatique*/technique*/logiciel*/test/tests/travail/applicati*/numerique",
        "production/habituel/bureautique/sap/windows/erp/comptable/securise",
    ),
    "STREET": ("rue/avenue/chemin/route/allee/place/impasse/boulevard/quai/bois/parc",),
    "COLOURED": (
        "numero*/bouton*/case*/couleur*/feu/pastille*/voyant*/coche*/espace*/lien*",
        "bandeau*/icone*/fond/signal/carre*/zone*/citron*",
    ),
    "OWN_GAIN": (
        "econom*/cout*/depense*/productiv*/rentab*/tresorerie*/encaiss*/affranchiss*",
        "efficac*/competitiv*/marge/marges/charges",
        "frais ..1 envoi/postaux/gestion/structure",
    ),
    "BETTER": (
        "econom*/redui*/reduction*/baiss*/diminu*/optimis*",
        "modernis*/simplifi*/acceler*/amelior*/rationalis*/facilit*/allege*/digitalis*",
    ),
    "BETTER_DONE": ("optimise*/modernise*/rationalise*/allege*/simplifie*",),
    "CHARGE": (
        "payant*/surcout*/supplement/supplements/majoration*/majore*/penalite*",
        "penalise*/surtaxe*/surfactur*",
        "facturer/facturera/facturerons/facturerez/factureront/facturee/facturees",
        "=facturé/=facturés",
        "sera/seront/soit/etre ..1 facture/factures",
        "participation ..1 PRICE",
        "participation de NUMBER",
        "participation aux/financiere",
        "participation ..4 demande*/exige*",
        "forfait ..4 PRICE",
        "forfait de NUMBER",
        "tarif*/soumis* ..4 PRICE",
        "tarif*/soumis* ..3 de NUMBER",
        "forfaitaire*",
        "coutera/couteront/coute",
        "a ..1 votre charge",
        "a vos frais",
        "redevance*/contribution*",
    ),
    "CHARGED": ("CHARGE unless NEG ..2 @; NEG in @; @ ..1 rien/pas/jamais/aucun*",),
    "FREE_OF_CHARGE": (
        "sans ..2 frais/supplement*/surcout*/cout",
        "gratuit*",
    ),
    "CGV_TERMS": ("CGV_WORD", "conditions"),
    "HISTORY": (
        "facture*/avoir*/releve* de/depuis/du/d ..1 OLD_MONTH",
        "facture* ..3 datee*/emise*",
        "disponible*/archive*/consult*/retrouv*/commande*/contrat*/historique*",
        "client* depuis",
        "courrier du",
        "telecharg*/exercice*",
    ),
    "EFFECT": (
        "apparai*/affich*/arriv*/effet*/enregistr*/visible*/disponible*/consult*/retrouv*/acces*/recev*",
        "pris en compte",
        "prise en compte",
        "nous ..2 repond*/revenons/cess*/repren*",
    ),
    "DOCUMENT": ("facture*/courrier*/document*/pli/colis/main/poste/fichier*/lettre*",),
    "ONLY": ("uniquement/exclusivement/seulement/imperativement",),
    "MEDIA": (
        "pdf/edi/mail/mails/courriel*/email*/format/formats/electronique*",
        "FACTURX",
    ),
    "CHANNEL_NOUN": ("retrouv*/reglee*/traite*/apparai*",),
    "ANSWER_GIVEN": (
        "signature/clic",
        "reponse*/accord*/acceptation*/silence*/consentement*/repondre/accepter/oui",
    ),
    "HARM": (
        "falsifi*/pirat*/perdre/contourner/modifier/forcer/viol*/copier/devin*",
        "detourn*/effacer/alterer/craquer",
    ),
    "GIVING": ("acceptant/repondant/cochant/validant/signant/confirmant",),
    "MEANS_THAT": (
        "vaut/vaudra/vaudront/vaudrait/valent/valant/emporte*/impliqu*/entrain*",
        "equivau*/signifi*/comport*/inclu*",
    ),
    "AGREES": ("accept*/approuv*/adher*/reconnai*/valid*/souscriv*/consent*",),
    "LIGHTER_INVOICE": (
        "facture*/version*/document* ..1 LIGHT unless est/sont/sera in @",
        "facture* electronique LIGHT",
    ),
    "LIGHT": (
        "simplifie/simplifiee/simplifies/simplifiees/allege/allegee/alleges/allegees",
        "condense*/partielle*/synthetique*/courte/courtes/incomplete*",
        "resume/resumee/resumes/resumees/abrege*/tronque*/reduite/reduites",
    ),
}

# First sentence that speaks of the sender (W16), once the greeting is left out.
OPENINGS = (
    "nous ..0 OPENING_VERB",
    "notre societe/entreprise/groupe/maison/direction/cabinet/association",
    "dans le cadre de NOS",
    "soucieu*",
    "toujours soucieu*",
    "la societe/maison/direction ..2 SENDER_VERB",
    "afin d/de BETTER_ALL NOS",
    "pour BETTER_ALL NOS",
    "dans un souci/but",
    "dans une demarche/volonte/logique",
    "engage/engagee/engages dans",
)
OPENING_IDEAS = {
    "OPENING_VERB": (
        "avons/sommes/modernis*/souhaitons/mettons/changeons/passons/lancons/deployons",
        "faisons evoluer",
        "poursuivons/engageons/procedons",
    ),
    "SENDER_VERB": (
        "modernis*/change/evolue/passe/annonce/souhaite/lance/a/met/poursuit/innove",
    ),
    "BETTER_ALL": ("optimiser/ameliorer/moderniser/simplifier/reduire/accelerer",),
}
WE = "nous/notre/nos"
YOU = "vous/votre/vos"
GREETINGS = (
    "bonjour/madame/monsieur/mesdames/messieurs/cher/chere/chers/cheres/client/cliente"
    "/clients/objet/sujet/et/bonsoir/mme/m/mr/mlle"
)
