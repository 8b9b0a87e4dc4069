//! Finds where a value stands in a YAML source.
//!
//! Checks of meaning work on plain values and name what they object to by its path; only when there is
//! something to object to is it looked up in the [`super::tree`] of the source.

use super::{Node, Place, Value};

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

/// The place at the end of a path, or of the last step of it that the source has.
pub fn locate(source: &Node, path: &Path) -> Place {
    let mut here = source;
    for step in &path.0 {
        match child(here, *step) {
            Some(child) => here = child,
            None => break,
        }
    }
    here.place
}

fn child(node: &Node, step: Step) -> Option<&Node> {
    let found = match (&node.value, step) {
        (Value::Mapping(entries), Step::Key(key)) => {
            entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value)
        }
        (Value::Mapping(entries), Step::Index(index)) => {
            entries.get(index).map(|entry| &entry.value)
        }
        (Value::Sequence(items), Step::Index(index)) => items.get(index),
        _ => None,
    };
    found.map(|node| &**node)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::tree;

    const SOURCE: &str = "id: a\nrounds:\n  - id: one\n    minutes: [10, 5]\n  - id: two\ncues:\n  é wörd: 2\n  z: 1\n";

    fn at(path: &Path) -> (u32, u32) {
        let place = locate(&tree(SOURCE).unwrap(), path);
        (place.line, place.column)
    }

    #[test]
    fn a_path_leads_to_its_value() {
        let rounds = Path::root().key("rounds");
        assert_eq!(at(&Path::root().key("id")), (1, 5));
        assert_eq!(at(&rounds.index(1).key("id")), (5, 9));
        assert_eq!(at(&rounds.index(0).key("minutes").index(1)), (4, 19));
        assert_eq!(at(&Path::root().key("cues").index(0)), (7, 11));
    }

    #[test]
    fn a_path_that_ends_early_leads_as_far_as_it_goes() {
        assert_eq!(at(&Path::root().key("rounds").index(1).key("minutes")), (5, 5));
        assert_eq!(at(&Path::root().key("nothing")), (1, 1));
    }
}
