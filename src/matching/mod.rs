//! Which story answers a question, and which principles a story shows.

mod cues;
mod lexicon;
mod pattern;
mod principles;
pub mod text;
pub mod training;
mod weights;

pub use pattern::PhraseError;
pub use principles::Matcher;
