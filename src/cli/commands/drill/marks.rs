//! Marks that a partner or a program hands in.

use std::path::Path;

use serde::Deserialize;

use crate::cli::context::read_named;
use crate::cli::error::CliError;
use crate::drill::{Marked, Session};
use crate::story::Story;

/// What `--marks` reads.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Marks {
    /// The document's version, where it says one.
    #[serde(default)]
    version: Option<u8>,
    /// The seed of the sheet that was marked.
    #[serde(default)]
    pub(super) seed: Option<u64>,
    #[serde(rename = "marks")]
    given: Vec<Marked>,
}

pub(super) fn read(path: &Path) -> Result<Marks, CliError> {
    let (text, name) = read_named(path)?;
    let marks: Marks = serde_json::from_str(&text).map_err(|error| {
        CliError::new(format!("{name}: the marks cannot be read"))
            .cause(error)
            .hint("their form: star schema drill-marks")
    })?;
    if marks.version.is_some_and(|version| version != 1) {
        return Err(CliError::new(format!("{name}: only version 1 is known"))
            .hint("the form: star schema drill-marks"));
    }
    if marks.given.is_empty() {
        return Err(CliError::new(format!("{name}: it marks nothing"))
            .hint("the form: star schema drill-marks"));
    }
    Ok(marks)
}

pub(super) fn apply(session: &mut Session, given: &Marks, story: &Story) -> Result<(), CliError> {
    let mut seen = std::collections::BTreeSet::new();
    if let Some(twice) = given.given.iter().find(|marked| !seen.insert(&marked.probe)) {
        return Err(CliError::new(format!("`{}` is marked twice", twice.probe)));
    }
    session.mark_all(&given.given).map_err(|error| {
        CliError::new(error.to_string())
            .hint_some(error.near.map(|near| format!("did you mean {near}?")))
            .hint(format!(
                "the ids: star drill {} --sheet --format json; a sheet of another seed says its \"seed\" in the file",
                story.slug
            ))
    })
}
