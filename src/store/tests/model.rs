//! Random operations against a model that is nothing but maps and stacks.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Bench, at, operation, story, told};
use crate::store::{Library, StoreError, stories};
use crate::story::{Change, Entity, Verb};

type State = BTreeMap<(Entity, String), Value>;

#[derive(Debug, Clone)]
enum Act {
    /// Puts a text into a story, which is made if need be.
    Write(u8, String),
    Remove(u8),
    Plan(u8),
    Task(u8, u8),
    Practise(u8),
    /// Several records at once.
    Import(Vec<(u8, String)>),
    Restore(u8, u32),
    Undo,
    Redo,
}

fn act() -> impl Strategy<Value = Act> {
    let text = "[a-zéß日\"' \n\0]{0,12}";
    prop_oneof![
        6 => (0u8..8, text).prop_map(|(n, text)| Act::Write(n, text)),
        2 => (0u8..8).prop_map(Act::Remove),
        1 => (0u8..4).prop_map(Act::Plan),
        2 => (0u8..6, 0u8..4).prop_map(|(n, state)| Act::Task(n, state)),
        1 => any::<u8>().prop_map(Act::Practise),
        1 => prop::collection::vec((0u8..8, text), 1..5).prop_map(Act::Import),
        1 => (0u8..8, 1u32..6).prop_map(|(n, revision)| Act::Restore(n, revision)),
        5 => Just(Act::Undo),
        3 => Just(Act::Redo),
    ]
}

#[derive(Default)]
struct Model {
    state: State,
    done: Vec<(State, State)>,
    undone: Vec<(State, State)>,
}

impl Model {
    fn change_to(&self, entity: Entity, key: String, after: Option<Value>) -> Option<Change> {
        let before = self.state.get(&(entity, key.clone())).cloned();
        (before != after).then_some(Change { entity, key, before, after })
    }

    /// The changes of an act as far as they change anything.
    fn changes(&self, act: &Act) -> (Verb, Vec<Change>) {
        let written = |n: u8, text: &str| stories::image(&told(&story(u128::from(n)), text));
        let one = |entity, key: String, after| Vec::from_iter(self.change_to(entity, key, after));
        match act {
            Act::Write(n, text) => {
                let key = story(u128::from(*n)).id.to_string();
                (Verb::Edit, one(Entity::Story, key, Some(written(*n, text))))
            }
            Act::Remove(n) => {
                (Verb::Remove, one(Entity::Story, story(u128::from(*n)).id.to_string(), None))
            }
            Act::Plan(n) => {
                let plan = (*n > 0).then(|| json!({"weeks": n, "share": f64::from(*n) / 3.0}));
                (Verb::Replan, one(Entity::Plan, "plan".into(), plan))
            }
            Act::Task(n, state) => {
                let task = (*state > 0)
                    .then(|| json!({"date": format!("2026-11-0{n}"), "status": state.to_string()}));
                (Verb::PlanUpdate, one(Entity::Task, format!("task-{n}"), task))
            }
            Act::Practise(n) => {
                let body = json!({"kind": "drill", "at": at(i64::from(*n)), "depth": n});
                (Verb::Practise, one(Entity::Practice, format!("drill-{n}"), Some(body)))
            }
            Act::Import(writes) => {
                let last: BTreeMap<u8, &String> =
                    writes.iter().map(|(n, text)| (*n, text)).collect();
                let changes = last.iter().filter_map(|(n, text)| {
                    let key = story(u128::from(*n)).id.to_string();
                    self.change_to(Entity::Story, key, Some(written(*n, text)))
                });
                (Verb::Import, changes.collect())
            }
            Act::Restore(..) | Act::Undo | Act::Redo => unreachable!("not a list of changes"),
        }
    }

    fn step(&mut self, after: State) {
        let before = std::mem::replace(&mut self.state, after.clone());
        self.done.push((before, after));
        self.undone.clear();
    }
}

fn state_of(library: &Library) -> State {
    let mut state = State::new();
    for story in library.stories().unwrap() {
        state.insert((Entity::Story, story.id.to_string()), stories::image(&story));
    }
    for entity in [Entity::Plan, Entity::Task, Entity::Practice] {
        let keys = ["plan".to_owned()]
            .into_iter()
            .chain((0..6).map(|n| format!("task-{n}")))
            .chain((0..=255).map(|n| format!("drill-{n}")));
        for key in keys {
            if let Some(image) = library.record(entity, &key).unwrap() {
                state.insert((entity, key), image);
            }
        }
    }
    state
}

fn perform(bench: &mut Bench, model: &mut Model, act: &Act, second: i64) {
    let library = &mut bench.library;
    match act {
        Act::Undo => match (library.undo(at(second)), model.done.pop()) {
            (Ok(_), Some(step)) => {
                model.state = step.0.clone();
                model.undone.push(step);
            }
            (Err(StoreError::NothingToUndo), None) => {}
            other => panic!("{:?}", other.0),
        },
        Act::Redo => match (library.redo(at(second)), model.undone.pop()) {
            (Ok(_), Some(step)) => {
                model.state = step.1.clone();
                model.done.push(step);
            }
            (Err(StoreError::NothingToRedo), None) => {}
            other => panic!("{:?}", other.0),
        },
        Act::Restore(n, number) => {
            let id = story(u128::from(*n)).id;
            let revisions = library.history(id).unwrap();
            let wanted = revisions.into_iter().find(|revision| revision.number == *number);
            let restored = library.restore_revision(id, *number, at(second));
            match wanted.and_then(|revision| revision.story) {
                Some(mut story) => {
                    restored.unwrap();
                    story.updated = at(second);
                    let mut after = model.state.clone();
                    after.insert((Entity::Story, id.to_string()), stories::image(&story));
                    model.step(after);
                }
                None => {
                    assert!(matches!(restored, Err(StoreError::UnknownRevision { .. })));
                }
            }
        }
        act => {
            let (verb, changes) = model.changes(act);
            if changes.is_empty() {
                return;
            }
            let mut after = model.state.clone();
            for Change { entity, key, after: image, .. } in &changes {
                match image {
                    Some(image) => after.insert((*entity, key.clone()), image.clone()),
                    None => after.remove(&(*entity, key.clone())),
                };
            }
            library.commit(operation(verb, changes), at(second)).unwrap();
            model.step(after);
        }
    }
}

proptest! {
    // 8 sequences of 250: 2,000 operations a run.
    #![proptest_config(ProptestConfig { cases: 8, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn a_library_is_always_what_the_model_is_and_every_way_back_is_open(
        acts in prop::collection::vec(act(), 250)
    ) {
        let mut bench = Bench::hasty();
        let mut model = Model::default();
        let empty = bench.library.fingerprint().unwrap();
        for (second, act) in (1..).zip(&acts) {
            perform(&mut bench, &mut model, act, second);
            if second % 10 == 0 {
                prop_assert_eq!(&state_of(&bench.library), &model.state);
            }
        }
        prop_assert_eq!(&state_of(&bench.library), &model.state);
        let last = bench.library.fingerprint().unwrap();

        let mut steps = 0;
        while bench.library.undo(at(1000)).is_ok() {
            steps += 1;
        }
        prop_assert_eq!(steps, model.done.len());
        prop_assert_eq!(bench.library.fingerprint().unwrap(), empty);
        for _ in 0..steps {
            bench.library.redo(at(1001)).unwrap();
        }
        prop_assert_eq!(bench.library.fingerprint().unwrap(), last);
        prop_assert_eq!(&state_of(&super::reopened(&bench.library)), &model.state);
    }
}
