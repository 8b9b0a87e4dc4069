//! Builds the tree of a story from a format that is no tree, so that one reader judges them all.

use std::rc::Rc;

use crate::yaml::{Entry, Node, Place, Value};

/// A story in the making, at the place where it starts.
#[derive(Debug)]
pub(super) struct Composer {
    place: Place,
    fields: Vec<Field>,
}

#[derive(Debug)]
enum Field {
    Text { key: String, place: Place, text: String },
    List { key: String, place: Place, items: Vec<Rc<Node>> },
    Ready(Entry),
}

impl Composer {
    pub(super) fn new(place: Place) -> Self {
        Self { place, fields: Vec::new() }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.fields.iter().any(|field| match field {
            Field::Text { key: other, .. } | Field::List { key: other, .. } => other == key,
            Field::Ready(entry) => entry.key == key,
        })
    }

    /// Gives a key its text, as a paragraph of its own where it has some already.
    pub(super) fn text(&mut self, key: &str, place: Place, text: &str) {
        let held = self.fields.iter_mut().find_map(|field| match field {
            Field::Text { key: other, text, .. } if other == key => Some(text),
            _ => None,
        });
        match held {
            Some(held) => {
                held.push_str("\n\n");
                held.push_str(text);
            }
            None => {
                self.fields.push(Field::Text { key: key.to_owned(), place, text: text.to_owned() });
            }
        }
    }

    /// Adds to a key's list what stands between commas and semicolons.
    pub(super) fn list(&mut self, key: &str, place: Place, text: &str) {
        let items = text
            .split([',', ';', '\n'])
            .filter(|item| !item.trim().is_empty())
            .map(|item| Rc::new(Node::scalar(place, item.trim())));
        let held = self.fields.iter_mut().find_map(|field| match field {
            Field::List { key: other, items, .. } if other == key => Some(items),
            _ => None,
        });
        match held {
            Some(held) => held.extend(items),
            None => {
                self.fields.push(Field::List {
                    key: key.to_owned(),
                    place,
                    items: items.collect(),
                });
            }
        }
    }

    /// Takes over a key that already has its tree; more text may still be added to text.
    pub(super) fn entry(&mut self, entry: &Entry) {
        self.fields.push(match &entry.value.value {
            Value::Scalar(text) => {
                Field::Text { key: entry.key.clone(), place: entry.value.place, text: text.clone() }
            }
            _ => Field::Ready(entry.clone()),
        });
    }

    pub(super) fn into_node(self) -> Node {
        let entries = self
            .fields
            .into_iter()
            .map(|field| match field {
                Field::Text { key, place, text } => {
                    Entry { key, place, value: Rc::new(Node::scalar(place, text)) }
                }
                Field::List { key, place, items } => Entry {
                    key,
                    place,
                    value: Rc::new(Node { place, value: Value::Sequence(items) }),
                },
                Field::Ready(entry) => entry,
            })
            .collect();
        Node { place: self.place, value: Value::Mapping(entries) }
    }
}
