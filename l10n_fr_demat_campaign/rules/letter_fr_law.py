"""What a French letter must not claim: false law, a State behind it.

Sources: published advice on the letters of invoicing campaigns.
"""

from .letter_rule import Rule

WARNINGS = (
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
                "pas/plus necessaire d/de ..1 recueillir/obtenir/demander/donner ..2 "
                "AGREEMENT"
            ),
            "passer/dispens* de ..1 AGREEMENT",
            (
                "pas/plus ..1 a recueillir/obtenir/demander/solliciter/donner/"
                "attendre ..2 AGREEMENT"
            ),
            (
                "peut/peuvent/pouvons/pourrons ..8 sans ..1 AGREEMENT unless pas/"
                "jamais/rien/aucun* in @"
            ),
            "l etat ..3 oblige*/impos*/contraint*/exige* unless pas in @",
            "OLD_MONTH 2024 unless HISTORY",
            "STALE_DATE unless HISTORY",
            "janvier 2017 unless HISTORY",
            "AGREEMENT ..10 NEEDED with NE in @ unless doute in @",
            "NE ..4 plus/pas ..5 besoin/obligation ..6 AGREEMENT",
            (
                "AGREEMENT ..6 inutile*/superflu*/facultatif*/plus ..0 requis unless "
                "pas in @; NE in @"
            ),
            "sans ..5 besoin ..4 AGREEMENT",
            "meme sans ..1 AGREEMENT",
            (
                "sans ..2 votre ..0 AGREEMENT ..6 requis/necessaire/prealable unless "
                "jamais/NE/pas/rien/aucun* ..6 @"
            ),
            "sans ..2 AGREEMENT prealable unless jamais/NE/pas/rien/aucun* ..8 @",
            "se pass* ..2 votre ..0 AGREEMENT",
            (
                "plus/pas ..2 a ..2 donner/demander/solliciter/obtenir/recueillir "
                "..3 AGREEMENT"
            ),
            (
                "NE ..3 plus/pas ..2 demander/solliciter/obtenir/recueillir/requerir "
                "..3 AGREEMENT with loi*/legal*/tenu*/oblig*/faut/besoin/depuis/"
                "desormais/droit"
            ),
            "dispens* ..5 AGREEMENT",
            "l etat ..5 oblig*/impos*/contraint*/exig* unless pas in @; NE in @",
            "loi ..3 macron",
            "ordonnance ..2 2014/juin",
            "depuis ..2 2017/2024 ..10 obligatoire*/generalis*/impos*",
            (
                "2017/2024 ..8 facture*/facturation* ..2 electronique* ..5 "
                "obligatoire*/generalis*/impos* unless HISTORY"
            ),
            (
                "OLD_MONTH ..1 2017/2024 with electronique*/dematerialis*/generalis*/"
                "obligatoire*/reforme unless HISTORY"
            ),
            (
                "gouvernement/legislateur ..4 nous ..2 oblig*/impos*/contrai* unless "
                "pas in @; NE in @"
            ),
            ("loi ..3 nous oblige/impose/contraint unless pas in @; NE in @; NE ..2 @"),
            "inutile* ..5 AGREEMENT unless @ ..2 si",
            (
                "loi/legalement/droit/reforme ..6 sans/dispens*/passer ..3 AGREEMENT "
                "unless NE in @; pas in @"
            ),
            "plus/pas ..0 besoin ..3 AGREEMENT",
            "AGREEMENT ..3 presume*/acquis/suppose* ..3 loi",
            "dite ..0 macron",
            "loi ..5 croissance ..3 macron",
            ("pas/plus ..2 a ..2 demander/solliciter/attendre/obtenir ..4 AGREEMENT"),
            "nous ..3 passer ..2 de ..1 AGREEMENT",
            "loi ..2 nous ..1 autoris*/permet* ..4 basculer/passer/sans/imposer",
            "2017/2024 ..4 facture* ..2 papier ..2 interdit*",
            "facture* papier ..4 interdit*/illegal* unless NE in @; pas in @",
            "plus besoin ..1 de ..1 signer/accepter/autoriser",
            "loi ..3 supprim*/abol*/leve ..3 AGREEMENT",
            "accord ..3 supprime*/aboli*",
            "AGREEMENT ..5 plus lieu/objet",
            "AGREEMENT ..6 NE ..2 plus ..1 lieu/cours/objet",
            "pas ..2 a ..1 donner ..2 AGREEMENT",
            (
                "AGREEMENT ..5 NE ..1 est plus ..2 condition/obligation/necessite/"
                "exigence"
            ),
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
            ("ministere* unless vos/votre ..3 @; commande*; client*; facture* ..3 @"),
            "ADMINISTRATION ..4 CLAIMS unless NEG in @; NE in @",
            (
                "mandate/mandates/mandatee/mandatees par unless NEG ..1 @; NE ..3 @; "
                "vous ..2 @; VOS ..3 @; @ ..1 votre/vous/aucun*/nul*/personne"
            ),
            "nous sommes mandates unless NEG in @",
            "nom de l etat",
            "demande/initiative de/du ..1 ADMINISTRATION",
            "impots ..2 CLAIMS unless site ..4 @",
            "compte de l etat",
            (
                "ADMINISTRATION ..8 CLAIMS unless NEG in @; NE in @; calendrier in "
                "@; publi* in @; reforme in @; demande* ..0 a"
            ),
            (
                "CLAIMS ..3 par ..2 ADMINISTRATION unless NEG in @; NEG ..3 @; NE "
                "..4 @; liste ..4 @; plateforme* ..4 @; aucun* in @"
            ),
            (
                "mandat*/mission*/instruction*/ordre*/delegation/nom/compte/demande/"
                "initiative/egide/autorite/tutelle/autorisation/partenariat ..2 de/"
                "du/des ..1 ADMINISTRATION unless NEG ..2 @; NE ..4 @; pas ..3 @; "
                "liste in @; site in @"
            ),
            "mission ..2 service public",
            (
                "agissons/agit/intervenons/agissant ..4 nom/compte/mandat ..3 "
                "ADMINISTRATION/etat unless NEG ..2 @; NE ..2 @; pas in @"
            ),
            (
                "organisme/service/operateur/partenaire ..1 officiel* ..4 etat/"
                "administration/ADMINISTRATION unless NEG ..2 @"
            ),
            "au ..0 nom ..1 du gouvernement",
            "notification/avis/courrier/communication ..1 officiel*",
            "message officiel",
            "mandat* par ..1 ADMINISTRATION unless NEG ..2 @; NE ..3 @",
            "habilit* ..3 par ..1 ADMINISTRATION unless plateforme* ..5 @",
            "liberte ..1 egalite",
            "armoiries",
            "agrement ..2 etat",
            "impots ..2 nous ..1 demand*",
            (
                "communication/message/courrier/avis/lettre ..1 des/du/de ..1 impots/"
                "fisc/tresor"
            ),
            "etat ..2 qui ..2 nous/envoie/demande",
            "l etat ..3 envoie/missionne/delegue ..1 nous",
        ),
    ),
)

IDEAS = {
    "HISTORY": (
        "facture*/avoir*/releve* de/depuis/du/d ..1 OLD_MONTH",
        "facture* ..3 datee*/emise*",
        "disponible*/archive*/consult*/retrouv*/commande*/contrat*/historique*",
        "client* depuis",
        "courrier du",
        "telecharg*/exercice*",
        "client*/cliente/partenaire*/fidel*/travaillons/collabor* ..4 depuis",
        (
            "merci/ensemble/confiance/fidelite/ouvert*/embauch*/fond*/cree*/"
            "installe*/demenag*/adhesion"
        ),
    ),
}
