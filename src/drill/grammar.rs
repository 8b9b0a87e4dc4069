//! Word classes of English, as far as cutting a clause needs them.
//!
//! No tagger: closed classes are listed, verbs are known by form (`-ed`) or from lists of the verbs that
//! work stories use. A miss costs a quotation, never a wrong one: what is not recognised is not quoted.

/// Words that open a clause without belonging to it.
const OPENERS: &[&str] = &[
    "accordingly",
    "afterwards",
    "also",
    "and",
    "anyway",
    "besides",
    "but",
    "consequently",
    "eventually",
    "finally",
    "first",
    "firstly",
    "furthermore",
    "hence",
    "however",
    "initially",
    "lastly",
    "later",
    "meanwhile",
    "moreover",
    "next",
    "nor",
    "or",
    "plus",
    "second",
    "secondly",
    "so",
    "soon",
    "subsequently",
    "that",
    "then",
    "therefore",
    "third",
    "thirdly",
    "thus",
    "ultimately",
    "yet",
];

/// Subordinators that may be taken off whatever follows.
const SUBORDINATORS: &[&str] =
    &["although", "because", "if", "though", "unless", "when", "whenever", "whereas", "while"];

/// Subordinators that are prepositions as well, so that only a subject pronoun tells them apart.
const AMBIGUOUS_SUBORDINATORS: &[&str] =
    &["after", "as", "before", "once", "since", "till", "until"];

/// Words that begin a dependent clause.
const RELATIVES: &[&str] = &[
    "how",
    "to",
    "what",
    "where",
    "whether",
    "which",
    "who",
    "whom",
    "whose",
    "why",
    "without",
    "including",
    "such",
    "like",
    "even",
    "especially",
    "not",
    "nor",
    "than",
    "rather",
    "instead",
];

/// Pronouns that can only be, or mostly are, a subject.
const SUBJECT_PRONOUNS: &[&str] = &[
    "anybody",
    "anyone",
    "each",
    "everybody",
    "everyone",
    "he",
    "i",
    "i'd",
    "i'll",
    "i'm",
    "i've",
    "it",
    "it's",
    "nobody",
    "none",
    "neither",
    "one",
    "she",
    "somebody",
    "someone",
    "there",
    "they",
    "they'd",
    "this",
    "we",
    "we'd",
    "we'll",
    "we're",
    "we've",
    "you",
    "he'd",
    "she'd",
    "nothing",
    "everything",
];

/// Determiners, possessives and the like, which open a noun phrase.
const DETERMINERS: &[&str] = &[
    "a", "all", "an", "another", "any", "both", "each", "either", "every", "few", "her", "his",
    "its", "many", "more", "most", "my", "neither", "no", "other", "our", "several", "some",
    "that", "the", "their", "these", "this", "those", "your",
];

/// Prepositions.
const PREPOSITIONS: &[&str] = &[
    "about",
    "above",
    "across",
    "after",
    "against",
    "along",
    "alongside",
    "among",
    "around",
    "as",
    "at",
    "before",
    "behind",
    "below",
    "beneath",
    "beside",
    "besides",
    "between",
    "beyond",
    "by",
    "despite",
    "during",
    "except",
    "for",
    "from",
    "in",
    "inside",
    "into",
    "like",
    "near",
    "of",
    "off",
    "on",
    "onto",
    "outside",
    "over",
    "per",
    "since",
    "than",
    "through",
    "throughout",
    "till",
    "to",
    "toward",
    "towards",
    "under",
    "until",
    "unlike",
    "upon",
    "versus",
    "via",
    "vs",
    "vs.",
    "with",
    "within",
    "without",
];

/// Prepositions that also stand alone as the end of a verb (`switched the slots off`).
const PARTICLES: &[&str] =
    &["around", "behind", "in", "inside", "off", "on", "outside", "over", "through"];

/// Forms of `be`, `have` and `do` and the modals, contracted ones too.
const AUXILIARIES: &[&str] = &[
    "am",
    "are",
    "aren't",
    "be",
    "been",
    "being",
    "can",
    "can't",
    "cannot",
    "could",
    "couldn't",
    "did",
    "didn't",
    "do",
    "does",
    "doesn't",
    "don't",
    "had",
    "hadn't",
    "has",
    "hasn't",
    "have",
    "haven't",
    "is",
    "isn't",
    "may",
    "might",
    "must",
    "shall",
    "should",
    "shouldn't",
    "was",
    "wasn't",
    "were",
    "weren't",
    "will",
    "won't",
    "would",
    "wouldn't",
];

/// Modals, after which a verb is no deed yet.
const MODALS: &[&str] = &[
    "can",
    "can't",
    "cannot",
    "could",
    "couldn't",
    "may",
    "might",
    "must",
    "shall",
    "should",
    "shouldn't",
    "will",
    "won't",
    "would",
    "wouldn't",
];

/// Adverbs that stand between a subject and its verb and do not end in `-ly`.
const ADVERBS: &[&str] = &[
    "again",
    "almost",
    "already",
    "also",
    "always",
    "even",
    "ever",
    "first",
    "hardly",
    "just",
    "merely",
    "never",
    "not",
    "now",
    "often",
    "once",
    "only",
    "quite",
    "rather",
    "seldom",
    "simply",
    "so",
    "sometimes",
    "soon",
    "still",
    "then",
    "therefore",
    "thus",
    "too",
    "twice",
    "usually",
    "very",
];

/// Past forms that do not end in `-ed`.
const IRREGULAR_PASTS: &[&str] = &[
    "ate",
    "beat",
    "became",
    "began",
    "bent",
    "bet",
    "bit",
    "bled",
    "blew",
    "bought",
    "bound",
    "broke",
    "brought",
    "built",
    "burnt",
    "came",
    "caught",
    "chose",
    "clung",
    "cost",
    "crept",
    "cut",
    "dealt",
    "did",
    "drank",
    "drew",
    "drove",
    "dug",
    "fed",
    "fell",
    "felt",
    "flew",
    "forgot",
    "fought",
    "found",
    "froze",
    "gave",
    "got",
    "grew",
    "had",
    "heard",
    "held",
    "hid",
    "hit",
    "hung",
    "hurt",
    "kept",
    "knew",
    "laid",
    "lay",
    "learnt",
    "led",
    "left",
    "lent",
    "let",
    "lit",
    "lost",
    "made",
    "meant",
    "met",
    "misread",
    "mistook",
    "outgrew",
    "overcame",
    "overran",
    "oversaw",
    "overthrew",
    "paid",
    "proved",
    "put",
    "quit",
    "ran",
    "rang",
    "read",
    "rebuilt",
    "redid",
    "reran",
    "rewrote",
    "rid",
    "rode",
    "rose",
    "said",
    "sank",
    "sat",
    "saw",
    "sent",
    "set",
    "shook",
    "shot",
    "showed",
    "shrank",
    "shut",
    "slept",
    "slid",
    "sold",
    "sought",
    "spent",
    "split",
    "spoke",
    "spread",
    "stood",
    "stole",
    "struck",
    "stuck",
    "sold",
    "swore",
    "swept",
    "swung",
    "taught",
    "thought",
    "threw",
    "told",
    "took",
    "tore",
    "undid",
    "understood",
    "underwent",
    "was",
    "went",
    "were",
    "withdrew",
    "woke",
    "won",
    "wore",
    "wound",
    "wrote",
];

/// Participles that do not end in `-ed` and differ from the past.
const IRREGULAR_PARTICIPLES: &[&str] = &[
    "been",
    "begun",
    "bought",
    "broken",
    "brought",
    "built",
    "caught",
    "chosen",
    "cut",
    "dealt",
    "done",
    "drawn",
    "driven",
    "found",
    "frozen",
    "given",
    "gone",
    "grown",
    "heard",
    "held",
    "hit",
    "hurt",
    "kept",
    "known",
    "laid",
    "led",
    "left",
    "lost",
    "made",
    "meant",
    "met",
    "paid",
    "put",
    "read",
    "rebuilt",
    "rewritten",
    "run",
    "said",
    "seen",
    "sent",
    "set",
    "shown",
    "shut",
    "sold",
    "spent",
    "split",
    "stuck",
    "swept",
    "taken",
    "taught",
    "thrown",
    "told",
    "thought",
    "understood",
    "withdrawn",
    "won",
    "written",
];

/// Base forms of verbs common in work stories; their `-s` forms are derived.
const BASE_VERBS: &[&str] = &[
    "accept",
    "add",
    "agree",
    "allow",
    "answer",
    "arrive",
    "ask",
    "avoid",
    "become",
    "begin",
    "believe",
    "belong",
    "block",
    "break",
    "bring",
    "build",
    "buy",
    "call",
    "cancel",
    "carry",
    "change",
    "charge",
    "check",
    "choose",
    "click",
    "close",
    "come",
    "compare",
    "complain",
    "connect",
    "cost",
    "count",
    "cover",
    "create",
    "cut",
    "decide",
    "depend",
    "deserve",
    "disagree",
    "drop",
    "drive",
    "end",
    "expect",
    "fail",
    "fall",
    "feel",
    "fight",
    "find",
    "finish",
    "fit",
    "fix",
    "follow",
    "forget",
    "get",
    "give",
    "go",
    "grow",
    "happen",
    "hate",
    "hear",
    "help",
    "hold",
    "improve",
    "insist",
    "insure",
    "jump",
    "keep",
    "know",
    "land",
    "last",
    "lead",
    "learn",
    "leave",
    "lie",
    "like",
    "listen",
    "live",
    "look",
    "lose",
    "love",
    "make",
    "manage",
    "matter",
    "mean",
    "measure",
    "meet",
    "mind",
    "miss",
    "move",
    "need",
    "offer",
    "open",
    "order",
    "own",
    "pay",
    "pick",
    "play",
    "prefer",
    "produce",
    "promise",
    "protect",
    "prove",
    "put",
    "reach",
    "read",
    "receive",
    "refuse",
    "rely",
    "remain",
    "report",
    "require",
    "return",
    "rise",
    "run",
    "save",
    "say",
    "see",
    "seem",
    "sell",
    "send",
    "serve",
    "set",
    "share",
    "ship",
    "show",
    "sit",
    "skip",
    "speak",
    "spend",
    "stand",
    "start",
    "stay",
    "stop",
    "suggest",
    "suit",
    "take",
    "talk",
    "tell",
    "test",
    "think",
    "touch",
    "travel",
    "treat",
    "trust",
    "try",
    "turn",
    "understand",
    "use",
    "value",
    "wait",
    "want",
    "watch",
    "win",
    "wish",
    "work",
    "worry",
    "write",
];

/// Words that end in `-ed` and are no past.
const NO_PASTS: &[&str] = &[
    "bed", "breed", "embed", "exceed", "feed", "hundred", "indeed", "naked", "need", "proceed",
    "red", "sacred", "seed", "shed", "speed", "succeed", "unused", "weed", "wicked",
];

/// Abbreviations whose full stop ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "approx.", "ca.", "cf.", "co.", "corp.", "dept.", "dr.", "e.g.", "eg.", "est.", "etc.", "i.e.",
    "ie.", "inc.", "incl.", "jr.", "ltd.", "max.", "min.", "mr.", "mrs.", "ms.", "no.", "prof.",
    "resp.", "sr.", "st.", "vs.",
];

/// Whether a word opens a clause without belonging to it.
pub(super) fn is_opener(word: &str) -> bool {
    OPENERS.contains(&word)
}

/// Whether a word is a subordinator that may be taken off whatever follows.
pub(super) fn is_subordinator(word: &str) -> bool {
    SUBORDINATORS.contains(&word)
}

/// Whether a word is a subordinator or a preposition, depending on what follows.
pub(super) fn is_ambiguous_subordinator(word: &str) -> bool {
    AMBIGUOUS_SUBORDINATORS.contains(&word)
}

/// Whether a word begins a clause that cannot stand alone.
pub(super) fn is_relative(word: &str) -> bool {
    RELATIVES.contains(&word)
}

/// Whether a word is a pronoun in subject position.
pub(super) fn is_subject_pronoun(word: &str) -> bool {
    SUBJECT_PRONOUNS.contains(&word)
}

/// Whether a word opens a noun phrase.
pub(super) fn is_determiner(word: &str) -> bool {
    DETERMINERS.contains(&word)
}

/// Whether a word is a preposition.
pub(super) fn is_preposition(word: &str) -> bool {
    PREPOSITIONS.contains(&word)
}

/// Whether a word is a form of `be`, `have`, `do`, or a modal.
pub(super) fn is_auxiliary(word: &str) -> bool {
    AUXILIARIES.contains(&word)
}

/// Whether a word is a modal.
pub(super) fn is_modal(word: &str) -> bool {
    MODALS.contains(&word)
}

/// Whether a word may stand between a subject and its verb.
pub(super) fn is_adverb(word: &str) -> bool {
    ADVERBS.contains(&word) || (word.len() > 4 && word.ends_with("ly") && word != "only")
}

/// Whether a word is a past form on its own, whatever stands around it.
pub(super) fn is_irregular_past(word: &str) -> bool {
    IRREGULAR_PASTS.contains(&word)
}

/// Whether a word looks like the past of a regular verb.
pub(super) fn is_regular_past(word: &str) -> bool {
    word.len() > 3
        && word.ends_with("ed")
        && !NO_PASTS.contains(&word)
        && word.chars().all(|c| c.is_alphabetic() || c == '-')
}

/// Whether a word looks like a past form.
pub(super) fn is_past(word: &str) -> bool {
    is_irregular_past(word) || is_regular_past(word)
}

/// Whether a word looks like a past participle.
pub(super) fn is_participle(word: &str) -> bool {
    is_regular_past(word) || IRREGULAR_PARTICIPLES.contains(&word)
}

/// Whether a word is a base form from the list.
pub(super) fn is_base_verb(word: &str) -> bool {
    BASE_VERBS.contains(&word)
}

/// Whether a word is the third person of a verb from the list.
pub(super) fn is_third_person(word: &str) -> bool {
    let Some(stem) = word.strip_suffix('s') else { return false };
    is_base_verb(stem)
        || stem.strip_suffix('e').is_some_and(|short| {
            is_base_verb(short)
                || short.strip_suffix('i').is_some_and(|root| is_base_verb(&format!("{root}y")))
        })
}

/// Whether a word of this form may be a verb at all.
pub(super) fn is_verb_like(word: &str) -> bool {
    is_auxiliary(word) || is_past(word) || is_base_verb(word) || is_third_person(word)
}

/// Whether a quotation must not end on a word.
pub(super) fn is_dangling(word: &str) -> bool {
    const OTHERS: &[&str] = &[
        "am",
        "and",
        "are",
        "be",
        "been",
        "being",
        "but",
        "can",
        "could",
        "either",
        "had",
        "has",
        "have",
        "how",
        "i",
        "if",
        "is",
        "may",
        "might",
        "mine's",
        "must",
        "neither",
        "nor",
        "not",
        "or",
        "shall",
        "should",
        "so",
        "that's",
        "very",
        "was",
        "we",
        "were",
        "when",
        "where",
        "whether",
        "which",
        "while",
        "who",
        "whose",
        "why",
        "will",
        "would",
        "because",
        "although",
        "though",
        "whereas",
        "unless",
        "they",
        "he",
        "she",
        "rather",
        "instead",
        "i'd",
        "we'd",
        "too-",
        "&",
        "plus",
        "per",
        "i'm",
        "approximately",
        "roughly",
        "nearly",
        "almost",
        "only",
        "even",
        "also",
        "then",
        "yet",
        "whatever",
    ];
    const STANDALONE: &[&str] = &[
        "all", "both", "each", "more", "most", "any", "another", "few", "her", "many", "other",
        "some", "this", "that", "these", "those", "several", "either", "neither", "his",
    ];
    (is_determiner(word) && !STANDALONE.contains(&word))
        || (is_preposition(word) && !PARTICLES.contains(&word))
        || OTHERS.contains(&word)
}

/// Whether a word with its full stop is an abbreviation, so that no sentence ends there.
pub(super) fn is_abbreviation(word_with_stop: &str) -> bool {
    ABBREVIATIONS.contains(&word_with_stop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasts_are_known_by_list_and_by_form() {
        for word in ["cut", "pulled", "rewrote", "double-checked", "withdrew"] {
            assert!(is_past(word), "{word}");
        }
        for word in ["need", "speed", "hundred", "pull", "red"] {
            assert!(!is_past(word), "{word}");
        }
    }

    #[test]
    fn third_persons_are_derived_from_the_base() {
        for word in ["makes", "tries", "reaches", "misses", "pays", "carries"] {
            assert!(is_third_person(word), "{word}");
        }
        for word in ["clinics", "process", "is"] {
            assert!(!is_third_person(word), "{word}");
        }
    }

    #[test]
    fn a_quotation_may_end_on_a_particle_but_not_on_a_preposition() {
        for word in ["the", "to", "and", "of", "my", "was", "for", "a"] {
            assert!(is_dangling(word), "{word}");
        }
        for word in ["off", "over", "redesign", "41%", "all"] {
            assert!(!is_dangling(word), "{word}");
        }
    }
}
