//! What to drill next: every probe that was ever marked is a card, and comes back when its memory fades.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::memory::{Review, due};
use super::session::{DrillRecord, Mark};
use crate::story::StoryId;

/// How probes are scheduled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Schedule {
    /// The chance of recall at which a card comes back, between 0 and 1.
    pub retention: f64,
    /// No card waits beyond this day.
    pub interview: Option<NaiveDate>,
}

/// A story whose probes are due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueDrill {
    /// Which story.
    pub story: StoryId,
    /// Since when the first of them is due.
    pub since: NaiveDate,
    /// The seed of the ladder that they were last asked from.
    pub seed: u64,
    /// The probes by id, with the question as it was last put.
    pub probes: BTreeMap<String, String>,
}

/// Stories with probes that are due, the longest waiting first. Records stand in the order of time.
pub fn drills(records: &[DrillRecord], schedule: Schedule, today: NaiveDate) -> Vec<DueDrill> {
    let mut histories: BTreeMap<(StoryId, &str), Vec<Review>> = BTreeMap::new();
    let mut questions: BTreeMap<(StoryId, &str), &str> = BTreeMap::new();
    let mut seeds: BTreeMap<StoryId, u64> = BTreeMap::new();
    for record in records {
        seeds.insert(record.story, record.seed);
        for answer in &record.answers {
            let key = (record.story, answer.probe.as_str());
            let review = Review { on: record.on, grade: answer.mark.grade() };
            histories.entry(key).or_default().push(review);
            questions.insert(key, &answer.question);
        }
    }
    let mut stories: BTreeMap<StoryId, DueDrill> = BTreeMap::new();
    for ((story, probe), reviews) in &histories {
        let Some(day) = due(reviews, schedule.retention, schedule.interview) else { continue };
        if day > today {
            continue;
        }
        let seed = seeds.get(story).copied().unwrap_or_default();
        let entry = stories.entry(*story).or_insert_with(|| DueDrill {
            story: *story,
            since: day,
            seed,
            probes: BTreeMap::new(),
        });
        entry.since = entry.since.min(day);
        let question = questions.get(&(*story, *probe)).copied().unwrap_or_default();
        entry.probes.insert((*probe).to_owned(), question.to_owned());
    }
    let mut due: Vec<DueDrill> = stories.into_values().collect();
    due.sort_by_key(|drill| (drill.since, drill.story));
    due
}

/// The day after `today` on which the next probe comes back, if any does.
pub fn next_day(
    records: &[DrillRecord],
    schedule: Schedule,
    today: NaiveDate,
) -> Option<NaiveDate> {
    let mut histories: BTreeMap<(StoryId, &str), Vec<Review>> = BTreeMap::new();
    for record in records {
        for answer in &record.answers {
            let review = Review { on: record.on, grade: answer.mark.grade() };
            histories.entry((record.story, &answer.probe)).or_default().push(review);
        }
    }
    histories
        .values()
        .filter_map(|reviews| due(reviews, schedule.retention, schedule.interview))
        .filter(|day| *day > today)
        .min()
}

/// Probes of a story whose latest mark was below safe.
pub fn weak(records: &[DrillRecord], story: StoryId) -> BTreeSet<String> {
    let mut latest: BTreeMap<&str, Mark> = BTreeMap::new();
    for record in records.iter().filter(|record| record.story == story) {
        latest.extend(record.answers.iter().map(|answer| (answer.probe.as_str(), answer.mark)));
    }
    let below = latest.into_iter().filter(|(_, mark)| *mark < Mark::Safe);
    below.map(|(probe, _)| probe.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Days, Utc};
    use uuid::Uuid;

    use super::*;
    use crate::drill::session::{Answer, Ending};

    fn day(offset: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 1).unwrap() + Days::new(offset)
    }

    fn record(story: u128, on: u64, marks: &[(&str, Mark)]) -> DrillRecord {
        let answers = marks.iter().map(|(probe, mark)| Answer {
            probe: (*probe).to_owned(),
            layer: 1,
            family: "metrics".to_owned(),
            question: format!("{probe}?"),
            section: None,
            mark: *mark,
            seconds: 9,
            text: None,
        });
        DrillRecord {
            story: StoryId(Uuid::from_u128(story)),
            at: DateTime::<Utc>::UNIX_EPOCH,
            on: day(on),
            seed: 3,
            answers: answers.collect(),
            depth: None,
            ending: Ending::Done,
        }
    }

    const SCHEDULE: Schedule = Schedule { retention: 0.9, interview: None };

    #[test]
    fn a_gap_comes_back_before_a_safe_answer() {
        let records = [record(1, 0, &[("a", Mark::Gap), ("b", Mark::Safe)])];
        assert!(drills(&records, SCHEDULE, day(0)).is_empty(), "never on the same day");
        assert_eq!(next_day(&records, SCHEDULE, day(0)), Some(day(1)));
        assert_eq!(next_day(&records, SCHEDULE, day(90)), None);
        let next = drills(&records, SCHEDULE, day(1));
        assert_eq!(next[0].probes.keys().collect::<Vec<_>>(), ["a"]);
        assert_eq!((next[0].seed, next[0].since), (3, day(1)));
        assert_eq!(drills(&records, SCHEDULE, day(3))[0].probes.len(), 2);
    }

    #[test]
    fn the_story_that_waits_longest_comes_first_and_none_waits_beyond_the_interview() {
        let records = [record(1, 1, &[("a", Mark::Gap)]), record(2, 0, &[("a", Mark::Gap)])];
        let order: Vec<StoryId> =
            drills(&records, SCHEDULE, day(9)).into_iter().map(|due| due.story).collect();
        assert_eq!(order, [StoryId(Uuid::from_u128(2)), StoryId(Uuid::from_u128(1))]);
        let sound = [record(1, 0, &[("a", Mark::Safe)]), record(1, 3, &[("a", Mark::Safe)])];
        assert!(drills(&sound, SCHEDULE, day(5)).is_empty());
        let pressed = Schedule { interview: Some(day(5)), ..SCHEDULE };
        assert_eq!(drills(&sound, pressed, day(5)).len(), 1);
    }

    #[test]
    fn weak_is_what_was_not_safe_the_last_time() {
        let records = [
            record(1, 0, &[("a", Mark::Gap), ("b", Mark::Partial), ("c", Mark::Safe)]),
            record(1, 1, &[("a", Mark::Safe), ("c", Mark::Partial)]),
            record(2, 1, &[("d", Mark::Gap)]),
        ];
        let weak = weak(&records, StoryId(Uuid::from_u128(1)));
        assert_eq!(weak.iter().collect::<Vec<_>>(), ["b", "c"]);
    }
}
