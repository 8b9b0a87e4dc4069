//! Where the library stood at the end of earlier days, read off its log.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::context::Context;
use super::error::CliError;
use crate::analysis;
use crate::readiness::Readiness;
use crate::render::report::Milestone;
use crate::store::Library;
use crate::story::{Entity, Story};

/// Stories that are read again for all days together: what a person waits for.
const MOST_READ: usize = 4_000;
/// Days on a curve that an eye can tell apart.
const MOST_DAYS: usize = 60;

/// The milestones up to today, oldest first; the days on which stories changed, thinned out where there are many.
pub(crate) fn of(library: &Library, cx: &Context) -> Result<Vec<Milestone>, CliError> {
    let days = days(library, cx)?;
    let stories = days.last().map_or(1, |(_, stories)| stories.len().max(1));
    let most = (MOST_READ / stories).clamp(2, MOST_DAYS);
    let step = days.len().div_ceil(most).max(1);
    let last = days.len().saturating_sub(1);
    Ok(days
        .into_iter()
        .enumerate()
        .filter(|(at, _)| (last - at).is_multiple_of(step))
        .filter_map(|(_, (on, stories))| milestone(on, &stories, cx))
        .collect())
}

/// The stories as they stood at the end of each day on which one changed.
fn days(library: &Library, cx: &Context) -> Result<Vec<(NaiveDate, Vec<Story>)>, CliError> {
    let mut log = library.log(usize::MAX)?;
    log.sort_by_key(|entry| entry.number);
    let mut shelf: BTreeMap<String, Story> = BTreeMap::new();
    let mut days: Vec<(NaiveDate, Vec<Story>)> = Vec::new();
    for entry in log {
        let Some(operation) = library.operation(entry.id)? else { continue };
        let on = cx.day_of(operation.at);
        let mut changed = false;
        for change in operation.changes.into_iter().filter(|change| change.entity == Entity::Story)
        {
            changed = true;
            // What a purge has scrubbed reads no more; the day goes on without it.
            match change.after.and_then(|image| serde_json::from_value(image).ok()) {
                Some(story) => shelf.insert(change.key, story),
                None => shelf.remove(&change.key),
            };
        }
        if !changed || on > cx.today {
            continue;
        }
        let stories = shelf.values().cloned().collect();
        match days.last_mut() {
            Some((last, known)) if *last == on => *known = stories,
            _ => days.push((on, stories)),
        }
    }
    days.sort_by_key(|(on, _)| *on);
    Ok(days)
}

fn milestone(on: NaiveDate, stories: &[Story], cx: &Context) -> Option<Milestone> {
    let analyses = analysis::analyse_library(stories, cx.profile(), &cx.settings, on);
    let readiness = Readiness::of(&analyses, cx.profile(), None).ok()?;
    Some(Milestone {
        on,
        ready: analyses.iter().filter(|analysis| analysis.status.is_ready()).count(),
        readiness: readiness.probability,
    })
}
