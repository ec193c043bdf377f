"""French ideas shared by the points and the warnings of a letter.

Each is written with the patterns of `letter_patterns`.
"""

IDEAS = {
    "BY_SITE": (
        "site/sites",
        "adresse* ..3 site",
        "commencer*/commence ..2 par",
    ),
    "BY_NUMBER": (
        (
            "numero*/telephone/appel*/compos*/standard/joindre/interlocuteur/"
            "contact*/rappel* ..10 OLD_INVOICE"
        ),
        "numero* ..6 OLD_INVOICE",
        "numero* ..2 habituel*/connaissez",
        "numero* ..6 avez ..1 deja",
        "OLD_INVOICE with numero*/telephone/appel*/contact*",
        "telephone/numero/coordonnees ..4 meme* ..4 facture*",
        (
            "facture* ..3 an ..0 passe/dernier with telephone/numero/confirm*/"
            "verifi*/comparez"
        ),
        "comparez ..4 facture*",
        "numero/telephone ..4 facture* ..1 habituel*/papier",
        "facture* ..2 an ..1 passe",
        "numero/telephone ..2 de/sur/au ..3 vos/nos ..0 factures",
    ),
    "ASKED_FOR": (
        (
            "demand*/reclam*/sollicit*/exig*/requis*/necessaire*/fourni*/donn*/"
            "communiqu*/transm*/envoy*/attend*/utile*/besoin/voul*/collect*/recueill*"
        ),
    ),
    "REPLYING": (
        (
            "repon*/repond*/retour/choix/decision/avis/preference/prononc*/decid*/"
            "refus*/accord/formulaire/coupon/delai"
        ),
    ),
    "DATE": (
        "DAY MONTH YEAR",
        "DAY er MONTH YEAR",
    ),
    "FULL_DATE": ("WEEKDAY DATE",),
    "COUNT": (
        "NUMBER",
        "NUMERAL",
    ),
    "FACTURX": (
        (
            "factur x unless pas ..5 @; sans ..0 @; @ ..4 pas; @ ..3 indisponible*; "
            "NO_OFFER ..6 @; ni ..2 @"
        ),
        (
            "facturx unless pas ..5 @; sans ..0 @; @ ..4 pas; @ ..3 indisponible*; "
            "NO_OFFER ..6 @; ni ..2 @"
        ),
    ),
    "FAQ": (
        "demonstration*/demo/demos",
        "reponse* aux ..2 question*",
        "tuto*",
        "page* d explication*",
        "documentation ..2 disposition",
        "seance*/session*/presentation* ..4 ligne/visio/questions",
        "centre*/espace d aide",
        "explication* ..3 pas",
        "rendez vous ..2 ligne/visio*",
        "questions/reponses les plus",
        "aide ..1 en ligne",
        "foire aux questions",
        "faq/faqs",
        "f a q",
        "rubrique*/page* d ..0 aide",
        ("notice/notices unless @ ..2 montage/securite/appareil; machine*; produit*"),
        "webinaire*/webinar*/webconference*",
        (
            "reunion*/session*/rencontre*/presentation*/vous ..4 ligne/distance/"
            "visio/visioconference with reunion*/session*/rencontre*/presentation*/"
            "rendez"
        ),
        "reunion*/session*/seance* d information*",
        "question* ..1 reponse*",
        "question* ..1 frequente*/courante*",
        "guide/guides unless @ ..0 par/dans/chaine; etes/est/sommes/ete ..1 @",
        "tutoriel*/tuto/tutos",
        "mode/modes d emploi",
        "video/videos/visio/visioconference* unless surveillance; camera*",
        "centre d aide",
        "aide/assistance en ligne",
        "pas a pas",
        (
            "formation*/atelier* unless machine*/facture* ..6 @; intervient; service/"
            "centre/pole/jours ..0 @; NOS ..0 atelier*; l atelier; GOODS; salarie*; "
            "stagiaire*; suivie*/dispensee*"
        ),
        "fiche/fiches ..0 pratique*/explicative*/recapitulative*/aide/d",
        "brochure*/depliant*/livret*/plaquette*/memento*/documentation",
    ),
    "CGV": (
        "CGV_WORD",
        "conditions generales",
        "conditions de vente",
    ),
    "BANK_DATA": (
        (
            "coordonnee*/donnee*/information*/info/infos/renseignement*/reference*/"
            "identifiant*/element*/detail* ..2 banque/bancaire*"
        ),
        "compte* ..1 banque",
        "numero* ..2 compte* unless @ ..1 client*/fournisseur*",
        "carte bleue",
        (
            "coordonnee*/donnee*/information*/renseignement*/reference*/identifiant* "
            "..2 bancaire*"
        ),
        "r i b",
        "iban/ibans/rib/ribs",
        "bic unless stylo*/crayon* ..1 @",
        "compte*/carte*/identite/domiciliation* bancaire*",
        "VOS/notre/leur ..0 banque",
        "VOS comptes bancaires",
    ),
    "NO_BANK": (
        (
            "aucun/aucune/ni/sans/pas/nul/nulle ..3 BANK_DATA unless chang* in @; @ "
            "..4 chang*; modifi* in @"
        ),
        "NE ..5 ASKED_FOR ..14 BANK_DATA",
        ("jamais/nullement/aucunement ..9 BANK_DATA unless @ ..6 chang*; chang* in @"),
        "a aucun moment ..14 BANK_DATA unless @ ..6 chang*; chang* in @",
        "BANK_DATA ..2 NE ..6 ASKED_FOR",
        "inutile/peine ..4 BANK_DATA",
        "BANK_DATA ..3 inutile*",
        "gard*/conserv* ..3 BANK_DATA",
        "BANK_DATA ..4 restent/reste ..2 chez/entre",
        "NE ..3 voul*/besoin/cherch* ..5 BANK_DATA",
        "rien ..6 BANK_DATA",
        "pas ..3 ASKED_FOR ..6 BANK_DATA",
        "personne NE ..6 BANK_DATA",
        "aucun/aucune/ni/sans ..1 BANK_DATA",
        "aucun/aucune ..3 bancaire*",
        "jamais ..6 BANK_DATA unless @ ..4 chang*",
        "NE ..5 demand*/reclam*/sollicit* ..6 BANK_DATA",
        "NE ..2 communiqu*/envoy*/envoi*/transmett*/donn*/indiqu* ..4 BANK_DATA",
        "BANK_DATA ..1 NE ..5 demand*/reclam*/necessaire*/sollicit*/requis*",
        "aucun besoin ..3 BANK_DATA",
        "pas besoin ..3 BANK_DATA",
        "pas de BANK_DATA",
        "rien ..2 sur ..1 VOS banque",
        "NE ..3 que ..1 faire ..3 BANK_DATA",
        (
            "BANK_DATA ..2 NE ..2 interess*/concern*/regard*/utile*/servir*/servent "
            "unless chang* in @"
        ),
        "aucun/aucune/nul* ..2 champ/question/case/rubrique/ligne ..5 BANK_DATA",
        "NE ..3 compor*/contien*/compren* ..2 aucun*/pas/rien ..6 BANK_DATA",
        "NE ..3 requi*/necessit*/suppos*/impliqu* aucun*/pas ..5 BANK_DATA",
        "BANK_DATA ...3 gardez/conservez",
    ),
    "GOODS": (
        (
            "achet*/achat/achats/bouteille*/scierie/elagage/plantation*/travaux/"
            "chantier*/fourniture*/produit*/article*/gamme/plante*/legume*/fruit*/"
            "essence*/bois/meuble*/machine*/vehicule*/panneau*/batterie*/materiau*/"
            "materiel*/gaz/acier/beton/peinture*/tissu*/jardin*/toiture*/livraison*/"
            "livrons/livre/livree/livres/livrees/pose/posee/poses/cultiv*/vend*/cuv*/"
            "pepini*/menuiser*/atelier*/collecte*/benne*/dechetterie"
        ),
        "prestation* d/de",
        "abonnement ..1 de/d",
    ),
    "OLD_INVOICE": (
        "vieille* ..1 facture*",
        (
            "facture* ..2 ancienne*/precedente*/anterieure*/recue*/passee*/derniere*/"
            "deja/habituelle*"
        ),
        "ancien*/anterieur* ..2 courrier*/facture*/document*",
        "autres factures",
        "facture* ..1 que vous ..1 deja/avez",
        "deux/trois dernieres factures",
        "ancienne*/precedente*/derniere*/autre* ..1 facture*",
        "facture* ancienne*/precedente*/anterieure*/passee*/deja",
        "sur ..1 toutes vos/nos facture*",
        "sur ..1 vos/nos/chaque/une/votre facture*",
        "sur ..4 vos/nos facture*",
        "celui de vos facture*",
        "facture* ..1 papier",
        "facture* ..2 an ..0 passe/dernier",
        "facture* habituelle*",
        "factures passees",
    ),
    "MEANS": (
        "numero*/site/standard",
        "OLD_INVOICE",
    ),
    "DOUBT": (
        (
            "mefi*/mefian*/arnaque*/fraude*/hameconn*/prudence/soupcon*/hesit*/"
            "garanti*/rassur*/verification/confirm*"
        ),
        "vrai ..1 message/courrier/mail",
        "est ce bien",
        "verifi*/assur*/control*/doute*/authenti*/confirm*",
        "etre ..1 sur/certain/certaine/assure",
        "comment savoir",
        (
            "suspect*/louche*/bizarre*/mefiance/paranoi*/certain/certaine/comparez/"
            "comparer/prudent*"
        ),
        "coeur net",
        "pas ..1 sur/sure/surs ..3 nous",
        "sur que c",
        "sur ..1 que ce",
    ),
    "ORIGIN": (
        "qui vous ecrit",
        "c est nous",
        (
            "present/presente/ce/cet/cette ..1 message/courrier/courriel/lettre/"
            "envoi/mail/demarche/demande"
        ),
        "bien ..1 de ..1 la/l/notre",
        "de l authenticite/origine/provenance/identite",
        "authentifi*/veritable*/legitime*",
        "qui ecrit/appelle",
        "avons ..1 ecrit",
        "fraude*/arnaque*/hameconnage",
        "auteur/emetteur/vient/vienne/provien*/emane*/issu",
        "origine/identite/expediteur/provenance/authentique/authenticite",
        "c est bien nous",
        "bien de/d nous",
        "de nous with courrier/message/lettre/mail",
        ("verifi*/control*/authentifi* ce/cet/cette/le message/courrier/lettre/mail"),
        "verifi*/control*/authentifi* ce/cet/cette e mail",
        "votre fournisseur",
        "ce ..1 message/mail/courrier/lettre ..3 nous/authenti*",
        "telephone ..3 meme",
        "bien le notre",
        "bien ..1 fournisseur",
    ),
    "NO_OFFER": (
        (
            "NE ..1 pouvons/sommes/savons/fourniss*/gerons/propos*/produi* ..2 "
            "fournir/produire/proposer/pas/point/guere/de/encore/aucun*"
        ),
        "NE ..2 figure",
    ),
}
