"""French words shared by the points and the warnings of a letter.

Words are written without accents; ``*`` stands for any ending, ``=facturé`` for this
very spelling. The groups name what practitioners of invoicing campaigns ask for or
warn against.
"""

WORDS = {
    "NEG": "pas jamais aucun aucune aucuns aucunes ni nul nulle nullement sans rien",
    "NE": "ne n",
    "VOS": "votre vos ton ta tes",
    "NOS": "notre nos",
    "OLD_MONTH": "janvier juillet septembre",
    "MONTH": (
        "janvier fevrier mars avril mai juin juillet aout septembre octobre "
        "novembre decembre"
    ),
    "WEEKDAY": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "WEEKDAYS": (
        "lundi mardi mercredi jeudi vendredi samedi dimanche lundis mardis "
        "mercredis jeudis vendredis samedis dimanches"
    ),
    "NUMERAL": (
        "un une deux trois cinq sept huit dix douze quinze vingt trente quarante "
        "soixante quinzaine huitaine dizaine vingtaine trentaine quelques"
    ),
    "INVOICE": "facture* facturation*",
    "TOOL_WORD": (
        "programme* ebp quadra* quickbooks divalto odoo oracle sap ged workflow "
        "pgi compta chorus ciel isacompta jefacture tiime indy generix esker "
        "itesoft basware coupa docuware zeendoc outil* logiciel* progiciel* erp "
        "solution* plateforme* plate-forme* systeme* application* applicatif* sage "
        "cegid yooz pennylane freedz dext"
    ),
    "FITS": (
        "inser* tomb* cale caler calons gliss* entre* entrent remont* parametr* "
        "align* epous* branch* synchronis* achemin* remis remise remises remett* "
        "transmet* transmis* adress* envoy* repris* reprend* ingere* ingest* "
        "absorb* about* atterri* debarqu* dirige* conduit* accord* cohabit* "
        "dialogu* communiqu* rempli* renseign* recus recue recues recu recept* "
        "parvien* arriv* rang* class* vient viennent marche* fonction traite* pris "
        "prises convi* coll* harmonis* conform* interfac* passer* chemin* pousse* "
        "verse* depose* basculent conçu concu* pens* prevu* suiv* adapt* compatib* "
        "interoperab* integr* import* aliment* devers* convien* connect* lisible* "
        "lit lisent reconnai* fonctionn* rejoin* injecte* attend accept* relie* "
        "raccord* ajust* charge* recoi* respect* compren* depos* livre* exploit* "
        "aval* parl* iront ira vont va calent lire ranger range rentr* entr* "
        "accueil* plie plient ajuste* accommod*"
    ),
    "FIND": (
        "parcour* fouill* filtr* trier tri triees triez extrai* extraction "
        "archive* ressort* relire relis* rapatri* sauvegard* revoir revoyez obten* "
        "portee feuillet* repere* reper* cherch* affich* enregistr* historique* "
        "rassembl* recherch* telecharg* retrouv* consult* recuper* acced* acces* "
        "trouv* export* visualis* tapez saisissez cliquez extray* attendent "
        "remettez recharg*"
    ),
    "PEOPLE": (
        "gestionnaire* conducteur* responsable* acheteur* acheteuse* chantier* "
        "entite* unite* direction* directeur* directrice* departement* bureau* "
        "succursale* boutique* point pole* secteur* chef* associe* gerant* "
        "intervenant* usine* atelier* adherent* titulaire* assistant* foyer "
        "famille conjoint* restaurant* hotel* immeuble* cuisine* livreur* "
        "commercia* proche* gens membre* interlocutrice* personne* utilisateur* "
        "utilisatrice* destinataire* contact* service* etablissement* "
        "collaborateur* collaboratrice* collegue* interlocuteur* salarie* equipe* "
        "site* agence* magasin* filiale* employe* comptable* adresse adresses"
    ),
    "ELECTRONIC": (
        "electronique* dematerialis* numerique* mail mails courriel* email* pdf facturx"
    ),
    "CONTACT_WORD": (
        "appel* contact* ecri* interlocut* joign* joindre telephon* tel service* "
        "numero* standard rappel* compos*"
    ),
    "ANSWER": (
        "observation* protestation* remarque* manifestation* reponse* retour* "
        "refus opposition* nouvelle* objection* reaction* desaccord avis "
        "instruction* manifest* contre-ordre contrordre contre-indication "
        "contradiction reclamation* mot nouvelle nouvelles signe demande* choix "
        "preference* veto consigne*"
    ),
    "ACCEPT": (
        "adhesion* acquiesc* approuv* approb* convien* accept* accord* consent* "
        "acceptation* assentiment aval ok ralli* souscri* favorable*"
    ),
    "CONSIDER": (
        "considere* consideron* estime* estimon* dedui* deduct* tiendr* tenir "
        "tenons tenu tenue repute* presum* regarde* interpret* jug* suppos* "
        "conclu* prendrons prendra assimil* comprendr* principe retenu retenue "
        "considerer* prendr* prend prenons compter* comptons compte tiendra note "
        "notons noter* enregistr* analys* entend* lu lue lira lirons traduir* "
        "tradui* signifi* constitu* emport* vaut vaudr* valoir valoir* valant "
        "valent partir* partons classe* rang* inscri* conclur* admett* admis pens* "
        "croi* vu vue comptee concluron* conclurons deduirons supposerons "
        "penserons dirons dira comptees verrons verra verront pris prise marque "
        "marquera marquent"
    ),
    "REFUSE_WORD": "refus* oppos* declin*",
    "CHANNEL": (
        "lien* page* telephon* appel* coupon* repond* mail* courriel* courrier* "
        "message* ecri* bouton* case* cochez cochant clic email* sms portail "
        "contactez formulaire* renvoy* mot bulletin* talon formulaire contact* "
        "joindre appelant ecrivant repondant signal* formul* coche* telephonez "
        "interlocut* passez signalez ecrivez appelez decroch* bigophone visite "
        "guichet cliquez clique cliquer"
    ),
    "PAPER": "papier* paperasse*",
    "PAPER_GOODS": (
        "papier* paperasse* courrier* feuille* impression* enveloppe* timbre* "
        "classeur* imprime* imprimer ramette* ramettes pli plis photocopie* "
        "impressions tirage* timbres archives imprimante* pile piles"
    ),
    "POSTED": (
        "papier* postal postale postaux postales poste affranchi* timbre* "
        "enveloppe* pli plis imprimee imprimees imprime courrier courriers"
    ),
    "REDUCE": (
        "evit* redui* reduct* consomm* supprim* suppression* elimin* economis* "
        "economie* diminu* limit* abandon* bannir bannissons bann* oubli* delaiss* "
        "delester disparition disparaitr* reduisons moindre renonc* arrete* "
        "arretons arretez cess* quitt* remplac* allege* alleger baisse* baisser "
        "suppress* jeter jetez chass*"
    ),
    "OVER": "fini finie finis finies termine terminee termines terminees",
    "MONEY_SIGN": "€ eur euro euros centime centimes",
    "FEE": (
        "frais supplement* surcout* cout couts payer majoration penalite debours* "
        "depense* supplementaire* facturation contrepartie tarif*"
    ),
    "BLOCKED": (
        "ferm* fermeture* interrupt* suspendu* suspendr* suspend suspension bloqu* "
        "interromp* gel gele* coupe* annul* cess* stopp* resili* supprime* "
        "desactiv* radi* interdi*"
    ),
    "NEEDED": (
        "necessaire* requis* exige* obligatoire* indispensable* demande* requise "
        "demandee utile utiles"
    ),
    "AGREEMENT": (
        "accord* consentement* acceptation* autorisation* approbation agrement "
        "permission* assentiment aval feu"
    ),
    "SAFE": (
        "securis* fiable* sur sure surs sures garanti* protege* blinde* etanche* "
        "impeccable* infaillible*"
    ),
    "PERSON_OF_STATE": "fisc bercy gouvernement ministere dgfip",
    "CLAIMS": (
        "demand* impos* oblig* mandat* exig* contrai* enjoin* requier* invit* "
        "charg* confi* deleg* design* habilit* ordonn* prie* missionn* investi* "
        "instruct*"
    ),
    "CGV_WORD": "cgv cgu",
    "CHANGE": (
        "chang* reven* retour* papier avis choix decision* refus* renonc* arret* "
        "modifi* retir* arriere revoc* retract* revoq* desist* ravis* revir* "
        "bascul* autrement cause"
    ),
    "LOOKUP": (
        "trouv* conseiller* telephon* repond* affich* consult* telecharg* retrouv* "
        "acced* acces* joindre joign* recherch*"
    ),
    "CALLING": (
        "conseiller* telephon* repond* appel* numero* webinaire* inscription* "
        "formation* reunion* guide* livraison*"
    ),
    "UNUSED": (
        "ferme* conges indisponible* maintenance soldes magasin exposition travaux "
        "livraison* salon inventaire garantie devis tarif* showroom abonnement "
        "garanti"
    ),
    "READ": "surveill* relev* lu lue lus lues consult* trait* lira lit",
    "ATTACHED": (
        "annexe* justificatif* bon bons piece pieces detail* document* "
        "attachement* fiche* annex*"
    ),
}
