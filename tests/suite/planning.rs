//! A plan as it is lived with: slips, replans, evidence, exports.

use std::fs;

use serde_json::{Value, json};
use starbench::store::{Library, NewOperation};
use starbench::story::{Change, Entity, Verb};

use crate::sandbox::{Run, Sandbox};

/// A sandbox whose day can be set.
struct Life {
    sandbox: Sandbox,
    today: String,
}

impl Life {
    fn with_plan(args: &[&str]) -> Self {
        let life =
            Self { sandbox: Sandbox::with_example("library.yaml"), today: "2026-11-23".into() };
        life.star(&[&["plan", "create"], args].concat());
        life
    }

    fn on(&mut self, today: &str) -> &Self {
        today.clone_into(&mut self.today);
        self
    }

    fn run(&self, args: &[&str]) -> Run {
        self.sandbox.run(&[&["--today", &self.today], args].concat())
    }

    fn star(&self, args: &[&str]) -> String {
        let run = self.run(args);
        assert_eq!(run.code, 0, "star {args:?}: {run:?}");
        run.stdout
    }

    fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.star(&[args, &["--format", "json"]].concat())).unwrap()
    }

    /// Every task with its day, as the plan shows it.
    fn tasks(&self) -> Vec<(Option<String>, Value)> {
        let plan = self.json(&["plan", "show"]);
        let mut tasks = Vec::new();
        for day in plan["days"].as_array().unwrap() {
            let date = day["date"].as_str().unwrap();
            tasks.extend(
                day["tasks"].as_array().unwrap().iter().map(|t| (Some(date.to_owned()), t.clone())),
            );
        }
        tasks.extend(plan["unscheduled"].as_array().unwrap().iter().map(|t| (None, t.clone())));
        tasks
    }

    /// The day of a task and how it stands.
    fn task(&self, id: &str) -> Option<(Option<String>, String)> {
        let found = self.tasks().into_iter().find(|(_, task)| task["id"] == id)?;
        Some((found.0, found.1["status"].as_str().unwrap().to_owned()))
    }

    /// Every day from today on holds no more than its minutes, or than what is locked there.
    fn assert_sound(&self) {
        let plan = self.json(&["plan", "show"]);
        for day in plan["days"].as_array().unwrap() {
            let minutes = |fits: fn(&Value) -> bool| -> u64 {
                let tasks = day["tasks"].as_array().unwrap().iter();
                tasks.filter(|task| fits(task)).map(|task| task["minutes"].as_u64().unwrap()).sum()
            };
            let open = minutes(|task| task["status"] == "todo");
            let locked = minutes(|task| task["locked"] == true);
            if day["date"].as_str().unwrap() >= self.today.as_str() {
                assert!(open <= locked.max(day["minutes"].as_u64().unwrap()), "{day:#}");
            }
        }
    }

    /// Writes a practice record as the commands that practise do.
    fn practise(&self, key: &str, slug: &str, body: Value) {
        let mut library = Library::create_or_open(&self.sandbox.library()).unwrap();
        let slug = slug.parse().unwrap();
        let story = library.story_by_slug(&slug).unwrap().unwrap().id.to_string();
        let at = format!("{}T12:00:00Z", self.today);
        let mut body = body;
        body["story"] = json!(story);
        body["at"] = json!(at);
        let change =
            Change { entity: Entity::Practice, key: key.into(), before: None, after: Some(body) };
        let new =
            NewOperation { verb: Verb::Practise, summary: slug.to_string(), changes: vec![change] };
        library.commit(new, at.parse().unwrap()).unwrap();
    }
}

#[test]
fn two_weeks_of_slips_and_replans_lose_nothing_and_undo_takes_each_back_whole() {
    let mut life =
        Life::with_plan(&["--interview", "in 4 weeks", "--minutes", "weekdays=40,weekend=90"]);
    let ids = |life: &Life| -> Vec<String> {
        life.tasks().iter().map(|(_, task)| task["id"].as_str().unwrap().to_owned()).collect()
    };

    // Monday: two of four are done.
    life.star(&["plan", "done", "learn-customer-obsession", "learn-invent"]);

    assert!(life.star(&["log"]).contains("done on your word: learn-customer-obsession"));

    // Tuesday: today says what slipped and offers the repair; nobody is there to be asked.
    life.on("2026-11-24");
    let morning = life.run(&["today"]);
    assert!(morning.stdout.contains("Yesterday went otherwise: 3 tasks (20 min)"), "{morning:?}");
    assert!(morning.stderr.contains("star plan replan"), "{morning:?}");
    let before = life.star(&["plan", "show", "--format", "json"]);
    let refused = life.run(&["plan", "replan"]);
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("star plan replan --yes"), "{refused:?}");
    let preview = life.star(&["plan", "replan", "--dry-run"]);
    assert_eq!(preview, refused.stdout);
    assert!(preview.contains("not done on its day (3)"), "{preview}");
    assert_eq!(life.star(&["plan", "show", "--format", "json"]), before, "only shown");
    life.star(&["plan", "replan", "--yes"]);
    assert_eq!(life.json(&["today"])["carried"], json!([]));
    assert_eq!(life.task("learn-customer-obsession").unwrap().0.as_deref(), Some("2026-11-23"));
    life.assert_sound();

    // Wednesday: a lock, and a story made ready, whose task completes by itself.
    life.on("2026-11-25");
    let locked = life.task("mock-1").unwrap().0;
    life.star(&["plan", "lock", "mock-1"]);
    life.star(&["plan", "skip", "polish-ask"]);

    // Friday of a lost week: less time, one week later. Everything is still there or said to be gone.
    life.on("2026-11-27");
    let known = ids(&life);
    let whole = life.star(&["export"]);
    let before = life.star(&["plan", "show", "--format", "json"]);
    let difference = life.star(&["plan", "replan", "--yes", "--minutes", "25"]);
    for head in ["Moved", "Added", "Dropped"] {
        assert!(difference.contains(head), "{difference}");
    }
    life.assert_sound();
    assert_eq!(life.task("mock-1").unwrap().0, locked, "locked work stays");
    assert_eq!(life.task("polish-ask-before-swapping").unwrap().1, "skipped");
    let left = ids(&life);
    let lost: Vec<&String> =
        known.iter().filter(|id| !left.contains(id) && !id.starts_with("review-")).collect();
    assert_eq!(lost, Vec::<&String>::new(), "all that the library still asks for is there");
    life.star(&["undo"]);
    assert_eq!(life.star(&["plan", "show", "--format", "json"]), before, "taken back whole");
    assert_eq!(life.star(&["export"]), whole);

    // Saturday: days off are added to those there are, and the story of one task goes.
    life.on("2026-11-28");
    life.star(&["remove", "reports-pulled-back", "--yes"]);
    let off = life.star(&["plan", "replan", "--yes", "--off", "2026-11-30..2026-12-01"]);
    assert!(off.contains("its story is gone"), "{off}");
    life.star(&["plan", "replan", "--yes", "--off", "2026-12-05"]);
    for day in life.json(&["plan", "show"])["days"].as_array().unwrap() {
        if ["2026-11-30", "2026-12-01", "2026-12-05"].contains(&day["date"].as_str().unwrap()) {
            assert_eq!(day["minutes"], 0, "{day:#}");
        }
    }
    life.assert_sound();

    // The second week: nothing left to repair twice; a new date moves the phases.
    life.on("2026-12-02");
    life.star(&["plan", "replan", "--yes"]);
    let again = life.star(&["plan", "replan", "--yes"]);
    assert!(again.contains("Nothing to repair"), "{again}");
    let moved = life.star(&["plan", "replan", "--yes", "--interview", "2027-01-08"]);
    assert!(moved.contains("The phases have moved"), "{moved}");
    life.assert_sound();
    assert_eq!(life.json(&["plan", "show"])["interview"], "2027-01-08");
    for _ in 0..2 {
        life.star(&["undo"]);
    }
    assert_eq!(life.json(&["plan", "show"])["interview"], "2026-12-21");

    // The clock set back is noticed in words.
    life.star(&["plan", "done", "learn-ownership"]);
    life.on("2026-11-29");
    let back = life.run(&["today"]);
    assert!(back.stderr.contains("2026-12-02") && back.stderr.contains("clock"), "{back:?}");
}

#[test]
fn work_that_the_log_shows_is_done_by_itself() {
    let mut life = Life::with_plan(&["--interview", "2026-12-18"]);
    let told = "rehearse-dispute-upload-fix";
    let probed = "pressure-reminders-never-delivered";
    assert_eq!(life.task(told).unwrap().1, "todo");
    assert_eq!(life.task(probed).unwrap().1, "todo");
    life.on("2026-12-15");
    life.practise("a", "dispute-upload-fix", json!({"kind": "rehearsal", "seconds": 118}));
    assert_eq!(life.task(told).unwrap().1, "todo", "118 s are too many");
    life.practise("b", "dispute-upload-fix", json!({"kind": "rehearsal", "seconds": 97}));
    assert_eq!(life.task(told).unwrap().1, "done");
    let answer = |probe: &str, mark: &str| json!({"probe": probe, "layer": 1, "family": "metrics", "question": "How measured?", "mark": mark, "seconds": 30});
    let drill = |depth: u8| json!({"kind": "drill", "seed": 0, "depth": depth, "ending": "gap", "answers": [answer("p-1", "safe"), answer("p-2", "gap")]});
    life.practise("c", "reminders-never-delivered", drill(3));
    assert_eq!(life.task(probed).unwrap().1, "todo", "layer 5 was not reached");
    life.practise("d", "reminders-never-delivered", drill(4));
    assert_eq!(life.task(probed).unwrap().1, "done");
    let page = life.star(&["plan", "export", "--format", "markdown"]);
    assert!(
        page.contains("done by itself: dispute-upload-fix was told in 97 s on 2026-12-15"),
        "{page}"
    );
    assert!(page.contains("done by itself: reminders-never-delivered held through 4 layers"));
    assert!(life.star(&["plan", "show", "--all"]).contains("(done by itself: "));
    let replanned = life.star(&["plan", "replan", "--yes"]);
    assert!(replanned.contains("by itself"), "{replanned}");

    assert_eq!(life.json(&["today"])["due"], json!([]), "nothing is due on the day itself");
    life.on("2026-12-16");
    let today = life.json(&["today"]);
    crate::contracts::assert_fits("today", &today);
    let due = &today["due"];
    assert_eq!(due[0]["story"], "reminders-never-delivered", "{due}");
    assert_eq!((&due[0]["kind"], &due[0]["cards"]), (&json!("drill"), &json!(["p-2"])));
    let morning = life.star(&["today"]);
    assert!(
        morning.contains("reminders-never-delivered: 1 follow-up since Wed 16 Dec"),
        "{morning}"
    );
}

#[test]
fn the_day_before_and_the_day_itself_bring_the_one_page_sheet() {
    let mut life = Life::with_plan(&["--interview", "2026-12-18"]);
    assert!(!life.on("2026-12-16").star(&["today"]).contains("The rounds"));
    for day in ["2026-12-17", "2026-12-18"] {
        life.on(day);
        let page = life.run(&["today"]);
        assert!(page.stdout.contains("The rounds"), "{page:?}");
        assert!(page.stdout.contains("18.4% · 11.9% · 6.5 points"), "{page:?}");
        assert!(
            page.stdout.contains("nothing new now") && !page.stdout.contains("Carried"),
            "{page:?}"
        );
        assert!(!page.stderr.contains("replan"), "no repair on the last evening: {page:?}");
        assert!(life.star(&["today", "--format", "markdown"]).contains("## The rounds"));
        assert!(life.star(&["today", "--format", "html"]).contains("<h2>The rounds</h2>"));
    }
    let after = life.on("2026-12-20").run(&["today"]);
    assert!(after.stdout.contains("2 days ago") && after.stderr.contains("--replace"), "{after:?}");
}

/// A profile whose names would break a page that is careless with them.
fn hostile_profile(sandbox: &Sandbox) -> String {
    let text = fs::read_to_string(crate::sandbox::example("profile-custom.yaml")).unwrap();
    let name = "name: Passenger First";
    assert!(text.contains(name));
    let text =
        text.replace(name, r#"name: "=Own <script>alert(1)</script> \"it\" & 'all', [x](y); 👩‍🚀""#);
    let path = sandbox.path().join("hostile.yaml");
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn pages_are_one_file_and_what_stands_in_them_is_text() {
    let sandbox = Sandbox::with_example("library.yaml");
    let profile = hostile_profile(&sandbox);
    let star = |args: &[&str]| sandbox.answer(&[&["--profile", &profile], args].concat());
    star(&["plan", "create", "--interview", "2027-01-04"]);
    for page in
        [star(&["plan", "export", "--format", "html"]), star(&["today", "--format", "html"])]
    {
        assert!(page.starts_with("<!DOCTYPE html>"));
        assert!(!page.contains("<script") && page.contains("&lt;script&gt;"), "{page}");
        for outside in ["http:", "https:", "src=", "href=", "url(", "@import", "<link"] {
            assert!(!page.contains(outside), "{outside} in {page}");
        }
        assert!(page.contains("@page") && page.contains("@media print"));
    }
    let list = star(&["plan", "export", "--format", "markdown"]);
    assert!(list.contains(r"\<script\>") && list.contains(r"\[x\](y)"), "{list}");
    let table = star(&["plan", "export", "--format", "csv"]);
    let rows: Vec<&str> = table.split("\r\n").collect();
    assert!(rows.len() > 20 && rows[0].starts_with("date,phase,id,kind,title"), "{table}");
    assert!(rows.iter().all(|row| !row.starts_with(['=', '+', '-', '@'])), "{table}");
}

#[test]
fn an_export_names_its_format_by_its_file_and_overwrites_nothing_unasked() {
    let life = Life::with_plan(&["--interview", "2026-12-18"]);
    for name in ["plan.ics", "plan.md", "plan.html", "plan.csv"] {
        life.star(&["plan", "export", "--output", name]);
        life.star(&["plan", "export", "--output", name]);
    }
    let path = life.sandbox.path().join("plan.csv");
    fs::write(&path, "mine").unwrap();
    let refused = life.run(&["plan", "export", "--output", "plan.csv"]);
    assert!(refused.code == 2 && refused.stderr.contains("--force"), "{refused:?}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    life.star(&["plan", "export", "--output", "plan.csv", "--force"]);
    assert_ne!(fs::read_to_string(&path).unwrap(), "mine");

    for (args, words) in [
        (&["--output", "plan.txt"][..], "--format ics"),
        (&["--format", "json"], "ics, markdown, html, csv"),
        (&["--format", "csv", "--at", "19:00"], "--format ics --at"),
        (&["--format", "ics", "--at", "evening"], "19:00"),
        (&["--format", "ics", "--at", "23:50"], "midnight"),
    ] {
        let run = life.run(&[&["plan", "export"], args].concat());
        assert!(
            run.code == 2 && run.stderr.replace("\n  ", " ").contains(words),
            "{args:?}: {run:?}"
        );
        assert_eq!(run.stdout, "");
    }
    let empty = Sandbox::new();
    let run = empty.run(&["plan", "export", "--format", "ics"]);
    assert!(run.code == 2 && run.stderr.contains("star plan create"), "{run:?}");
    assert!(!empty.library().exists(), "an export makes no library");
}

#[test]
fn what_cannot_be_planned_says_what_to_type_instead() {
    let mut life = Life::with_plan(&["--interview", "2026-12-18"]);
    for (args, words) in [
        (&["create", "--replace", "--interview", "2026-11-01"][..], "is over by 2026-11-23"),
        (&["create", "--replace", "--interview", "2026-11-23"], "star plan create --interview"),
        (&["create", "--replace", "--minutes", "0"], "star plan create --minutes 60"),
        (
            &["create", "--replace", "--off", "2026-11-23..2026-12-06"],
            "no day of the phase Foundation",
        ),
        (&["create", "--interview", "2026-12-18"], "star plan replan"),
        (&["replan", "--interview", "yesterday"], "star plan replan --interview"),
        (&["replan", "--minutes", "0"], "star plan replan --minutes 60"),
        (&["show", "--week", "9"], "1 to 4"),
        (&["show", "--phase", "moks"], "did you mean mocks?"),
        (&["done", "learn-ownershp"], "did you mean learn-ownership?"),
        (&["lock", "learn"], "others"),
    ] {
        let run = life.run(&[&["plan"], args].concat());
        assert_eq!(run.code, 2, "{args:?}: {run:?}");
        assert!(run.stderr.replace("\n  ", " ").contains(words), "{args:?}: {run:?}");
        assert_eq!(run.stdout, "", "{args:?}");
    }
    let late = life.on("2026-12-19").run(&["plan", "replan"]);
    assert!(late.stderr.contains("is over by 2026-12-19"), "{late:?}");
}

#[test]
fn a_day_said_in_words_is_said_back() {
    let life = Life::with_plan(&["--interview", "2026-12-18"]);
    for (typed, said) in [
        ("tomorrow", "Tuesday, 24 November 2026"),
        ("next friday", "Friday, 4 December 2026"),
        ("in 3 weeks", "Monday, 14 December 2026"),
    ] {
        let run = life.run(&["today", "--date", typed]);
        assert!(run.stderr.contains(&format!("{typed} is {said}.")), "{run:?}");
    }
    let run = life.run(&["plan", "replan", "--yes", "--off", "tomorrow..in 2 days"]);
    assert!(
        run.stderr.contains("Tuesday, 24 November 2026 to Wednesday, 25 November 2026"),
        "{run:?}"
    );
}
