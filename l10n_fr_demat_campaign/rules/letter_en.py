"""English letters: only the points P09-P14 and the tacit agreement W13."""

from .letter_rule import Rule

WORDS = {
    "MONTH": (
        "january february march april may june july august september october "
        "november december"
    ),
    "WEEKDAY": "monday tuesday wednesday thursday friday saturday sunday",
    "ACCEPT": (
        "accept* agree* consent* approv* assent* acquiesc* yes okay ok adopt* happy"
    ),
    "CONSIDER": (
        "consider* deem* treat* take taken regard* assum* presum* interpret* "
        "constru* count* constitut* mean* amount* infer* treated regarded "
        "conclude* understood read equal* stand* serve* record* register* signif* "
        "means"
    ),
    "NEG": "not never no nor neither without don doesn won cannot",
    "REPLY": (
        "repl* respon* answer* hear heard hearing objection* object* refus* "
        "feedback reaction* word declin* opt opting react* writ* contact* tell* "
        "says say said instruct* oppos* complain* decision* notice"
    ),
    "CHANNEL": (
        "link page phone telephone call* reply replying respond email* mail letter "
        "coupon form button box write writing slip click contact dial ring notify "
        "tell telling visit online return returning enclosed message"
    ),
    "CHANGE": (
        "chang* return* back paper mind choice decision refus* withdraw* revert* "
        "switch* opt revok* revers* amend* revisit* alter* reconsider*"
    ),
    "LOOKUP": "consult* download* search* access* find view*",
    "CALLING": "call number webinar",
    "CHARGE": "charge charges cost costs fee fees",
    "OLD_THING": "paper post",
}
IDEAS = {
    "ORDINAL_DAY": (
        "DAY",
        "DAY st/nd/rd/th",
    ),
    "DATE": (
        "ORDINAL_DAY ..1 MONTH YEAR",
        "MONTH ORDINAL_DAY YEAR",
    ),
    "FULL_DATE": ("WEEKDAY ..1 DATE",),
    "SILENCE": (
        "silence unless break*/broken ..1 @",
        "no reply/response/answer/objection/refusal/feedback/reaction",
        "no further reply/response",
        "without ..3 REPLY unless hesitation",
        "absence/lack/absent/failing/barring/failure ..4 REPLY",
        "=unless ..6 REPLY",
        "=unless ..4 otherwise",
        "not ..2 REPLY",
        "don/doesn/didn/haven/won t ..2 REPLY",
        "nothing from you",
        "fail/fails ..1 REPLY",
        "non response/reply",
        "silent/silently/unanswered/inaction",
        "remain/remains/stay/stays/keep/keeps ..1 silent/quiet",
        "not/never/n ..3 REPLY unless hesitate*; you must",
        "no ..3 REPLY unless there ..1 @; hesitat*",
        "absent/failing/barring ..3 REPLY",
        "if ..3 not/nothing/no ..3 REPLY/receive*",
        "after/past/once/beyond ..3 deadline/date",
        "whoever/who/those/customers ..3 not ..2 REPLY",
        "=unless ..3 you/told/objection/contrary/otherwise/notified/informed",
        "nothing ..3 from/hear/heard/received",
    ),
    "ACCEPTED": (
        (
            "CONSIDER ..10 ACCEPT unless NEG ..3 @; not/never/no in @; t ..0 @; "
            "cannot ..3 @"
        ),
        "ACCEPT ..5 CONSIDER unless not/never in @",
        "ACCEPT ..3 given/granted/tacit/implied/implicit unless not in @",
        "you accept/agree/consent unless if/whether/that/when/once ..0 @",
        "have accepted/agreed/consented unless not in @; if ..2 @; t ..0 @",
        "tacit*/implied/implicit ACCEPT unless NEG ..2 @",
        ("you ..3 will/shall ..1 have ..1 accepted/agreed/consented unless not in @"),
        "deemed ..6 ACCEPT unless not/never in @; NEG ..3 @",
        (
            "ACCEPT ..4 assumed/deemed/presumed/understood/inferred/recorded/implied "
            "unless not/never in @; NEG ..2 @"
        ),
        "that s/is ..2 yes",
        "as ..1 a yes unless NEG ..4 @",
        "as ..2 ACCEPT unless NEG ..5 @; soon/far ..1 @",
        "go ahead",
        "we ll/will ..3 assume/take ..6 ACCEPT/fine/okay unless not in @",
        (
            "be/is ..2 taken/treated/regarded/read/understood/considered/deemed/"
            "counted ..3 ACCEPT unless not/never/cannot ..2 @; not/never in @"
        ),
        "means ..2 yes/ACCEPT unless not ..2 @",
    ),
    "TACIT": (
        "SILENCE ..26 ACCEPTED unless DENIED",
        "ACCEPTED ..10 SILENCE unless DENIED",
        "ASKED ...14 ACCEPTED unless DENIED",
    ),
    "ASKED": ("SILENCE with QUESTION",),
    "SWITCHED": (
        ("will/shall ..6 electronic*/mail/email unless not in @; paper in @; no ..3 @"),
        (
            "will/shall/be/switch* ..8 electronic*/electronically/pdf/email unless "
            "not in @; paper in @; no ..3 @; NEG in @; can/may/could in @"
        ),
    ),
    "REFUSAL": (
        "refus*/declin*/object/objecting/opt",
        "prefer*/keep*/stay*/remain*/stick*/continue*/retain* ..5 paper",
        "rather ..4 paper",
        "want/wish/like ..5 paper",
        "do not want/wish/agree",
        "don t want/wish/agree",
        "say/saying no",
        "go/going back to paper",
        "return/revert to paper",
        (
            "paper ..4 preferred/kept/wanted/chosen/continue*/possible/available/"
            "retained"
        ),
        "opting/opt ..1 out",
        "no thanks",
        "disagree*/unsubscrib*/withdraw*/turn ..1 down",
        "rather ..3 not",
        "not ..4 accept/agree/switch/change/electronic*",
        "by post unless get/receive/send/sent ..4 @",
        (
            "prefer*/keep*/stay*/remain*/stick*/continue*/retain*/choos*/want*/ask*/"
            "request*/maintain* ..6 paper/post/postal/printed unless get/receive in @"
        ),
        "not for you",
        "stay on paper",
        "no thank*",
        "paper ..2 fine/suits/better",
    ),
    "WAY": (
        "CHANNEL",
        "URL",
        "PHONE",
        "EMAIL",
        "let us know ..2 on/by",
        "tell us ..3 by/on/via/at",
    ),
    "ANY_TIME": (
        "any time",
        "anytime",
        "any moment",
        "at all times",
        "whenever you",
        "at your convenience",
        "any point",
        "any stage",
        "at all time/times",
        "any day",
        "as often as",
        "when you ..1 like/wish/want",
        "whenever ..2 like/wish/want/suits",
        "no matter when",
    ),
    "FREE": (
        "free of ..1 CHARGE",
        "for free",
        "free",
        "without ..2 CHARGE",
        "no ..2 CHARGE",
        "costs nothing",
        "cost you nothing",
        "at no cost",
        "at no ..2 CHARGE/expense",
        "no ..1 CHARGE",
        "without ..2 paying/pay/payment/expense",
        "cost/costs ..2 nothing",
        "nothing to pay",
        "free/gratis/gratuitous*",
        "costless",
        "will not ..2 cost/charge*/be ..1 charged",
        "not ..2 charged",
        "zero cost",
        "without any ..2 CHARGE",
    ),
    "DENIED": (
        "silence ..4 not/never/cannot/won ..6 ACCEPT",
        "not/never/cannot/won/n ..4 CONSIDER ..4 silence",
        (
            "silence ..3 not/never/cannot/won ..2 be/mean*/count*/amount*/constitut*/"
            "equal*"
        ),
    ),
}
POINTS = (
    Rule(
        key="P09",
        severity="error",
        advice="Write the deadline in full: “until Monday 14 December 2026”.",
        patterns=(
            "until/till/before/by ..2 FULL_DATE unless closed",
            "no later than ..2 FULL_DATE",
            "not later than ..2 FULL_DATE",
            "at the latest ..2 FULL_DATE",
            "FULL_DATE ..1 at the latest",
            "deadline ..6 FULL_DATE",
            "closing date ..6 FULL_DATE",
            "last day ..6 FULL_DATE",
            "up to ..2 FULL_DATE",
            "FULL_DATE ..2 latest/inclusive/midnight/deadline",
            "due ..4 FULL_DATE",
            (
                "reply/respond/answer/response/decision/choice/form ..6 FULL_DATE "
                "unless from ..1 @; first invoice; starting; start* ..3 FULL_DATE; "
                "from ..1 FULL_DATE"
            ),
            "expire*/close*/end/ends ..4 FULL_DATE unless office*; reopen*",
            "not later ..2 FULL_DATE",
            "within ..2 period ..4 FULL_DATE",
            "on or before ..2 FULL_DATE",
            "prior to ..1 FULL_DATE",
        ),
    ),
    Rule(
        key="P10",
        severity="error",
        advice="Say clearly that no reply means acceptance.",
        patterns=("TACIT",),
    ),
    Rule(
        key="P11",
        severity="error",
        advice="Say how to refuse: page, phone, reply, slip.",
        patterns=(
            "REFUSAL ...14 WAY",
            "WAY ..9 REFUSAL",
        ),
    ),
    Rule(
        key="P12",
        severity="error",
        advice="Say that one may change one's mind at any time, free of charge.",
        patterns=(
            "ANY_TIME with CHANGE nearby",
            "ANY_TIME unless LOOKUP",
        ),
        also=(
            "FREE with CHANGE nearby unless CALLING",
            "FREE unless CALLING; feel",
        ),
    ),
    Rule(
        key="P13",
        severity="error",
        advice="Give the address of the answer page.",
        patterns=(
            (
                "ANSWER_URL unless data/privacy/reminders/terms/legal/faq/rights ..6 "
                "@; our website ..2 @"
            ),
        ),
    ),
    Rule(
        key="P14",
        severity="error",
        advice="Name what is concerned: “invoices and credit notes”.",
        patterns=(
            "invoice* ..4 credit note*/memo*",
            "credit note*/memo* ..4 invoice*",
            "invoice* ..9 credit/credits ..1 note/notes/memo*",
            "credit ..1 note* ..8 invoice*",
            "invoices ..3 and ..2 credits",
            "bills ..3 credit ..1 note*",
        ),
    ),
)
WARNINGS = (
    Rule(
        key="W13",
        severity="error",
        advice="Tacit agreement is excluded for this recipient.",
        patterns=(
            "TACIT",
            "SILENCE ..14 SWITCHED",
            "deem*/presum* ..3 ACCEPT unless not/never/no in @; NEG ..2 @",
            "tacit*/implied/implicit ACCEPT unless NEG ..2 @",
        ),
    ),
)
