//! Which story answers a question, and which principles a story shows.

mod lexicon;
mod pattern;
pub mod text;
