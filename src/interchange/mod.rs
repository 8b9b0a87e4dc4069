//! Stories as documents: what is imported, exported and opened in an editor.
//!
//! Plain functions over text. Reading is tolerant of form (YAML or JSON, a library or one story, any line
//! ends) and strict in meaning; each story is judged on its own, so that a bad one never hides a good one,
//! and every fault says where it stands. Writing is one form only, byte for byte the same each time.

mod compose;
mod document;
mod edit;
mod export;
mod import;
mod markdown;
mod merge;
mod names;
mod parse;
mod problem;
mod reader;
mod recovery;
mod scalar;
mod source;
#[cfg(test)]
mod strategies;
mod sync;
mod table;
mod text;

pub use document::{LibraryDocument, StoryDocument, VERSION};
pub use edit::{Subject, annotate, edit_form, parse_edit};
pub use export::{library_json, library_yaml, story_file_name, story_json, story_yaml};
pub use import::{Import, Imported, read, read_all, read_notes};
pub use merge::{Conflict, MergeOutcome, Policy, merge};
pub use problem::{Problem, Remark};
pub use source::{MAX_SOURCE_BYTES, Source};
pub use sync::{
    Entry, FolderError, Kept, Merged, Own, Shared, merge_shared, read_folder, write_folder,
};
pub use text::{
    MAX_LINE, MAX_PROSE, TextError, figure_occurs, forbidden, line, prose, tidy_line, tidy_prose,
};

/// The JSON Schema of the interchange document.
pub const SCHEMA: &str = include_str!("../../schemas/library.v1.json");
