//! Random libraries and calendars, and the checks that every plan must pass.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use crate::analysis::lint::Severity;
use crate::analysis::{Settings, StoryAnalysis};
use crate::catalogue::{Profile, TaskKind, Tier};
use crate::plan::*;
use crate::story::Story;
use crate::testing;

/// One story: its tags, whether it is ready, and the weight of a finding.
pub(super) type Sketch = (Vec<usize>, bool, Option<Severity>);

/// A profile, a library and a calendar.
#[derive(Debug, Clone)]
pub(super) struct Scenario {
    pub(super) profile: usize,
    pub(super) sketches: Vec<Sketch>,
    pub(super) request: Request,
}

/// Small profiles, so that readiness costs little, with the phases of a real one.
static PROFILES: LazyLock<[Profile; 3]> = LazyLock::new(|| {
    use Tier::{Base, High, Middle};
    [
        testing::profile(&[High, Middle, Base], 2),
        testing::profile(&[Base, High, High, Middle, Base], 3),
        testing::profile(&[High, High, High, High, Middle, Base], 4),
    ]
});

pub(super) fn settings() -> &'static Settings {
    static SETTINGS: LazyLock<Settings> = LazyLock::new(Settings::default);
    &SETTINGS
}

/// Stories and analyses of a list of sketches.
pub(super) fn stories(sketches: &[Sketch]) -> (Vec<Story>, Vec<StoryAnalysis>) {
    let entries: Vec<(Vec<usize>, bool)> =
        sketches.iter().map(|(tags, ready, _)| (tags.clone(), *ready)).collect();
    let (mut stories, mut analyses) = testing::library(&entries);
    for (at, story) in stories.iter_mut().enumerate() {
        story.created += chrono::TimeDelta::minutes(at as i64);
    }
    for (analysis, (_, ready, severity)) in analyses.iter_mut().zip(sketches) {
        let severity = if *ready { severity.filter(|s| *s < Severity::Error) } else { *severity };
        analysis
            .findings
            .extend(severity.map(|severity| testing::finding("X001", "a-fault", severity)));
    }
    (stories, analyses)
}

pub(super) fn library<'a>(
    profile: &'a Profile,
    (stories, analyses): &'a (Vec<Story>, Vec<StoryAnalysis>),
    sessions: &'a [Session],
) -> Library<'a> {
    Library { stories, analyses, sessions, profile, settings: settings() }
}

impl Scenario {
    pub(super) fn profile(&self) -> &'static Profile {
        &PROFILES[self.profile]
    }

    pub(super) fn create(&self) -> Result<Planned, PlanError> {
        create(&self.request, &library(self.profile(), &stories(&self.sketches), &[]))
    }
}

pub(super) fn sketch() -> impl Strategy<Value = Sketch> {
    let severity = prop_oneof![
        3 => Just(None),
        1 => Just(Some(Severity::Info)),
        2 => Just(Some(Severity::Warning)),
        1 => Just(Some(Severity::Error)),
    ];
    (prop::collection::vec(0usize..7, 0..4), any::<bool>(), severity)
}

pub(super) fn minutes() -> impl Strategy<Value = WeekMinutes> {
    prop_oneof![
        3 => prop_oneof![Just(60u16), 1u16..=240].prop_map(WeekMinutes::every_day),
        2 => prop::array::uniform7(prop_oneof![Just(0u16), 10u16..=180]).prop_map(|days| {
            let text: Vec<String> = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
                .iter().zip(days).map(|(day, minutes)| format!("{day}={minutes}")).collect();
            text.join(",").parse().unwrap()
        }),
    ]
}

pub(super) fn start() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 20).unwrap()
}

/// Days off between the first and the given number of days later.
pub(super) fn offs(days: u64) -> impl Strategy<Value = Vec<DateRange>> {
    let range = (0..days, 0u64..6).prop_map(|(from, length)| {
        let from = start() + Days::new(from);
        DateRange { from, to: from + Days::new(length) }
    });
    prop::collection::vec(range, 0..3)
}

pub(super) fn request() -> impl Strategy<Value = Request> {
    let length = prop_oneof![1 => 1u64..10, 3 => 10u64..60, 1 => 60u64..190, 2 => Just(42u64)];
    (0u64..9, length).prop_flat_map(|(wait, days)| {
        (minutes(), offs(wait + days)).prop_map(move |(minutes, off)| {
            let start = start() + Days::new(wait);
            Request { start, interview: start + Days::new(days), minutes, off }
        })
    })
}

pub(super) fn scenario() -> impl Strategy<Value = Scenario> {
    (0usize..3, prop::collection::vec(sketch(), 0..9), request())
        .prop_map(|(profile, sketches, request)| Scenario { profile, sketches, request })
}

/// The task of this id.
pub(super) fn by_id(planned: &Planned) -> BTreeMap<&str, &Task> {
    planned.tasks.iter().map(|task| (task.id.as_str(), task)).collect()
}

/// The ids of the work on one story or principle, in the order in which it must be done.
fn chains(task: &Task) -> Vec<String> {
    let ids = |goals: &[Goal]| goals.iter().map(Goal::id).collect();
    match &task.goal {
        Goal::Draft { principle, number } => {
            let (principle, number) = (principle.clone(), *number);
            let story = StoryRef::Planned { principle: principle.clone(), number };
            ids(&[
                Goal::Learn { principle: principle.clone() },
                Goal::Outline { principle: principle.clone(), number },
                Goal::Draft { principle, number },
                Goal::Refine { story: story.clone() },
                Goal::Rehearse { story: story.clone() },
                Goal::Pressure { story },
            ])
        }
        Goal::Rehearse { story: story @ StoryRef::Written(slug) } => ids(&[
            Goal::Refine { story: story.clone() },
            Goal::Polish { story: slug.clone() },
            Goal::Rehearse { story: story.clone() },
            Goal::Pressure { story: story.clone() },
        ]),
        Goal::Mock { number } => {
            ids(&[Goal::Mock { number: *number }, Goal::Debrief { number: *number }])
        }
        _ => Vec::new(),
    }
}

/// What holds of every plan, whatever has happened to it; `from` is the first day that may still change.
pub(super) fn check(
    planned: &Planned,
    profile: &Profile,
    from: NaiveDate,
) -> Result<(), TestCaseError> {
    let plan = &planned.plan;
    let ids: BTreeSet<&str> = planned.tasks.iter().map(|task| task.id.as_str()).collect();
    prop_assert_eq!(ids.len(), planned.tasks.len(), "an id stands twice");
    for id in ids {
        prop_assert!(
            id.split('-').all(|part| !part.is_empty()
                && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())),
            "{}",
            id
        );
    }

    for day in days(planned) {
        let load: u32 = day.tasks.iter().map(|task| u32::from(task.load())).sum();
        let fixed: u32 = day
            .tasks
            .iter()
            .filter(|task| task.locked || !task.is_open())
            .map(|task| u32::from(task.load()))
            .sum();
        if day.date >= from {
            prop_assert!(load <= fixed.max(day.minutes.into()), "{} holds {load}", day.date);
        }
    }

    let last = plan.phases.last().unwrap();
    let free = |task: &&Task| !task.locked && task.is_open();
    for task in planned.tasks.iter().filter(free) {
        let Some(day) = task.date else {
            prop_assert!(task.reason.as_ref().is_some_and(|reason| !reason.is_empty()), "{task:?}");
            continue;
        };
        prop_assert!(task.reason.is_none());
        prop_assert!(day >= from && day <= plan.interview, "{task:?}");
        let phase = plan.phase_on(day).unwrap();
        let phase = profile.phases().iter().find(|known| known.id == phase.id).unwrap();
        prop_assert!(phase.tasks.contains(&task.kind), "{task:?} in {}", phase.id);
        let new = matches!(task.kind, TaskKind::Draft | TaskKind::Memorize);
        prop_assert!(!(new && last.contains(day)), "{task:?} is new");
        if day == plan.interview {
            prop_assert_eq!(&task.goal, &Goal::InterviewDay);
        }
    }

    let known = by_id(planned);
    for task in &planned.tasks {
        let chain: Vec<&&Task> = chains(task)
            .iter()
            .filter_map(|id| known.get(id.as_str()))
            .filter(|task| free(task) && task.date.is_some())
            .collect();
        prop_assert!(chain.windows(2).all(|pair| pair[0].date <= pair[1].date), "{chain:?}");
        // What builds on work that is still to be done has a day only if that has.
        let needed = chains(task).into_iter().skip_while(|id| *id != task.id).collect::<Vec<_>>();
        if task.goal.planned().is_some() {
            for pair in needed.windows(2) {
                let (Some(first), Some(then)) =
                    (known.get(pair[0].as_str()), known.get(pair[1].as_str()))
                else {
                    break;
                };
                if free(first) && first.date.is_none() && free(then) {
                    prop_assert!(then.date.is_none(), "{then:?}");
                }
            }
        }
    }

    for task in &planned.tasks {
        let json = serde_json::to_value(task).unwrap();
        prop_assert_eq!(&serde_json::from_value::<Task>(json).unwrap(), task);
    }
    let json = serde_json::to_value(plan).unwrap();
    prop_assert_eq!(&serde_json::from_value::<Plan>(json).unwrap(), plan);
    Ok(())
}
