//! The plan as the library holds it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::context::Context;
use super::error::CliError;
use super::library;
use super::practised::Practised;
use crate::analysis::StoryAnalysis;
use crate::plan::publication::Event;
use crate::plan::{self, Planned, Task};
use crate::render::style;
use crate::store::{Library, NewOperation};
use crate::story::{Change, Entity, Story, Verb};

/// The key of the one plan that a library holds.
const KEY: &str = "plan";

/// Stories, what was found in them, and what was practised: all that a plan may know of.
#[derive(Debug)]
pub(crate) struct Desk {
    pub(crate) stories: Vec<Story>,
    pub(crate) analyses: Vec<StoryAnalysis>,
    pub(crate) practised: Practised,
}

impl Desk {
    pub(crate) fn of(library: Option<&Library>, cx: &Context) -> Result<Self, CliError> {
        let stories = match library {
            Some(library) => library.stories()?,
            None => Vec::new(),
        };
        let analyses = library::analyse(cx, &stories);
        let practised = match library {
            Some(library) => Practised::of(library, &stories, cx)?,
            None => Practised::default(),
        };
        Ok(Self { stories, analyses, practised })
    }

    pub(crate) fn library<'a>(&'a self, cx: &'a Context) -> plan::Library<'a> {
        plan::Library {
            stories: &self.stories,
            analyses: &self.analyses,
            sessions: &self.practised.sessions,
            profile: cx.profile(),
            settings: &cx.settings,
        }
    }
}

/// A task as the library holds it: with its place, since the order of a day is the order of the work.
#[derive(Debug, Serialize, Deserialize)]
struct Placed<T> {
    #[serde(flatten)]
    task: T,
    place: usize,
}

/// The plan, if there is one.
pub(crate) fn load(library: &Library) -> Result<Option<Planned>, CliError> {
    let Some(plan) = library.plan()? else { return Ok(None) };
    let unreadable = |error| {
        CliError::new("the plan in the library cannot be read")
            .cause(error)
            .hint("look it over: star doctor")
    };
    let tasks: Result<Vec<Placed<Task>>, _> =
        library.tasks()?.into_iter().map(serde_json::from_value).collect();
    let mut tasks = tasks.map_err(unreadable)?;
    tasks.sort_by_key(|placed| placed.place);
    Ok(Some(Planned {
        plan: serde_json::from_value(plan).map_err(unreadable)?,
        tasks: tasks.into_iter().map(|placed| placed.task).collect(),
    }))
}

/// The plan as it stands today: what the library shows to be done is done by itself.
pub(crate) fn current(
    library: Option<&Library>,
    desk: &Desk,
    cx: &Context,
) -> Result<Planned, CliError> {
    let mut planned = require(library)?;
    plan::record_evidence(&mut planned, &desk.library(cx), cx.today);
    Ok(planned)
}

/// The plan, or what to type to get one.
pub(crate) fn require(library: Option<&Library>) -> Result<Planned, CliError> {
    match library {
        Some(library) => load(library)?.ok_or_else(no_plan),
        None => Err(no_plan()),
    }
}

fn no_plan() -> CliError {
    CliError::new("there is no plan yet").hint("make one: star plan create --interview YYYY-MM-DD")
}

/// What calendars were given so far.
pub(crate) fn events(library: &Library) -> Result<Vec<Event>, CliError> {
    let events: Result<Vec<Event>, _> =
        library.events()?.into_iter().map(serde_json::from_value).collect();
    events.map_err(|error| {
        CliError::new("what the calendar was given cannot be read")
            .cause(error)
            .hint("look it over: star doctor")
    })
}

/// Writes down what a calendar is given now, as far as it differs from what it was given before.
pub(crate) fn record_events(
    library: &mut Library,
    before: &[Event],
    after: &[Event],
    cx: &Context,
) -> Result<(), CliError> {
    let unwritable = |error| CliError::new("the export cannot be written down").cause(error);
    let known: BTreeMap<&str, &Event> =
        before.iter().map(|event| (event.uid.as_str(), event)).collect();
    let mut changes = Vec::new();
    for event in after {
        let old = known.get(event.uid.as_str()).copied();
        if old != Some(event) {
            changes.push(Change {
                entity: Entity::Event,
                key: event.uid.clone(),
                before: old.map(serde_json::to_value).transpose().map_err(unwritable)?,
                after: Some(serde_json::to_value(event).map_err(unwritable)?),
            });
        }
    }
    if !changes.is_empty() {
        let summary = style::count(changes.len(), "event", "events");
        library.record_export(summary, changes, cx.now())?;
    }
    Ok(())
}

/// Writes the plan as it should be, as one operation that holds only what differs; `None` removes it.
///
/// Gives back whether anything was written.
pub(crate) fn save(
    library: &mut Library,
    after: Option<&Planned>,
    verb: Verb,
    summary: String,
    cx: &Context,
) -> Result<bool, CliError> {
    let changes = changes(library, after)?;
    if changes.is_empty() {
        return Ok(false);
    }
    library.commit(NewOperation { verb, summary, changes }, cx.now())?;
    Ok(true)
}

fn changes(library: &Library, after: Option<&Planned>) -> Result<Vec<Change>, CliError> {
    let unwritable = |error| CliError::new("the plan cannot be written").cause(error);
    let mut changes = Vec::new();
    let mut differ = |entity: Entity, key: &str, before: Option<Value>, after: Option<Value>| {
        if before != after {
            changes.push(Change { entity, key: key.to_owned(), before, after });
        }
    };
    let plan =
        after.map(|after| serde_json::to_value(&after.plan)).transpose().map_err(unwritable)?;
    differ(Entity::Plan, KEY, library.record(Entity::Plan, KEY)?, plan);

    let mut before: BTreeMap<String, Value> = BTreeMap::new();
    for task in library.tasks()? {
        if let Some(id) = task.get("id").and_then(Value::as_str) {
            before.insert(id.to_owned(), task);
        }
    }
    for (place, task) in after.iter().flat_map(|after| &after.tasks).enumerate() {
        let value = serde_json::to_value(Placed { task, place }).map_err(unwritable)?;
        differ(Entity::Task, &task.id, before.remove(&task.id), Some(value));
    }
    for (id, task) in before {
        differ(Entity::Task, &id, Some(task), None);
    }
    Ok(changes)
}
