//! The name a story is called by on the command line.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize};
use unicode_segmentation::UnicodeSegmentation;

/// Longest slug in characters; with an id it stays well inside every file system's limit.
const MAX_LENGTH: usize = 64;

/// Lower-case ASCII letters and digits in groups joined by single hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Slug(String);

/// Why a text is no slug.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{typed}` is no slug; use lower-case letters, digits and single hyphens, at most {MAX_LENGTH} of them"
)]
pub struct SlugError {
    /// What was given.
    pub typed: String,
}

impl Slug {
    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Makes a slug from a title: words in lower case, cut at a word's end; `story` where no letter is left.
    pub fn from_title(title: &str) -> Self {
        let mut slug = String::new();
        for word in title.unicode_words() {
            let word: String = word
                .chars()
                .filter(char::is_ascii_alphanumeric)
                .map(|c| c.to_ascii_lowercase())
                .collect();
            if word.is_empty() {
                continue;
            }
            let joined = slug.len() + usize::from(!slug.is_empty()) + word.len();
            if joined > 48 && !slug.is_empty() {
                break;
            }
            if !slug.is_empty() {
                slug.push('-');
            }
            slug.extend(word.chars().take(48));
        }
        if slug.is_empty() {
            slug.push_str("story");
        }
        Self(slug)
    }

    /// The same slug with a number behind it, for a title that is taken.
    #[must_use]
    pub fn numbered(&self, number: u32) -> Self {
        let tail = format!("-{number}");
        let head: String = self.0.chars().take(MAX_LENGTH - tail.len()).collect();
        Self(format!("{}{tail}", head.trim_end_matches('-')))
    }
}

impl FromStr for Slug {
    type Err = SlugError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let sound = !text.is_empty()
            && text.len() <= MAX_LENGTH
            && text.split('-').all(|part| {
                !part.is_empty()
                    && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
            });
        if sound { Ok(Self(text.to_owned())) } else { Err(SlugError { typed: text.to_owned() }) }
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl AsRef<str> for Slug {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Slug {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_title_becomes_words_joined_by_hyphens() {
        let cases = [
            ("Cut checkout latency", "cut-checkout-latency"),
            ("  The CFO's \"no\" — and 3 weeks later ", "the-cfos-no-and-3-weeks-later"),
            ("日本", "story"),
            ("", "story"),
        ];
        for (title, slug) in cases {
            assert_eq!(Slug::from_title(title).as_str(), slug, "{title}");
        }
    }

    proptest! {
        #[test]
        fn every_made_slug_is_a_slug(title in ".{0,200}", number in 0u32..) {
            let slug = Slug::from_title(&title);
            prop_assert_eq!(slug.as_str().parse::<Slug>().unwrap(), slug.clone());
            prop_assert!(slug.numbered(number).as_str().parse::<Slug>().is_ok());
        }
    }
}
