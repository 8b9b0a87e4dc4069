//! What a calendar is given of a plan, so that a later export repairs an earlier one.
//!
//! A calendar keeps an event under its UID and takes a newer version only where the sequence number is
//! higher. So each event that was ever given out is kept with its number, even when its task is gone: then
//! it is given out once more, cancelled.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Planned;
use super::task::{Task, TaskStatus};
use crate::catalogue::TaskKind;

/// What a calendar shows of one task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// The task's id.
    pub task: String,
    /// The kind of work.
    pub kind: TaskKind,
    /// On which day.
    pub day: NaiveDate,
    /// When it begins; none for the whole day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<NaiveTime>,
    /// How long it takes.
    pub minutes: u16,
    /// What to do.
    pub title: String,
    /// Why, and how.
    pub notes: String,
    /// Whether it is done.
    pub done: bool,
}

impl Block {
    /// When it begins and ends; none for the whole day.
    pub fn span(&self) -> Option<(NaiveDateTime, NaiveDateTime)> {
        let from = self.day.and_time(self.at?);
        Some((from, from + TimeDelta::minutes(self.minutes.into())))
    }

    /// The first day after it.
    pub fn day_after(&self) -> NaiveDate {
        // The calendar's last day is two hundred thousand years away.
        self.day.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX)
    }
}

/// A block as a calendar was given it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its key in every calendar.
    pub uid: String,
    /// How often it was changed since it was first given out.
    pub sequence: u32,
    /// The day on which it was last changed.
    pub revised: NaiveDate,
    /// Whether it no longer takes place.
    pub cancelled: bool,
    /// What it shows.
    #[serde(flatten)]
    pub block: Block,
}

/// A day whose work would run past midnight.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the {minutes} minutes of {day} do not fit between {at} and midnight")]
pub struct TooLate {
    /// Which day.
    pub day: NaiveDate,
    /// Minutes of work on it.
    pub minutes: u32,
    /// When it was to begin, as hours and minutes.
    pub at: String,
}

/// One block for every task that has a day and is not left out, one after the other from `at` on each day.
///
/// # Errors
///
/// When the work of a day would run past midnight.
pub fn blocks(
    planned: &Planned,
    at: Option<NaiveTime>,
    notes: impl Fn(&Task) -> String,
) -> Result<Vec<Block>, TooLate> {
    let mut used: BTreeMap<NaiveDate, u32> = BTreeMap::new();
    let mut blocks = Vec::new();
    for task in planned.tasks.iter().filter(|task| task.status != TaskStatus::Skipped) {
        let Some(day) = task.date else { continue };
        let before = used.entry(day).or_default();
        let begin = at.map(|at| at.overflowing_add_signed(TimeDelta::minutes((*before).into())).0);
        *before += u32::from(task.minutes);
        blocks.push(Block {
            task: task.id.clone(),
            kind: task.kind,
            day,
            at: begin,
            minutes: task.minutes,
            title: task.title.clone(),
            notes: notes(task),
            done: task.status == TaskStatus::Done,
        });
    }
    if let Some(at) = at {
        for (day, minutes) in used {
            if at.overflowing_add_signed(TimeDelta::minutes(minutes.into())).1 > 0 {
                return Err(TooLate { day, minutes, at: at.format("%H:%M").to_string() });
            }
        }
    }
    Ok(blocks)
}

/// Every event that a calendar is to know after this export, in the order of their days, given those it
/// already knows.
///
/// An event keeps its UID for as long as its task keeps its id, also through a cancellation. What did not
/// change keeps its number and its day, so an export repeated is the same to the byte.
pub fn publish(
    blocks: Vec<Block>,
    known: &[Event],
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Vec<Event> {
    let by_task: BTreeMap<&str, &Event> =
        known.iter().map(|event| (event.block.task.as_str(), event)).collect();
    let mut kept: BTreeSet<&str> = BTreeSet::new();
    let mut events: Vec<Event> = Vec::new();
    for block in blocks {
        let event = match by_task.get(block.task.as_str()) {
            Some(old) => {
                kept.insert(&old.uid);
                if old.block == block && !old.cancelled {
                    (*old).clone()
                } else {
                    let sequence = old.sequence.saturating_add(1);
                    let uid = old.uid.clone();
                    Event { uid, sequence, revised: today, cancelled: false, block }
                }
            }
            None => Event {
                uid: uid(&block.task, now),
                sequence: 0,
                revised: today,
                cancelled: false,
                block,
            },
        };
        events.push(event);
    }
    for old in known.iter().filter(|event| !kept.contains(event.uid.as_str())) {
        let mut event = old.clone();
        if !event.cancelled {
            event.cancelled = true;
            event.sequence = event.sequence.saturating_add(1);
            event.revised = today;
        }
        events.push(event);
    }
    events.sort_by(|a, b| {
        let order = |event: &Event| (event.block.day, event.block.at, event.cancelled);
        order(a).cmp(&order(b)).then_with(|| a.uid.cmp(&b.uid))
    });
    events
}

/// Whether an event is worth giving out: one that was to take place before today and did not is past
/// mending.
pub fn is_worth_sending(event: &Event, today: NaiveDate) -> bool {
    !event.cancelled || event.block.day >= today
}

/// A key that no other library makes: from the moment of the first export and the task's id, neither of
/// which can be read off it.
fn uid(task: &str, now: DateTime<Utc>) -> String {
    let mut hash = Sha256::new();
    hash.update(now.timestamp().to_be_bytes());
    hash.update(now.timestamp_subsec_nanos().to_be_bytes());
    hash.update(task);
    let bytes: [u8; 32] = hash.finalize().into();
    let half = u128::from_be_bytes(std::array::from_fn(|at| bytes[at]));
    format!("{half:032x}@starbench")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(offset: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap() + Days::new(offset)
    }

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_790_000_000, 0).unwrap()
    }

    fn block(task: u8, on: u64, title: u8) -> Block {
        Block {
            task: format!("task-{task}"),
            kind: TaskKind::Draft,
            day: day(on),
            at: None,
            minutes: 20,
            title: format!("Title {title}"),
            notes: String::new(),
            done: false,
        }
    }

    #[test]
    fn a_moved_task_is_an_update_and_a_dropped_one_a_cancellation_with_a_higher_number() {
        let first = publish(vec![block(1, 0, 0), block(2, 1, 0)], &[], day(0), now());
        assert!(first.iter().all(|event| event.sequence == 0 && !event.cancelled));
        let second = publish(vec![block(1, 3, 0)], &first, day(1), now());
        let find = |events: &[Event], task: &str| {
            events.iter().find(|event| event.block.task == task).unwrap().clone()
        };
        let moved = find(&second, "task-1");
        assert_eq!((moved.sequence, moved.cancelled, moved.block.day), (1, false, day(3)));
        assert_eq!(moved.uid, find(&first, "task-1").uid);
        let dropped = find(&second, "task-2");
        assert_eq!((dropped.sequence, dropped.cancelled, dropped.revised), (1, true, day(1)));
        let third = publish(vec![block(1, 3, 0), block(2, 4, 0)], &second, day(2), now());
        let back = find(&third, "task-2");
        assert_eq!((back.sequence, back.cancelled, back.uid), (2, false, dropped.uid));
        assert_eq!(find(&third, "task-1"), moved);
    }

    proptest! {
        /// Whatever is exported in whatever order: a number never falls, and rises whenever what is shown
        /// changes; nothing that was given out is forgotten.
        #[test]
        fn a_calendar_that_takes_only_higher_numbers_ends_up_showing_the_plan(
            exports in prop::collection::vec(
                prop::collection::btree_map(0u8..6, (0u64..9, 0u8..3), 0..6), 1..8,
            ),
        ) {
            let mut known: Vec<Event> = Vec::new();
            let mut calendar: BTreeMap<String, Event> = BTreeMap::new();
            for (at, export) in exports.iter().enumerate() {
                let today = day(at as u64);
                let blocks: Vec<Block> =
                    export.iter().map(|(task, (on, title))| block(*task, *on, *title)).collect();
                known = publish(blocks.clone(), &known, today, now());
                let again = publish(blocks.clone(), &known, today + Days::new(1), now());
                prop_assert_eq!(&again, &known, "an export repeated changes nothing");
                for event in &known {
                    match calendar.get(&event.uid) {
                        Some(there) if there.sequence >= event.sequence => {}
                        _ => { calendar.insert(event.uid.clone(), event.clone()); }
                    }
                }
                let shown: Vec<&Block> = calendar
                    .values()
                    .filter(|event| !event.cancelled)
                    .map(|event| &event.block)
                    .collect();
                prop_assert_eq!(shown.len(), blocks.len());
                prop_assert!(blocks.iter().all(|block| shown.contains(&block)));
            }
        }
    }
}
