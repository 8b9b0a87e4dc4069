//! The story is tagged with Customer Obsession and no customer appears in it.
//!
//! # What it does
//!
//! Looks through title, headline and sections for a customer under any of their names: customer, user,
//! client, buyer, patient, seller, guest, member, passenger, student and so on.
//!
//! # Why an interviewer cares
//!
//! The principle starts from a particular customer and their problem. Without one, the best improvement of a
//! process is a story about a process.
//!
//! # Bad
//!
//! `I moved the number on the label, and the shift sorted faster.`
//!
//! # Better
//!
//! `A gardener wrote that her spade had come three times, each time to a neighbour. I went to see where the
//! label misled us.`

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::analysis::lint::lexicon::Group;
use crate::analysis::lint::{Check, Context, Finding, Rule, Severity};
use crate::analysis::segment::Segments;
use crate::catalogue::{PrincipleId, Profile};

pub(crate) static RULE: Rule = Rule {
    code: "P005",
    name: "missing-customer",
    severity: Severity::Warning,
    source: include_str!("p005_missing_customer.rs"),
    check: Check::Story(check),
};

/// Names for a customer.
static GROUPS: LazyLock<Vec<Group>> =
    LazyLock::new(|| Group::embedded(include_str!("../words/customers.yaml")));

/// The names, one or several. Not by stem: a form that is borrowed would be a borrower.
static FORMS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    GROUPS.iter().flat_map(|group| &group.words).flat_map(|word| forms(word)).collect()
});

/// A noun and its plural.
fn forms(word: &str) -> [String; 2] {
    let plural = match word.strip_suffix('y') {
        Some(root) => format!("{root}ies"),
        None => format!("{word}s"),
    };
    [word.to_owned(), plural]
}

fn check(rule: &Rule, context: &Context<'_>, findings: &mut Vec<Finding>) {
    for id in &context.story.principles {
        if is_about(context.profile, id) && !context.sections.is_empty() && !has_customer(context) {
            findings.push(rule.absence(
                None,
                format!(
                    "the story is tagged with {} and names no customer",
                    context.profile.name_of(id)
                ),
                "Who was the customer, what did they suffer from, and how did you know?",
            ));
        }
    }
}

/// Whether a principle is the one that starts from the customer.
pub(super) fn is_about(profile: &Profile, id: &PrincipleId) -> bool {
    profile.principle(id).is_some_and(|principle| principle.about_customers)
}

fn has_customer(context: &Context<'_>) -> bool {
    let is_customer = |word: &str| {
        let word = word.strip_suffix("'s").unwrap_or(word);
        FORMS.contains(word.to_lowercase().as_str())
    };
    let title = Segments::new(&context.story.title);
    title.words().iter().any(|word| is_customer(&title.text()[word.clone()]))
        || context
            .sections
            .iter()
            .any(|text| (0..text.segments.words().len()).any(|at| is_customer(text.word(at))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::lint::testing::Told;
    use crate::story::Section;

    fn told(action: &str) -> Told {
        Told::empty()
            .with(Section::Situation, "The belt was slow.")
            .with(Section::Action, action)
            .tagged(&["customer-obsession"])
    }

    #[test]
    fn every_group_of_names_has_a_working_example() {
        for group in GROUPS.iter() {
            assert!(told(&group.good).found("P005").is_empty(), "{}", group.good);
            assert_eq!(told(&group.bad).found("P005").len(), 1, "{}", group.bad);
            for word in &group.words {
                let sentence = format!("I wrote to the {word}.");
                assert!(told(&sentence).found("P005").is_empty(), "{word}");
            }
        }
    }

    #[test]
    fn a_plural_or_possessive_is_a_customer_too() {
        for action in
            ["I called two tenants.", "I read the passenger\u{2019}s note.", "USERS came first."]
        {
            assert!(told(action).found("P005").is_empty(), "{action}");
        }
    }

    #[test]
    fn colleagues_and_machines_are_no_customers() {
        for action in [
            "I moved the label for the shift.",
            "I asked the vendor and the engineers.",
            "I borrowed the meter and saved the readings.",
        ] {
            assert_eq!(told(action).found("P005").len(), 1, "{action}");
        }
    }

    #[test]
    fn other_tags_need_no_customer_and_an_empty_draft_is_not_judged() {
        assert!(told("I rowed.").tagged(&["dive-deep"]).found("P005").is_empty());
        assert!(Told::empty().tagged(&["customer-obsession"]).found("P005").is_empty());
    }
}
