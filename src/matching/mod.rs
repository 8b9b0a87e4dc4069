//! Which story answers a question, and which principles a story shows.

mod principles;
pub mod training;
mod weights;

pub use principles::Matcher;
