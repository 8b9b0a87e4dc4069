//! What a careful reader would say about a story's text.
//!
//! Pure functions of text and thresholds: no clock, no input or output, the same bytes for the same
//! input. Segmentation runs once and feeds everything else.

pub mod arithmetic;
pub mod claims;
pub mod grade;
pub mod lint;
pub mod quantity;
pub mod segment;
mod settings;
mod span;
pub mod speech;
mod story_analysis;
pub mod voice;

pub(crate) use crate::stem;
pub use settings::{SettingError, Settings, Threshold};
pub use span::{LineIndex, Span};
pub use story_analysis::{
    LocatedQuantity, Status, StoryAnalysis, analyse, analyse_library, analyse_text,
};
