//! From what a person types to a principle.

use super::{Principle, Profile};
use crate::nearest::nearest;

/// A typed principle that no principle of the profile answers to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", match .candidates.as_slice() {
    [] => format!("no principle is called `{}`", .typed),
    many => format!("`{}` could be {}", .typed, many.join(" or ")),
})]
pub struct UnknownPrinciple {
    /// What was typed.
    pub typed: String,
    /// Ids it may have meant, in the profile's order, when several fit equally well.
    pub candidates: Vec<String>,
    /// The nearest id, when none fits.
    pub nearest: Option<String>,
}

impl Profile {
    /// The principle that `typed` names.
    ///
    /// Case, punctuation and spacing do not count. In this order, the first that fits decides: the whole
    /// id, display name, short or alias; the beginning of an id or name; words inside the name or an alias,
    /// of which the last may be unfinished (`backb`, `highest stand`).
    ///
    /// # Errors
    ///
    /// When several principles fit equally well, or none does.
    pub fn resolve(&self, typed: &str) -> Result<&Principle, UnknownPrinciple> {
        let unknown = |candidates: &[&Principle], nearest: Option<&str>| UnknownPrinciple {
            typed: typed.to_owned(),
            candidates: candidates.iter().map(|found| found.id.to_string()).collect(),
            nearest: nearest.map(str::to_owned),
        };
        let words = words(typed);
        if words.is_empty() {
            return Err(unknown(&[], None));
        }
        let fits: [fn(&Principle, &[String]) -> bool; 3] = [is_called, begins_with, has_words];
        for fit in fits {
            let found: Vec<&Principle> =
                self.principles().iter().filter(|principle| fit(principle, &words)).collect();
            match found.as_slice() {
                [] => {}
                [one] => return Ok(one),
                several => return Err(unknown(several, None)),
            }
        }
        Err(unknown(&[], self.nearest_principle(&words)))
    }

    fn nearest_principle(&self, typed: &[String]) -> Option<&str> {
        let whole = |principle: &Principle| -> Vec<String> {
            names(principle).map(|name| words(name).concat()).collect()
        };
        // A whole name decides before a single word of one: `deliver result` lies near both.
        let parts =
            |principle: &Principle| -> Vec<String> { names(principle).flat_map(words).collect() };
        let typed = typed.concat();
        self.nearest_by(&typed, whole).or_else(|| self.nearest_by(&typed, parts))
    }

    fn nearest_by(
        &self,
        typed: &str,
        spellings: impl Fn(&Principle) -> Vec<String>,
    ) -> Option<&str> {
        let spellings: Vec<(String, &str)> = self
            .principles()
            .iter()
            .flat_map(|principle| {
                spellings(principle).into_iter().map(|name| (name, principle.id.as_str()))
            })
            .collect();
        let best = nearest(typed, spellings.iter().map(|(name, _)| name.as_str()))?;
        spellings.iter().find(|(name, _)| name == best).map(|&(_, id)| id)
    }
}

/// Everything a principle is called.
fn names(principle: &Principle) -> impl Iterator<Item = &str> {
    [principle.id.as_str(), &principle.name, &principle.short]
        .into_iter()
        .chain(principle.aliases.iter().map(String::as_str))
}

/// The words of a name in lower case; an apostrophe joins, `&` is a word, other
/// punctuation parts.
pub(super) fn words(name: &str) -> Vec<String> {
    name.to_lowercase()
        .replace(['\'', '’'], "")
        .replace('&', " and ")
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn is_called(principle: &Principle, typed: &[String]) -> bool {
    let typed = typed.concat();
    names(principle).any(|name| words(name).concat() == typed)
}

fn begins_with(principle: &Principle, typed: &[String]) -> bool {
    let typed = typed.concat();
    [principle.id.as_str(), &principle.name]
        .into_iter()
        .any(|name| words(name).concat().starts_with(&typed))
}

fn has_words(principle: &Principle, typed: &[String]) -> bool {
    let Some((unfinished, whole)) = typed.split_last() else { return false };
    names(principle).any(|name| {
        words(name).windows(typed.len()).any(|window| {
            let Some((last, before)) = window.split_last() else { return false };
            before == whole && last.starts_with(unfinished.as_str())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::default_profile;
    use proptest::prelude::*;

    fn resolved(typed: &str) -> String {
        match default_profile().resolve(typed) {
            Ok(principle) => principle.id.to_string(),
            Err(UnknownPrinciple { candidates, nearest, .. }) => match nearest {
                Some(id) => format!("near {id}"),
                None => format!("one of {candidates:?}"),
            },
        }
    }

    #[test]
    fn what_people_type_finds_the_principle() {
        for (typed, id) in [
            ("dive-deep", "dive-deep"),
            ("Dive Deep", "dive-deep"),
            ("DIVE_DEEP", "dive-deep"),
            ("dive", "dive-deep"),
            ("div", "dive-deep"),
            ("backbone", "have-backbone-disagree-and-commit"),
            ("disagree", "have-backbone-disagree-and-commit"),
            ("disagree & commit", "have-backbone-disagree-and-commit"),
            ("Have Backbone; Disagree and Commit", "have-backbone-disagree-and-commit"),
            ("results", "deliver-results"),
            ("are right", "are-right-a-lot"),
            ("Are Right, A Lot", "are-right-a-lot"),
            ("right a lot", "are-right-a-lot"),
            ("earth’s best", "strive-to-be-earths-best-employer"),
            ("Strive to be Earth's Best Employer", "strive-to-be-earths-best-employer"),
            ("employer", "strive-to-be-earths-best-employer"),
            ("broad resp", "success-and-scale-bring-broad-responsibility"),
            ("standards", "insist-on-the-highest-standards"),
            ("high standards", "insist-on-the-highest-standards"),
            ("bfa", "bias-for-action"),
            ("customer", "customer-obsession"),
            ("own", "ownership"),
            ("trust", "earn-trust"),
            ("frugal", "frugality"),
            ("big", "think-big"),
            ("curious", "learn-and-be-curious"),
            ("simplify", "invent-and-simplify"),
            ("hire", "hire-and-develop-the-best"),
        ] {
            assert_eq!(resolved(typed), id, "{typed}");
        }
    }

    #[test]
    fn what_fits_several_lists_them() {
        assert_eq!(
            resolved("best"),
            r#"one of ["hire-and-develop-the-best", "strive-to-be-earths-best-employer"]"#
        );
        assert_eq!(
            resolved("h"),
            r#"one of ["hire-and-develop-the-best", "have-backbone-disagree-and-commit"]"#
        );
        assert_eq!(
            default_profile().resolve("h").unwrap_err().to_string(),
            "`h` could be hire-and-develop-the-best or have-backbone-disagree-and-commit"
        );
    }

    #[test]
    fn a_slip_suggests_and_a_stranger_does_not() {
        for (typed, expected) in [
            ("owneship", "near ownership"),
            ("custmer obsesion", "near customer-obsession"),
            ("bakbone", "near have-backbone-disagree-and-commit"),
            ("deliver result", "deliver-results"),
            ("delivr results", "near deliver-results"),
            ("frugalty", "near frugality"),
            ("xylophone", "one of []"),
            ("", "one of []"),
            ("  -- ", "one of []"),
        ] {
            assert_eq!(resolved(typed), expected, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_answered_and_a_hit_never_depends_on_case(typed in "\\PC{0,24}") {
            let profile = default_profile();
            let plain = profile.resolve(&typed).map(|p| &p.id).ok();
            let lower = profile.resolve(&typed.to_lowercase()).map(|p| &p.id).ok();
            prop_assert_eq!(plain, lower);
        }
    }
}
