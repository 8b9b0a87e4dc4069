//! Practice without a terminal: marks, times and scores from files, and what the other commands make of them.

use serde_json::{Value, json};

use crate::commands::snapshot;
use crate::contracts::{assert_fits, validator};
use crate::sandbox::Sandbox;

/// A story of the example library that is ready.
fn ready_story(sandbox: &Sandbox) -> String {
    let list = sandbox.json(&["list", "--status", "ready", "--format", "json"]);
    list["stories"][0]["slug"].as_str().unwrap().to_owned()
}

/// Marks for every probe of a sheet; those of `gaps` are gaps.
fn marks(sheet: &Value, gaps: &[&str]) -> Value {
    let probes = sheet["layers"].as_array().unwrap().iter().flat_map(|layer| {
        layer["probes"].as_array().unwrap().iter().map(|probe| probe["id"].as_str().unwrap())
    });
    let marks: Vec<Value> = probes
        .map(|id| {
            let mark = if gaps.contains(&id) { "gap" } else { "safe" };
            json!({"probe": id, "mark": mark, "seconds": 30})
        })
        .collect();
    json!({"version": 1, "marks": marks})
}

fn drill(sandbox: &Sandbox, slug: &str, marks: &Value) -> Value {
    assert_fits("drill-marks", marks);
    let run = sandbox
        .run_with_input(&["drill", slug, "--marks", "-", "--format", "json"], &marks.to_string());
    assert_eq!(run.code, 0, "{run:?}");
    serde_json::from_str(&run.stdout).unwrap()
}

fn status(sandbox: &Sandbox, slug: &str) -> String {
    let list = sandbox.json(&["list", "--format", "json"]);
    let stories = list["stories"].as_array().unwrap();
    let story = stories.iter().find(|story| story["slug"] == slug).unwrap();
    story["status"].as_str().unwrap().to_owned()
}

#[test]
fn marks_from_a_file_prove_a_story_and_undo_takes_it_back() {
    let sandbox = Sandbox::with_example("library.yaml");
    let slug = ready_story(&sandbox);
    let sheet = sandbox.json(&["drill", &slug, "--sheet", "--format", "json"]);
    let result = drill(&sandbox, &slug, &marks(&sheet, &[]));
    assert_fits("drill-result", &result);
    assert_eq!((&result["depth"], &result["ending"]), (&json!(5), &json!("done")));
    assert_eq!(status(&sandbox, &slug), "proven");
    assert!(sandbox.answer(&["show", &slug]).contains("depth 5 of 5"));
    let later = sandbox.json(&["list", "--format", "json", "--today", "2026-12-20"]);
    let stories = later["stories"].as_array().unwrap();
    assert!(stories.iter().all(|story| story["status"] != "proven"), "a proof ages");
    sandbox.answer(&["undo"]);
    assert_eq!(status(&sandbox, &slug), "ready");
}

#[test]
fn a_gap_ends_the_depth_and_names_what_to_mend() {
    let sandbox = Sandbox::with_example("library.yaml");
    let slug = ready_story(&sandbox);
    let sheet = sandbox.json(&["drill", &slug, "--sheet", "--format", "json"]);
    let gap = sheet["layers"][2]["probes"][0]["id"].as_str().unwrap();
    let result = drill(&sandbox, &slug, &marks(&sheet, &[gap]));
    assert_fits("drill-result", &result);
    assert_eq!((&result["depth"], &result["weakest"]), (&json!(2), &json!(gap)));
    assert!(result["add"]["sentence"].as_str().unwrap().contains('…'));
    let due = sandbox.json(&["drill", "--format", "json", "--today", "2026-11-24"]);
    assert_fits("due", &due);
    assert_eq!(due["due"][0]["probes"][0]["probe"], gap);
    let fresh = sandbox.json(&["drill", "--format", "json"]);
    assert_fits("due", &fresh);
    assert_eq!(fresh["due"], json!([]), "nothing comes back on the same day");
    let answers = sandbox.json(&["drill", &slug, "--answers", "--format", "json"]);
    assert_fits("drill-answers", &answers);
    assert_eq!(answers["drills"][0]["depth"], 2);
}

#[test]
fn a_wrong_file_of_marks_is_refused_and_nothing_is_stored() {
    let sandbox = Sandbox::with_example("library.yaml");
    let slug = ready_story(&sandbox);
    let sheet = sandbox.json(&["drill", &slug, "--sheet", "--format", "json"]);
    let id = sheet["layers"][0]["probes"][0]["id"].as_str().unwrap();
    let off = format!("{}0", &id[..id.len() - 1]);
    for (text, says) in [
        (String::from("{"), "cannot be read"),
        (json!({"marks": []}).to_string(), "marks nothing"),
        (json!({"marks": [{"probe": id, "mark": "fine"}]}).to_string(), "fine"),
        (json!({"version": 2, "marks": [{"probe": id, "mark": "safe"}]}).to_string(), "version"),
        (json!({"marks": [{"probe": "nobody", "mark": "safe"}]}).to_string(), "no probe"),
        (json!({"marks": [{"probe": off, "mark": "safe"}]}).to_string(), "did you mean"),
        (
            json!({"marks": [{"probe": id, "mark": "safe"}, {"probe": id, "mark": "gap"}]})
                .to_string(),
            "twice",
        ),
    ] {
        let run = sandbox.run_with_input(&["drill", &slug, "--marks", "-"], &text);
        assert_eq!(run.code, 2, "{text}: {run:?}");
        assert!(run.stderr.contains(says), "{text}: {}", run.stderr);
    }
    assert!(!sandbox.answer(&["log"]).contains("practise"));
}

#[test]
fn a_drill_without_a_terminal_says_how_to_go_about_it() {
    let sandbox = Sandbox::with_example("library.yaml");
    let slug = ready_story(&sandbox);
    let run = sandbox.run(&["drill", &slug]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("--sheet") && run.stderr.contains("--marks"), "{}", run.stderr);
    let weak = sandbox.run(&["drill", &slug, "--weak"]);
    assert!(weak.stderr.contains("no answer about"), "{}", weak.stderr);
    let family = sandbox.run(&["drill", &slug, "--family", "metrcs"]);
    assert!(family.stderr.contains("its families"), "{}", family.stderr);
}

#[test]
fn the_schemas_of_what_is_read_refuse_a_key_too_many() {
    let document = json!({"marks": [{"probe": "a", "mark": "safe", "surplus": 1}]});
    assert!(!validator("drill-marks").is_valid(&document));
}

#[test]
fn times_taken_elsewhere_are_logged_and_become_a_trend() {
    let sandbox = Sandbox::with_example("library.yaml");
    let slug = ready_story(&sandbox);
    for times in ["12,15,70,30", "9,10,58,20"] {
        let told = sandbox.json(&["rehearse", &slug, "--times", times, "--format", "json"]);
        assert_fits("rehearse", &told);
    }
    let trend = sandbox.json(&["rehearse", &slug, "--trend", "--format", "json"]);
    assert_fits("rehearse", &trend);
    let seconds: Vec<&Value> =
        trend["attempts"].as_array().unwrap().iter().map(|attempt| &attempt["seconds"]).collect();
    assert_eq!(seconds, [127, 97]);
    let shown = sandbox.answer(&["rehearse", &slug, "--trend"]);
    assert!(shown.contains("30 s shorter"), "{shown}");
    let opener =
        sandbox.json(&["rehearse", &slug, "--headline", "--times", "14", "--format", "json"]);
    assert_fits("rehearse", &opener);
    assert_eq!(
        (&opener["target"], opener["attempts"].as_array().unwrap().len()),
        (&json!(15.0), 1)
    );
    let wrong = sandbox.run(&["rehearse", &slug, "--times", "9,10"]);
    assert!(wrong.code == 2 && wrong.stderr.contains("4 numbers"), "{wrong:?}");
    assert_eq!(sandbox.run(&["rehearse", &slug]).code, 2);
}

#[test]
fn a_rehearsal_in_time_does_its_task_of_the_plan() {
    let sandbox = Sandbox::with_example("library.yaml");
    sandbox.answer(&["plan", "create", "--interview", "2027-01-04"]);
    let plan = sandbox.json(&["plan", "show", "--format", "json"]);
    let tasks: Vec<&Value> = plan["days"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|day| day["tasks"].as_array().unwrap())
        .filter(|task| task["kind"] == "rehearse" && task["story"].is_string())
        .collect();
    let (id, slug) = (tasks[0]["id"].as_str().unwrap(), tasks[0]["story"].as_str().unwrap());
    sandbox.answer(&["rehearse", slug, "--times", "9,10,58,20"]);
    let plan = sandbox.json(&["plan", "show", "--format", "json"]);
    let done = plan["days"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|day| day["tasks"].as_array().unwrap())
        .any(|task| task["id"] == id && task["status"] == "done");
    assert!(done, "{id}");
}

#[test]
fn cards_come_back_when_they_fade_and_never_after_the_interview() {
    let sandbox = Sandbox::with_example("library.yaml");
    let fresh = sandbox.json(&["learn", "--format", "json"]);
    assert_fits("learn", &fresh);
    assert_eq!(fresh["due"].as_array().unwrap().len(), 8, "new cards are rationed");
    let all = sandbox.json(&["learn", "--new", "99", "--format", "json"]);
    assert_fits("learn", &all);
    let cards = all["due"].as_array().unwrap();
    assert!(cards.len() > 32, "{}", cards.len());
    assert!(cards.iter().any(|card| card["kind"] == "story" && !card["back"][0].is_null()));

    let marks = json!({"marks": [
        {"card": "name:ownership", "grade": "again", "seconds": 6},
        {"card": "behaviour:dive-deep", "grade": "easy"}
    ]});
    assert_fits("learn-marks", &marks);
    let run =
        sandbox.run_with_input(&["learn", "--marks", "-", "--format", "json"], &marks.to_string());
    let result: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_fits("learn-result", &result);
    assert_eq!(result["reviewed"][0]["due"], "2026-11-24");
    assert_eq!(result["reviewed"][1]["due"], "2026-12-01");

    sandbox.answer(&["plan", "create", "--interview", "2026-11-28"]);
    let last = sandbox.json(&["learn", "--new", "0", "--format", "json", "--today", "2026-11-28"]);
    assert_fits("learn", &last);
    let due: Vec<&Value> = last["due"].as_array().unwrap().iter().map(|c| &c["card"]).collect();
    assert_eq!(due, ["name:ownership", "behaviour:dive-deep"], "pressed by the interview");
    let only = sandbox.json(&["learn", "frugality", "--format", "json"]);
    assert!(only["due"].as_array().unwrap().iter().all(|card| card["principle"] == "frugality"));
    let wrong = json!({"marks": [{"card": "name:ownershp", "grade": "good"}]}).to_string();
    let wrong = sandbox.run_with_input(&["learn", "--marks", "-"], &wrong);
    assert!(wrong.code == 2 && wrong.stderr.contains("did you mean name:ownership"), "{wrong:?}");
}

#[test]
fn the_retention_that_is_wanted_moves_the_day() {
    let sandbox = Sandbox::new();
    let config = sandbox.path().join("star.yaml");
    let due = |retention: &str| {
        std::fs::write(&config, format!("practice:\n  retention: {retention}\n")).unwrap();
        let marks = json!({"marks": [{"card": "name:ownership", "grade": "easy"}]});
        std::fs::write(sandbox.path().join("marks.json"), marks.to_string()).unwrap();
        let args = ["learn", "--marks", "marks.json", "--format", "json"];
        let run = sandbox.run_with(&args, &[("STAR_CONFIG", config.to_str().unwrap())]);
        assert!(run.code == 0 || retention == "1.5", "{run:?}");
        run
    };
    let day = |retention| -> String {
        let document: Value = serde_json::from_str(&due(retention).stdout).unwrap();
        sandbox.answer(&["undo"]);
        document["reviewed"][0]["due"].as_str().unwrap().to_owned()
    };
    assert!(day("0.95") < day("0.8"));
    let refused = due("1.5");
    assert!(refused.code == 2 && refused.stderr.contains("0.7 to 0.97"), "{refused:?}");
}

fn hand_in(sandbox: &Sandbox, args: &[&str], form: &Value) -> Value {
    assert_fits("debrief-form", form);
    let run = sandbox.run_with_input(&[args, &["--format", "json"]].concat(), &form.to_string());
    assert_eq!(run.code, 0, "{run:?}");
    serde_json::from_str(&run.stdout).unwrap()
}

#[test]
fn a_partner_gets_a_script_with_follow_ups_to_the_stories_there_are() {
    for round in ["product-sense", "analytical", "bar-raiser", "mixed"] {
        let sandbox = Sandbox::with_example("library.yaml");
        let script = sandbox.json(&["mock", "--round", round, "--print", "--format", "json"]);
        assert_fits("mock", &script);
        let items = script["items"].as_array().unwrap();
        for item in items {
            let is_case = item["principle"].is_null();
            let steps = item["steps"].as_array().unwrap();
            assert_eq!(steps.len(), if is_case { 5 } else { 0 });
            if is_case {
                let about_product = item["question"]["kind"] == "product-design";
                assert_eq!(steps[0]["id"] == "customer-and-goal", about_product, "{item}");
            }
            for story in item["stories"].as_array().unwrap() {
                assert_eq!(story["follow_ups"].as_array().unwrap().len(), 3, "{story}");
            }
        }
        assert!(items.iter().any(|item| !item["stories"].as_array().unwrap().is_empty()));
        let again = sandbox.json(&["mock", "--round", round, "--print", "--format", "json"]);
        assert_eq!(script, again, "printing uses nothing up");
        let paper = sandbox.answer(&["mock", "--round", round, "--print", "--format", "markdown"]);
        assert!(paper.starts_with("# ") && paper.contains("strong no hire / no hire / hire"));
    }
    let sandbox = Sandbox::new();
    let release = sandbox.answer(&["mock", "--round", "product", "--press-release", "--print"]);
    assert!(release.contains("Questions from customers"), "{release}");
    let run = sandbox.run(&["mock", "--round", "bar"]);
    assert!(run.code == 2 && run.stderr.contains("--print"), "{run:?}");
    let run = sandbox.run(&["mock", "--round", "bar-riser", "--print"]);
    assert!(run.stderr.contains("did you mean bar-raiser"), "{run:?}");
}

#[test]
fn a_round_held_elsewhere_uses_its_questions_up() {
    let sandbox = Sandbox::with_example("library.yaml");
    let slug = ready_story(&sandbox);
    let args = ["mock", "--round", "product-sense", "--print", "--format", "json"];
    let script = sandbox.json(&args);
    let case = script["items"][1]["question"]["id"].clone();
    let principle = script["items"][0]["principle"].clone();
    let form = json!({
        "round": "product-sense", "seconds": 2999, "questions": [case],
        "scores": {"structure": 3},
        "principles": [{"principle": principle, "story": slug, "rating": "hire"}]
    });
    let held = hand_in(&sandbox, &["mock", "--marks", "-"], &form);
    assert_fits("mock-result", &held);
    assert_eq!(
        (&held["seconds"], &held["form"]["principles"][0]["story"]),
        (&json!(2999), &json!(slug))
    );
    let next = sandbox.json(&args);
    assert_ne!(next["items"][1]["question"]["id"], case);
    assert!(next["items"].as_array().unwrap().iter().all(|item| item["principle"] != principle));
    let turn = sandbox.json(&["mock", "--print", "--format", "json"]);
    assert_eq!(turn["round"], "analytical", "the rounds take turns");
}

#[test]
fn a_debrief_compares_with_practice_and_with_a_partner() {
    let sandbox = Sandbox::with_example("library.yaml");
    let slug = ready_story(&sandbox);
    let principles = sandbox.json(&["list", "--format", "json"])["stories"].clone();
    let told = principles.as_array().unwrap().iter().find(|s| s["slug"] == slug).unwrap().clone();
    let known = told["principles"][0].as_str().unwrap();
    sandbox.answer(&["rehearse", &slug, "--times", "9,10,58,20"]);
    let own = json!({
        "round": "bar-raiser", "scores": {"structure": 5, "communication": 3},
        "principles": [{"principle": known, "story": slug, "rating": "strong-hire"}]
    });
    hand_in(&sandbox, &["mock", "--marks", "-"], &own);
    let seen = json!({
        "scores": {"structure": 3, "communication": 3},
        "principles": [
            {"principle": known, "story": slug, "rating": "no-hire"},
            {"principle": "frugality"}
        ],
        "notes": "the figures had no source"
    });
    let args = ["debrief", "--mock", "--by", "partner", "--file", "-"];
    let debrief = hand_in(&sandbox, &args, &seen);
    assert_fits("debrief", &debrief);
    assert_eq!(debrief["meeting"]["met"], json!([known]));
    assert_eq!(debrief["meeting"]["missed"], json!(["frugality"]));
    assert_eq!(debrief["meeting"]["recall"], json!(0.5));
    assert_eq!(debrief["told_cold"], json!([]), "it was rehearsed");
    assert_eq!(
        debrief["bias"][0],
        json!({"dimension": "structure", "pairs": 1, "own_minus_partner": 2.0})
    );
    assert_eq!(
        debrief["trends"][0]["scores"],
        json!([{"on": "2026-11-23", "score": 3, "by": "partner"}])
    );
    let shown = sandbox.answer(&["debrief", "--show"]);
    assert!(shown.contains("you score yourself 2.0 higher"), "{shown}");
    assert_fits("debrief", &sandbox.json(&["debrief", "--format", "json"]));

    let interview = json!({"occasion": "interview", "principles": [{"principle": "think big"}]});
    let debrief = hand_in(&sandbox, &["debrief", "--file", "-"], &interview);
    assert_eq!(debrief["debrief"]["occasion"], "interview");
    assert_eq!(debrief["debrief"]["form"]["principles"][0]["principle"], "think-big");
    for (form, says) in [
        (json!({}), "blank"),
        (json!({"scores": {"structre": 3}}), "did you mean structure"),
        (json!({"scores": {"structure": 6}}), "1 to 5"),
        (json!({"principles": [{"principle": "ownershp"}]}), "did you mean"),
        (json!({"principles": [{"principle": "ownership", "story": "nobody"}]}), "no story"),
        (json!({"scores": {"structure": 3}, "round": "tea"}), "no round"),
        (json!({"surplus": 1}), "surplus"),
    ] {
        let run = sandbox.run_with_input(&["debrief", "--file", "-"], &form.to_string());
        assert!(run.code == 2 && run.stderr.contains(says), "{form}: {run:?}");
    }
}

#[test]
fn a_scored_mock_does_its_tasks_of_the_plan() {
    let sandbox = Sandbox::with_example("library.yaml");
    sandbox.answer(&["plan", "create", "--interview", "2027-01-04"]);
    let form = json!({"round": "mixed", "questions": ["a case"], "scores": {"structure": 3}});
    hand_in(&sandbox, &["mock", "--marks", "-"], &form);
    let plan = sandbox.json(&["plan", "show", "--format", "json"]);
    let done = |kind: &str| {
        plan["days"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|day| day["tasks"].as_array().unwrap())
            .filter(|task| task["kind"] == kind && task["status"] == "done")
            .count()
    };
    assert_eq!((done("mock"), done("debrief")), (1, 1));
}

#[test]
fn a_case_alone_is_the_one_that_the_plan_has_next_and_does_its_repetition() {
    let sandbox = Sandbox::with_example("library.yaml");
    sandbox.answer(&["plan", "create", "--interview", "2027-01-04"]);
    let tasks = |kinds: &[&str]| -> Vec<Value> {
        let plan = sandbox.json(&["plan", "show", "--format", "json"]);
        let days = plan["days"].as_array().unwrap();
        let all = days.iter().flat_map(|day| day["tasks"].as_array().unwrap());
        all.filter(|task| kinds.contains(&task["kind"].as_str().unwrap())).cloned().collect()
    };
    let reps = ["product-rep", "analytical-rep"];
    for at in 0..2 {
        let next = tasks(&reps).into_iter().find(|task| task["status"] == "todo").unwrap();
        let script = sandbox.json(&["mock", "--case", "--print", "--format", "json"]);
        assert_fits("mock", &script);
        assert_eq!(script["items"].as_array().unwrap().len(), 1);
        let question = &script["items"][0]["question"];
        let title = next["title"].as_str().unwrap();
        assert!(title.contains(question["text"].as_str().unwrap()), "{title} is not {question}");
        let form = json!({
            "round": script["round"], "questions": [question["id"]], "scores": {"structure": 3}
        });
        let held = hand_in(&sandbox, &["mock", "--case", "--marks", "-"], &form);
        assert_fits("mock-result", &held);
        assert_eq!(held["repetition"], true);
        let done: Vec<Value> =
            tasks(&reps).into_iter().filter(|task| task["status"] == "done").collect();
        assert_eq!(done.len(), at + 1);
        assert!(done.iter().any(|task| task["id"] == next["id"]));
    }
    let others = tasks(&["mock", "debrief"]);
    assert!(others.iter().all(|task| task["status"] == "todo"), "a repetition is no mock");
    let wrong = sandbox.run(&["mock", "--case", "--round", "bar-raiser", "--print"]);
    assert!(wrong.code == 2 && wrong.stderr.contains("stories only"), "{wrong:?}");
}

#[test]
fn what_was_weak_is_asked_again_whatever_the_seed_of_its_sheet() {
    let sandbox = Sandbox::with_example("library.yaml");
    let slug = ready_story(&sandbox);
    let mut weak = std::collections::BTreeSet::new();
    for seed in ["0", "5", "9"] {
        let sheet = sandbox.json(&["drill", &slug, "--sheet", "--seed", seed, "--format", "json"]);
        let probe = &sheet["layers"][4]["probes"][3];
        let given = json!({"seed": seed.parse::<u64>().unwrap(),
            "marks": [{"probe": probe["id"], "mark": "gap"}]});
        drill(&sandbox, &slug, &given);
        weak.insert(probe["question"].as_str().unwrap().to_owned());
    }
    let mut terminal = crate::prompts::session(&sandbox, &["drill", &slug, "--weak"]);
    let many = format!("{} question", weak.len());
    expectrl::Expect::expect(&mut terminal, &many).unwrap();
    let mut due = crate::prompts::session(&sandbox, &["drill", "--today", "2026-11-25"]);
    expectrl::Expect::expect(&mut due, &many).unwrap();
}

#[test]
fn today_has_due_what_the_retention_of_the_settings_says() {
    let sandbox = Sandbox::with_example("library.yaml");
    sandbox.answer(&["plan", "create", "--interview", "2027-01-04"]);
    let marks = json!({"marks": [{"card": "name:ownership", "grade": "good"}]}).to_string();
    sandbox.run_with_input(&["learn", "--marks", "-"], &marks);
    let config = sandbox.path().join("star.yaml");
    let due = |retention: &str, day: &str| {
        std::fs::write(&config, format!("practice:\n  retention: {retention}\n")).unwrap();
        let args = ["today", "--date", day, "--format", "json"];
        let run = sandbox.run_with(&args, &[("STAR_CONFIG", config.to_str().unwrap())]);
        let document: Value = serde_json::from_str(&run.stdout).unwrap();
        document["due"].as_array().unwrap().len()
    };
    assert_eq!((due("0.97", "2026-11-24"), due("0.8", "2026-11-24")), (1, 0));
    assert_eq!(due("0.8", "2026-12-20"), 1);
    assert_eq!(due("0.8", "2027-01-04"), 1, "the interview presses it");
}

#[test]
fn a_story_that_was_skimmed_does_no_task_of_the_plan() {
    let sandbox = Sandbox::with_example("library.yaml");
    sandbox.answer(&["plan", "create", "--interview", "2027-01-04"]);
    let told = || {
        let plan = sandbox.json(&["plan", "show", "--format", "json"]);
        let days = plan["days"].as_array().unwrap();
        days.iter()
            .flat_map(|day| day["tasks"].as_array().unwrap())
            .filter(|task| task["kind"] == "rehearse" && task["status"] == "done")
            .count()
    };
    let slug = "reminders-never-delivered";
    let said = sandbox.answer(&["rehearse", slug, "--times", "3,2,5,5"]);
    assert!(said.contains("too short to be told") && told() == 0, "{said}");
}

#[test]
fn the_end_of_a_drill_says_how_deep_and_what_to_add() {
    let sandbox = Sandbox::with_example("library.yaml");
    let slug = "reminders-never-delivered";
    let sheet = sandbox.json(&["drill", slug, "--sheet", "--format", "json"]);
    let gap = sheet["layers"][1]["probes"][0]["id"].as_str().unwrap();
    let marks = marks(&sheet, &[gap]).to_string();
    snapshot(
        "drill-outcome",
        &sandbox,
        &sandbox.run_with_input(&["drill", slug, "--marks", "-"], &marks),
    );
}

#[test]
fn each_answer_about_practice_is_as_it_was_looked_over() {
    let sandbox = Sandbox::with_example("library.yaml");
    let slug = "reminders-never-delivered";
    sandbox.answer(&["rehearse", slug, "--times", "12,15,70,30"]);
    snapshot("rehearse", &sandbox, &sandbox.run(&["rehearse", slug, "--times", "9,10,58,20"]));
    snapshot("learn-due", &sandbox, &sandbox.run(&["learn", "ownership", "dive-deep"]));
    let marks = json!({"marks": [{"card": "name:ownership", "grade": "hard", "seconds": 6}]});
    let run = sandbox.run_with_input(&["learn", "--marks", "-"], &marks.to_string());
    snapshot("learn-marked", &sandbox, &run);
    let script = sandbox.run(&["mock", "--round", "analytical", "--print"]);
    snapshot("mock-script", &sandbox, &script);
    let form = |structure: u8| {
        json!({
            "round": "bar-raiser", "seconds": 2900,
            "scores": {"structure": structure, "data-fluency": 3},
            "principles": [{"principle": "dive-deep", "story": slug, "rating": "hire"}],
            "notes": "came to the point late"
        })
        .to_string()
    };
    let held = sandbox.run_with_input(&["mock", "--marks", "-"], &form(4));
    snapshot("mock-held", &sandbox, &held);
    let args = ["debrief", "--mock", "--by", "partner", "--file", "-"];
    snapshot("debrief", &sandbox, &sandbox.run_with_input(&args, &form(2)));
}

#[test]
fn what_is_practised_fits_its_width() {
    let sandbox = Sandbox::with_example("library.yaml");
    let slug = "reminders-never-delivered";
    let sheet = sandbox.json(&["drill", slug, "--sheet", "--format", "json"]);
    let gap = sheet["layers"][1]["probes"][0]["id"].as_str().unwrap();
    let mut marked = marks(&sheet, &[gap]);
    marked["marks"][4]["text"] =
        json!("I would say that the figures came from the gateway and were counted weekly");
    std::fs::write(sandbox.path().join("marks.json"), marked.to_string()).unwrap();
    let form = json!({
        "scores": {"structure": 3, "user-empathy": 5, "communication": 1},
        "principles": [{"principle": "ownership", "story": slug, "rating": "strong-no-hire"}],
        "notes": "came to the point late and did not let the interviewer in for a long while"
    });
    std::fs::write(sandbox.path().join("form.json"), form.to_string()).unwrap();
    let commands: [&[&str]; 10] = [
        &["drill", slug, "--marks", "marks.json"],
        &["drill", slug, "--answers"],
        &["drill", "--today", "2026-12-24"],
        &["rehearse", slug, "--times", "9,10,158,20"],
        &["rehearse", slug, "--trend"],
        &["learn", "--new", "99"],
        &["mock", "--round", "mixed", "--print"],
        &["mock", "--marks", "form.json"],
        &["debrief", "--mock", "--by", "partner", "--file", "form.json"],
        &["debrief", "--show"],
    ];
    let mut faults = Vec::new();
    for columns in [40, 80, 120] {
        for command in commands {
            let run = sandbox.run_with(command, &[("COLUMNS", &columns.to_string())]);
            assert_eq!(run.code, 0, "{command:?}: {run:?}");
            // What is one word, such as the id of a card, stays whole.
            let lines = run.stdout.lines().filter(|line| line.trim().contains(' '));
            let long = lines.filter(|line| line.chars().count() > columns);
            faults.extend(long.map(|line| format!("{columns} {command:?}: {line}")));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn a_purge_takes_the_drills_of_a_story_and_leaves_other_practice_readable() {
    let sandbox = Sandbox::new();
    sandbox.answer(&[
        "new",
        "--title",
        "Ownership",
        "--action",
        "I rewired the bakery's oven plan.",
    ]);
    let sheet = sandbox.json(&["drill", "ownership", "--sheet", "--format", "json"]);
    drill(&sandbox, "ownership", &marks(&sheet, &[]));
    let cards = json!({"marks": [{"card": "name:ownership", "grade": "good"}]});
    let run = sandbox.run_with_input(&["learn", "--marks", "-"], &cards.to_string());
    assert_eq!(run.code, 0, "{run:?}");
    let form = json!({
        "principles": [{"principle": "ownership", "story": "ownership"}],
        "notes": "they wanted to know who paid for the flour"
    });
    let other = json!({"scores": {"structure": 2}, "notes": "spoke too fast"});
    hand_in(&sandbox, &["debrief", "--file", "-"], &other);
    hand_in(&sandbox, &["debrief", "--file", "-"], &form);
    sandbox.answer(&["purge", "ownership", "--yes"]);
    let due = sandbox.json(&["learn", "--new", "0", "--format", "json", "--today", "2026-12-24"]);
    assert_eq!(due["due"][0]["card"], "name:ownership");
    let shown = sandbox.json(&["debrief", "--show", "--format", "json"]);
    assert_eq!(shown["meeting"]["missed"], json!(["ownership"]), "its drill is gone");
    let file = std::fs::read(sandbox.library()).unwrap();
    let text = String::from_utf8_lossy(&file);
    assert!(!text.contains("bakery's oven"));
    assert!(!text.contains("paid for the flour"), "notes made while it was told go with it");
    assert!(text.contains("spoke too fast"), "other notes stay");
}

#[test]
fn a_sheet_for_paper_escapes_what_a_story_holds() {
    let sandbox = Sandbox::new();
    let action =
        "I told <b>Sales & Support</b> that \"it's off\" and moved the 12 launches to May.";
    sandbox.answer(&["new", "--title", "<script>alert(1)</script> & co", "--action", action]);
    let page = sandbox.answer(&["drill", "script", "--sheet", "--format", "html"]);
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("&lt;script&gt;"), "{page}");
    assert!(!page.contains("<script>") && !page.contains("<b>"), "{page}");
    assert_eq!(page.matches("<h2>").count(), 5);
}
