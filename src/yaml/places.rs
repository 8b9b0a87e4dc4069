//! Finds where a value stands in a YAML source.
//!
//! Checks of meaning work on plain values and name what they object to by its path; only when there is
//! something to object to is the source read again, this time for places alone.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{Place, Spanned, from_str};

/// One step down a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Key(&'static str),
    Index(usize),
}

/// The way from the top of a document to one of its values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Path(Vec<Step>);

impl Path {
    /// The document itself.
    pub fn root() -> Self {
        Self::default()
    }

    /// The value of a mapping's key.
    #[must_use]
    pub fn key(&self, key: &'static str) -> Self {
        self.with(Step::Key(key))
    }

    /// The entry of a sequence, or the nth value of a mapping in the order of the source; from zero.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.with(Step::Index(index))
    }

    fn with(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }
}

/// The places of every value of a source.
#[derive(Debug)]
pub struct Places(Option<Spanned<Node>>);

impl Places {
    /// Reads a source for its places. One that is not YAML has none.
    pub fn of(text: &str) -> Self {
        Self(from_str(text).ok())
    }

    /// The place at the end of a path, or of the last step of it that the source has.
    pub fn locate(&self, path: &Path) -> Option<Place> {
        let mut here = self.0.as_ref()?;
        for step in &path.0 {
            match here.value.child(*step) {
                Some(child) => here = child,
                None => break,
            }
        }
        Some(Place::from(here)).filter(|place| place.line > 0)
    }
}

#[derive(Debug)]
enum Node {
    Mapping(Vec<(String, Spanned<Node>)>),
    Sequence(Vec<Spanned<Node>>),
    Scalar,
}

impl Node {
    fn child(&self, step: Step) -> Option<&Spanned<Self>> {
        match (self, step) {
            (Self::Mapping(entries), Step::Key(key)) => {
                entries.iter().find(|(name, _)| name == key).map(|(_, value)| value)
            }
            (Self::Mapping(entries), Step::Index(index)) => {
                entries.get(index).map(|(_, value)| value)
            }
            (Self::Sequence(entries), Step::Index(index)) => entries.get(index),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Node::Mapping(entries))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = seq.next_element()? {
            entries.push(entry);
        }
        Ok(Node::Sequence(entries))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| Node::Scalar)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Node, E> {
        Ok(Node::Scalar)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Node, E> {
        Ok(Node::Scalar)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Node, E> {
        Ok(Node::Scalar)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Node, E> {
        Ok(Node::Scalar)
    }

    fn visit_str<E>(self, _: &str) -> Result<Node, E> {
        Ok(Node::Scalar)
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Scalar)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "id: a\nrounds:\n  - id: one\n    minutes: [10, 5]\n  - id: two\ncues:\n  é wörd: 2\n  z: 1\n";

    fn at(path: &Path) -> Option<(u32, u32)> {
        Places::of(SOURCE).locate(path).map(|place| (place.line, place.column))
    }

    #[test]
    fn a_path_leads_to_its_value() {
        let rounds = Path::root().key("rounds");
        assert_eq!(at(&Path::root().key("id")), Some((1, 5)));
        assert_eq!(at(&rounds.index(1).key("id")), Some((5, 9)));
        assert_eq!(at(&rounds.index(0).key("minutes").index(1)), Some((4, 19)));
        assert_eq!(at(&Path::root().key("cues").index(0)), Some((7, 11)));
    }

    #[test]
    fn a_path_that_ends_early_leads_as_far_as_it_goes() {
        assert_eq!(at(&Path::root().key("rounds").index(1).key("minutes")), Some((5, 5)));
        assert_eq!(at(&Path::root().key("nothing")), Some((1, 1)));
    }
}
