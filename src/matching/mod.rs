//! Which story answers a question, and which principles a story shows.

mod classifier;
mod cues;
mod lexicon;
mod pattern;
mod ranker;
pub mod text;
pub use ranker::Ranker;
