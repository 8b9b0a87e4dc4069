//! How long a story takes to say.

use super::segment::Segments;

/// Words that are said in a text.
pub fn spoken_words(text: &str) -> usize {
    Segments::new(text).words().len()
}

/// Seconds that so many words take at a pace in words a minute, rounded to whole seconds.
pub fn seconds(words: usize, pace: f64) -> u32 {
    (words as f64 / pace * 60.0).round() as u32
}
