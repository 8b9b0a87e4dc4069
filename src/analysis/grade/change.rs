//! Whether an outcome is a change or a level, and meant.

use crate::analysis::quantity::figure::Figure;
use crate::analysis::quantity::lexicon::Class;
use crate::analysis::quantity::role::clause;
use crate::analysis::quantity::token::Tokens;
use crate::analysis::quantity::word::{Word, words};
use crate::analysis::quantity::{Kind, Reading, Role};

/// Whether a figure is a change or a level of a named metric, and not hedged away.
pub(super) fn is_change(reading: &Reading<'_>, at: usize) -> bool {
    let figure = &reading.figures[at];
    let moved = match figure.role {
        Role::Baseline | Role::Delta => true,
        Role::Result => !is_output(&reading.tokens, figure),
        _ => false,
    };
    moved && !is_hedged(&reading.tokens, figure)
}

/// Verbs of a level or a movement, as against a deed.
const LEVELS: Class = Class::STATE.or(Class::RISE).or(Class::FALL);

const VERBS: Class =
    Class::MAKE.or(Class::STATE).or(Class::RISE).or(Class::FALL).or(Class::MOVE).or(Class::REACH);

/// Whether a figure counts things shipped, made or held.
fn is_output(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    if !matches!(figure.kind, Kind::Count | Kind::Dimension) {
        return false;
    }
    let sentence = clause::sentence(tokens, figure.first, figure.end);
    let left = sentence.start..figure.first;
    // `nineteen policies rewritten`, `212 listings migrated`.
    if tokens.has(figure.tail(), Class::MAKE) && !tokens.has(figure.tail(), LEVELS) {
        return true;
    }
    // `there were 40 dashboards`, `we have 26 clinics`: things that are held.
    let held = clause::last(tokens, left.clone(), VERBS | Class::VERB).is_some_and(|verb| {
        tokens.has(verb, Class::STATE | Class::VERB)
            && !tokens.has(verb, Class::RISE | Class::FALL | Class::MOVE | Class::LAST)
            && tokens.is_any(verb.wrapping_sub(1), words!["there", "we", "i"])
            && figure.first - verb <= 4
    });
    if held && figure.has_noun() {
        return true;
    }
    match clause::last(tokens, left.clone(), VERBS) {
        Some(verb) => {
            let moved = tokens.has(verb, Class::MOVE)
                && !tokens.has(verb, LEVELS)
                && !clause::any_word(tokens, verb..figure.first, words!["to", "from"]);
            !tokens.has(verb, LEVELS | Class::MOVE)
                || moved
                || tokens.is_any(verb, words!["held", "keep", "kept", "hold", "ran", "run"])
        }
        // No verb that is known: a deed and a list of things are output, a list of metrics is not.
        None => {
            figure.has_noun() || clause::any_word(tokens, left, words!["i", "we", "they", "team"])
        }
    }
}

/// Phrases by which a speaker doubts a number, before or after it.
const PHRASES: &[&[Word]] = &[
    words!["i", "guess"],
    words!["i", "heard"],
    words!["i", "believe"],
    words!["i", "suspect"],
    words!["to", "guess"],
    words!["second", "-", "hand"],
    words!["not", "sure"],
    words!["from", "memory"],
    words!["quote", "me"],
    words!["something", "like"],
    words!["pinch", "of", "salt"],
    words!["grain", "of", "salt"],
    words!["hard", "to", "say"],
    words!["hard", "to", "tell"],
    words!["couldn't", "swear"],
    words!["can't", "swear"],
    words!["my", "gut"],
    words!["gut", "feeling"],
    words!["or", "so", "i"],
    words!["i", "think", "."],
    words!["i", "think", ","],
    words!["i", "think", "we"],
    words!["i", "think", "it"],
    words!["don't", "know", ","],
    words!["want", "to", "say"],
    words!["wouldn't", "swear"],
    words!["wouldn't", "bet"],
    words!["not", "swear"],
    words!["can't", "prove"],
    words!["cannot", "prove"],
    words!["i'd", "guess"],
    words!["my", "guess"],
    words!["a", "guess"],
    words!["never", "saw"],
    words!["hold", "me", "to"],
    words!["not", "be", "quoted"],
    words!["nobody", "measured"],
    words!["never", "measured"],
    words!["don't", "remember"],
    words!["can't", "remember"],
    words!["don't", "recall"],
];

/// How far a doubt reaches back and forth from a figure, in tokens.
const REACH: usize = 14;

/// Whether the speaker doubts a figure.
pub(super) fn is_hedged(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    let sentence = clause::sentence(tokens, figure.first, figure.end);
    let from = sentence.start.max(figure.first.saturating_sub(REACH));
    let to = sentence.end.min(figure.end + REACH);
    let doubts = (from..to).any(|at| PHRASES.iter().any(|words| tokens.matches(at, words)));
    let near = (figure.first.saturating_sub(9).max(sentence.start)..figure.first)
        .chain(figure.end..(figure.end + 4).min(sentence.end))
        .any(|at| {
            tokens.has(at, Class::HEDGE)
                && !tokens.is_any(
                    at,
                    words![
                        "could", "might", "likely", "something", "somewhere", "suppose", "vague"
                    ],
                )
        });
    doubts || near
}

#[cfg(test)]
mod tests {
    use crate::analysis::grade::assess;
    use crate::story::Section;

    #[test]
    fn output_and_doubt_are_no_change() {
        for (text, change) in [
            ("We released 23 language packs.", false),
            ("We poured 4,300 cubic metres of concrete.", false),
            ("It got faster, maybe 20 percent if I had to guess.", false),
            ("Crash-free sessions sit at 99.7%.", true),
            ("The queue fell to 40 tickets.", true),
            ("Finance put the saving at about $40k.", true),
        ] {
            assert_eq!(assess(text, Section::Result, &[]).elements.change, change, "{text}");
        }
    }
}
