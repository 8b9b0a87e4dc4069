//! Readiness over libraries of very different size: the tables are the same, only the reading grows.

use chrono::DateTime;
use starbench::analysis::{Settings, Status, StoryAnalysis, analyse};
use starbench::catalogue::{PrincipleId, Profile, default_profile};
use starbench::readiness::{self, Draws, Readiness};
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

/// Everything that `readiness` answers, the probability, the gains and the list of fragile stories, from what a program
/// has in hand that has read its library: which stories are ready, and their tags as bits.
#[divan::bench(args = [10, 1_000, 100_000])]
fn everything(bencher: divan::Bencher<'_, '_>, size: usize) {
    let profile = default_profile();
    let ready = readiness::ready(&library(profile, size));
    bencher.bench_local(|| {
        Draws::of(profile, None).map(|draws| Readiness::of_tags(&ready, profile, &draws))
    });
}

/// The same for a program that asks once, and goes through its analyses for it.
#[divan::bench(args = [10, 1_000, 100_000])]
fn from_analyses(bencher: divan::Bencher<'_, '_>, size: usize) {
    let profile = default_profile();
    let analyses = library(profile, size);
    bencher.bench_local(|| Readiness::of(&analyses, profile, None));
}
