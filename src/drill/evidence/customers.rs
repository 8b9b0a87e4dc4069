//! Whom it was all for.

use super::Name;
use super::cues::LISTS;
use super::mention::compounds;
use crate::drill::prose::Prose;

/// How many of the listed words are general; they come first.
const GENERAL: usize = 3;

/// Whom it is for, as the texts name them most.
pub(super) fn customers(prose: &[Prose<'_>]) -> Option<Name> {
    let mut best: Option<(usize, Name)> = None;
    for (rank, [plural, singular]) in LISTS.customers.iter().enumerate() {
        let general = rank < GENERAL;
        let places = |named: &str, compound: bool| -> Vec<(&Prose<'_>, usize)> {
            prose
                .iter()
                .flat_map(|section| {
                    let here = section.words.iter().enumerate().filter(|(at, word)| {
                        let lower = word.lower.trim_end_matches("'s").trim_end_matches('\'');
                        lower == named && (compound || !compounds(section, at + 1))
                    });
                    here.map(|(at, _)| (section, at)).collect::<Vec<_>>()
                })
                .collect()
        };
        let (many, one) = (places(plural, true), places(singular, general));
        // `At a retailer` is where the author works; a group is spoken of in the plural somewhere.
        let Some((section, at)) = many.first().or_else(|| one.first().filter(|_| general)) else {
            continue;
        };
        // A group that the author names is worth more than the general word for it.
        let weight = (many.len() + one.len()) * if general { 2 } else { 3 };
        if best.as_ref().is_none_or(|(most, _)| weight > *most) {
            best = Some((weight, Name::at(section, *at..*at + 1, plural.clone())));
        }
    }
    best.map(|(_, name)| name)
}

/// Whether a word names whom a product is for, in the plural.
pub(super) fn is_customers(word: &str) -> bool {
    LISTS.customers.iter().any(|[plural, _]| word == plural)
}

/// Whether a word names whom a product is for.
pub(super) fn is_customer(word: &str) -> bool {
    LISTS.customers.iter().flatten().any(|name| word == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::Section;

    #[test]
    fn the_customer_is_the_group_that_the_text_names_most() {
        let prose = [Prose::new(
            Section::Situation,
            "Our customers, the clinics, told us patients kept missing visits. Patients forgot.",
        )];
        assert_eq!(customers(&prose).unwrap().text, "patients");
    }
}
