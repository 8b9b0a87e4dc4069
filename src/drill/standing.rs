//! Where a story stands by what practice has shown of it.

use chrono::{Days, NaiveDate};

use super::session::{DrillRecord, Ending};
use crate::analysis::{Status, StoryAnalysis};
use crate::story::StoryId;

/// Layers survived that prove a ready story.
pub const PROVEN_DEPTH: u8 = 4;

/// Days for which such a proof stands; memory of detail fades.
pub const PROVEN_DAYS: u64 = 21;

/// What the drills of one story say about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// How often it was drilled, in whole or in part.
    pub drills: usize,
    /// The day of the last drill.
    pub last: NaiveDate,
    /// Layers survived and on which day, by the last drill that says so.
    pub depth: Option<(u8, NaiveDate)>,
}

impl Standing {
    /// The standing of a story; none if it was never drilled. Records stand in the order of time.
    pub fn of<'a>(
        story: StoryId,
        records: impl IntoIterator<Item = &'a DrillRecord>,
    ) -> Option<Self> {
        let mut standing: Option<Self> = None;
        for record in records.into_iter().filter(|record| record.story == story) {
            let before = standing.take();
            standing = Some(Self {
                drills: before.map_or(1, |before| before.drills + 1),
                last: record.on,
                depth: spoken(record).or(before.and_then(|before| before.depth)),
            });
        }
        standing
    }

    /// The last day on which the drills prove a ready story; none if they do not, even if it is past.
    pub fn proven_until(&self) -> Option<NaiveDate> {
        let (depth, on) = self.depth?;
        (depth >= PROVEN_DEPTH).then(|| on.checked_add_days(Days::new(PROVEN_DAYS)).unwrap_or(on))
    }

    /// Whether the drills prove a ready story on a day.
    pub fn proves(&self, today: NaiveDate) -> bool {
        self.proven_until().is_some_and(|until| today <= until)
    }
}

/// What a drill says about depth: one that was broken off says nothing unless it had gone deep enough.
fn spoken(record: &DrillRecord) -> Option<(u8, NaiveDate)> {
    let depth = record.depth?;
    let ended = matches!(record.ending, Ending::Done | Ending::Gap);
    (ended || depth >= PROVEN_DEPTH).then_some((depth, record.on))
}

/// Raises ready stories to proven where the drills show it.
pub fn prove(analyses: &mut [StoryAnalysis], records: &[DrillRecord], today: NaiveDate) {
    for analysis in analyses.iter_mut().filter(|analysis| analysis.status == Status::Ready) {
        if Standing::of(analysis.id, records).is_some_and(|standing| standing.proves(today)) {
            analysis.status = Status::Proven;
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use uuid::Uuid;

    use super::*;

    fn day(offset: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 1).unwrap() + Days::new(offset)
    }

    fn record(on: u64, depth: Option<u8>, ending: Ending) -> DrillRecord {
        DrillRecord {
            story: StoryId(Uuid::nil()),
            at: DateTime::<Utc>::UNIX_EPOCH,
            on: day(on),
            seed: 0,
            answers: Vec::new(),
            depth,
            ending,
        }
    }

    #[test]
    fn the_last_drill_that_says_how_deep_decides() {
        use Ending::{Done, Gap, Interrupted};
        let cases: [(&[DrillRecord], Option<u8>); 6] = [
            (&[], None),
            (&[record(0, None, Done)], None),
            (&[record(0, Some(5), Done), record(1, None, Done)], Some(5)),
            (&[record(0, Some(5), Done), record(1, Some(2), Gap)], Some(2)),
            (&[record(0, Some(5), Done), record(1, Some(0), Interrupted)], Some(5)),
            (&[record(0, Some(1), Gap), record(1, Some(4), Interrupted)], Some(4)),
        ];
        for (records, depth) in cases {
            let standing = Standing::of(StoryId(Uuid::nil()), records);
            let found = standing.and_then(|standing| standing.depth).map(|(depth, _)| depth);
            assert_eq!(found, depth, "{records:?}");
            assert_eq!(standing.map_or(0, |standing| standing.drills), records.len());
        }
        assert_eq!(Standing::of(StoryId(Uuid::max()), &[record(0, Some(5), Done)]), None);
    }

    #[test]
    fn four_layers_prove_a_story_for_three_weeks() {
        let proves = |depth, today| {
            let record = record(0, Some(depth), Ending::Gap);
            Standing::of(StoryId(Uuid::nil()), [&record]).unwrap().proves(day(today))
        };
        assert!(proves(4, 0) && proves(5, PROVEN_DAYS));
        assert!(!proves(3, 0) && !proves(4, PROVEN_DAYS + 1));
    }
}
