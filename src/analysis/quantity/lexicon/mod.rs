//! Every word the recogniser knows, and one table to find it in.
//!
//! The lists are plain tables beside this file, by word class. They are packed at first use into one
//! open-addressed table keyed by the word's lower-case bytes, so that a word of prose costs one
//! multiplication and, nearly always, one look at a tag.

mod class;
mod cues;
mod currencies;
mod names;
mod nouns;
mod numerals;
mod units;
mod verbs;

use std::sync::LazyLock;

use super::word::Word;

pub(in crate::analysis) use class::Class;
pub(super) use currencies::{CURRENCIES, of_dollar_prefix, of_symbol};
pub(super) use units::{UNITS, Unit};

/// Longest word that the table can hold, in bytes.
pub(super) const LONGEST: usize = 16;

/// What the lexicon knows of one word.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Entry {
    /// The classes it can be in.
    pub(super) class: Class,
    /// The value of a numeral, fraction or factor.
    pub(super) value: f64,
    /// Its unit, as an index into [`UNITS`].
    pub(super) unit: u8,
    /// Its currency, as an index into [`CURRENCIES`].
    pub(super) currency: u8,
}

/// A word packed into a key: lower case, padded with zeros.
pub(super) type Key = u128;

/// The case bit of every byte.
const CASE: Key = 0x2020_2020_2020_2020_2020_2020_2020_2020;

/// Packs a word of ASCII letters, digits and apostrophes; the case bit is set on every byte.
pub(super) fn key(word: &[u8]) -> Option<Key> {
    key_at(word, 0, word.len())
}

/// Packs the word at a place in a text, which is read in one piece where the text goes on far enough.
#[inline]
pub(super) fn key_at(text: &[u8], start: usize, len: usize) -> Option<Key> {
    if len > LONGEST {
        return None;
    }
    let raw = if let Some(bytes) =
        text.get(start..start + LONGEST).and_then(|bytes| bytes.first_chunk())
    {
        Key::from_le_bytes(*bytes)
    } else {
        text[start..start + len].iter().rev().fold(0, |key, byte| key << 8 | Key::from(*byte))
    };
    let all = raw | CASE;
    Some(if len == LONGEST { all } else { all & ((1 << (8 * len)) - 1) })
}

const SLOTS: usize = 1 << 13;

#[derive(Debug)]
struct Table {
    /// One byte of hash a slot, zero where it is empty: small enough to stay in the nearest cache.
    tags: Vec<u8>,
    keys: Vec<Key>,
    places: Vec<u16>,
    entries: Vec<Entry>,
}

fn slot(word: Word) -> (usize, u8) {
    let bits = word.bits();
    ((bits >> 19) as usize & (SLOTS - 1), (bits >> 1) as u8 | 1)
}

impl Table {
    fn build() -> Self {
        let mut table = Self {
            tags: vec![0; SLOTS],
            keys: vec![0; SLOTS],
            places: vec![0; SLOTS],
            entries: vec![Entry::default()],
        };
        for (class, words) in
            verbs::LISTS.iter().chain(nouns::LISTS).chain(cues::LISTS).chain(names::LISTS)
        {
            for word in words.split_ascii_whitespace() {
                table.entry(word).class |= *class;
            }
        }
        for &(class, value, words) in numerals::LISTS {
            for word in words.split_ascii_whitespace() {
                let entry = table.entry(word);
                entry.class |= class;
                entry.value = value;
            }
        }
        for (index, unit) in UNITS.iter().enumerate().skip(1) {
            for word in unit.words.split_ascii_whitespace() {
                let entry = table.entry(word);
                entry.class |= Class::UNIT;
                entry.unit = index as u8;
            }
        }
        for (index, currency) in CURRENCIES.iter().enumerate().skip(1) {
            for word in currency.words.split_ascii_whitespace() {
                let entry = table.entry(word);
                entry.class |= Class::CURRENCY;
                entry.currency = index as u8;
            }
        }
        table
    }

    /// The entry of a word, made where there is none yet.
    fn entry(&mut self, word: &str) -> &mut Entry {
        debug_assert!(word.len() <= LONGEST, "{word} is too long for the table");
        let key = key(word.as_bytes()).unwrap_or_default();
        let (mut slot, tag) = slot(Word::of_key(key));
        while self.tags[slot] != 0 && self.keys[slot] != key {
            slot = (slot + 1) & (SLOTS - 1);
        }
        if self.tags[slot] == 0 {
            self.tags[slot] = tag;
            self.keys[slot] = key;
            self.places[slot] = self.entries.len() as u16;
            self.entries.push(Entry::default());
        }
        &mut self.entries[self.places[slot] as usize]
    }

    fn find(&self, key: Key, word: Word) -> u16 {
        let (mut slot, tag) = slot(word);
        loop {
            match self.tags[slot] {
                0 => return 0,
                found if found == tag && self.keys[slot] == key => return self.places[slot],
                _ => slot = (slot + 1) & (SLOTS - 1),
            }
        }
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(Table::build);

/// The lexicon, borrowed once a text so that its lock is checked once.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lexicon(&'static Table);

impl Lexicon {
    pub(super) fn get() -> Self {
        Self(&TABLE)
    }

    /// The place of a word, or zero.
    pub(super) fn find(self, key: Key, word: Word) -> u16 {
        self.0.find(key, word)
    }

    /// What stands at a place; place zero knows nothing.
    pub(super) fn entry(self, place: u16) -> &'static Entry {
        &self.0.entries[place as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(word: &str) -> Entry {
        let lexicon = Lexicon::get();
        *lexicon.entry(lexicon.find(key(word.as_bytes()).unwrap(), Word::of(word)))
    }

    #[test]
    fn a_word_is_found_in_any_case_with_all_its_classes() {
        assert!(look("Quarter").class.has(Class::UNIT));
        assert!(look("QUARTER").class.has(Class::FRACTION));
        assert!(look("second").class.has(Class::ORDINAL));
        assert!(look("zyzzyva").class.is_none());
    }

    #[test]
    fn the_table_is_at_most_half_full_and_every_word_fits() {
        let table = Table::build();
        assert!(table.entries.len() * 2 < SLOTS, "{}", table.entries.len());
        for (_, words) in
            verbs::LISTS.iter().chain(nouns::LISTS).chain(cues::LISTS).chain(names::LISTS)
        {
            for word in words.split_ascii_whitespace() {
                assert!(word.len() <= LONGEST && word == word.to_ascii_lowercase(), "{word}");
            }
        }
    }
}
