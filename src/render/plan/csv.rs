//! The plan as a table for a spreadsheet.

use super::how;
use crate::catalogue::PrincipleId;
use crate::plan::Planned;
use crate::render::{csv, style};

const COLUMNS: [&str; 12] = [
    "date", "phase", "id", "kind", "title", "minutes", "status", "locked", "principles", "story",
    "why", "note",
];

/// One row a task, those without a day last.
pub fn table(planned: &Planned) -> String {
    let rows = planned.tasks.iter().map(|task| {
        let phase = task.date.and_then(|date| planned.plan.phase_on(date));
        let principles: Vec<&str> = task.principles.iter().map(PrincipleId::as_str).collect();
        let note = how(task).or_else(|| task.reason.clone()).unwrap_or_default();
        [
            task.date.map(|date| date.to_string()).unwrap_or_default(),
            phase.map(|phase| phase.id.clone()).unwrap_or_default(),
            task.id.clone(),
            task.kind.to_string(),
            style::clean_line(&task.title),
            task.minutes.to_string(),
            task.status.as_str().to_owned(),
            if task.locked { "yes" } else { "no" }.to_owned(),
            principles.join(" "),
            task.story.as_ref().map(ToString::to_string).unwrap_or_default(),
            style::clean_line(&task.why),
            style::clean_line(&note),
        ]
    });
    csv::table(&COLUMNS, rows)
}
