//! The practice log as the library holds it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::context::Context;
use super::error::CliError;
use super::journal::Journal;
use super::{library, planning};
use crate::analysis::StoryAnalysis;
use crate::drill::debrief::Practised;
use crate::drill::due::{self, DueDrill, Schedule};
use crate::drill::{
    DebriefRecord, DrillRecord, MockRecord, Record, RehearsalRecord, ReviewRecord, standing,
};
use crate::store::Library;
use crate::story::Story;

/// Every record of one kind, oldest first.
fn records(library: &Library, kind: &str) -> Result<Vec<Record>, CliError> {
    library.practice(kind)?.into_iter().map(parsed).collect()
}

fn parsed<T: DeserializeOwned>(value: Value) -> Result<T, CliError> {
    serde_json::from_value(value).map_err(|error| {
        CliError::new("a practice record in the library cannot be read")
            .cause(error)
            .hint("look it over: star doctor")
    })
}

/// Every drill, oldest first.
pub(crate) fn drills(library: Option<&Library>) -> Result<Vec<DrillRecord>, CliError> {
    let Some(library) = library else { return Ok(Vec::new()) };
    Ok(records(library, "drill")?
        .into_iter()
        .filter_map(|record| match record {
            Record::Drill(drill) => Some(drill),
            _ => None,
        })
        .collect())
}

/// Every rehearsal, oldest first.
pub(crate) fn rehearsals(library: Option<&Library>) -> Result<Vec<RehearsalRecord>, CliError> {
    let Some(library) = library else { return Ok(Vec::new()) };
    Ok(records(library, "rehearsal")?
        .into_iter()
        .filter_map(|record| match record {
            Record::Rehearsal(rehearsal) => Some(rehearsal),
            _ => None,
        })
        .collect())
}

/// Every review of a card, oldest first.
pub(crate) fn reviews(library: Option<&Library>) -> Result<Vec<ReviewRecord>, CliError> {
    let Some(library) = library else { return Ok(Vec::new()) };
    Ok(records(library, "review")?
        .into_iter()
        .filter_map(|record| match record {
            Record::Review(review) => Some(review),
            _ => None,
        })
        .collect())
}

/// Every mock, oldest first.
pub(crate) fn mocks(library: Option<&Library>) -> Result<Vec<MockRecord>, CliError> {
    let Some(library) = library else { return Ok(Vec::new()) };
    Ok(records(library, "mock")?
        .into_iter()
        .filter_map(|record| match record {
            Record::Mock(mock) => Some(mock),
            _ => None,
        })
        .collect())
}

/// Every debrief, oldest first.
pub(crate) fn debriefs(library: Option<&Library>) -> Result<Vec<DebriefRecord>, CliError> {
    let Some(library) = library else { return Ok(Vec::new()) };
    Ok(records(library, "debrief")?
        .into_iter()
        .filter_map(|record| match record {
            Record::Debrief(debrief) => Some(debrief),
            _ => None,
        })
        .collect())
}

/// What was practised up to a day; the mock of that instant is what is looked at and does not count.
pub(crate) fn practised(
    library: Option<&Library>,
    stories: &[Story],
    day: NaiveDate,
    mock: Option<DateTime<Utc>>,
) -> Result<Practised, CliError> {
    let mut practised = Practised::default();
    let drills = drills(library)?.into_iter().map(|drill| (drill.on, drill.story));
    let told = rehearsals(library)?.into_iter().map(|told| (told.on, told.story));
    practised.stories = drills.chain(told).filter(|(on, _)| *on <= day).map(|(_, id)| id).collect();
    for story in stories.iter().filter(|story| practised.stories.contains(&story.id)) {
        practised.principles.extend(story.principles.iter().cloned());
    }
    for held in mocks(library)? {
        if held.on <= day && Some(held.at) != mock {
            practised.principles.extend(held.put.into_iter().filter_map(|put| put.principle));
        }
    }
    Ok(practised)
}

/// Raises ready stories to proven where the drills show it.
pub(crate) fn prove(analyses: &mut [StoryAnalysis], cx: &Context) -> Result<(), CliError> {
    if analyses.iter().any(|analysis| analysis.status.is_ready()) {
        standing::prove(analyses, &drills(library::read(cx)?.as_ref())?, cx.today);
    }
    Ok(())
}

/// When a card comes back: as the settings say, and before the interview of the plan.
pub(crate) fn schedule(library: Option<&Library>, cx: &Context) -> Result<Schedule, CliError> {
    let planned = library.map(planning::load).transpose()?.flatten();
    Ok(planned.map_or(Schedule { retention: cx.practice.retention, interview: None }, |planned| {
        pressed(planned.plan.interview, cx)
    }))
}

/// When a card comes back before an interview; one that is past presses nothing any more.
pub(crate) fn pressed(interview: NaiveDate, cx: &Context) -> Schedule {
    let interview = Some(interview).filter(|day| *day >= cx.today);
    Schedule { retention: cx.practice.retention, interview }
}

/// Writes a session that was held elsewhere as one operation.
pub(crate) fn save(records: &[Record], summary: &str, cx: &Context) -> Result<(), CliError> {
    Journal::new(cx).commit(records, summary)
}

/// What is due to be drilled, with its story; a story that was removed waits for nothing.
pub(crate) fn due_drills<'a>(
    records: &[DrillRecord],
    schedule: Schedule,
    stories: &'a [Story],
    today: NaiveDate,
) -> Vec<(DueDrill, &'a Story)> {
    due::drills(records, schedule, today)
        .into_iter()
        .filter_map(|drill| {
            let story = stories.iter().find(|story| story.id == drill.story)?;
            Some((drill, story))
        })
        .collect()
}
