//! What may happen to a library, with its inverse.
//!
//! Every mutation is one operation: a list of changes, each with the image before and the image after.
//! The inverse is therefore a pure function, and a log of operations is all that undo, redo, history and
//! restore need. Images are versioned JSON, because a log outlives the types that wrote it.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// What kind of record a change is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Entity {
    /// A story, keyed by its id.
    Story,
    /// The plan, of which there is at most one.
    Plan,
    /// A task of the plan, keyed by its id.
    Task,
    /// A practice session (drill, rehearsal, mock, debrief) or card review, keyed by its id.
    Practice,
    /// An event as it was last given to a calendar, keyed by its UID.
    Event,
}

impl Entity {
    /// Every kind of record.
    pub const ALL: [Self; 5] = [Self::Story, Self::Plan, Self::Task, Self::Practice, Self::Event];

    /// The entity's id in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Story => "story",
            Self::Plan => "plan",
            Self::Task => "task",
            Self::Practice => "practice",
            Self::Event => "event",
        }
    }
}

/// One record before and after: absent before, it was made; absent after, it was removed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// What kind of record.
    pub entity: Entity,
    /// Which one.
    pub key: String,
    /// The record as it stood.
    pub before: Option<Value>,
    /// The record as it stands.
    pub after: Option<Value>,
}

impl Change {
    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self {
            entity: self.entity,
            key: self.key.clone(),
            before: self.after.clone(),
            after: self.before.clone(),
        }
    }
}

/// What was done, as the log says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each is the command of the same name")]
pub enum Verb {
    New,
    Edit,
    Tag,
    Claim,
    Remove,
    Import,
    PlanCreate,
    PlanUpdate,
    PlanRemove,
    PlanExport,
    Replan,
    Practise,
    Restore,
    Purge,
    Sync,
    Undo,
    Redo,
}

impl Verb {
    /// Every verb.
    pub const ALL: [Self; 17] = [
        Self::New,
        Self::Edit,
        Self::Tag,
        Self::Claim,
        Self::Remove,
        Self::Import,
        Self::PlanCreate,
        Self::PlanUpdate,
        Self::PlanRemove,
        Self::PlanExport,
        Self::Replan,
        Self::Practise,
        Self::Restore,
        Self::Purge,
        Self::Sync,
        Self::Undo,
        Self::Redo,
    ];

    /// The verb's id in kebab-case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Edit => "edit",
            Self::Tag => "tag",
            Self::Claim => "claim",
            Self::Remove => "remove",
            Self::Import => "import",
            Self::PlanCreate => "plan-create",
            Self::PlanUpdate => "plan-update",
            Self::PlanRemove => "plan-remove",
            Self::PlanExport => "plan-export",
            Self::Replan => "replan",
            Self::Practise => "practise",
            Self::Restore => "restore",
            Self::Purge => "purge",
            Self::Sync => "sync",
            Self::Undo => "undo",
            Self::Redo => "redo",
        }
    }
}

impl fmt::Display for Verb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// One entry of the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Operation {
    /// Stable key, UUIDv7.
    pub id: Uuid,
    /// When it was done.
    pub at: DateTime<Utc>,
    /// What was done.
    pub verb: Verb,
    /// What it was done to, in words (`checkout-latency`, `12 stories`).
    pub summary: String,
    /// The operation that an undo or redo is about.
    pub target: Option<Uuid>,
    /// The records it touched, in order.
    pub changes: Vec<Change>,
}

impl Operation {
    /// The changes that take this operation back, in the order to apply them.
    pub fn inverse(&self) -> Vec<Change> {
        self.changes.iter().rev().map(Change::inverse).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_inverse_of_the_inverse_is_the_change() {
        let change = Change {
            entity: Entity::Story,
            key: "k".into(),
            before: None,
            after: Some(json!({"title": "t"})),
        };
        assert_eq!(change.inverse().inverse(), change);
        assert_eq!(change.inverse().after, None);
    }
}
