//! A plan of 26 weeks, made and repaired, with little and with much time.

#![allow(clippy::print_stdout, reason = "a measuring program prints")]

use chrono::{DateTime, Days, NaiveDate};
use starbench::analysis::{Settings, Status, StoryAnalysis, analyse};
use starbench::catalogue::{PrincipleId, default_profile};
use starbench::plan::{Library, Request, Revision, WeekMinutes, create, replan};
use starbench::story::{Slug, Story, StoryId};
use uuid::Uuid;

fn main() {
    // `cargo test` runs a bench to see that it runs.
    if !std::env::args().any(|argument| argument == "--test" || argument == "--list") {
        beside_a_yardstick();
    }
    divan::main();
}

/// Milliseconds that a plan of half a year may take.
const BOUND: f64 = 50.0;

/// The slowest case beside something that every machine can do, so that a figure from elsewhere can be read.
fn beside_a_yardstick() {
    let yardstick = median(|| {
        let mut state = 1u64;
        let mut numbers: Vec<u64> = Vec::with_capacity(1_000_000);
        numbers.extend(
            std::iter::repeat_with(|| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                state
            })
            .take(1_000_000),
        );
        numbers.sort_unstable();
        divan::black_box(numbers);
    });
    let settings = Settings::default();
    let (mut made, mut repaired) = (0.0f64, 0.0f64);
    for (size, minutes) in CASES {
        let (stories, analyses) = stories(size, &settings);
        let library = Library {
            stories: &stories,
            analyses: &analyses,
            sessions: &[],
            profile: default_profile(),
            settings: &settings,
        };
        let request = half_a_year(minutes);
        made = made.max(median(|| drop(divan::black_box(create(&request, &library)))));
        let planned = create(&request, &library).expect("there is time");
        let today = request.start + Days::new(30);
        let repair = || {
            drop(divan::black_box(replan(&planned, &Revision::default(), &library, today)));
        };
        repaired = repaired.max(median(repair));
    }
    println!("26 weeks, slowest of {} libraries and budgets, median of {RUNS}:", CASES.len());
    for (what, took) in [("make", made), ("repair", repaired)] {
        let share = 100.0 * took / BOUND;
        println!(
            "  {what:<7} {took:5.1} ms = {:.2} × sorting a million numbers ({yardstick:.1} ms); {share:.0}% of {BOUND} ms",
            took / yardstick
        );
    }
    println!();
}

const RUNS: usize = 11;

/// Milliseconds that something takes, in the middle of several runs.
fn median(mut work: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = std::time::Instant::now();
            work();
            1e3 * start.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
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
