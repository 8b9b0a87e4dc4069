//! What was put in comes out: stories, bodies, the log, search.

use proptest::prelude::*;
use serde_json::json;

use super::{Bench, at, json, operation, story, told};
use crate::catalogue::PrincipleId;
use crate::store::{StoreError, story_change};
use crate::story::{Allow, Basis, Change, Claim, Entity, Outcome, Section, Story, Verb};

fn text() -> impl Strategy<Value = Option<String>> {
    prop::option::of(prop_oneof!["\\PC{0,40}", any::<String>(), Just("\0\u{202e}\r\n\t'\"".into())])
}

prop_compose! {
    fn any_story()(
        texts in prop::collection::vec(text(), 11),
        title in any::<String>(),
        principles in prop::collection::vec("[a-z-]{1,12}", 0..4),
        outcome in prop::option::of(prop::sample::select(Outcome::ALL.to_vec())),
        period in prop::option::of(prop::sample::select(vec!["2024-03", "2024-03/2024-09"])),
        claims in prop::collection::vec((any::<String>(), text(), text()), 0..3),
        allow in prop::collection::vec((any::<String>(), any::<String>()), 0..3),
        nanos in 0u32..1_999_999_999,
        seconds in -3_000_000_000i64..60_000_000_000,
    ) -> Story {
        let mut story = story(7);
        let mut texts = texts.into_iter();
        let mut next = || texts.next().flatten();
        story.title = title;
        story.principles = principles.into_iter().map(PrincipleId::new).collect();
        story.project = next();
        story.role = next();
        story.organization = next();
        story.notes = next();
        story.sections.headline = next();
        story.sections.situation = next();
        story.sections.task = next();
        story.sections.action = next();
        story.sections.result = next();
        story.sections.learning = next();
        story.outcome = outcome;
        story.period = period.map(|period| period.parse().unwrap());
        story.claims = claims
            .into_iter()
            .map(|(figure, source, share)| Claim { figure, basis: Basis::Measured, source, share })
            .collect();
        story.allow = allow.into_iter().map(|(code, reason)| Allow { code, reason }).collect();
        story.created = chrono::DateTime::from_timestamp(seconds, nanos % 1_000_000_000).unwrap();
        story
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_story_comes_back_as_it_was(written in any_story()) {
        let mut bench = Bench::hasty();
        bench.change(Verb::New, None, Some(&written));
        let read = super::reopened(&bench.library);
        let written = Some(written);
        prop_assert_eq!(&read.story(story(7).id).unwrap(), &written);
        prop_assert_eq!(&read.story_by_slug(&story(7).slug).unwrap(), &written);
        prop_assert_eq!(&read.history(story(7).id).unwrap()[0].story, &written);
    }

    #[test]
    fn any_query_is_an_answer_and_never_an_error(
        query in prop_oneof![
            any::<String>(),
            "[\"*():^+{}\\-' a-c\0]{0,30}",
            "(AND|OR|NOT|NEAR|title:|story_search|\"|\\*|-|\\(|\\)| ){0,20}",
        ],
        limit in 0usize..5,
    ) {
        let mut bench = Bench::hasty();
        bench.change(Verb::New, None, Some(&told(&story(1), "a and b or c, not near d")));
        prop_assert!(bench.library.search(&query, limit).unwrap().len() <= limit);
    }

    #[test]
    fn any_figure_in_a_body_comes_back_exactly(figure in any::<f64>().prop_filter("JSON", |f| f.is_finite())) {
        let mut bench = Bench::hasty();
        let body = json!({"kind": "review", "at": at(0), "stability": figure});
        let change =
            Change { entity: Entity::Practice, key: "r".into(), before: None, after: Some(body.clone()) };
        bench.library.commit(operation(Verb::Practise, vec![change]), at(0)).unwrap();
        prop_assert_eq!(bench.library.practice("review").unwrap(), [body.clone()]);
        let gone = Change { entity: Entity::Practice, key: "r".into(), before: Some(body), after: None };
        bench.library.commit(operation(Verb::Practise, vec![gone]), at(0)).unwrap();
    }
}

#[test]
fn tasks_come_by_date_and_practice_by_time() {
    let mut bench = Bench::hasty();
    let put = |entity, key: &str, body: &str| Change {
        entity,
        key: key.into(),
        before: None,
        after: Some(json(body)),
    };
    let changes = vec![
        put(Entity::Task, "a", r#"{"id":"a"}"#),
        put(Entity::Task, "b", r#"{"id":"b","date":"2026-12-02","status":"todo"}"#),
        put(Entity::Task, "c", r#"{"id":"c","date":"2026-12-01"}"#),
        put(
            Entity::Practice,
            "1",
            r#"{"kind":"drill","story":"s","at":"2026-12-01T10:00:00+02:00"}"#,
        ),
        put(Entity::Practice, "2", r#"{"kind":"drill","at":"2026-12-01T07:59:59Z"}"#),
        put(Entity::Practice, "3", r#"{"kind":"mock","at":"2026-12-01T07:00:00Z"}"#),
        put(Entity::Plan, "plan", r#"{"weeks":6}"#),
    ];
    bench.library.commit(operation(Verb::PlanCreate, changes), at(0)).unwrap();
    let ids: Vec<String> =
        bench.library.tasks().unwrap().iter().map(|task| task["id"].to_string()).collect();
    assert_eq!(ids, ["\"c\"", "\"b\"", "\"a\""]);
    let drills = bench.library.practice("drill").unwrap();
    assert_eq!(drills[0]["at"], "2026-12-01T07:59:59Z");
    assert_eq!(drills[1]["at"], "2026-12-01T10:00:00+02:00");
    assert_eq!(bench.library.plan().unwrap(), Some(json!({"weeks": 6})));
}

#[test]
fn a_change_that_contradicts_itself_is_refused_whole() {
    let mut bench = Bench::hasty();
    let good = story_change(None, Some(&story(1)));
    let image = good.after.clone().unwrap();
    let change =
        |key: &str, before, after| Change { entity: Entity::Story, key: key.into(), before, after };
    let mut strange = image.clone();
    strange["colour"] = "red".into();
    let mut slugless = image.clone();
    slugless["slug"] = "Not A Slug".into();
    let plan = |key: &str| Change {
        entity: Entity::Plan,
        key: key.into(),
        before: None,
        after: Some(json!({})),
    };
    let cases: [(&str, Verb, Vec<Change>); 9] = [
        ("no change at all", Verb::New, vec![]),
        ("undo by hand", Verb::Undo, vec![good.clone()]),
        ("from nothing to nothing", Verb::New, vec![good.clone(), change("k", None, None)]),
        ("another key", Verb::New, vec![good.clone(), change("k", None, Some(image.clone()))]),
        ("more than a story holds", Verb::New, vec![change(&good.key, None, Some(strange))]),
        ("less than a story holds", Verb::New, vec![change(&good.key, None, Some(json!({})))]),
        ("an impossible slug", Verb::New, vec![change(&good.key, None, Some(slugless))]),
        ("two plans", Verb::PlanCreate, vec![good.clone(), plan("a"), plan("b")]),
        (
            "practice without a time",
            Verb::Practise,
            vec![Change {
                entity: Entity::Practice,
                after: Some(json!({"kind": "drill"})),
                ..good.clone()
            }],
        ),
    ];
    for (name, verb, changes) in cases {
        let error = bench.library.commit(operation(verb, changes), at(0)).unwrap_err();
        assert!(matches!(error, StoreError::InvalidOperation { .. }), "{name}: {error:?}");
        assert_eq!(bench.library.log(9).unwrap(), [], "{name}");
        assert_eq!(bench.library.stories().unwrap(), [], "{name}");
    }
}

#[test]
fn two_stories_cannot_have_one_slug() {
    let mut bench = Bench::hasty();
    bench.change(Verb::New, None, Some(&story(1)));
    let mut second = story(2);
    second.slug = story(1).slug;
    let new = operation(Verb::New, vec![story_change(None, Some(&second))]);
    let error = bench.library.commit(new, at(0)).unwrap_err();
    assert!(matches!(&error, StoreError::SlugTaken { slug } if slug == "story-1"), "{error:?}");
}

#[test]
fn the_log_says_what_is_in_effect_and_what_was_taken_back() {
    let mut bench = Bench::hasty();
    let before = story(1);
    bench.change(Verb::New, None, Some(&before));
    bench.change(Verb::Edit, Some(&before), Some(&told(&before, "abandoned")));
    bench.library.undo(at(1)).unwrap();
    bench.change(Verb::Edit, Some(&before), Some(&told(&before, "kept")));
    bench.library.undo(at(2)).unwrap();
    bench.library.redo(at(3)).unwrap();
    let log = bench.library.log(100).unwrap();
    let lines: Vec<String> = log
        .iter()
        .map(|entry| format!("{} {} {}", entry.number, entry.verb, entry.in_effect))
        .collect();
    assert_eq!(
        lines,
        ["6 redo true", "5 undo true", "4 edit true", "3 undo true", "2 edit false", "1 new true"]
    );
    assert_eq!(log[0].target, Some(log[2].id));
    assert_eq!(log[3].target, Some(log[4].id));
    assert_eq!(bench.library.log(2).unwrap(), log[..2]);
    let edit = bench.library.operation(log[2].id).unwrap().unwrap();
    assert_eq!(edit.changes, [story_change(Some(&before), Some(&told(&before, "kept")))]);
}

#[test]
fn a_removed_story_keeps_its_history_and_can_be_restored() {
    let mut bench = Bench::hasty();
    let (first, second) = (story(1), told(&story(1), "second"));
    bench.change(Verb::New, None, Some(&first));
    bench.change(Verb::Edit, Some(&first), Some(&second));
    bench.change(Verb::Remove, Some(&second), None);
    let told: Vec<Option<String>> = bench
        .library
        .history(first.id)
        .unwrap()
        .into_iter()
        .map(|revision| revision.story.and_then(|story| story.sections.action))
        .collect();
    assert_eq!(told, [first.sections.action.clone(), Some("second".into()), None]);
    bench.library.restore_revision(first.id, 1, at(9)).unwrap();
    let restored = bench.library.story(first.id).unwrap().unwrap();
    assert_eq!((restored.sections, restored.updated), (first.sections, at(9)));
    bench.library.undo(at(10)).unwrap();
    assert_eq!(bench.library.story(story(1).id).unwrap(), None);
}

#[test]
fn search_ranks_by_where_a_word_stands_and_follows_every_change() {
    let mut bench = Bench::hasty();
    let ids = |bench: &Bench, query: &str| -> Vec<u128> {
        bench.library.search(query, 10).unwrap().iter().map(|(id, _)| id.0.as_u128()).collect()
    };
    let mut titled = story(1);
    titled.title = "Cut checkout latency".into();
    let mut noted = story(2);
    noted.notes = Some("the checkout again".into());
    noted.sections.set(Section::Result, Some("Latencies fell".into()));
    for number in 3..9 {
        bench.change(Verb::New, None, Some(&story(number)));
    }
    bench.change(Verb::New, None, Some(&titled));
    bench.change(Verb::New, None, Some(&noted));
    assert_eq!(ids(&bench, "Checkout?"), [1, 2]);
    assert_eq!(ids(&bench, "latency checkouts"), [1, 2], "other forms of a word count");
    assert_eq!(ids(&bench, "nothing such"), [0u128; 0]);
    assert_eq!(ids(&bench, ""), [0u128; 0]);
    let scores = bench.library.search("checkout", 10).unwrap();
    assert!(scores[0].1 > scores[1].1 && scores[1].1 > 0.0, "{scores:?}");

    let renamed = {
        let mut s = titled.clone();
        s.title = "Cut refunds".into();
        s
    };
    bench.change(Verb::Edit, Some(&titled), Some(&renamed));
    assert_eq!(ids(&bench, "checkout"), [2]);
    assert_eq!(ids(&bench, "refund"), [1]);
    bench.library.undo(at(1)).unwrap();
    assert_eq!(ids(&bench, "checkout"), [1, 2]);
    bench.change(Verb::Remove, Some(&titled), None);
    assert_eq!(ids(&bench, "checkout"), [2]);
    bench.library.rebuild_search().unwrap();
    assert_eq!(ids(&bench, "checkout"), [2]);
}
