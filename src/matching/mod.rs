//! Which story answers a question, and which principles a story shows.

mod asides;
mod ask;
mod deeds;
mod evidence;
mod features;
mod principles;
mod quote;
mod search;
mod suggest;
#[cfg(test)]
mod tests;
pub mod training;
mod weights;

pub use ask::{Answer, Match, Reason, ask};
pub use principles::Matcher;
pub use suggest::{Suggestion, Suggestions, suggest};
