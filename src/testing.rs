//! Small libraries and profiles for tests of what stands to the right of analysis.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::analysis::grade::{Assessment, Elements, Grade};
use crate::analysis::lint::{Finding, Severity};
use crate::analysis::voice::FirstPerson;
use crate::analysis::{Status, StoryAnalysis};
use crate::catalogue::{PrincipleId, Profile, Tier};
use crate::story::{Slug, Story, StoryId};

/// Principle ids that no built-in profile has, so that nothing can lean on a real one.
const NAMES: [&str; 16] = [
    "amber", "basalt", "cedar", "delta", "ember", "flint", "garnet", "hazel", "iris", "jade",
    "kelp", "larch", "maple", "nettle", "opal", "pine",
];

/// The id of the n-th test principle.
pub(crate) fn principle_id(n: usize) -> PrincipleId {
    PrincipleId::new(NAMES[n])
}

/// A profile with one principle for each tier given, and nothing else.
pub(crate) fn profile(tiers: &[Tier], loop_questions: u8) -> Profile {
    load(&document(tiers, loop_questions))
}

/// A profile with one principle for each tier given, and rounds, phases and questions for a plan.
pub(crate) fn whole_profile(tiers: &[Tier], loop_questions: u8) -> Profile {
    let mut document = document(tiers, loop_questions);
    document["rounds"] = rounds(tiers.len());
    document["phases"] = phases();
    document["questions"] = questions(tiers.len());
    load(&document)
}

/// Sixteen principles in the proportions of a real interview: seven high, three middle, six base.
pub(crate) fn full_profile() -> &'static Profile {
    static PROFILE: LazyLock<Profile> = LazyLock::new(|| {
        let tiers: Vec<Tier> =
            [vec![Tier::High; 7], vec![Tier::Middle; 3], vec![Tier::Base; 6]].concat();
        whole_profile(&tiers, 7)
    });
    &PROFILE
}

fn load(document: &Value) -> Profile {
    Profile::from_yaml(&document.to_string()).expect("a sound profile")
}

fn document(tiers: &[Tier], loop_questions: u8) -> Value {
    let principles: Vec<Value> = tiers
        .iter()
        .enumerate()
        .map(|(n, &tier)| {
            json!({
                "id": NAMES[n],
                "name": NAMES[n][..1].to_uppercase() + &NAMES[n][1..],
                "short": NAMES[n],
                "tier": tier,
                "summary": "Grows.",
            })
        })
        .collect();
    json!({
        "version": 1,
        "id": "test",
        "name": "Test",
        "summary": "An interview for tests.",
        "targets": { "high": 2, "middle": 1, "base": 1 },
        "weights": { "high": 3.0, "middle": 2.0, "base": 1.0 },
        "loop_questions": usize::from(loop_questions).clamp(1, tiers.len()),
        "principles": principles,
        "rounds": [],
        "phases": [],
    })
}

fn questions(principles: usize) -> Value {
    let question = |id: String, kind: &str, principles: &[&str]| json!({ "text": format!("Question {id}?"), "id": id, "kind": kind, "principles": principles });
    let cases = (0..5).flat_map(|n| {
        [
            question(format!("design-{n}"), "product-design", &[]),
            question(format!("metrics-{n}"), "metrics-experimentation", &[]),
            question(format!("program-{n}"), "program-execution", &[]),
        ]
    });
    let stories = NAMES[..principles].iter().flat_map(|name| {
        (0..2).map(move |n| question(format!("{name}-{n}"), "behavioural", &[*name]))
    });
    cases.chain(stories).collect()
}

fn rounds(principles: usize) -> Value {
    let round = |id: &str, kind: &str, probed: usize, onsite: bool| {
        json!({
            "id": id, "name": id, "kind": kind, "minutes": [60, 60], "onsite": onsite,
            "principles": probed.min(principles), "summary": "A talk.", "reason": "So it is.",
        })
    };
    json!([
        round("screen", "phone-screen", 2, false),
        round("product", "product-sense", 2, true),
        round("analytical", "analytical", 2, true),
        round("raiser", "bar-raiser", 3, true),
    ])
}

fn phases() -> Value {
    let phase = |id: &str, weeks: u8, tasks: &str, new_content: bool, stretches: bool| {
        let tasks: Vec<&str> = tasks.split_whitespace().collect();
        json!({
            "id": id, "name": id, "weeks": weeks, "summary": "Some weeks.", "tasks": tasks,
            "new_content": new_content, "stretches": stretches,
        })
    };
    let reps = "memorize draft refine rehearse product-rep analytical-rep review";
    let mut mocks = phase("mocks", 1, "refine rehearse mock debrief review", true, false);
    mocks["mocks"] = json!([4, 6]);
    json!([
        phase("foundation", 2, "memorize draft review", true, true),
        phase("reps", 2, reps, true, true),
        mocks,
        phase("pressure", 1, "rehearse pressure-test review", false, false),
    ])
}

/// A moment for records whose time does not matter.
pub(crate) fn moment() -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_000, 0).expect("a timestamp in range")
}

/// The n-th story of a library, tagged with the principles at these positions.
pub(crate) fn story(n: usize, principles: &[usize]) -> Story {
    let slug: Slug = format!("story-{n}").parse().expect("a slug");
    let id = StoryId(Uuid::from_u128(n as u128 + 1));
    let mut story = Story::draft(id, slug, format!("Story {n}"), moment());
    story.principles = principles.iter().map(|&at| principle_id(at)).collect();
    story
}

/// What analysis would say of a story, with the status given and nothing found.
pub(crate) fn analysis(story: &Story, status: Status) -> StoryAnalysis {
    let grade = if status.is_ready() { Grade::Anchored } else { Grade::Unquantified };
    StoryAnalysis {
        id: story.id,
        status,
        result: Assessment {
            quantities: Vec::new(),
            elements: Elements::default(),
            grade,
            arithmetic: None,
            sums: Vec::new(),
            borrowed_baseline: None,
        },
        words: BTreeMap::new(),
        spoken_seconds: 90,
        first_person: FirstPerson::default(),
        quantities: Vec::new(),
        findings: Vec::new(),
    }
}

/// A finding of this code and weight about the whole story.
pub(crate) fn finding(code: &'static str, name: &'static str, severity: Severity) -> Finding {
    Finding {
        code,
        name,
        severity,
        section: None,
        span: None,
        message: format!("{name} here"),
        help: String::new(),
    }
}

/// A library from tag positions and readiness.
pub(crate) fn library(entries: &[(Vec<usize>, bool)]) -> (Vec<Story>, Vec<StoryAnalysis>) {
    entries
        .iter()
        .enumerate()
        .map(|(n, (principles, ready))| {
            let story = story(n, principles);
            let status = if *ready { Status::Ready } else { Status::Draft };
            let analysis = analysis(&story, status);
            (story, analysis)
        })
        .unzip()
}
