//! When a template is worth asking.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Slot;
use crate::catalogue::PrincipleId;

/// Something that holds for a story, or does not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// The story holds this evidence.
    Has(Slot),
    /// The checks found this.
    Found(FindingCode),
    /// A plain fact about the story.
    Is(Fact),
    /// The story carries this principle.
    Principle(PrincipleId),
    /// The text holds one of these phrases, as whole words in any case.
    Mentions(Vec<Phrase>),
}

/// A plain fact about a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// It did what it was meant to do.
    Success,
    /// It did not.
    Failure,
    /// Partly, or at a price.
    Mixed,
    /// The Situation is missing.
    NoSituation,
    /// The Task is missing.
    NoTask,
    /// The Action is missing.
    NoAction,
    /// The Result is missing.
    NoResult,
    /// The Learning is missing.
    NoLearning,
    /// There is a Result without an outcome figure.
    Unquantified,
    /// The Result says where the metric stood before.
    BaselineGiven,
    /// The Result says how long the change took.
    TimeframeGiven,
    /// The Result says how broad the change was.
    ScopeGiven,
    /// The Result says what the change meant in money, customers, hours or risk.
    BusinessGiven,
    /// The ledger has a source for at least one outcome figure.
    SourceGiven,
    /// A Result holds figures for a control or comparison.
    ControlGiven,
    /// The story says when it took place.
    Dated,
    /// The whole story has fewer than about a hundred spoken words.
    Brief,
    /// No person or body but the author appears.
    Alone,
}

impl Fact {
    /// Every fact.
    pub const ALL: [Self; 18] = [
        Self::Success,
        Self::Failure,
        Self::Mixed,
        Self::NoSituation,
        Self::NoTask,
        Self::NoAction,
        Self::NoResult,
        Self::NoLearning,
        Self::Unquantified,
        Self::BaselineGiven,
        Self::TimeframeGiven,
        Self::ScopeGiven,
        Self::BusinessGiven,
        Self::SourceGiven,
        Self::ControlGiven,
        Self::Dated,
        Self::Brief,
        Self::Alone,
    ];
}

/// The code of a rule (`Q002`); whether a rule has it is the drill's test to make.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FindingCode(String);

impl FindingCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A text that is no code of a rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no code of a rule; codes are a capital letter and three digits")]
pub struct FindingCodeError(String);

impl FromStr for FindingCode {
    type Err = FindingCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.as_bytes() {
            [family, digits @ ..]
                if family.is_ascii_uppercase()
                    && digits.len() == 3
                    && digits.iter().all(u8::is_ascii_digit) =>
            {
                Ok(Self(text.to_owned()))
            }
            _ => Err(FindingCodeError(text.to_owned())),
        }
    }
}

impl fmt::Display for FindingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Serialize for FindingCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for FindingCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Words in lower case, as a text would hold them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase(Vec<String>);

impl Phrase {
    /// The words, in order.
    pub fn words(&self) -> &[String] {
        &self.0
    }
}

/// A text that is no phrase.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no phrase; write one or more words in lower case")]
pub struct PhraseError(String);

impl FromStr for Phrase {
    type Err = PhraseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
        let sound = words.iter().all(|word| {
            !word.is_empty() && !word.chars().any(|c| c.is_uppercase() || c.is_whitespace())
        });
        if sound { Ok(Self(words)) } else { Err(PhraseError(text.to_owned())) }
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.join(" "))
    }
}

impl Serialize for Phrase {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Phrase {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_written_as_one_key_each() {
        let yaml = "- {has: decision}\n- {found: Q002}\n- {is: no-result}\n- {principle: dive-deep}\n- {mentions: [root cause, log]}\n";
        let conditions: Vec<Condition> = crate::yaml::from_str(yaml).unwrap();
        assert_eq!(conditions.len(), 5);
        assert_eq!(conditions[0], Condition::Has(Slot::Decision));
        assert_eq!(conditions[2], Condition::Is(Fact::NoResult));
    }

    #[test]
    fn an_unknown_condition_slot_or_fact_is_an_error_with_its_place() {
        let cases = [
            ("- {has: decision}\n- {hass: decision}\n", "hass"),
            ("- {has: decision}\n- {has: decison}\n", "decison"),
            ("- {has: decision}\n- {is: lucky}\n", "lucky"),
            ("- {has: decision}\n- {found: Q2}\n", "Q2"),
            ("- {has: decision}\n- {mentions: [Budget]}\n", "Budget"),
        ];
        for (yaml, named) in cases {
            let error = crate::yaml::from_str::<Vec<Condition>>(yaml).unwrap_err();
            assert!(error.message.contains(named), "{error:?}");
            assert_eq!(error.place.map(|place| place.line), Some(2), "{error:?}");
        }
    }
}
