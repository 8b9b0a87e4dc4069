//! Several machines that write at random, share through one repository, are killed and have wrong clocks: all
//! arrive at the same stories, and nothing is lost that nobody took away.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Stdio;
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use starbench::interchange::StoryDocument;
use starbench::store::{Access, Library, NewOperation, StoreError, story_change};
use starbench::story::{Change, Entity, Story, StoryId, Verb};

use crate::bench::{Chance, damage, figure, rounds};
use crate::sandbox::{Run, Sandbox};

const MACHINES: usize = 3;

struct Machine {
    sandbox: Sandbox,
    /// Seconds that its clock is wrong by.
    skew: i64,
    practised: Vec<String>,
}

impl Machine {
    fn open(&self) -> Library {
        Library::open(&self.sandbox.library(), Access::ReadWrite).unwrap()
    }

    fn sync(&self) -> Run {
        self.sandbox.run(&["sync", "--quiet"])
    }

    /// Its stories as documents, and what it practised.
    fn holds(&self) -> (BTreeMap<StoryId, StoryDocument>, BTreeMap<String, Value>) {
        let library = self.open();
        let stories = library.stories().unwrap();
        let practice = library.records(Entity::Practice).unwrap();
        let stories = stories.iter().map(|story| (story.id, StoryDocument::from(story))).collect();
        (stories, practice.into_iter().collect())
    }
}

fn machines() -> (tempfile::TempDir, Vec<Machine>) {
    let shared = tempfile::tempdir().unwrap();
    let remote = shared.path().join("stories.git");
    let machines = [0, 86_400 * 30, -3_600].map(|skew| {
        let sandbox = Sandbox::new();
        sandbox.answer(&["sync", "init", remote.to_str().unwrap()]);
        Machine { sandbox, skew, practised: Vec::new() }
    });
    (shared, machines.into())
}

/// A text that occurs nowhere else, so that it can be told what became of it.
fn token(chance: &mut Chance) -> String {
    format!("w{:016x}", chance.next())
}

/// One random change by a person at a machine; gives how many operations it was.
fn act(machine: &mut Machine, library: &mut Library, chance: &mut Chance, second: i64) -> usize {
    let now: DateTime<Utc> =
        DateTime::from_timestamp(1_790_000_000 + second + machine.skew, 0).unwrap();
    let stories = library.stories().unwrap();
    let mut commit = |verb: Verb, changes: Vec<Change>| {
        let new = NewOperation { verb, summary: "a test".into(), changes };
        match library.commit(new, now) {
            Ok(_) => 1,
            Err(error) => panic!("{error}"),
        }
    };
    let choice = chance.below(20);
    if choice == 0 {
        return match library.undo(now) {
            Ok(_) => 1,
            // What it removed may have had a name that another story has by now.
            Err(StoreError::NothingToUndo | StoreError::SlugTaken { .. }) => 0,
            Err(error) => panic!("{error}"),
        };
    }
    if choice == 1 {
        let key = format!("p-{}", token(chance));
        let body = json!({"kind": "drill", "at": now, "text": token(chance)});
        machine.practised.push(key.clone());
        return commit(
            Verb::Practise,
            vec![Change { entity: Entity::Practice, key, before: None, after: Some(body) }],
        );
    }
    if stories.len() < 6 || (choice < 4 && stories.len() < 30) {
        let number = chance.below(12);
        let slug: starbench::story::Slug = format!("story-{number}").parse().unwrap();
        if stories.iter().any(|story| story.slug == slug) {
            return 0;
        }
        let id = StoryId(uuid::Uuid::from_u128(u128::from(chance.next())));
        let mut story = Story::draft(id, slug, format!("Title {}", token(chance)), now);
        story.sections.action = Some(token(chance));
        return commit(Verb::New, vec![story_change(None, Some(&story))]);
    }
    let before = chance.pick(&stories);
    if choice == 4 {
        return commit(Verb::Remove, vec![story_change(Some(before), None)]);
    }
    let mut after = before.clone();
    after.updated = now;
    let text = token(chance);
    match chance.below(7) {
        0 => after.title = format!("Title {text}"),
        1 => after.sections.action = Some(text),
        2 => after.sections.result = Some(text),
        3 => after.sections.situation = Some(format!("{text}\n\nand more")),
        4 => after.project = Some(text),
        5 => {
            after.notes =
                Some(after.notes.map_or(text.clone(), |notes| format!("{notes}\n{text}")));
        }
        _ => {
            let id =
                starbench::catalogue::PrincipleId::new(*chance.pick(&["dive-deep", "ownership"]));
            match after.principles.iter().position(|known| *known == id) {
                Some(at) => drop(after.principles.remove(at)),
                None => after.principles.push(id),
            }
        }
    }
    commit(Verb::Edit, vec![story_change(Some(before), Some(&after))])
}

fn tokens(value: &Value, found: &mut BTreeSet<String>) {
    for word in value.to_string().split(|c: char| !c.is_ascii_alphanumeric()) {
        // Behind a line break stands the `n` of its escape.
        let word = word.strip_prefix('n').unwrap_or(word);
        if word.len() == 17 && word.starts_with('w') {
            found.insert(word.to_owned());
        }
    }
}

/// Every text that was ever written at a machine, and every one that a person there took away.
fn written_and_taken(library: &Library) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut written, mut taken) = (BTreeSet::new(), BTreeSet::new());
    for entry in library.log(usize::MAX).unwrap() {
        let operation = library.operation(entry.id).unwrap().unwrap();
        for change in operation.changes {
            let (mut before, mut after) = (BTreeSet::new(), BTreeSet::new());
            tokens(&change.before.unwrap_or_default(), &mut before);
            tokens(&change.after.unwrap_or_default(), &mut after);
            if operation.verb != Verb::Sync {
                taken.extend(before.difference(&after).cloned());
            }
            written.extend(after);
        }
    }
    (written, taken)
}

/// How many texts were written in all, and which of them are nowhere although nobody took them away.
fn written_and_lost(machines: &[Machine]) -> (usize, Vec<String>) {
    let (mut written, mut taken, mut held) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for machine in machines {
        let (stories, practice) = machine.holds();
        tokens(&serde_json::to_value(stories.values().collect::<Vec<_>>()).unwrap(), &mut held);
        tokens(&serde_json::to_value(&practice).unwrap(), &mut held);
        let (w, t) = written_and_taken(&machine.open());
        written.extend(w);
        taken.extend(t);
    }
    let kept = |token: &String| held.contains(token) || taken.contains(token);
    let lost = written.iter().filter(|token| !kept(token)).cloned().collect();
    (written.len(), lost)
}

#[test]
fn machines_that_share_arrive_at_the_same_and_lose_nothing() {
    let count = rounds(40, 10_000);
    let every = rounds(12, 60);
    let mut chance = Chance::new(3);
    let (_shared, mut machines) = machines();
    let mut made = [0; MACHINES];
    let (mut syncs, mut killed) = (0, 0);
    let mut second = 0;
    while made.iter().any(|made| *made < count) {
        let at = chance.below(MACHINES);
        let burst = 1 + chance.below(every * 2);
        let mut library = machines[at].open();
        for _ in 0..burst {
            second += 1;
            made[at] += act(&mut machines[at], &mut library, &mut chance, second);
        }
        drop(library);
        if chance.one_in(4) {
            let mut child = machines[at]
                .sandbox
                .command()
                .args(["sync", "--quiet"])
                .stdin(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            std::thread::sleep(Duration::from_millis(chance.below(120) as u64));
            killed += usize::from(child.kill().is_ok());
            child.wait().unwrap();
            // A git that was at work for it comes to its end.
            std::thread::sleep(Duration::from_millis(60));
        } else {
            let run = machines[at].sync();
            assert_eq!(run.code, 0, "{run:?}");
            syncs += 1;
        }
    }
    for _ in 0..2 {
        for machine in &machines {
            let run = machine.sync();
            assert_eq!(run.code, 0, "{run:?}");
        }
    }
    let first = machines[0].holds();
    let operations: Vec<usize> =
        machines.iter().map(|machine| machine.open().log(usize::MAX).unwrap().len()).collect();
    for (machine, operations) in machines.iter().zip(operations) {
        assert!(machine.holds() == first, "two machines hold different stories");
        let run = machine.sandbox.run(&["sync"]);
        assert!(run.stderr.contains("Nothing new on either side"), "{run:?}");
        let library = machine.open();
        assert_eq!(library.log(usize::MAX).unwrap().len(), operations, "a second sync wrote");
        assert_eq!(damage(&library).unwrap(), [""; 0]);
    }
    let (written, lost) = written_and_lost(&machines);
    figure(
        "sync of machines",
        &format!(
            "{MACHINES} machines × {count} operations, {syncs} syncs, {killed} more killed, clocks 30 days ahead and an hour behind: the same {} stories and {} records of practice everywhere, {} of {} texts lost, a second sync writes nothing",
            first.0.len(),
            first.1.len(),
            lost.len(),
            written
        ),
    );
    assert_eq!(lost, [""; 0]);
    assert!(written > count);
}

/// A control: a merge that takes one side's word for a whole story is found out.
#[test]
fn a_merge_that_drops_a_text_is_found_out() {
    let (_shared, machines) = machines();
    let mut chance = Chance::new(9);
    let mut library = machines[0].open();
    let at = DateTime::from_timestamp(1_790_000_000, 0).unwrap();
    let mut story =
        Story::draft(StoryId(uuid::Uuid::from_u128(1)), "one".parse().unwrap(), "One", at);
    let mut commit = |verb, before: Option<&Story>, after: Option<&Story>| {
        let changes = vec![story_change(before, after)];
        library.commit(NewOperation { verb, summary: "a test".into(), changes }, at).unwrap();
    };
    story.sections.action = Some(token(&mut chance));
    commit(Verb::New, None, Some(&story));
    let mut careless = story.clone();
    careless.sections.action = None;
    commit(Verb::Sync, Some(&story), Some(&careless));
    assert_eq!(written_and_lost(&machines[..1]).1.len(), 1);
}

#[test]
fn machines_that_push_at_the_same_time_wait_for_each_other() {
    let (_shared, mut machines) = machines();
    let mut chance = Chance::new(4);
    for second in 0..rounds(2, 30) as i64 {
        for machine in &mut machines {
            let mut library = machine.open();
            act(machine, &mut library, &mut chance, second);
        }
        let children: Vec<_> = machines
            .iter()
            .map(|machine| {
                let mut command = machine.sandbox.command();
                command.arg("sync").stdin(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
            })
            .collect();
        for child in children {
            let output = child.wait_with_output().unwrap();
            assert!(output.status.success(), "{output:?}");
        }
    }
}

#[test]
fn a_repository_whose_history_was_rewritten_is_refused_until_it_is_joined_anew() {
    let (shared, machines) = machines();
    machines[0].sandbox.answer(&["new", "--title", "Kept", "--action", "I did it."]);
    assert_eq!(machines[0].sync().code, 0);
    std::fs::remove_dir_all(shared.path().join("stories.git")).unwrap();
    machines[1].sandbox.answer(&[
        "sync",
        "init",
        shared.path().join("stories.git").to_str().unwrap(),
    ]);
    let refused = machines[0].sync();
    assert_eq!(refused.code, 2, "{refused:?}");
    assert!(refused.stderr.contains("--rejoin"), "{refused:?}");
    machines[1].sandbox.answer(&["new", "--title", "Other"]);
    assert_eq!(machines[1].sync().code, 0);
    assert_eq!(machines[0].sync().code, 2);
    let joined = machines[0].sandbox.run(&["sync", "--rejoin"]);
    assert_eq!(joined.code, 0, "{joined:?}");
    assert_eq!(machines[0].holds().0.len(), 2);
}

#[test]
fn what_is_shared_and_does_not_read_is_refused_and_changes_nothing() {
    let (shared, machines) = machines();
    machines[0].sandbox.answer(&["new", "--title", "Kept", "--action", "I did it."]);
    assert_eq!(machines[0].sync().code, 0);
    let before = machines[0].holds();
    let script = "set -e; git clone -q stories.git work -b star; cd work; echo 'tilte: x' >> \"$(ls stories/* | head -1)\"; git -c user.name=x -c user.email=x@x commit -qam x; git push -q";
    let done = std::process::Command::new("sh")
        .args(["-c", script])
        .current_dir(shared.path())
        .status()
        .unwrap();
    assert!(done.success());
    for machine in &machines[..2] {
        let run = machine.sync();
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.stderr.contains("tilte"), "{run:?}");
    }
    assert!(machines[0].holds() == before);
    assert!(machines[1].holds().0.is_empty());
}
