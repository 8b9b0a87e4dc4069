//! `ask` over libraries of very different size, and what making a matcher costs beforehand.

use chrono::DateTime;
use starbench::analysis::{Settings, StoryAnalysis, analyse_library};
use starbench::catalogue::{PrincipleId, Profile, default_profile};
use starbench::matching::Matcher;
use starbench::story::{Section, Slug, Story, StoryId};
use uuid::Uuid;

const QUESTION: &str =
    "Tell me about a time you found out that the numbers you were given were wrong.";

fn main() {
    divan::main();
}

const SITUATION: &str = "Orders at the depot were late on one day in five, and the report said that all was well. \
    Drivers waited for pallets that nobody had asked for.";
const ACTIONS: [&str; 4] = [
    "I counted a hundred pallets by hand and compared them with the log. Then I asked both managers beside the bay \
     what each would need, and wrote the missing scan into my own release.",
    "I told the director that I thought the date was wrong, lost, and ran the change as if it were mine. I rewrote \
     the letters myself and staffed the phones in the first week.",
    "I apologised to the owner before she found the error, refunded the difference that afternoon, and published \
     every promise that we had missed. I met her each Friday until it was settled.",
    "I dropped the chat, asked one question at checkout instead, and let a junior lead the launch. We reused old \
     scanners rather than buying new ones, and tested the rule on every second order.",
];

/// Stories of a usual length, told in turns of the same sentences.
fn library(profile: &Profile, size: usize) -> (Vec<Story>, Vec<StoryAnalysis>) {
    let now = DateTime::from_timestamp(1_790_000_000, 0).expect("a timestamp in range");
    let ids: Vec<PrincipleId> =
        profile.principles().iter().map(|principle| principle.id.clone()).collect();
    let stories: Vec<Story> = (0..size)
        .map(|n| {
            let title = format!("Story {n}");
            let id = StoryId(Uuid::from_u128(n as u128 + 1));
            let mut story = Story::draft(id, Slug::from_title(&title), title, now);
            story.principles = vec![ids[n % ids.len()].clone()];
            let action = format!("{} {}", ACTIONS[n % 4], ACTIONS[(n / 4) % 4]);
            story.sections.set(Section::Situation, Some(SITUATION.to_owned()));
            story.sections.set(Section::Action, Some(action));
            story
        })
        .collect();
    let analyses = analyse_library(&stories, profile, &Settings::default(), now.date_naive());
    (stories, analyses)
}

#[divan::bench]
fn matcher() -> Matcher<'static> {
    Matcher::new(default_profile())
}

#[divan::bench(args = [16, 1_000])]
fn ask(bencher: divan::Bencher<'_, '_>, size: usize) {
    let profile = default_profile();
    let matcher = Matcher::new(profile);
    let (stories, analyses) = library(profile, size);
    bencher.bench_local(|| matcher.ask(QUESTION, &stories, &analyses));
}

#[divan::bench]
fn suggest(bencher: divan::Bencher<'_, '_>) {
    let profile = default_profile();
    let matcher = Matcher::new(profile);
    let (stories, _) = library(profile, 1);
    bencher.bench_local(|| matcher.suggest(&stories[0]));
}
