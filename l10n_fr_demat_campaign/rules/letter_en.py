"""English letters: only the points P09-P14 and the tacit agreement W13."""

from .letter_rule import Rule

WORDS = {
    "MONTH": "january february march april may june july august september october"
    " november december",
    "WEEKDAY": "monday tuesday wednesday thursday friday saturday sunday",
    "ACCEPT": "accept* agree* consent* approv*",
    "CONSIDER": "consider* deem* treat* take taken regard* assum* presum* interpret*"
    " constru* count* constitut* mean* amount* infer*",
    "NEG": "not never no nor neither without don doesn won cannot",
    "REPLY": "repl* respon* answer* hear heard hearing objection* object* refus*"
    " feedback"
    " reaction* word declin* opt opting",
    "CHANNEL": "link page phone telephone call* reply replying respond email* mail"
    " letter"
    " coupon form button box write writing slip click",
    "CHANGE": "chang* return* back paper mind choice decision refus* withdraw* revert*"
    " switch* opt",
    "LOOKUP": "consult* download* search* access* find view*",
    "CALLING": "call number webinar",
    "CHARGE": "charge charges cost costs fee fees",
    "OLD_THING": "paper post",
}
IDEAS = {
    "ORDINAL_DAY": ("DAY", "DAY st/nd/rd/th"),
    "DATE": ("ORDINAL_DAY ..1 MONTH YEAR", "MONTH ORDINAL_DAY YEAR"),
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
    ),
    "ACCEPTED": (
        "CONSIDER ..8 ACCEPT unless NEG ..1 @; not/never/no in @; t ..0 @",
        "ACCEPT ..5 CONSIDER unless not/never in @",
        "ACCEPT ..3 given/granted/tacit/implied/implicit unless not in @",
        "you accept/agree/consent unless if/whether/that/when/once ..0 @",
        "have accepted/agreed/consented unless not in @; if ..2 @; t ..0 @",
        "tacit*/implied/implicit ACCEPT unless NEG ..2 @",
    ),
    "TACIT": (
        "SILENCE ..26 ACCEPTED",
        "ACCEPTED ..10 SILENCE",
        "ASKED ...14 ACCEPTED",
    ),
    "ASKED": ("SILENCE with QUESTION",),
    "SWITCHED": (
        "will/shall ..6 electronic*/mail/email unless not in @; paper in @; no ..3 @",
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
    ),
    "WAY": ("CHANNEL", "URL", "PHONE", "EMAIL", "let us know ..2 on/by"),
    "ANY_TIME": (
        "any time",
        "anytime",
        "any moment",
        "at all times",
        "whenever you",
        "at your convenience",
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
        patterns=("REFUSAL ...14 WAY", "WAY ..9 REFUSAL"),
    ),
    Rule(
        key="P12",
        severity="error",
        advice="Say that one may change one's mind at any time, free of charge.",
        patterns=("ANY_TIME with CHANGE nearby", "ANY_TIME unless LOOKUP"),
        also=("FREE with CHANGE nearby unless CALLING", "FREE unless CALLING; feel"),
    ),
    Rule(
        key="P13",
        severity="error",
        advice="Give the address of the answer page.",
        patterns=(
            (
                "ANSWER_URL unless data/privacy/reminders/terms/legal/faq/rights ..6 @;"
                " our website ..2 @"
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
