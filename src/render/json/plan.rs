//! `star plan show --format json` and `star drill --sheet --format json`.

use serde::Serialize;

use super::VERSION;
use crate::drill::ladder::Ladder;
use crate::plan::{PlanView, Planned};

/// The whole plan as one document.
pub fn plan(planned: &Planned) -> String {
    super::pretty(&PlanView::of(planned))
}

#[derive(Debug, Serialize)]
struct LadderDocument<'a> {
    version: u8,
    #[serde(flatten)]
    ladder: &'a Ladder,
}

/// A ladder as one document.
pub fn ladder(ladder: &Ladder) -> String {
    super::pretty(&LadderDocument { version: VERSION, ladder })
}
