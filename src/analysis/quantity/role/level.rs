//! Where nothing else fits: a level that was reached, or a thing that was made.

use super::Scene;
use super::clause;
use crate::analysis::quantity::lexicon::Class;
use crate::analysis::quantity::word::words;
use crate::analysis::quantity::{Kind, Role};

/// The role of a figure that no cue speaks for.
pub(super) fn read(scene: &Scene<'_, '_>) -> Role {
    let tokens = scene.tokens;
    let figure = scene.figure();
    match figure.kind {
        Kind::Duration => {
            let stated = scene.lead.is_some_and(|at| {
                tokens.has(at, Class::STATE | Class::LAST | Class::MOVE | Class::RISE | Class::FALL)
                    || tokens
                        .is_any(at, words!["at", "under", "below", "to", "of", "over", "above"])
            }) || tokens
                .is_any(figure.end, words!["early", "ahead", "earlier", "sooner", "late"]);
            let metric =
                clause::any(tokens, scene.left(), Class::METRIC | Class::STATE | Class::LAST);
            if stated || metric { Role::Result } else { Role::Context }
        }
        _ => Role::Result,
    }
}

/// Whether a verb of making has the figure as its object.
pub(super) fn is_made(scene: &Scene<'_, '_>) -> bool {
    let tokens = scene.tokens;
    if scene.lead.is_some_and(|at| tokens.has(at, Class::PREPOSITION)) {
        return false;
    }
    clause::last(tokens, scene.left(), Class::MAKE | Class::EFFORT | Class::STATE | Class::MOVE)
        .is_some_and(|at| tokens.has(at, Class::MAKE) && !tokens.has(at, Class::EFFORT))
}

#[cfg(test)]
mod tests {
    use crate::analysis::quantity::Role::{self, Context, Result};
    use crate::analysis::quantity::roles;
    use crate::story::Section;

    #[test]
    fn a_level_or_a_thing_made_where_no_cue_speaks() {
        let table: &[(&str, &[Role])] =
            &[("CSAT is 4.6 out of 5.", &[Result]), ("Builds take 6 minutes.", &[Result])];
        for (text, expected) in table {
            assert_eq!(roles(text, Section::Result), *expected, "{text}");
        }
    }

    #[test]
    fn an_action_makes_things_and_spends_effort() {
        assert_eq!(
            roles("I wrote 26 specs and listened to 85 calls.", Section::Action),
            [Result, Context]
        );
    }

    #[test]
    fn a_situation_only_sets_the_scene() {
        assert_eq!(roles("Churn had doubled to 9%.", Section::Situation), [Context, Context]);
    }
}
