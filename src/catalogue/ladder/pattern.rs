//! A question with slots.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Slot;

/// How a quotation is led in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    /// `You say`
    Says,
    /// `Take`
    Take,
    /// `Back to`
    Back,
    /// `Stay with`
    Stay,
    /// `I wrote down`
    Noted,
    /// `Let me stop at`
    Stop,
}

impl Lead {
    /// Every lead.
    pub const ALL: [Self; 6] =
        [Self::Says, Self::Take, Self::Back, Self::Stay, Self::Noted, Self::Stop];

    /// The lead's id, as templates write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Says => "says",
            Self::Take => "take",
            Self::Back => "back",
            Self::Stay => "stay",
            Self::Noted => "noted",
            Self::Stop => "stop",
        }
    }

    /// The words before a quotation that begins with its own subject; `You say you` fits any other.
    pub fn words(self) -> &'static str {
        match self {
            Self::Says => "You say",
            Self::Take => "Take",
            Self::Back => "Back to",
            Self::Stay => "Stay with",
            Self::Noted => "I wrote down",
            Self::Stop => "Let me stop at",
        }
    }
}

/// One piece of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words of the template.
    Text(String),
    /// The story's words in quotation marks (`{quote:decision}`).
    Quote(Slot),
    /// The same with a lead that fits how the quotation begins (`{says:decision}`: `You say "I …"`,
    /// `You say you "cut …"`).
    Led(Lead, Slot),
    /// A name in the question's own grammar (`{stakeholder}`).
    Name(Slot),
    /// The same in the possessive (`{stakeholder's}`).
    Possessive(Slot),
}

impl Piece {
    /// The slot that the piece needs filled.
    pub fn slot(&self) -> Option<Slot> {
        match self {
            Self::Text(_) => None,
            Self::Quote(slot) | Self::Led(_, slot) | Self::Name(slot) | Self::Possessive(slot) => {
                Some(*slot)
            }
        }
    }
}

/// A question with slots, in the order they are spoken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(Vec<Piece>);

/// Why a text is no pattern.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// A brace without its partner.
    #[error("a brace is not closed, or closed without being opened, in `{0}`")]
    Brace(String),
    /// No slot has this name.
    #[error("there is no slot `{0}`")]
    UnknownSlot(String),
    /// Only clauses are quoted.
    #[error("`{0}` is a name and cannot be quoted; write `{{{0}}}`")]
    NotQuotable(Slot),
    /// A clause stands outside quotation marks.
    #[error("`{0}` is a clause; write `{{quote:{0}}}` or `{{says:{0}}}`")]
    NotNameable(Slot),
    /// A lead opens a sentence of its own.
    #[error("`{{{0}}}` opens a sentence; within one, write `{{quote:…}}`")]
    LeadWithin(String),
    /// Nothing is asked.
    #[error("`{0}` asks nothing; a probe holds a question or ends in a full stop")]
    NoQuestion(String),
}

impl Pattern {
    /// The pieces, in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.0
    }

    /// The slots it needs filled, in order, each once.
    pub fn slots(&self) -> Vec<Slot> {
        let mut slots = Vec::new();
        for slot in self.0.iter().filter_map(Piece::slot) {
            if !slots.contains(&slot) {
                slots.push(slot);
            }
        }
        slots
    }
}

fn piece(inside: &str) -> Result<Piece, PatternError> {
    let known =
        |id: &str| Slot::from_id(id).ok_or_else(|| PatternError::UnknownSlot(inside.to_owned()));
    let clause = |slot: Slot| {
        if slot.is_clause() { Ok(slot) } else { Err(PatternError::NotQuotable(slot)) }
    };
    let name = |slot: Slot| {
        if slot.is_clause() { Err(PatternError::NotNameable(slot)) } else { Ok(slot) }
    };
    match inside.split_once(':') {
        Some(("quote", id)) => Ok(Piece::Quote(clause(known(id)?)?)),
        Some((form, id)) => {
            let lead = Lead::ALL.into_iter().find(|lead| lead.as_str() == form);
            let lead = lead.ok_or_else(|| PatternError::UnknownSlot(inside.to_owned()))?;
            Ok(Piece::Led(lead, clause(known(id)?)?))
        }
        None => match inside.strip_suffix("'s") {
            Some(id) => Ok(Piece::Possessive(name(known(id)?)?)),
            None => Ok(Piece::Name(name(known(inside)?)?)),
        },
    }
}

impl FromStr for Pattern {
    type Err = PatternError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unbalanced = || PatternError::Brace(text.to_owned());
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find(['{', '}']) {
            let (words, after) = rest.split_at(open);
            let inside = after.strip_prefix('{').ok_or_else(unbalanced)?;
            let close = inside.find(['{', '}']).ok_or_else(unbalanced)?;
            let (inside, after) = inside.split_at(close);
            let after = after.strip_prefix('}').ok_or_else(unbalanced)?;
            if !words.is_empty() {
                pieces.push(Piece::Text(words.to_owned()));
            }
            let piece = piece(inside)?;
            let opens = pieces.is_empty() || words.ends_with(". ") || words.ends_with("? ");
            if matches!(piece, Piece::Led(..)) && !opens {
                return Err(PatternError::LeadWithin(inside.to_owned()));
            }
            pieces.push(piece);
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        let asks = match pieces.last() {
            Some(Piece::Text(last)) => last.ends_with(['?', '.']),
            _ => false,
        };
        if asks { Ok(Self(pieces)) } else { Err(PatternError::NoQuestion(text.to_owned())) }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in &self.0 {
            match piece {
                Piece::Text(words) => f.write_str(words)?,
                Piece::Quote(slot) => write!(f, "{{quote:{slot}}}")?,
                Piece::Led(lead, slot) => write!(f, "{{{}:{slot}}}", lead.as_str())?,
                Piece::Name(slot) => write!(f, "{{{slot}}}")?,
                Piece::Possessive(slot) => write!(f, "{{{slot}'s}}")?,
            }
        }
        Ok(())
    }
}

impl Serialize for Pattern {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_reads_back_as_it_was_written() {
        for text in [
            "What else was on the table?",
            "{says:decision}. What would {stakeholder} have done?",
            "{back:decision}. Why?",
            "{quote:outcome}: by {stakeholder's} count, or yours?",
        ] {
            assert_eq!(text.parse::<Pattern>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_cannot_be_filled_is_refused() {
        let cases = [
            ("Why {decison}?", PatternError::UnknownSlot("decison".into())),
            ("Why {shout:decision}?", PatternError::UnknownSlot("shout:decision".into())),
            ("Why {quote:metric}?", PatternError::NotQuotable(Slot::Metric)),
            ("Why {decision}?", PatternError::NotNameable(Slot::Decision)),
            ("Why {says:decision}?", PatternError::LeadWithin("says:decision".into())),
            ("Why {quote:decision?", PatternError::Brace("Why {quote:decision?".into())),
            ("Why {{metric}}?", PatternError::Brace("Why {{metric}}?".into())),
            ("Why metric}?", PatternError::Brace("Why metric}?".into())),
            ("Why {metric}", PatternError::NoQuestion("Why {metric}".into())),
            ("", PatternError::NoQuestion(String::new())),
        ];
        for (text, error) in cases {
            assert_eq!(text.parse::<Pattern>().unwrap_err(), error, "{text}");
        }
    }

    #[test]
    fn slots_are_listed_once_in_order() {
        let pattern: Pattern = "{says:decision}: {metric}, {metric}, {customers}?".parse().unwrap();
        assert_eq!(pattern.slots(), [Slot::Decision, Slot::Metric, Slot::Customers]);
    }
}
