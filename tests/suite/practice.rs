//! Practice without a terminal: marks, times and scores from files, and what the other commands make of them.

use serde_json::{Value, json};

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
