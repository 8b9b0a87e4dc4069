//! Stories without the names in them: organisations, projects, people and amounts of money become neutral words.
//!
//! A [`Redactor`] surveys a whole library first, so that one name is the same neutral word everywhere, and then
//! replaces. No program knows every name: what it took for a name by its looks alone, and what it left although
//! it looked like one, it says ([`Doubt`]), for the author to read over. Private notes are left out.

mod lexicon;
mod names;
mod plan;
mod replace;
mod story;
mod survey;
mod tokens;

use std::collections::BTreeMap;

use crate::catalogue::Profile;
use crate::story::Story;

pub use replace::Redacted;
pub use story::RedactedStory;

use survey::Survey;

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An employer, a client, a competitor.
    Organisation,
    /// An undertaking.
    Project,
    /// Somebody.
    Person,
    /// A place, a product, or any of the others: only its capital letter shows that it is a name.
    Name,
    /// An address of mail, a page, an account.
    Contact,
    /// A sum of money.
    Amount,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Organisation => "Company",
            Self::Project => "Project",
            Self::Person => "Person",
            Self::Name => "Name",
            Self::Contact => "contact",
            Self::Amount => "amount",
        }
    }

    /// The neutral words for the so-manieth of its kind, from zero: `Company A`, …, `Company Z`, `Company AA`.
    fn label(self, number: usize) -> String {
        let mut letters = String::new();
        let mut rest = number;
        loop {
            letters.insert(0, char::from(b'A' + (rest % 26) as u8));
            if rest < 26 {
                break;
            }
            rest = rest / 26 - 1;
        }
        format!("{} {letters}", self.word())
    }
}

/// Something for the author to read over.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Doubt {
    /// The words as they stand in the stories.
    pub words: String,
    /// What they were replaced by; none where they were left.
    pub label: Option<String>,
    /// The slug of the first story that has them.
    pub story: String,
}

/// Replaces the names of one library.
#[derive(Debug, Clone)]
pub struct Redactor {
    /// Neutral words by the words that are replaced, in lower case and with one space between.
    terms: BTreeMap<Vec<String>, Term>,
    /// Words of the longest term.
    longest: usize,
    /// Neutral words by value and currency.
    amounts: BTreeMap<String, String>,
    doubts: Vec<Doubt>,
}

/// A name and what it becomes.
#[derive(Debug, Clone)]
struct Term {
    label: String,
    /// Whether it is an ordinary word as well, so that only a capital letter shows the name.
    capital_only: bool,
}

impl Redactor {
    /// Surveys a library.
    pub fn of(stories: &[Story], profile: &Profile) -> Self {
        Survey::of(stories, profile).finish()
    }

    /// What to read over, sorted by story.
    pub fn doubts(&self) -> &[Doubt] {
        &self.doubts
    }
}

#[cfg(test)]
mod tests;
