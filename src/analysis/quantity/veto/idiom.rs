//! Fixed phrases whose number counts nothing, and the many uses of `one` and `zero`.

use crate::analysis::quantity::Kind;
use crate::analysis::quantity::figure::Figure;
use crate::analysis::quantity::lexicon::Class;
use crate::analysis::quantity::token::Tokens;
use crate::analysis::quantity::word::{Word, word, words};

/// Phrases, with the place of the number's first token in them.
const PHRASES: &[(usize, &[Word])] = &[
    (0, words!["24", "/", "7"]),
    (2, words!["24", "/", "7"]),
    (0, words!["24", "x"]),
    (0, words!["80", "/", "20"]),
    (0, words!["80", "-", "20"]),
    (0, words!["50", "/", "50"]),
    (2, words!["50", "/", "50"]),
    (0, words!["50", "-", "50"]),
    (2, words!["50", "-", "50"]),
    (0, words!["fifty", "-", "fifty"]),
    (0, words!["9", "/", "11"]),
    (0, words!["20", "/", "20"]),
    (0, words!["360", "review"]),
    (0, words!["360", "-"]),
    (0, words!["360", "feedback"]),
    (0, words!["360", "degree"]),
    (0, words!["360", "view"]),
    (0, words!["101"]),
    (0, words!["404"]),
    (0, words!["911"]),
    (0, words!["999"]),
    (0, words!["911", "logs"]),
    (0, words!["911", "calls"]),
    (0, words!["999", "calls"]),
    (0, words!["101", "courses"]),
    (0, words!["101", "course"]),
    (0, words!["30", "under", "30"]),
    (2, words!["30", "under", "30"]),
    (0, words!["40", "under", "40"]),
    (2, words!["40", "under", "40"]),
    (0, words!["zero", "tolerance"]),
    (0, words!["nine", "times", "out", "of", "ten"]),
    (4, words!["nine", "times", "out", "of", "ten"]),
    (0, words!["nine", "to", "five"]),
    (0, words!["9", "to", "5"]),
    (0, words!["zero", "to", "one"]),
    (2, words!["zero", "to", "one"]),
    (0, words!["0", "to", "1"]),
    (2, words!["0", "to", "1"]),
    (0, words!["zero", "to", "hero"]),
    (0, words!["zero", "sum"]),
    (0, words!["zero", "day"]),
    (0, words!["zero", "in"]),
    (0, words!["two", "heads"]),
    (0, words!["two", "cents"]),
    (0, words!["two", "birds"]),
    (0, words!["two", "minds"]),
    (0, words!["two", "camps"]),
    (0, words!["two", "worlds"]),
    (0, words!["two", "sides"]),
    (0, words!["two", "things"]),
    (0, words!["three", "things"]),
    (0, words!["two", "ways"]),
    (0, words!["two", "hats"]),
    (0, words!["two", "left"]),
    (0, words!["two", "steps"]),
    (0, words!["one", "step"]),
    (1, words!["take", "two"]),
    (0, words!["one", "part"]),
    (2, words!["9", "to", "5"]),
    (2, words!["nine", "to", "five"]),
    (0, words!["six", "sigma"]),
    (0, words!["3", "-", "sigma"]),
    (0, words!["three", "-", "sigma"]),
    (0, words!["6", "-", "sigma"]),
    (0, words!["second", "to"]),
    (1, words!["by", "two", "and"]),
    (0, words!["million", "things"]),
    (0, words!["million", "times"]),
    (0, words!["million", "reasons"]),
    (0, words!["million", "questions"]),
    (0, words!["million", "miles"]),
    (0, words!["million", "ways"]),
    (0, words!["million", "other"]),
    (0, words!["million", "dollar", "question"]),
    (0, words!["million", "and", "one"]),
    (0, words!["thousand", "times"]),
    (0, words!["thousand", "words"]),
    (0, words!["thousand", "things"]),
    (0, words!["thousand", "cuts"]),
    (0, words!["thousand", "and", "one"]),
    (0, words!["hundred", "times"]),
    (0, words!["hundred", "things"]),
    (0, words!["dozen", "times"]),
    (0, words!["dozen", "things"]),
    (0, words!["six", "of", "one"]),
    (0, words!["half", "a", "dozen", "of", "the", "other"]),
    (0, words!["half", "the", "battle"]),
    (0, words!["half", "way"]),
    (0, words!["half", "past"]),
    (0, words!["half", "hearted"]),
    (0, words!["half", "baked"]),
    (0, words!["half", "time"]),
    (0, words!["third", "party"]),
    (0, words!["third", "parties"]),
    (0, words!["third", "time"]),
    (2, words!["catch", "-", "22"]),
    (0, words!["110", "%"]),
    (0, words!["110", "percent"]),
    (0, words!["hundred", "and", "ten", "percent"]),
    (0, words!["four", "corners"]),
    (0, words!["five", "whys"]),
    (0, words!["5", "whys"]),
    (0, words!["seven", "seas"]),
    (0, words!["nine", "yards"]),
    (2, words!["whole", "nine", "yards"]),
    (0, words!["nine", "lives"]),
    (0, words!["eleventh"]),
    (0, words!["ten", "to", "one"]),
    (0, words!["five", "nines"]),
    (0, words!["four", "nines"]),
    (0, words!["three", "nines"]),
    (0, words!["three", "strikes"]),
    (0, words!["three", "amigos"]),
    (0, words!["two", "by", "two"]),
    (0, words!["two", "-", "by", "-", "two"]),
    (0, words!["one", "two"]),
    (2, words!["one", "two", "three"]),
];

/// The number of each phrase, so that most figures are done with one look.
const KEYS: &[Word] = &{
    let mut keys = [Word::NONE; PHRASES.len()];
    let mut at = 0;
    while at < keys.len() {
        keys[at] = PHRASES[at].1[PHRASES[at].0];
        at += 1;
    }
    keys
};

/// Words after which `one` is a pronoun.
const BEFORE_ONE: &[Word] = words![
    "the", "this", "that", "which", "each", "every", "any", "no", "some", "another", "other",
    "first", "last", "next", "previous", "new", "old", "wrong", "right", "big", "good", "bad",
    "only", "same", "someone", "such", "an", "a", "number", "day", "square", "plan", "my", "your",
    "our", "their", "his", "her", "third", "second",
];

/// Words after which `one` counts nothing.
const AFTER_ONE: &[Word] = words![
    "of", "another", "thing", "more", "or", "by", "and", "way", "point", "hand", "side", "place",
    "time", "reason", "morning", "evening", "afternoon", "night", "friday", "monday", "could",
    "would", "can", "should", "might", "must", "is", "was", "has", "had", "said", "that", "who",
    "which", "to", "last", "big", "single", "word", "go", "lesson", "question", "example", "case",
    "bit", "roof", "voice", "page", "final", "at", "on", "off", "stop",
];

/// Whether a figure belongs to a fixed phrase.
pub(super) fn is_idiom(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let at = figure.core;
    let key = tokens.get(at).map_or(Word::NONE, |token| token.word);
    let phrase = KEYS.contains(&key)
        && PHRASES.iter().any(|(place, words)| {
            words[*place] == key
                && at >= *place
                && tokens.matches(at - place, words)
                && (words.len() > 1
                    || figure.bare && tokens.get(at + 1).is_none_or(|next| next.gap))
        });
    if phrase && !(figure.kind == Kind::Money) {
        let alone = ["101", "404", "911", "999"].contains(&tokens.word_at(at)) && figure.bare;
        let named = at > 0
            && tokens.get(at - 1).is_some_and(|token| {
                token.capital || token.is(Class::EFFORT | Class::VERB | Class::DETERMINER)
            });
        return !alone || named;
    }
    if is_hyperbole(tokens, figure) {
        return true;
    }
    if tokens.is(at, word!("one")) && figure.core_end == at + 1 {
        return is_pronoun(tokens, figure);
    }
    if tokens.is(at, word!("zero")) {
        return is_void(tokens, figure);
    }
    let availability = figure.has_noun() && tokens.is(figure.noun.1 - 1, word!("nines"));
    availability || definite(tokens, figure) || halves(tokens, figure)
}

/// `a million things`, `a thousand emails`: an article, a magnitude and no one that is counted.
fn is_hyperbole(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    figure.kind == Kind::Count
        && figure.core_end == figure.core + 1
        && figure.first + 1 == figure.core
        && tokens.is_any(figure.core, words!["million", "thousand", "billion", "zillion"])
        && !figure.counts(tokens, Class::BREADTH | Class::TEAM | Class::METRIC)
        && (figure.has_noun()
            || figure.bare && tokens.is(figure.first.wrapping_sub(1), word!("like")))
}

/// `one of the`, `the one`, `one day`: no count.
fn is_pronoun(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let at = figure.core;
    let listed = tokens.sign(at + 1, ',') || tokens.is(at + 1, word!("and"));
    if (tokens.is_any(at + 1, words!["or", "to"]) || listed && tokens.sentence_starts(at))
        && tokens.has(at + 2, Class::CARDINAL)
    {
        return false;
    }
    let before =
        |words: &[Word]| at > 0 && !tokens.sentence_starts(at) && tokens.is_any(at - 1, words);
    match figure.kind {
        Kind::Ratio | Kind::Money | Kind::Percent | Kind::Points | Kind::Multiplier => false,
        Kind::Duration | Kind::Rate => {
            let loose = matches!(figure.unit, "day" | "night" | "weekend" | "week")
                && !before(words![
                    "in", "within", "to", "from", "by", "under", "than", "over", "after", "just",
                    "only", "about", "for", "take", "took", "is", "was", "every", "exactly", "at",
                    "=", "roughly",
                ]);
            before(words!["this", "that", "any", "no"])
                || loose && !figure.hyphened && figure.kind == Kind::Duration
        }
        // `she was the one presenting it`.
        _ if before(words!["the"]) && tokens.word_at(at + 1).ends_with("ing") => true,
        _ if figure.has_noun() => {
            let (first, end) = figure.noun;
            before(BEFORE_ONE) && !before(words!["only", "a", "my", "our", "the"])
                || tokens.is_any(first, AFTER_ONE) && !before(words!["to", "from", "than"])
                || end > first && tokens.has(end - 1, Class::WEEKDAY)
        }
        _ => {
            // Alone it is a figure only as the end of a change: `from two to one`.
            let ends = before(words!["to", "from", "versus"])
                && tokens.get(at + 1).is_none_or(|next| {
                    !next.is_word()
                        || next.is(Class::PREPOSITION) && !tokens.is(at + 1, word!("of"))
                });
            let paired = at >= 2
                && (2..=9)
                    .filter_map(|back| at.checked_sub(back))
                    .any(|at| tokens.numeral(at).is_some() || tokens.has(at, Class::CARDINAL));
            !(ends && paired)
        }
    }
}

/// `zero` as an adjective of principle or a point on a scale.
fn is_void(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    if figure.hyphened {
        return true;
    }
    if figure.bare {
        return !tokens.is_any(
            figure.core.wrapping_sub(1),
            words![
                "to", "from", "at", "was", "were", "is", "near", "almost", "nearly", "stayed",
                "hit", "reached",
            ],
        ) && !tokens.is(figure.core_end, word!("to"))
            && !tokens.sign(figure.core.wrapping_sub(1), ':');
    }
    tokens.is_any(
        figure.core_end,
        words![
            "trust", "tolerance", "knowledge", "chance", "doubt", "interest", "idea", "sense",
            "regrets",
        ],
    )
}

/// `the two`, `both of the three`: small numbers that point back.
fn definite(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    figure.bare
        && figure.spelled
        && figure.kind == Kind::Count
        && (2.0..=4.0).contains(&figure.middle())
        && figure.core > 0
        && !(tokens.is(figure.core_end, word!("of"))
            && tokens.is_any(figure.core_end + 1, words!["us", "them", "you"]))
        && tokens.is_any(figure.core - 1, words!["the", "these", "those", "other", "our", "us"])
}

/// `the first half`, `the second quarter`: parts of a calendar or a game.
fn halves(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let at = figure.core;
    if figure.kind == Kind::Ratio && figure.core_end == at + 1 {
        let before = at.wrapping_sub(1);
        if tokens.is(at, word!("half")) {
            let joined = tokens.glued_sign(figure.end, '-') || tokens.glued_sign(before, '-');
            return joined
                || tokens.is_any(before, words!["the", "this"])
                    && !tokens.is_any(
                        figure.end,
                        words!["of", "that", "the", "a", "time", "price", "cost", "size"],
                    )
                || tokens.has(before, Class::ORDINAL)
                || tokens.is_any(
                    before,
                    words![
                        "other", "better", "last", "this", "next", "final", "back", "top",
                        "bottom", "my", "first", "second", "latter", "each",
                    ],
                );
        }
        // `a third sprint`, `a third, tougher one`: the ordinal.
        let article = tokens.is_any(figure.first, words!["a"]);
        if tokens.is(at, word!("quarter")) && !article {
            return true;
        }
        let noun = tokens.get(figure.end).is_some_and(|next| {
            next.is_word()
                && next.gap
                && !next.is(Class::PREPOSITION
                    | Class::CONJUNCTION
                    | Class::DETERMINER
                    | Class::PRESENT
                    | Class::ADVERB
                    | Class::PRONOUN
                    | Class::COMPARATIVE
                    | Class::EARLIER)
        });
        return noun && figure.spelled && article;
    }
    false
}

#[cfg(test)]
mod tests {
    use crate::analysis::quantity::spans;

    #[test]
    fn fixed_phrases_count_nothing() {
        for text in [
            "The desk ran 24/7 and we split it 80/20.",
            "Nine times out of ten it was one of the caches.",
            "There were a million things to do.",
            "We went from zero to one.",
            "It was a complete 180 and I gave it 110%.",
            "Which one? The one nobody wanted.",
            "It was second to none.",
            "In the first half we waited.",
        ] {
            assert_eq!(spans(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn one_and_zero_count_where_a_noun_or_a_change_says_so() {
        assert_eq!(spans("We had exactly one data analyst and zero incidents."), ["one", "zero"]);
        assert_eq!(spans("Sign-offs fell from four to one."), ["four", "one"]);
        assert_eq!(spans("We lose one or two pallets."), ["one or two"]);
    }
}
