"""How a French letter must not frighten: fees on paper, penalties.

Sources: published advice on the letters of invoicing campaigns.
"""

from .letter_rule import Rule

WARNINGS = (
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
            (
                "frais ..2 traitement/gestion/dossier/affranchissement/expedition/"
                "port/poste ..6 papier/postal*/poste/courrier unless sans ..0 @; "
                "aucun ..0 @; NOS ..0 @"
            ),
            (
                "frais ..6 pour/sur ..4 papier/impression* unless sans ..0 @; aucun "
                "..1 @"
            ),
            "frais d affranchissement unless NOS ..0 @",
            (
                "papier ..8 frais ..1 de/d/supplementaire* unless sans ..1 @; aucun "
                "..1 @; NE in @; NEG in @; sans in @; aucun in @"
            ),
            (
                "frais ..2 d expedition/d envoi/de poste unless NOS ..0 @; sans ..0 "
                "@; aucun ..1 @; pas ..1 @"
            ),
            (
                "frais ..2 lie*/relatif*/afferent*/occasionn* ..4 papier/impression*/"
                "edition*/envoi* unless sans ..0 @; aucun ..1 @; NOS ..0 @"
            ),
        ),
    ),
    Rule(
        key="W04b",
        severity="warn",
        advice="Pénaliser le papier produit l'effet inverse.",
        patterns=(
            (
                "CHARGED ~14 POSTED unless POSTED_STUFF; remboursement; contre in @; "
                "centime; FREE"
            ),
            "POSTED ..8 PRICE",
            "PRICE ..4 POSTED",
            "fer*/faire payer ..4 POSTED",
            "payer*/paier* ..3 papier unless NEG ..2 @; NEG in @",
            "POSTED ..14 PRICE unless POSTED_STUFF; superieur*",
            "PRICE ..8 POSTED unless POSTED_STUFF",
            (
                "PAYS ~10 papier/postal*/poste/courrier unless NEG ..2 @; NEG in @; "
                "NE in @; paiement/cheque in @"
            ),
            "papier/postal*/poste/courrier ..8 fin ..2 gratuite",
            "affranchissement*/timbre* ..8 CHARGE unless NEG ..2 @; NEG in @",
            "CHARGE ..6 affranchissement*/timbre* unless NEG ..2 @; NEG in @",
            (
                "courrier/papier/poste/postal* ..8 NE ..1 est/sera/seront/sont ..1 "
                "plus ..2 gratuit*/offert*/inclus*/gracieu*"
            ),
            "facture/factures ..0 postee*/imprimee* ..8 CHARGE unless NEG in @",
            (
                "forfait/supplement/participation ..1 postal/postale/papier unless "
                "NEG ..2 @; sans ..1 @; aucun ..1 @"
            ),
            (
                "montant/somme ..2 PRICE ..6 courrier/pli/envoi/papier unless NEG in "
                "@; capital in @"
            ),
        ),
        unless=("FREE_OF_CHARGE unless plus ..1 @; cess* ..3 @; fin ..3 @",),
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
            (
                "recouvrement* unless @ ..2 SURFACE; facture* d ..0 @; pierre*/"
                "plaque*/lame*/tole*/profil* ..2 @"
            ),
            "contentieu*",
            "huissier* unless etude* ..2 @; client*; @ ..2 hotel/accueil",
            "commissaire* de justice",
            "retard* ..10 interet*/penalit*/majoration*/indemnit*/agios/amende*",
            "majoration* ..3 tard*/impaye*/echeance",
            "agios",
            "injonction ..1 payer",
            "mise en recouvrement",
            "nos/notre/transm*/remis*/confi* ..6 avocat*",
            "voie* ..1 judiciaire*/droit",
            "action* judiciaire*/juridique*",
            "tribunaux",
            "astreinte* unless numero/telephone/equipe*/service/d ..2 @",
            "dommages ..2 interets",
            "frais ..2 relance/rejet/impaye*",
            "taux ..3 legal/bce/retard",
            (
                "copie*/double*/exemplaire* ..3 facture*/payant*/NUMBER ..3 payant*/"
                "factur*"
            ),
            "procedure* ..2 judiciaire*/contentieu*/recouvrement",
            "societe de recouvrement",
            "indemnite* ..3 recouvrement/retard/40",
            (
                "penalit* unless NEG ..2 @; aucune ..1 @; papier/postal/postale in "
                "@; papier ..6 @; @ ..6 papier/postal/poste/courrier"
            ),
            "impaye/impayes/impayee/impayees unless NEG ..2 @; vos ..0 @",
            "poursuite*/poursuivi* ..2 judiciaire*/justice/juridique*",
            "assignation*/assigner/assigne* ..2 justice",
            "reedition*/reedit* ..4 facture*/payant*/PRICE/factur*",
            (
                "second/seconde/secondes/nouvel/nouvelle/nouveau/deuxieme ..1 "
                "expedition*/exemplaire*/envoi/copie*/edition ..4 factur*"
            ),
            (
                "renvoi/reimpression* ..4 facture* ..6 payant*/PRICE/factur*/delai/"
                "semaine*"
            ),
            ("facture* ..1 egaree*/perdue* ..10 plus ..3 delai/semaine*/jours/payant*"),
            "interet/interets ..1 courent/courront/courr*/dus/due",
            "passe* ..4 interet/interets ..2 cour*",
            "saisi*/saisirons ..3 tribunal/juge/justice",
            "tribunal ..4 saisi",
            "cabinet ..1 recouvrement",
            "remis ..2 au ..0 contentieux",
            "huissier/commissaire ..4 justice",
        ),
    ),
)

IDEAS = {
    "PRICE": (
        (
            "NUMBER MONEY_SIGN unless de ..2 @; superieur*/inferieur*/depass*/elev* "
            "..3 @; capital ..5 @; montant ..5 @"
        ),
        (
            "NUMBER NUMBER MONEY_SIGN unless de ..1 @; superieur*/inferieur*/elev* "
            "..3 @; capital ..5 @; montant ..5 @"
        ),
    ),
    "CHARGE": (
        "payant*/surcout*/supplement/supplements/majoration*/majore*/penalite*",
        "penalise*/surtaxe*/surfactur*",
        ("facturer/facturera/facturerons/facturerez/factureront/facturee/facturees"),
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
        (
            "tarification/tarif/tarifs ..2 complementaire*/supplementaire*/"
            "specifique*/additionnel*/special*/majore*"
        ),
        "somme* ..1 de ..1 PRICE/COUNT",
        (
            "perception/perceu*/percu*/preleve*/prelevement ..4 somme*/PRICE/frais/"
            "montant*"
        ),
        "en sus",
        "a ..1 vos/votre/leur/sa ..1 charge/frais",
        "frais ..2 supplementaire*/additionnel*/de/d/complementaire*",
        (
            "supplement/supplements/surcharge/surprime*/ecotaxe/taxe/taxes ..0 de/"
            "pour/sur/sera"
        ),
        "facture/facturee/facturees/factures ..1 PRICE",
        "facture/facturee/facturees/factures ..1 en ..0 plus/sus",
        (
            "donn*/ouvr* ..1 lieu ..3 paiement/facturation/perception/majoration/"
            "supplement"
        ),
        "NE ..2 sera/seront/est/sont plus ..1 gratuit*/offert*",
        "fin ..2 gratuite",
        "cesse* ..1 etre gratuit*",
        "devien*/deviendr* ..2 payant*",
        "compte*/ajoute*/applique*/demande*/reclame*/preleve*/retenu* ..3 PRICE",
        (
            "PRICE ..3 compte*/ajoute*/applique*/demande*/reclame*/preleve*/retenu*/"
            "par/de ..1 plus/sus"
        ),
        "cout/prix/tarif/montant ..5 PRICE",
        "coutera/couteront/coutent/coute/revien*/reviendra ..3 PRICE",
        "surcout*/surtax*",
        "participation ..4 frais/financiere/forfaitaire",
        "particip*/contribu* ..2 aux ..0 frais/couts/cout",
        "penalit*/penalis*",
        "monnay*",
        "TO_YOU",
        "main a la poche",
        "aura/auront/a ..1 un/son ..1 cout/prix",
        "en option payante",
        (
            "NE ..1 est/sera/seront/sont ..1 plus ..2 gratuit*/offert*/inclus*/"
            "compris*/gracieu*"
        ),
        "cesser* ..3 gratuit*",
        "debit*",
        "port ..6 charge",
        "redevance*",
        "devra/devront/devrez ..4 payer/regler/acquitter/supporter",
        "supporter*/supporte* ..4 frais/cout/couts/port/prix",
        "facturation ..2 de/du ..1 papier/port/timbre/affranchissement/pli*",
        "lieu ..1 a ..1 facturation",
        "moyennant ..4 PRICE/supplement/participation",
        "contre ..2 PRICE",
        "prix ..2 du ..1 timbre",
        "monnay*/pay* ..2 plein pot",
        (
            "timbre*/affranchissement/port ..6 compte*/factur*/demande*/ajoute*/"
            "reclame*/preleve*"
        ),
        "majorera/majoreront/majore ..6 PRICE",
        "majorera/majoreront",
        "sera/seront ..1 du/due/dus",
        "PRICE ..3 par ..1 an/envoi/facture/pli",
        (
            "montant/somme/supplement ..4 ajoute*/applique*/facture*/preleve* ..4 "
            "par/pour/a"
        ),
        "objet ..2 facturation",
        "facturation ..1 separee/supplementaire/specifique",
    ),
    "CHARGED": (
        (
            "CHARGE unless NEG ..2 @; UNCHARGED in @; @ ..1 rien/pas/jamais/aucun*; "
            "commande*/achat*/prestation* ..5 @"
        ),
    ),
    "FREE_OF_CHARGE": (
        "sans ..2 frais/supplement*/surcout*/cout",
        "gratuit*",
        "sans ..6 coute/payer/debourser",
        "FREE",
    ),
    "UNCHARGED": ("pas/jamais/rien/aucun/aucune/sans",),
    "POSTED_STUFF": (
        "papier ..1 couche/peint/photo/toilette/offset/kraft/recycle",
        "commande* ..2 de papier",
        "rame* de papier",
    ),
    "PAYS": ("payer*/paier*/paiera*/paieront/paierez/debours*/acquitt*",),
    "SURFACE": (
        (
            "toiture*/toit*/sol/sols/surface*/mur/murs/bardage*/facade*/plancher*/"
            "tuile*/ardoise*/zinc/tissu*/fauteuil*/canape*/piscine*/terrasse*/pose/"
            "vegetal*"
        ),
    ),
    "TO_YOU": (
        "a ..1 la ..0 charge",
        "a ..1 votre/leur/sa/vos ..0 charge/frais",
        "refactur*",
        "imput*",
    ),
}
