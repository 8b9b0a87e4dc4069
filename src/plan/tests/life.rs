use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::scenario::*;
use crate::analysis::lint::Severity;
use crate::catalogue::TaskKind;
use crate::plan::*;
use crate::testing::{full_profile, principle_id};

/// What happens to a plan before it is repaired.
#[derive(Debug, Clone)]
struct Life {
    scenario: Scenario,
    /// Days after the start on which the plan is repaired.
    after: u64,
    /// For each task in turn: done, skipped, locked, or none of it.
    marks: Vec<u8>,
    /// The library as it then is.
    sketches: Vec<Sketch>,
    revision: Revision,
}

fn life() -> impl Strategy<Value = Life> {
    let revision = (
        prop::option::weighted(0.2, 1u64..200),
        prop::option::weighted(0.3, minutes()),
        prop::option::weighted(0.3, offs(60)),
    );
    (scenario(), 0u64..60, prop::collection::vec(0u8..8, 1..30), 0usize..10, revision)
        .prop_flat_map(|(scenario, after, marks, keep, (days, minutes, off))| {
            let interview = days.map(|days| scenario.request.start + Days::new(days));
            let revision = Revision { interview, minutes, off };
            let keep = keep.min(scenario.sketches.len());
            prop::collection::vec(sketch(), 0..4).prop_map(move |new| {
                let mut sketches = scenario.sketches[..keep].to_vec();
                sketches.extend(new);
                Life {
                    scenario: scenario.clone(),
                    after,
                    marks: marks.clone(),
                    sketches,
                    revision: revision.clone(),
                }
            })
        })
}

impl Life {
    fn today(&self) -> NaiveDate {
        self.scenario.request.start + Days::new(self.after)
    }

    /// The plan as life has left it.
    fn lived(&self) -> Option<Planned> {
        let mut planned = self.scenario.create().ok()?;
        let today = self.today();
        for (task, mark) in planned.tasks.iter_mut().zip(self.marks.iter().cycle()) {
            let past = task.date.is_some_and(|day| day < today);
            match mark {
                0 | 1 if past => task.complete(today),
                2 => task.skip(),
                3 if task.date.is_some() => task.locked = true,
                4 => task.complete(today),
                _ => {}
            }
        }
        Some(planned)
    }

    fn repair(&self, planned: &Planned, revision: &Revision) -> Result<Replanned, PlanError> {
        let stories = stories(&self.sketches);
        replan(planned, revision, &library(self.scenario.profile(), &stories, &[]), self.today())
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn a_repaired_plan_keeps_its_promises_and_never_loses_a_task(life in life()) {
        let Some(before) = life.lived() else { return Ok(()) };
        let Ok(Replanned { planned: after, difference }) = life.repair(&before, &life.revision) else {
            return Ok(());
        };
        let today = life.today();
        let from = today.max(after.plan.start);
        check(&after, life.scenario.profile(), from)?;

        let (old, new) = (by_id(&before), by_id(&after));
        let completed: BTreeSet<&str> =
            difference.completed.iter().map(|done| done.id.as_str()).collect();
        let dropped: BTreeSet<&str> =
            difference.dropped.iter().map(|drop| drop.task.id.as_str()).collect();
        for (id, task) in &old {
            if task.locked || !task.is_open() {
                let kept = new[id];
                prop_assert_eq!(kept.date, task.date, "{} moved", id);
                prop_assert_eq!(kept.locked, task.locked);
                prop_assert!(completed.contains(id) || *kept == **task);
            } else {
                prop_assert_ne!(new.contains_key(id), dropped.contains(id), "{} is lost", id);
            }
        }
        for (id, task) in &new {
            if let Some(was) = old.get(id).filter(|was| was.date != task.date) {
                let told = difference.moved.iter().find(|moved| moved.id == *id);
                prop_assert!(told.is_some_and(|m| (m.from, m.to) == (was.date, task.date)), "{id}");
                prop_assert!(task.date.is_none_or(|day| day >= from), "{id} moved to the past");
            }
            let added = difference.added.iter().any(|added| added.id == *id);
            prop_assert_eq!(added, !old.contains_key(id));
        }
        let moved = difference.moved.iter().filter(|moved| moved.from != moved.to).count();
        prop_assert_eq!(moved, difference.moved.len());
        for id in &completed {
            prop_assert!(new[id].done_how.is_some());
        }
    }

    #[test]
    fn a_plan_that_was_just_repaired_needs_no_repair(life in life()) {
        let Some(before) = life.lived() else { return Ok(()) };
        let Ok(once) = life.repair(&before, &life.revision) else { return Ok(()) };
        let twice = life.repair(&once.planned, &Revision::default()).unwrap();
        prop_assert!(twice.difference.is_empty(), "{:#?}", twice.difference);
        for (once, twice) in once.planned.tasks.iter().zip(&twice.planned.tasks) {
            prop_assert_eq!(once, twice);
        }
    }

    #[test]
    fn the_extra_minutes_that_a_repaired_plan_asks_for_fit_the_misfit(life in life()) {
        let Some(before) = life.lived() else { return Ok(()) };
        let Ok(Replanned { planned, .. }) = life.repair(&before, &life.revision) else { return Ok(()) };
        let Some(misfit) = planned
            .tasks
            .iter()
            .find(|task| task.is_unscheduled() && task.extra_minutes.is_some())
        else {
            return Ok(());
        };
        let minutes = misfit.extra_minutes.map(|extra| planned.plan.minutes.more(extra));
        let longer = life.repair(&planned, &Revision { minutes, ..Revision::default() }).unwrap();
        let placed = by_id(&longer.planned);
        let whole = match (&misfit.goal, placed.get(misfit.id.as_str())) {
            (Goal::Outline { principle, number }, None) => {
                placed.get(Goal::Draft { principle: principle.clone(), number: *number }.id().as_str())
            }
            (_, found) => found,
        };
        prop_assert!(whole.is_some_and(|task| task.date.is_some()), "{misfit:?}");
    }

    #[test]
    fn a_fresh_plan_needs_no_repair(scenario in scenario()) {
        let Ok(planned) = scenario.create() else { return Ok(()) };
        let stories = stories(&scenario.sketches);
        let library = library(scenario.profile(), &stories, &[]);
        let again = replan(&planned, &Revision::default(), &library, scenario.request.start).unwrap();
        prop_assert!(again.difference.is_empty(), "{:#?}", again.difference);
    }

    #[test]
    fn a_plan_kept_to_the_letter_needs_no_repair(scenario in scenario(), after in 0u64..60) {
        let Ok(mut planned) = scenario.create() else { return Ok(()) };
        let today = scenario.request.start + Days::new(after);
        if today > scenario.request.interview {
            return Ok(());
        }
        for task in planned.tasks.iter_mut().filter(|task| task.date.is_some_and(|day| day < today)) {
            task.complete(today);
        }
        let stories = stories(&scenario.sketches);
        let library = library(scenario.profile(), &stories, &[]);
        let again = replan(&planned, &Revision::default(), &library, today).unwrap();
        prop_assert!(again.difference.moved.is_empty(), "{:#?}", again.difference);
        prop_assert!(again.difference.dropped.is_empty(), "{:#?}", again.difference);
    }
}

fn six_weeks() -> Request {
    Request::from_start(start(), full_profile(), WeekMinutes::every_day(60))
}

fn session(kind: TaskKind, on: NaiveDate) -> Session {
    Session { kind, on, story: None, seconds: None, depth: None, principles: Vec::new() }
}

fn how(planned: &Planned, id: &str) -> Option<String> {
    by_id(planned)[id].done_how.clone()
}

#[test]
fn work_shows_itself_done_in_the_library() {
    let profile = full_profile();
    let sketches = [(vec![0], false, Some(Severity::Error)), (vec![3], true, Some(Severity::Info))];
    let before = stories(&sketches);
    let mut planned = create(&six_weeks(), &library(profile, &before, &[])).unwrap();
    let later = stories(&[
        (vec![0], true, None),
        (vec![3], true, None),
        (vec![0], true, None),
        (vec![1], false, Some(Severity::Error)),
    ]);
    let today = start() + Days::new(5);
    let done = record_evidence(&mut planned, &library(profile, &later, &[]), today);
    let ids: BTreeSet<&str> = done.iter().map(|done| done.id.as_str()).collect();
    let expected =
        ["draft-amber-2", "draft-basalt-1", "polish-story-1", "refine-story-0", "tighten-amber-2"];
    assert_eq!(ids, BTreeSet::from(expected));
    assert_eq!(
        how(&planned, "draft-amber-2").as_deref(),
        Some("the second Amber story exists: story-2"),
    );
    assert_eq!(
        how(&planned, "tighten-amber-2").as_deref(),
        Some("the second Amber story is ready: story-2"),
    );
}

#[test]
fn work_shows_itself_done_in_the_practice_log() {
    let profile = full_profile();
    let before = stories(&[(vec![0], true, None), (vec![1], true, None)]);
    let mut planned = create(&six_weeks(), &library(profile, &before, &[])).unwrap();
    let slug = |n: usize| Some(before.0[n].slug.clone());
    let on = start() + Days::new(3);
    let early = start().pred_opt().unwrap();
    let sessions = [
        Session { story: slug(0), seconds: Some(100), ..session(TaskKind::Rehearse, on) },
        Session { story: slug(1), seconds: Some(101), ..session(TaskKind::Rehearse, on) },
        Session { story: slug(1), seconds: Some(80), ..session(TaskKind::Rehearse, early) },
        Session { story: slug(1), depth: Some(3), ..session(TaskKind::PressureTest, on) },
        Session { principles: vec![principle_id(4)], ..session(TaskKind::Memorize, on) },
        session(TaskKind::Mock, on),
        session(TaskKind::Mock, on),
        session(TaskKind::ProductRep, on),
    ];
    let done = record_evidence(&mut planned, &library(profile, &before, &sessions), on);
    let ids: BTreeSet<&str> = done.iter().map(|done| done.id.as_str()).collect();
    let review = format!("review-{on}");
    let expected =
        ["learn-ember", "mock-1", "mock-2", "product-rep-1", "rehearse-story-0", &review];
    assert_eq!(ids, BTreeSet::from(expected));
    assert_eq!(
        how(&planned, "rehearse-story-0"),
        Some(format!("story-0 was told in 100 s on {on}")),
    );
    let again = record_evidence(&mut planned, &library(profile, &before, &sessions), on);
    assert!(again.is_empty(), "a session accounts for one task only: {again:?}");
}

#[test]
fn a_drill_proves_a_story_for_three_weeks() {
    let profile = full_profile();
    let before = stories(&[(vec![0], true, None)]);
    let planned = create(&six_weeks(), &library(profile, &before, &[])).unwrap();
    let due = by_id(&planned)["pressure-story-0"].date.unwrap();
    for (ago, proven) in [(21, true), (22, false)] {
        let on = due - Days::new(ago);
        let story = Some(before.0[0].slug.clone());
        let drill = [Session { story, depth: Some(4), ..session(TaskKind::PressureTest, on) }];
        let mut planned = planned.clone();
        record_evidence(&mut planned, &library(profile, &before, &drill), on);
        assert_eq!(how(&planned, "pressure-story-0").is_some(), proven, "{ago} days before");
    }
}

#[test]
fn a_story_left_out_takes_its_repair_and_telling_with_it() {
    let profile = full_profile();
    let empty = (Vec::new(), Vec::new());
    let library = library(profile, &empty, &[]);
    let mut planned = create(&six_weeks(), &library).unwrap();
    let at = find(&planned.tasks, "draft-garnet-2").unwrap();
    planned.tasks[at].skip();
    let Replanned { difference, .. } =
        replan(&planned, &Revision::default(), &library, start()).unwrap();
    let dropped: BTreeMap<&str, &DropReason> =
        difference.dropped.iter().map(|drop| (drop.task.id.as_str(), &drop.reason)).collect();
    assert_eq!(dropped.get("tighten-garnet-2"), Some(&&DropReason::DraftSkipped));
    assert_eq!(dropped.get("tell-garnet-2"), Some(&&DropReason::DraftSkipped));
}

#[test]
fn two_weeks_of_slips_and_repairs_keep_every_task_and_tell_every_move() {
    let profile = full_profile();
    let sketches: Vec<Sketch> =
        vec![(vec![0], true, None), (vec![5], false, Some(Severity::Warning))];
    let before = stories(&sketches);
    let mut planned = create(&six_weeks(), &library(profile, &before, &[])).unwrap();
    let first: BTreeSet<String> = planned.tasks.iter().map(|task| task.id.clone()).collect();
    let mut gone: BTreeSet<String> = BTreeSet::new();

    // Monday to Thursday go as planned, then three days are missed.
    for day in 0..4 {
        let date = start() + Days::new(day);
        for task in planned.tasks.iter_mut().filter(|task| task.date == Some(date)) {
            task.complete(date);
        }
    }
    let back = start() + Days::new(7);
    let today = Today::of(&planned, back);
    assert!(today.has_slipped());
    assert_eq!(today.days_left, 35);
    let carried: BTreeSet<String> = today.carried.iter().map(|task| task.id.clone()).collect();
    let after =
        replan(&planned, &Revision::default(), &library(profile, &before, &[]), back).unwrap();
    for id in &carried {
        let moved = after.difference.moved.iter().find(|moved| moved.id == *id).unwrap();
        assert_eq!(moved.reason, MoveReason::Slipped);
        assert!(moved.to.is_none_or(|day| day >= back));
    }
    gone.extend(after.difference.dropped.iter().map(|drop| drop.task.id.clone()));
    planned = after.planned;
    assert!(!Today::of(&planned, back).has_slipped());

    // Two stories are written at the weekend, and work leaves only half an hour from then on.
    let mut grown = sketches.clone();
    grown.extend([(vec![1], true, None), (vec![2], false, Some(Severity::Error))]);
    let grown = stories(&grown);
    let monday = start() + Days::new(10);
    let less = Revision { minutes: Some(WeekMinutes::every_day(30)), ..Revision::default() };
    let after = replan(&planned, &less, &library(profile, &grown, &[]), monday).unwrap();
    for id in ["draft-basalt-1", "tighten-basalt-1", "draft-cedar-1"] {
        assert_eq!(by_id(&after.planned)[id].status, TaskStatus::Done, "{id}");
    }
    let added: BTreeSet<&str> =
        after.difference.added.iter().map(|added| added.id.as_str()).collect();
    assert!(added.contains("refine-story-3"), "{added:?}");
    gone.extend(after.difference.dropped.iter().map(|drop| drop.task.id.clone()));
    planned = after.planned;
    assert!(planned.tasks.iter().any(Task::is_unscheduled), "half the time holds less");

    // The interview moves two weeks later.
    let later = planned.plan.interview + Days::new(14);
    let revision = Revision { interview: Some(later), ..Revision::default() };
    let friday = start() + Days::new(14);
    let after = replan(&planned, &revision, &library(profile, &grown, &[]), friday).unwrap();
    assert!(after.difference.phases_moved);
    gone.extend(after.difference.dropped.iter().map(|drop| drop.task.id.clone()));
    planned = after.planned;
    assert_eq!(planned.plan.phases.last().unwrap().to, later);

    let left: BTreeSet<String> = planned.tasks.iter().map(|task| task.id.clone()).collect();
    let lost: Vec<&String> = first.difference(&left).filter(|id| !gone.contains(*id)).collect();
    assert!(lost.is_empty(), "{lost:?}");
}

#[test]
fn a_day_knows_what_it_carries_and_when_the_clock_went_back() {
    let profile = full_profile();
    let empty = (Vec::new(), Vec::new());
    let mut planned = create(&six_weeks(), &library(profile, &empty, &[])).unwrap();
    let second = start() + Days::new(1);
    let count = |planned: &Planned| Today::of(planned, second).carried.len();
    let all = count(&planned);
    assert!(all > 0);
    planned.tasks[0].complete(second);
    assert_eq!(count(&planned), all - 1);
    let today = Today::of(&planned, second);
    assert_eq!(today.missed_yesterday, today.carried);
    assert_eq!((today.progress.done, today.recorded_later), (1, None));
    assert_eq!(Today::of(&planned, start()).recorded_later, Some(second));
    let moment = |ahead: i64| Today::of(&planned, start() + chrono::TimeDelta::days(ahead)).moment;
    assert_eq!(
        [-1, 0, 41, 42, 43].map(moment),
        [Moment::Before, Moment::During, Moment::During, Moment::InterviewDay, Moment::After,]
    );
}

#[test]
fn a_plan_for_another_profile_or_a_past_interview_is_refused() {
    let empty = (Vec::new(), Vec::new());
    let library = library(full_profile(), &empty, &[]);
    let planned = create(&six_weeks(), &library).unwrap();
    let revision = Revision { interview: Some(start()), ..Revision::default() };
    let late = replan(&planned, &revision, &library, start() + Days::new(1));
    assert!(matches!(late, Err(PlanError::NoDays { .. })));
    let mut foreign = planned;
    foreign.plan.profile = "other".into();
    let other = replan(&foreign, &Revision::default(), &library, start());
    assert!(matches!(other, Err(PlanError::OtherProfile { .. })));
}
