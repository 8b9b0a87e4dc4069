//! Small libraries and profiles for tests of what stands to the right of analysis.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::analysis::grade::{Assessment, Elements, Grade};
use crate::analysis::lint::{Finding, Severity};
use crate::analysis::voice::FirstPerson;
use crate::analysis::{Status, StoryAnalysis};
use crate::catalogue::{
    Phase, Principle, PrincipleId, Profile, Question, QuestionKind, Round, RoundKind, Tags,
    TaskKind, Tier,
};
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

/// A profile with one principle for each tier given.
pub(crate) fn profile(tiers: &[Tier], loop_questions: u8) -> Profile {
    let principles: Vec<Principle> = tiers
        .iter()
        .enumerate()
        .map(|(n, &tier)| Principle {
            id: principle_id(n),
            name: NAMES[n][..1].to_uppercase() + &NAMES[n][1..],
            short: NAMES[n].chars().take(6).collect(),
            aliases: Vec::new(),
            tier,
            target: None,
            about_customers: false,
            summary: String::new(),
        })
        .collect();
    let questions = questions(&principles);
    Profile::of_parts(loop_questions, principles, rounds(), phases(), questions)
}

/// Sixteen principles in the proportions of a real interview: seven high, three middle, six base.
pub(crate) fn full_profile() -> &'static Profile {
    static PROFILE: LazyLock<Profile> = LazyLock::new(|| {
        let tiers: Vec<Tier> =
            [vec![Tier::High; 7], vec![Tier::Middle; 3], vec![Tier::Base; 6]].concat();
        profile(&tiers, 7)
    });
    &PROFILE
}

fn questions(principles: &[Principle]) -> Vec<Question> {
    let mut bank = Vec::new();
    let mut add = |id: String, kind, principles: Vec<PrincipleId>| {
        bank.push(Question { text: format!("Question {id}?"), id, kind, principles });
    };
    for n in 0..5 {
        add(format!("design-{n}"), QuestionKind::ProductDesign, Vec::new());
        add(format!("metrics-{n}"), QuestionKind::MetricsExperimentation, Vec::new());
        add(format!("program-{n}"), QuestionKind::ProgramExecution, Vec::new());
    }
    for principle in principles {
        for n in 0..2 {
            let id = format!("{}-{n}", principle.id);
            add(id, QuestionKind::Behavioural, vec![principle.id.clone()]);
        }
    }
    bank
}

fn rounds() -> Vec<Round> {
    let round = |id: &str, kind, principles, onsite| Round {
        id: id.into(),
        name: id.into(),
        kind,
        minutes: [60, 60],
        principles,
        onsite,
        summary: String::new(),
        reason: String::new(),
        pitfalls: Vec::new(),
    };
    vec![
        round("screen", RoundKind::PhoneScreen, 2, false),
        round("product", RoundKind::ProductSense, 2, true),
        round("analytical", RoundKind::Analytical, 2, true),
        round("raiser", RoundKind::BarRaiser, 3, true),
    ]
}

fn phases() -> Vec<Phase> {
    use TaskKind::{
        AnalyticalRep, Debrief, Draft, Memorize, Mock, PressureTest, ProductRep, Refine, Rehearse,
        Review,
    };
    let phase = |id: &str, weeks, tasks: &[TaskKind], mocks, new_content, stretches| Phase {
        id: id.into(),
        name: id.into(),
        weeks,
        summary: String::new(),
        tasks: tasks.to_vec(),
        mocks,
        new_content,
        stretches,
    };
    vec![
        phase("foundation", 2, &[Memorize, Draft, Review], None, true, true),
        phase(
            "reps",
            2,
            &[Memorize, Draft, Refine, Rehearse, ProductRep, AnalyticalRep, Review],
            None,
            true,
            true,
        ),
        phase("mocks", 1, &[Mock, Debrief, Refine, Rehearse, Review], Some([4, 6]), true, false),
        phase("pressure", 1, &[PressureTest, Rehearse, Review], None, false, false),
    ]
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

/// The bits that a test profile gives these principles.
fn tags(ids: &[PrincipleId]) -> Tags {
    ids.iter()
        .filter_map(|id| NAMES.iter().position(|name| *name == id.as_str()))
        .fold(0, |tags, bit| tags | 1 << bit)
}

/// What analysis would say of a story, with the status given and nothing found.
pub(crate) fn analysis(story: &Story, status: Status) -> StoryAnalysis {
    let grade = if status.is_ready() { Grade::Anchored } else { Grade::Unquantified };
    StoryAnalysis {
        id: story.id,
        status,
        tags: tags(&story.principles),
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
