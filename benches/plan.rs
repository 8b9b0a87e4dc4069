//! A plan of 26 weeks, made and repaired, with little and with much time.

use chrono::{DateTime, Days, NaiveDate};
use starbench::analysis::{Settings, Status, StoryAnalysis, analyse};
use starbench::catalogue::{PrincipleId, default_profile};
use starbench::plan::{Library, Request, Revision, WeekMinutes, create, replan};
use starbench::story::{Slug, Story, StoryId};
use uuid::Uuid;

fn main() {
    divan::main();
}

/// So many stories, every other one ready, with one to three tags each.
fn stories(size: usize, settings: &Settings) -> (Vec<Story>, Vec<StoryAnalysis>) {
    let profile = default_profile();
    let now = DateTime::from_timestamp(1_790_000_000, 0).expect("a timestamp in range");
    let ids: Vec<PrincipleId> =
        profile.principles().iter().map(|principle| principle.id.clone()).collect();
    (0..size)
        .map(|n| {
            let title = format!("Story {n}");
            let id = StoryId(Uuid::from_u128(n as u128 + 1));
            let mut story = Story::draft(id, Slug::from_title(&title), title, now);
            story.principles =
                (0..=n % 3).map(|k| ids[(7 * n + 5 * k * k + k) % ids.len()].clone()).collect();
            let mut analysis = analyse(&story, &[], profile, settings, now.date_naive());
            if n % 2 == 0 {
                analysis.status = Status::Ready;
            }
            (story, analysis)
        })
        .unzip()
}

fn half_a_year(minutes: u16) -> Request {
    let start = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date");
    let interview = start + Days::new(182);
    Request { start, interview, minutes: WeekMinutes::every_day(minutes), off: Vec::new() }
}

const CASES: [(usize, u16); 5] = [(0, 15), (0, 60), (16, 30), (16, 60), (60, 20)];

#[divan::bench(args = CASES)]
fn make(bencher: divan::Bencher<'_, '_>, (size, minutes): (usize, u16)) {
    let settings = Settings::default();
    let (stories, analyses) = stories(size, &settings);
    let library = Library {
        stories: &stories,
        analyses: &analyses,
        sessions: &[],
        profile: default_profile(),
        settings: &settings,
    };
    let request = half_a_year(minutes);
    bencher.bench_local(|| create(&request, &library));
}

#[divan::bench(args = CASES)]
fn repair(bencher: divan::Bencher<'_, '_>, (size, minutes): (usize, u16)) {
    let settings = Settings::default();
    let (stories, analyses) = stories(size, &settings);
    let library = Library {
        stories: &stories,
        analyses: &analyses,
        sessions: &[],
        profile: default_profile(),
        settings: &settings,
    };
    let request = half_a_year(minutes);
    let planned = create(&request, &library).expect("there is time");
    let today = request.start + Days::new(30);
    bencher.bench_local(|| replan(&planned, &Revision::default(), &library, today));
}
