//! A YAML (or JSON) source as a tree whose every node knows its place.
//!
//! Serde stops at the first fault and infers types from plain words. Documents that people write by hand want
//! every fault named at once and their text as it stands (`title: 2024` is a title), so here the parser's
//! events become a tree and whoever reads it decides what each node should have been.

use std::collections::HashMap;
use std::rc::Rc;

use super::events::{Event, Marker, Parser, ScalarStyle, Span, StrInput};

use super::{Place, YamlError, fault};

/// Deepest nesting; a library needs five levels.
const MAX_DEPTH: usize = 32;

/// Most nodes in one source, aliases counted as often as they are used.
const MAX_NODES: usize = 500_000;

/// Most anchors in one source.
const MAX_ANCHORS: usize = 10_000;

/// Most bytes of text in one source, aliases counted as often as they are used.
const MAX_TEXT: usize = 32 * 1024 * 1024;

/// One value of a source and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Where the value starts.
    pub place: Place,
    /// The value.
    pub value: Value,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing: an empty value, `~` or `null`.
    Null,
    /// A text, number or date, as it was written.
    Scalar(String),
    /// A list.
    Sequence(Vec<Rc<Node>>),
    /// Keys with their values, in the order of the source.
    Mapping(Vec<Entry>),
}

/// One key of a mapping and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key's text.
    pub key: String,
    /// Where the key stands.
    pub place: Place,
    /// Its value.
    pub value: Rc<Node>,
}

impl Node {
    /// A scalar at a place, for readers of other formats.
    pub fn scalar(place: Place, text: impl Into<String>) -> Self {
        Self { place, value: Value::Scalar(text.into()) }
    }

    /// What the node is, in words a writer of YAML knows.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Scalar(_) => "text",
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "a mapping",
        }
    }
}

/// Reads one document as a tree; an empty source is `Null`.
///
/// # Errors
///
/// When the text is not YAML, holds more than one document, has a key that is not text, or exceeds the budget
/// of depth, nodes and text. Aliases are shared and priced in full, so a bomb is refused before it unfolds.
pub fn tree(text: &str) -> Result<Rc<Node>, YamlError> {
    tree_at(text, 1)
}

/// Reads a part of a source that starts on the given line, so that places are those of the whole.
///
/// # Errors
///
/// As [`tree`].
pub fn tree_at(text: &str, line: u32) -> Result<Rc<Node>, YamlError> {
    let mut options = super::events::Options::default();
    options.set_emit_comments(false);
    options.flow_nesting_limit = MAX_DEPTH;
    options.block_nesting_limit = MAX_DEPTH;
    let parser = Parser::new_from_str_with_options(text, options);
    Builder {
        source: text,
        parser,
        anchors: HashMap::new(),
        nodes: 0,
        text: 0,
        above: line.saturating_sub(1),
    }
    .document()
}

/// What a node costs with everything beneath it, aliases counted as often as they are used.
#[derive(Debug, Clone, Copy)]
struct Price {
    nodes: usize,
    text: usize,
}

struct Builder<'t> {
    source: &'t str,
    parser: Parser<'t, StrInput<'t>>,
    anchors: HashMap<usize, (Rc<Node>, Price)>,
    nodes: usize,
    text: usize,
    /// Lines of the source above the part that is read.
    above: u32,
}

type Scanned<'t> = (Event<'t>, Span);

impl<'t> Builder<'t> {
    fn next(&mut self) -> Result<Scanned<'t>, YamlError> {
        match self.parser.next_event() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => {
                let (message, hint) = fault::in_plain_words(error.kind());
                let place = self.place(error.marker());
                let tab =
                    if hint == Some(fault::SPACES) { self.tab_from(place.line) } else { None };
                Err(refusal(tab.unwrap_or(place), &message, hint))
            }
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    fn document(mut self) -> Result<Rc<Node>, YamlError> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => break,
                Event::DocumentStart(..) if root.is_some() => {
                    return Err(refusal(
                        self.place(&span.start),
                        "the source holds more than one document",
                        Some("put each into a file of its own"),
                    ));
                }
                Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd => {}
                event => root = Some(self.node(event, &span, 0)?),
            }
        }
        Ok(root.unwrap_or_else(|| {
            Rc::new(Node { place: Place { line: 1, column: 1 }, value: Value::Null })
        }))
    }

    fn node(&mut self, event: Event<'t>, span: &Span, depth: usize) -> Result<Rc<Node>, YamlError> {
        let place = self.place(&span.start);
        if depth > MAX_DEPTH {
            return Err(refusal(place, "the source is nested too deeply", None));
        }
        let before = Price { nodes: self.nodes, text: self.text };
        self.spend(Price { nodes: 1, text: 0 }, place)?;
        let (value, anchor) = match event {
            Event::Scalar(text, style, anchor, _) => {
                self.spend(Price { nodes: 0, text: text.len() }, place)?;
                let null = style == ScalarStyle::Plain
                    && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                (if null { Value::Null } else { Value::Scalar(text.into_owned()) }, anchor)
            }
            Event::SequenceStart(_, anchor, _) => (self.sequence(depth)?, anchor),
            Event::MappingStart(_, anchor, _) => (self.mapping(depth)?, anchor),
            Event::Alias(anchor) => {
                let Some((node, price)) = self.anchors.get(&anchor) else {
                    return Err(refusal(place, "an alias stands inside its own anchor", None));
                };
                let (node, price) = (Rc::clone(node), *price);
                self.spend(price, place)?;
                return Ok(node);
            }
            _ => return Err(refusal(place, "a value was expected here", None)),
        };
        let node = Rc::new(Node { place, value });
        if anchor != 0 {
            if self.anchors.len() >= MAX_ANCHORS {
                return Err(refusal(place, "the source has too many anchors", None));
            }
            let price = Price { nodes: self.nodes - before.nodes, text: self.text - before.text };
            self.anchors.insert(anchor, (Rc::clone(&node), price));
        }
        Ok(node)
    }

    fn sequence(&mut self, depth: usize) -> Result<Value, YamlError> {
        let mut items = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if event == Event::SequenceEnd {
                return Ok(Value::Sequence(items));
            }
            items.push(self.node(event, &span, depth + 1)?);
        }
    }

    fn mapping(&mut self, depth: usize) -> Result<Value, YamlError> {
        let mut entries = Vec::new();
        loop {
            let (event, span) = self.next()?;
            let place = self.place(&span.start);
            let key = match event {
                Event::MappingEnd => return Ok(Value::Mapping(entries)),
                Event::Scalar(text, ..) => text.into_owned(),
                _ => return Err(refusal(place, "a key must be a word", None)),
            };
            self.spend(Price { nodes: 1, text: key.len() }, place)?;
            let (event, span) = self.next()?;
            let value = self.node(event, &span, depth + 1)?;
            entries.push(Entry { key, place, value });
        }
    }

    /// The first tab in the indentation of a line: the parser notices one only from where the text before
    /// it ends.
    fn tab_from(&self, line: u32) -> Option<Place> {
        let skipped = line.saturating_sub(self.above).saturating_sub(1);
        self.source.lines().skip(skipped as usize).zip(line..).find_map(|(text, line)| {
            let indent = text.len() - text.trim_start_matches([' ', '\t']).len();
            let column = number(text[..indent].find('\t')? + 1);
            Some(Place { line, column })
        })
    }

    fn place(&self, mark: &Marker) -> Place {
        Place {
            line: number(mark.line()).saturating_add(self.above),
            column: number(mark.col() + 1),
        }
    }

    fn spend(&mut self, price: Price, place: Place) -> Result<(), YamlError> {
        self.nodes = self.nodes.saturating_add(price.nodes);
        self.text = self.text.saturating_add(price.text);
        if self.nodes > MAX_NODES || self.text > MAX_TEXT {
            return Err(refusal(place, "the source unfolds to more than a library can hold", None));
        }
        Ok(())
    }
}

fn refusal(place: Place, message: &str, hint: Option<&str>) -> YamlError {
    YamlError { message: message.to_owned(), place: Some(place), hint: hint.map(ToOwned::to_owned) }
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scalar(text: &str) -> Value {
        Value::Scalar(text.to_owned())
    }

    fn refused(text: &str) -> (u32, u32, String) {
        let error = tree(text).unwrap_err();
        let place = error.place.unwrap();
        (place.line, place.column, error.message)
    }

    #[test]
    fn text_stays_as_it_was_written() {
        let source = "[2024, 1.10, yes, 0x1F, '~', ~, \"\\ud83d\\ude00\", {a: b}]";
        let Value::Sequence(items) = &tree(source).unwrap().value else { panic!("no list") };
        let values: Vec<&Value> = items.iter().map(|item| &item.value).take(7).collect();
        let expected = ["2024", "1.10", "yes", "0x1F", "~"].map(scalar);
        assert_eq!(values[..5], expected.each_ref());
        assert_eq!(values[5..], [&Value::Null, &scalar("😀")]);
    }

    #[test]
    fn every_key_and_value_knows_its_place() {
        let root = tree("é: 1\nlist:\n  - x: |\n      text\n").unwrap();
        let Value::Mapping(entries) = &root.value else { panic!("no mapping") };
        assert_eq!(entries[0].value.place, Place { line: 1, column: 4 });
        assert_eq!(entries[1].place, Place { line: 2, column: 1 });
        let Value::Sequence(items) = &entries[1].value.value else { panic!("no list") };
        assert_eq!(items[0].place, Place { line: 3, column: 5 });
    }

    #[test]
    fn an_alias_stands_for_its_anchor() {
        let root = tree("a: &x [1]\nb: *x\n").unwrap();
        let Value::Mapping(entries) = &root.value else { panic!("no mapping") };
        assert_eq!(entries[0].value, entries[1].value);
    }

    #[test]
    fn what_is_no_single_document_is_refused_with_its_place() {
        for (source, line, column, words) in [
            ("a: 1\n---\nb: 2\n", 2, 1, "more than one document"),
            ("? [a]\n: b\n", 1, 3, "a key must be a word"),
            ("&a [*a]", 1, 5, "inside its own anchor"),
            ("a: *x\n", 1, 4, "anchor"),
            ("a: 'x\nb: 1\n", 1, 4, "quote"),
        ] {
            let (at_line, at_column, message) = refused(source);
            assert_eq!((at_line, at_column), (line, column), "{source:?}");
            assert!(message.contains(words), "{source:?}: {message}");
        }
    }

    #[test]
    fn a_bomb_is_refused_before_it_unfolds() {
        let aliases = (1..60).fold("a0: &a0 [x, x]\n".to_owned(), |mut bomb, n| {
            use std::fmt::Write;
            let _ = writeln!(bomb, "a{n}: &a{n} [*a{0}, *a{0}, *a{0}]", n - 1);
            bomb
        });
        assert!(refused(&aliases).2.contains("unfolds"));
        let blown = format!("a: &a {}\nb: [{}]\n", "x".repeat(1 << 20), "*a, ".repeat(100));
        assert!(refused(&blown).2.contains("unfolds"));
        for opening in ["[", "{a: ", "- "] {
            let deep = refused(&opening.repeat(200_000)).2;
            assert!(deep.contains("too deeply"), "{opening}: {deep}");
        }
    }
}
