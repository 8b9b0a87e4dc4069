//! The plan, its tasks and its events: JSON bodies, with the columns that are asked for beside them.
//!
//! A body is kept as it came. What a plan or a task is made of is the core's affair, and a body read back
//! equals the body written.

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use serde_json::Value;

use super::Library;
use super::error::{Fault, StoreError};
use super::log::{self, NewOperation, Step};
use super::records::{Document, bodies, field};
use crate::story::{Change, Entity, Operation, Verb};

/// The hashed columns of the plan.
pub(super) const PLAN_COLUMNS: &str = "id, body";
/// The hashed columns of a task.
pub(super) const TASK_COLUMNS: &str = "id, date, status, body";

/// The hashed columns of an event.
pub(super) const EVENT_COLUMNS: &str = "id, body";

/// The plan.
pub(super) const PLAN: Document =
    Document { table: "plan", columns: PLAN_COLUMNS, extract: |_, _| Ok(Vec::new()) };

/// A task.
pub(super) const TASK: Document = Document {
    table: "task",
    columns: TASK_COLUMNS,
    extract: |_, body| Ok(vec![field(body, "date"), field(body, "status")]),
};

/// An event.
pub(super) const EVENT: Document =
    Document { table: "event", columns: EVENT_COLUMNS, extract: |_, _| Ok(Vec::new()) };

fn plan(conn: &Connection) -> Result<Option<Value>, Fault> {
    Ok(bodies(conn, "SELECT body FROM plan", None)?.pop())
}

impl Library {
    /// The plan, if there is one.
    pub fn plan(&self) -> Result<Option<Value>, StoreError> {
        self.read(plan)
    }

    /// Every event as it was last given to a calendar, by its UID.
    pub fn events(&self) -> Result<Vec<Value>, StoreError> {
        self.read(|conn| bodies(conn, "SELECT body FROM event ORDER BY id", None))
    }

    /// Every task by its `date`, then by id; those without a date last.
    pub fn tasks(&self) -> Result<Vec<Value>, StoreError> {
        self.read(|conn| {
            bodies(conn, "SELECT body FROM task ORDER BY date IS NULL, date, id", None)
        })
    }

    /// Writes down which events a calendar was given.
    ///
    /// Undo and redo pass it over: a calendar keeps what it was given, and were its sequence numbers taken
    /// back, it would refuse what comes next.
    ///
    /// # Errors
    ///
    /// As [`Library::commit`].
    pub fn record_export(
        &mut self,
        summary: String,
        changes: Vec<Change>,
        at: DateTime<Utc>,
    ) -> Result<Operation, StoreError> {
        let misplaced = changes.is_empty() || changes.iter().any(|c| c.entity != Entity::Event);
        self.write(|conn| {
            if misplaced {
                return Err(Fault::invalid("an export changes events, and nothing else"));
            }
            let new = NewOperation { verb: Verb::PlanExport, summary, changes };
            log::append(conn, new, Step::Aside, at)
        })
    }
}
