//! Phrases that find themselves in a text whatever the inflection, and the words that mean the same.
//!
//! A cue is written as `Pattern` reads it: words in order, `…` for up to five words of any kind, `{a|b}`
//! for either, `<boss>` for any phrase of that synonym class. Articles and possessives are passed over.

mod cues;
mod lexicon;
mod pattern;
mod phrasebook;
pub(crate) mod text;

pub(crate) use cues::{Cues, Hit, Terms};
pub(crate) use lexicon::Lexicon;
pub use pattern::PhraseError;
pub(crate) use pattern::{Interner, Pattern};
pub(crate) use phrasebook::{Phrasebook, check, is_plain};
