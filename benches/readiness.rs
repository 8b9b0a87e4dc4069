//! Readiness over libraries of very different size: the tables are the same, only the reading grows.

use chrono::DateTime;
use starbench::analysis::{Settings, Status, StoryAnalysis, analyse};
use starbench::catalogue::{PrincipleId, Profile, Tags};
use starbench::readiness::{Draws, Readiness};
use starbench::story::{Slug, Story, StoryId};
use uuid::Uuid;

fn main() {
    divan::main();
}

/// So many ready stories with one to three tags each, spread by a fixed rule.
fn library(profile: &Profile, size: usize) -> Vec<StoryAnalysis> {
    let now = DateTime::from_timestamp(1_790_000_000, 0).expect("a timestamp in range");
    let ids: Vec<PrincipleId> =
        profile.principles().iter().map(|principle| principle.id.clone()).collect();
    (0..size)
        .map(|n| {
            let title = format!("Story {n}");
            let id = StoryId(Uuid::from_u128(n as u128 + 1));
            let mut story = Story::draft(id, Slug::from_title(&title), title, now);
            // Steps that share no factor with the number of principles, so that tags mix.
            story.principles =
                (0..=n % 3).map(|k| ids[(7 * n + 5 * k * k + k) % ids.len()].clone()).collect();
            let mut analysis =
                analyse(&story, &[], profile, &Settings::default(), now.date_naive());
            analysis.status = Status::Ready;
            analysis
        })
        .collect()
}

/// What a program does that has read its stories: the analyses, which say of each whether it is ready and hold its
/// tags as bits, are there already; everything that `readiness` answers is timed, with the list of fragile stories.
#[divan::bench(args = [10, 1_000, 100_000])]
fn everything(bencher: divan::Bencher<'_, '_>, size: usize) {
    let profile = starbench::catalogue::default_profile();
    let analyses = library(profile, size);
    bencher.bench_local(|| Readiness::of(&analyses, profile, None));
}

/// The same from a list of tags: what is left when not even the analyses need be read from memory.
#[divan::bench(args = [10, 1_000, 100_000])]
fn from_tags(bencher: divan::Bencher<'_, '_>, size: usize) {
    let profile = starbench::catalogue::default_profile();
    let analyses = library(profile, size);
    let ready: Vec<(usize, Tags)> =
        analyses.iter().enumerate().map(|(at, analysis)| (at, analysis.tags)).collect();
    bencher.bench_local(|| {
        Draws::of(profile, None).map(|draws| Readiness::of_tags(&ready, profile, &draws))
    });
}
