use std::collections::BTreeMap;

use proptest::prelude::*;

use super::scenario::*;
use crate::analysis::lint::Severity;
use crate::catalogue::{QuestionKind, TaskKind, Tier};
use crate::plan::*;
use crate::testing::{full_profile, principle_id};

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, ..ProptestConfig::default() }
}

/// Minutes on each open day of the phase at this place.
fn phase_minutes(plan: &Plan, at: usize) -> Vec<u16> {
    let phase = &plan.phases[at];
    let eve = plan.interview.pred_opt().unwrap();
    phase
        .from
        .iter_days()
        .take_while(|day| *day <= phase.to)
        .filter(|day| *day < plan.interview && (at + 1 < plan.phases.len() || *day != eve))
        .map(|day| plan.minutes_on(day))
        .collect()
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_plan_keeps_its_promises(scenario in scenario()) {
        if let Ok(planned) = scenario.create() {
            check(&planned, scenario.profile(), scenario.request.start)?;
        }
    }

    #[test]
    fn there_is_a_plan_unless_there_is_no_time(scenario in scenario()) {
        match scenario.create() {
            Ok(planned) => prop_assert!(planned.plan.phases.iter().all(|p| p.from <= p.to)),
            Err(PlanError::NoMinutes) => prop_assert!(scenario.request.minutes.is_zero()),
            Err(PlanError::PhaseSwallowed { from, to, .. }) => {
                let request = &scenario.request;
                let mut days = from.iter_days().take_while(|day| *day <= to && *day < request.interview);
                prop_assert!(days.all(|day| minutes_on(&request.minutes, &request.off, day) == 0));
                prop_assert!(!request.off.is_empty());
            }
            Err(other) => prop_assert!(false, "{other}"),
        }
    }

    #[test]
    fn every_principle_reaches_its_target_in_stories_and_every_story_with_findings_its_repair(
        scenario in scenario(),
    ) {
        let Ok(planned) = scenario.create() else { return Ok(()) };
        let profile = scenario.profile();
        for (at, principle) in profile.principles().iter().enumerate() {
            let carrying = scenario.sketches.iter().filter(|(tags, ..)| tags.contains(&at)).count();
            let drafts = planned.tasks.iter().filter(|task| {
                matches!(&task.goal, Goal::Draft { principle: id, .. } if *id == principle.id)
            });
            let wanted = usize::from(profile.target(principle)).saturating_sub(carrying);
            prop_assert_eq!(drafts.count(), wanted);
        }
        let (stories, analyses) = stories(&scenario.sketches);
        for (story, analysis) in stories.iter().zip(&analyses) {
            let repairs = planned.tasks.iter()
                .filter(|task| task.kind == TaskKind::Refine && task.story.as_ref() == Some(&story.slug));
            let wanted = usize::from(!analysis.findings.is_empty() || !analysis.status.is_ready());
            prop_assert_eq!(repairs.count(), wanted);
        }
    }

    #[test]
    fn what_is_asked_most_is_drafted_in_the_foundation_if_the_minutes_allow(scenario in scenario()) {
        let Ok(planned) = scenario.create() else { return Ok(()) };
        let profile = scenario.profile();
        let core: Vec<&Task> = planned.tasks.iter().filter(|task| {
            matches!(&task.goal, Goal::Draft { principle, .. }
                if profile.principle(principle).unwrap().tier == Tier::High)
        }).collect();
        if planned.plan.phases.len() < 4 || core.iter().any(|task| task.minutes != 40) {
            return Ok(());
        }
        // A draft of 40 minutes with the learning of 5 before it.
        let slots: usize = phase_minutes(&planned.plan, 0).iter().map(|m| usize::from(m / 45)).sum();
        if slots >= core.len() {
            let end = planned.plan.phases[0].to;
            prop_assert!(core.iter().all(|task| task.date.is_some_and(|day| day <= end)), "{core:?}");
        }
    }

    #[test]
    fn six_weeks_hold_four_to_six_mocks_each_with_its_debrief(scenario in scenario()) {
        let Ok(planned) = scenario.create() else { return Ok(()) };
        let plan = &planned.plan;
        if plan.phases.len() < 4 || (plan.phases[2].to - plan.phases[2].from).num_days() < 6 {
            return Ok(());
        }
        // The shortest mock takes 30 minutes and its debrief 15.
        let slots: usize = phase_minutes(plan, 2).iter().map(|m| usize::from(m / 45)).sum();
        if slots >= 4 {
            let dated = |kind| {
                planned.tasks.iter().filter(move |task| task.kind == kind && task.date.is_some()).count()
            };
            let mocks = dated(TaskKind::Mock);
            prop_assert!((4..=6).contains(&mocks), "{mocks} mocks");
            prop_assert_eq!(dated(TaskKind::Debrief), mocks);
            prop_assert!(planned.tasks.iter().all(|task| task.kind != TaskKind::Mock || task.date.is_some()));
        }
    }

    #[test]
    fn mocks_and_repetitions_come_in_the_order_of_their_numbers(scenario in scenario()) {
        let Ok(planned) = scenario.create() else { return Ok(()) };
        let whole = |kind| {
            planned.tasks.iter().filter(|task| task.kind == kind).all(|task| task.date.is_some())
        };
        for kind in [TaskKind::ProductRep, TaskKind::AnalyticalRep, TaskKind::Mock] {
            if kind == TaskKind::Mock && !(whole(kind) && whole(TaskKind::Debrief)) {
                continue;
            }
            let mut own: Vec<&Task> =
                planned.tasks.iter().filter(|task| task.kind == kind && task.date.is_some()).collect();
            own.sort_by(|a, b| a.goal.cmp(&b.goal));
            prop_assert!(own.windows(2).all(|pair| pair[0].date <= pair[1].date), "{own:?}");
        }
    }

    #[test]
    fn the_same_input_gives_the_same_plan(scenario in scenario()) {
        prop_assert_eq!(scenario.create(), scenario.create());
    }

    #[test]
    fn no_question_comes_again_before_all_of_its_pool_have_been_put(scenario in scenario()) {
        let Ok(planned) = scenario.create() else { return Ok(()) };
        let profile = scenario.profile();
        let mut used: BTreeMap<&str, u32> = BTreeMap::new();
        for id in planned.tasks.iter().flat_map(|task| &task.questions) {
            *used.entry(id.as_str()).or_default() += 1;
        }
        let pool = |question: &crate::catalogue::Question| match question.kind {
            QuestionKind::Behavioural => format!("{}", question.principles[0]),
            QuestionKind::ProductDesign => "product".to_owned(),
            _ => "analytical".to_owned(),
        };
        let mut pools: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for question in profile.questions() {
            pools.entry(pool(question)).or_default().push(used.get(question.id.as_str()).copied().unwrap_or(0));
        }
        for (pool, counts) in pools {
            let (least, most) = (counts.iter().min().unwrap(), counts.iter().max().unwrap());
            prop_assert!(most - least <= 1, "{pool}: {counts:?}");
        }
    }
}

proptest! {
    #![proptest_config(cases(120))]

    #[test]
    fn the_extra_minutes_that_a_misfit_asks_for_fit_it_and_fewer_do_not(scenario in scenario()) {
        let Ok(planned) = scenario.create() else { return Ok(()) };
        let Some(misfit) = planned.tasks.iter().find(|task| task.extra_minutes.is_some()) else {
            return Ok(());
        };
        let with = |extra: u16| {
            let minutes = scenario.request.minutes.more(extra);
            let request = Request { minutes, ..scenario.request.clone() };
            let longer = Scenario { request, ..scenario.clone() }.create().unwrap();
            let fits = |id: &str| longer.tasks.iter().any(|task| task.id == id && task.date.is_some());
            let whole = match &misfit.goal {
                Goal::Outline { principle, number }
                    if longer.tasks.iter().all(|task| task.id != misfit.id) =>
                {
                    Goal::Draft { principle: principle.clone(), number: *number }.id()
                }
                _ => misfit.id.clone(),
            };
            fits(&whole)
        };
        let extra = misfit.extra_minutes.unwrap();
        prop_assert!(with(extra), "{misfit:?}");
        prop_assert!(!with(extra - 5), "{misfit:?}");
    }
}

proptest! {
    #![proptest_config(cases(6))]

    #[test]
    fn a_plan_for_a_full_profile_keeps_its_promises(
        request in request(), sketches in prop::collection::vec(sketch(), 0..12),
    ) {
        let stories = stories(&sketches);
        let library = library(full_profile(), &stories, &[]);
        if let Ok(planned) = create(&request, &library) {
            check(&planned, full_profile(), request.start)?;
        }
    }
}

fn six_weeks(minutes: &str) -> Request {
    Request::from_start(start(), full_profile(), minutes.parse().unwrap())
}

#[test]
fn an_empty_library_gets_two_stories_for_all_that_is_asked_most_in_an_hour_a_day() {
    let empty = (Vec::new(), Vec::new());
    let planned = create(&six_weeks("60"), &library(full_profile(), &empty, &[])).unwrap();
    let end = planned.plan.phases[0].to;
    for principle in 0..7 {
        for number in 1..=2 {
            let goal = Goal::Draft { principle: principle_id(principle), number };
            let task = by_id(&planned)[goal.id().as_str()];
            assert!(task.date.is_some_and(|day| day <= end), "{task:?}");
        }
    }
    let learnt = planned.tasks.iter().filter(|task| task.kind == TaskKind::Memorize);
    assert_eq!(learnt.filter(|task| task.date.is_some()).count(), 16);
}

#[test]
fn tasks_say_what_to_do_and_why_for_this_library() {
    let mut entries: Vec<Sketch> = (0..16).map(|at| (vec![at], true, None)).collect();
    entries[0] = (vec![0], false, Some(Severity::Error));
    entries.remove(8);
    let stories = stories(&entries);
    let planned = create(&six_weeks("60"), &library(full_profile(), &stories, &[])).unwrap();
    let known = by_id(&planned);
    let refine = known["refine-story-0"];
    assert_eq!(refine.title, "Refine story-0: a fault");
    assert_eq!(refine.why, "one error keeps it from being ready");
    let draft = known["draft-iris-1"];
    assert_eq!(draft.title, "Draft a first story for Iris");
    assert!(draft.why.starts_with("none yet; once ready it lifts readiness "), "{}", draft.why);
    assert!(
        known["mock-1"].title.starts_with("Mock 1 of 5: product question, then Amber and Basalt")
    );
    let questions = &known["mock-1"].questions;
    assert!(questions[0].starts_with("design-"), "{questions:?}");
    assert_eq!(questions[1..], ["amber-0", "basalt-0"]);
    assert!(known["product-rep-1"].title.starts_with("Product rep aloud: Question design-"));
}

#[test]
fn gaps_come_before_second_stories_and_what_is_asked_most_before_the_rest() {
    let stories = stories(&[(vec![0], true, None), (vec![1], true, None)]);
    let library = library(full_profile(), &stories, &[]);
    let facts = facts::Facts::of(&library).unwrap();
    let order: Vec<(bool, u32)> = facts
        .wanted
        .iter()
        .map(|wanted| (wanted.principle.tier == Tier::High, wanted.number))
        .collect();
    let expected = [vec![(true, 1); 5], vec![(true, 2); 7], vec![(false, 1); 9]].concat();
    assert_eq!(order, expected);
}

#[test]
fn days_too_short_for_a_draft_get_it_in_two_sittings() {
    let empty = (Vec::new(), Vec::new());
    let planned = create(&six_weeks("35"), &library(full_profile(), &empty, &[])).unwrap();
    let known = by_id(&planned);
    let (outline, draft) = (known["outline-amber-1"], known["draft-amber-1"]);
    assert_eq!((outline.minutes, draft.minutes), (20, 20));
    assert!(outline.date.is_some() && outline.date <= draft.date);
}

#[test]
fn three_days_are_for_pressure_and_the_rest_is_said_to_be_dropped() {
    let stories = stories(&[(vec![0], true, None), (vec![1], false, None)]);
    let request = Request { interview: start() + Days::new(3), ..six_weeks("60") };
    let planned = create(&request, &library(full_profile(), &stories, &[])).unwrap();
    assert_eq!(planned.plan.dropped_phases.len(), 3);
    let known = by_id(&planned);
    assert!(known["pressure-story-0"].date.is_some());
    let draft = known["draft-cedar-1"];
    assert_eq!(
        draft.reason.as_deref(),
        Some("no day that is left belongs to a phase for this work")
    );
    assert_eq!(draft.extra_minutes, None);
}

#[test]
fn the_last_evening_and_the_morning_are_light() {
    let empty = (Vec::new(), Vec::new());
    let planned = create(&six_weeks("120"), &library(full_profile(), &empty, &[])).unwrap();
    let days = days(&planned);
    let goals = |back: usize| -> Vec<&Goal> {
        days[days.len() - back].tasks.iter().map(|task| &task.goal).collect()
    };
    assert_eq!(goals(1), [&Goal::InterviewDay]);
    assert_eq!(goals(2), [&Goal::DayBefore]);
}

#[test]
fn what_cannot_be_planned_is_refused_with_the_reason() {
    let empty = (Vec::new(), Vec::new());
    let library = library(full_profile(), &empty, &[]);
    let request = six_weeks("60");
    let refuse = |request: Request| create(&request, &library).unwrap_err();
    let past = Request { interview: request.start, ..request.clone() };
    assert!(matches!(refuse(past), PlanError::NoDays { .. }));
    let far = Request { interview: request.start + Days::new(800), ..request.clone() };
    assert!(matches!(refuse(far), PlanError::TooLong { days: 800 }));
    assert_eq!(refuse(six_weeks("0")), PlanError::NoMinutes);
    let off = vec![DateRange { from: request.start, to: request.start + Days::new(15) }];
    let PlanError::PhaseSwallowed { name, .. } = refuse(Request { off, ..request }) else {
        panic!("the foundation is swallowed");
    };
    assert_eq!(name, "foundation");
}

#[test]
fn the_documents_have_the_fields_of_the_contract() {
    let empty = (Vec::new(), Vec::new());
    let planned = create(&six_weeks("30"), &library(full_profile(), &empty, &[])).unwrap();
    let keys = |value: &serde_json::Value| -> Vec<String> {
        value.as_object().unwrap().keys().cloned().collect()
    };
    let plan = serde_json::to_value(PlanView::of(&planned)).unwrap();
    assert_eq!(keys(&plan), ["days", "interview", "phases", "start", "unscheduled", "version"]);
    assert_eq!(keys(&plan["days"][0]), ["date", "minutes", "phase", "tasks"]);
    let task = ["id", "kind", "locked", "minutes", "principles", "status", "story", "title", "why"];
    assert_eq!(keys(&plan["days"][0]["tasks"][0]), task);
    assert_eq!(keys(&plan["phases"][0]), ["from", "id", "name", "to"]);
    assert!(keys(&plan["unscheduled"][0]).contains(&"reason".to_owned()));
    let today = Today::of(&planned, planned.plan.start);
    let today = serde_json::to_value(TodayView::of(&today, vec!["drill"])).unwrap();
    assert_eq!(
        keys(&today),
        ["carried", "date", "days_left", "due", "minutes", "phase", "tasks", "version"],
    );
}
