use chrono::DateTime;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::analysis::Span;
use crate::catalogue::default_profile;
use crate::story::{Basis, Claim, Section, Slug, StoryId};

fn story(title: &str, organization: &str, project: &str, result: &str) -> Story {
    let id = StoryId(Uuid::from_u128(title.len() as u128));
    let mut story = Story::draft(id, Slug::from_title(title), title, DateTime::UNIX_EPOCH);
    story.organization = (!organization.is_empty()).then(|| organization.to_owned());
    story.project = (!project.is_empty()).then(|| project.to_owned());
    story.sections.set(Section::Result, Some(result.to_owned()));
    story.notes = Some("Between us: Quillon was about to be sold.".to_owned());
    story
}

fn redacted(stories: &[Story]) -> Vec<Story> {
    let redactor = Redactor::of(stories, default_profile());
    redactor.stories(stories).into_iter().map(|redacted| redacted.story).collect()
}

#[test]
fn a_name_is_the_same_neutral_word_in_every_story() {
    let shown = redacted(&[
        story(
            "Won back a client",
            "Quillon Ltd",
            "harbour-move",
            "At Quillon I moved the harbour move to May.",
        ),
        story(
            "Told Quillon no",
            "Brindle",
            "",
            "My manager Dana Whitlock left Quillon; Dana's team stayed at Brindle.",
        ),
    ]);
    assert_eq!(shown[0].organization.as_deref(), Some("Company A"));
    assert_eq!(shown[0].project.as_deref(), Some("Project A"));
    assert_eq!(
        shown[0].section(Section::Result),
        Some("At Company A I moved the Project A to May.")
    );
    assert_eq!(shown[0].slug.as_str(), "won-back-a-client");
    assert_eq!(shown[1].title, "Told Company A no");
    assert_eq!(shown[1].slug.as_str(), "told-company-a-no");
    assert_eq!(
        shown[1].section(Section::Result),
        Some("My manager Person A left Company A; Person A's team stayed at Company B.")
    );
    assert!(shown.iter().all(|story| story.notes.is_none()));
}

#[test]
fn money_goes_and_every_other_figure_stays() {
    let shown = redacted(&[story(
        "Saved a budget",
        "",
        "",
        "Costs fell 12% from $4.2 million to $3.7 million in 6 weeks. The $4.2 million had been fixed. Mail a.b@quillon.example.",
    )]);
    assert_eq!(
        shown[0].section(Section::Result),
        Some(
            "Costs fell 12% from amount A to amount B in 6 weeks. The amount A had been fixed. Mail a contact."
        )
    );
}

#[test]
fn a_claim_still_stands_in_its_text() {
    let mut one = story("Saved a budget", "", "", "Costs fell from $4,200 to $3,700 a week.");
    one.claims = vec![Claim {
        figure: "$4,200 to $3,700 a week".to_owned(),
        basis: Basis::Measured,
        source: Some("Quillon's ledger".to_owned()),
        share: None,
    }];
    let shown = redacted(&[one]);
    let text = shown[0].section(Section::Result).unwrap();
    assert!(text.contains(&shown[0].claims[0].figure), "{text}: {:?}", shown[0].claims);
    assert!(!format!("{shown:?}").contains("200"), "{shown:?}");
}

#[test]
fn what_only_its_looks_call_a_name_is_replaced_and_said() {
    let stories = [story(
        "Moved a depot",
        "",
        "",
        "It ran on Kestrel for years. Wexcombe was slow. The QZX cost a few dollars.",
    )];
    let redactor = Redactor::of(&stories, default_profile());
    let shown = redactor.text(stories[0].section(Section::Result).unwrap()).text;
    assert!(shown.starts_with("It ran on Name A for years. Wexcombe was slow."), "{shown}");
    let doubts: Vec<(&str, Option<&str>)> = redactor
        .doubts()
        .iter()
        .map(|doubt| (doubt.words.as_str(), doubt.label.as_deref()))
        .collect();
    for expected in
        [("Kestrel", Some("Name A")), ("Wexcombe", None), ("QZX", None), ("dollars", None)]
    {
        assert!(doubts.contains(&expected), "{expected:?} in {doubts:?}");
    }
}

#[test]
fn a_company_that_is_called_like_a_word_is_known_by_its_capital() {
    let shown = redacted(&[story(
        "Met an aim",
        "Target",
        "",
        "I met the target, and people at Target saw it.",
    )]);
    assert_eq!(
        shown[0].section(Section::Result),
        Some("I met the target, and people at Company A saw it.")
    );
}

#[test]
fn a_span_follows_its_words() {
    let stories = [story("Won", "Quillon", "", "")];
    let redactor = Redactor::of(&stories, default_profile());
    let redacted = redactor.text("é At Quillon I won by far.");
    let old = "é At Quillon I won by far.";
    for words in ["At", "I won", "far"] {
        let start = old[..old.find(words).unwrap()].chars().count();
        let span = redacted.span(Span::new(start, start + words.chars().count()));
        assert_eq!(span.slice(&redacted.text), words);
    }
    let name = Span::new(7, 9);
    assert_eq!(redacted.span(name).slice(&redacted.text), "Company A");
}

#[test]
fn labels_go_on_after_the_alphabet() {
    let labels: Vec<String> =
        [0, 25, 26, 701, 702].iter().map(|n| Kind::Project.label(*n)).collect();
    assert_eq!(labels, ["Project A", "Project Z", "Project AA", "Project ZZ", "Project AAA"]);
}

proptest! {
    #[test]
    fn no_stated_name_survives_in_any_text(
        before in "[a-zé ,.$0-9]{0,20}", after in "[ ,.!][a-z ,.]{0,20}",
    ) {
        let text = format!("{before} Quillon{after}");
        let shown = redacted(&[story("Won", "Quillon", "", &text)]);
        let shown = format!("{shown:?}");
        prop_assert!(!shown.contains("Quillon"), "{}", shown);
    }

    #[test]
    fn a_span_stays_in_the_text(
        text in "(Quillon |[$]40 |[a-zé]{1,6} ){0,8}", a in 0usize..60, b in 0usize..60,
    ) {
        let redactor = Redactor::of(&[story("Won", "Quillon", "", &text)], default_profile());
        let redacted = redactor.text(&text);
        let length = text.chars().count();
        let (a, b) = (a.min(length), b.min(length));
        let span = redacted.span(Span::new(a.min(b), a.max(b)));
        prop_assert!(span.end <= redacted.text.chars().count());
    }
}
