//! The document that an editor opens: one story, readable, with a word on what each part is for.

use chrono::{DateTime, Utc};

use super::document::StoryDocument;
use super::import::read;
use super::problem::{Problem, START};
use super::scalar::{block, scalar};
use super::source::Source;
use crate::catalogue::Profile;
use crate::story::{Section, Slug, Story, StoryId};
use crate::yaml::{self, Place, Value};

/// What is being edited.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'a> {
    /// A story that is not in the library yet and will have this id.
    New(StoryId),
    /// A story of the library, as it stood when the editor was opened.
    Existing(&'a Story),
}

/// How lines that [`annotate`] adds begin.
const ANNOTATION: &str = "#! ";

/// The document for an editor; a draft with nothing but a title is fine.
///
/// Ids and times are left out: they are the program's.
pub fn edit_form(story: &Story, profile: &Profile) -> String {
    let story = StoryDocument::from(story);
    let mut form = Form::default();
    form.comment("Text goes below its key, indented by two spaces; what is empty may stay empty.");
    form.comment("Save and close the editor when you are done. Lines like this one are not kept.");
    form.gap();
    form.key("title", &scalar_or_blank(Some(&story.title)));
    form.comment("The name you call it by: lower-case letters, digits and hyphens.");
    form.key("slug", &scalar_or_blank(story.slug.as_ref().map(Slug::as_str)));
    form.gap();
    form.comment("The principles it shows, the primary one first:");
    let ids: Vec<&str> = profile.principles().iter().map(|known| known.id.as_str()).collect();
    for line in textwrap::wrap(&ids.join(", "), 90) {
        form.comment(&format!("  {line}"));
    }
    let principles: Vec<String> = story.principles.iter().map(|id| scalar(id.as_str())).collect();
    form.key("principles", &format!("[{}]", principles.join(", ")));
    form.gap();
    form.key("project", &scalar_or_blank(story.project.as_deref()));
    form.key("role", &scalar_or_blank(story.role.as_deref()));
    form.key("organization", &scalar_or_blank(story.organization.as_deref()));
    form.comment("One month (2024-03), or the first and the last (2024-03/2024-09).");
    form.key("period", &story.period.map(|period| period.to_string()).unwrap_or_default());
    form.comment("success, failure or mixed");
    form.key("outcome", story.outcome.map_or("", |outcome| outcome.as_str()));
    let sections = story.sections();
    for section in Section::ALL {
        form.gap();
        form.comment(purpose(section));
        form.prose(section.as_str(), sections.get(section));
    }
    form.gap();
    form.comment(
        "What you know about figures in the text. The figure is copied from it; the basis is",
    );
    form.comment("measured, estimated, reported or unverified; source and share may be left out.");
    form.comment("  - figure: 820 ms to 310 ms");
    form.comment("    basis: measured");
    form.comment("    source: p99 dashboard, weekly");
    form.comment("    share: mine; two engineers built the cache");
    form.key("claims", "");
    for claim in &story.claims {
        form.item("figure", &scalar(&claim.figure));
        form.inner("basis", claim.basis.as_str());
        for (key, text) in [("source", &claim.source), ("share", &claim.share)] {
            if let Some(text) = text {
                form.inner(key, &scalar(text));
            }
        }
    }
    form.gap();
    form.comment("Findings of `star check` that are all right here, each with the reason:");
    form.comment("  - code: V001");
    form.comment("    reason: we worked as a pair, and I say so");
    form.key("allow", "");
    for allow in &story.allow {
        form.item("code", &scalar(&allow.code));
        form.inner("reason", &scalar(&allow.reason));
    }
    form.gap();
    form.comment("For your eyes only; never in a report.");
    form.prose("notes", story.notes.as_deref());
    form.text
}

/// Reads the document back when the editor has closed.
///
/// What is blank or missing is cleared, since the document is the whole story. An unchanged document gives the
/// story as it was; a changed one is dated `now`.
///
/// # Errors
///
/// Everything that is wrong with it, each with its place.
pub fn parse_edit(
    source: &Source,
    subject: Subject<'_>,
    profile: &Profile,
    now: DateTime<Utc>,
) -> Result<Story, Vec<Problem>> {
    let mut import = read(source, profile);
    import.problems.extend(kept_by_the_program(source, subject));
    if !import.problems.is_empty() {
        return Err(import.problems);
    }
    let document = match (import.stories.pop(), import.stories.pop()) {
        (Some(story), None) => story.document,
        (None, _) => return Err(vec![Problem::new(&source.name, START, "there is no story here")]),
        (Some(second), Some(_)) => {
            let message = "there is more than one story here";
            return Err(vec![
                Problem::new(&source.name, second.place, message)
                    .with_hint("`star import` takes several at once"),
            ]);
        }
    };
    Ok(match subject {
        Subject::New(id) => {
            let slug = document.wanted_slug();
            document.into_story(id, slug, now)
        }
        Subject::Existing(original) => {
            let slug = document.slug.clone().unwrap_or_else(|| original.slug.clone());
            if slug == original.slug && document.same_content(&StoryDocument::from(original)) {
                return Ok(original.clone());
            }
            let updated = Some(now.max(original.updated));
            StoryDocument { created: Some(original.created), updated, ..document }
                .into_story(original.id, slug, now)
        }
    })
}

/// A document with what is wrong with it written above, for the next round in the editor.
///
/// Lines that an earlier round added are replaced, and the line numbers are those of the result.
pub fn annotate(text: &str, problems: &[Problem]) -> String {
    let old = text.lines().take_while(|line| line.starts_with(ANNOTATION)).count();
    let body: String = text.split_inclusive('\n').skip(old).collect();
    let lines: usize = problems.iter().map(|problem| 1 + usize::from(problem.hint.is_some())).sum();
    let shift = |line: u32| {
        let body_line = (line as usize).saturating_sub(old).max(1);
        body_line + lines
    };
    let mut annotated = String::new();
    for problem in problems {
        let line = shift(problem.place.line);
        let place = format!("line {line}, column {}", problem.place.column);
        for text in std::iter::once(format!("{place}: {}", problem.message))
            .chain(problem.hint.iter().map(|hint| format!("  {hint}")))
        {
            annotated.push_str(ANNOTATION);
            annotated.extend(text.chars().filter(|c| !c.is_control()));
            annotated.push('\n');
        }
    }
    annotated + &body
}

/// Refuses ids and times that are not the story's own.
fn kept_by_the_program(source: &Source, subject: Subject<'_>) -> Vec<Problem> {
    let Ok(root) = yaml::tree(&source.text) else { return Vec::new() };
    let Value::Mapping(entries) = &root.value else { return Vec::new() };
    let own = |key: &str| {
        let Subject::Existing(story) = subject else { return None };
        let document = StoryDocument::from(story);
        match key {
            "id" => document.id.map(|id| id.to_string()),
            "created" => document.created.map(super::export::time),
            "updated" => document.updated.map(super::export::time),
            _ => None,
        }
    };
    let report = |place: Place, key: &str| {
        Problem::new(
            &source.name,
            place,
            format!("`{key}` is kept by `star` and cannot be set here"),
        )
        .with_hint("remove the line")
    };
    entries
        .iter()
        .filter(|entry| ["id", "created", "updated"].contains(&entry.key.as_str()))
        .filter(|entry| match &entry.value.value {
            Value::Null => false,
            Value::Scalar(text) => own(&entry.key).as_deref() != Some(text.trim()),
            _ => true,
        })
        .map(|entry| report(entry.place, &entry.key))
        .collect()
}

fn purpose(section: Section) -> &'static str {
    match section {
        Section::Headline => "Headline: one sentence that opens the story.",
        Section::Situation => {
            "Situation: where and when, and what was at stake. Two or three sentences."
        }
        Section::Task => "Task: what you had to achieve, and why it was yours.",
        Section::Action => {
            "Action: what you did, step by step, in the first person. The longest part."
        }
        Section::Result => "Result: what changed, from what to what, over how long, for whom.",
        Section::Learning => "Learning: what you do differently since.",
    }
}

fn scalar_or_blank(text: Option<&str>) -> String {
    text.filter(|text| !text.is_empty()).map(scalar).unwrap_or_default()
}

#[derive(Default)]
struct Form {
    text: String,
}

impl Form {
    fn push(&mut self, parts: &[&str]) {
        for part in parts {
            self.text.push_str(part);
        }
        self.text.push('\n');
    }

    fn gap(&mut self) {
        self.push(&[]);
    }

    fn comment(&mut self, text: &str) {
        self.push(&["# ", text]);
    }

    fn key(&mut self, key: &str, value: &str) {
        let gap = if value.is_empty() { "" } else { " " };
        self.push(&[key, ":", gap, value]);
    }

    /// A section, ready to be typed into where it is empty.
    fn prose(&mut self, key: &str, text: Option<&str>) {
        self.key(key, &text.map_or_else(|| "|".to_owned(), |text| block(text, 2)));
    }

    fn item(&mut self, key: &str, value: &str) {
        self.push(&["  - ", key, ": ", value]);
    }

    fn inner(&mut self, key: &str, value: &str) {
        self.push(&["    ", key, ": ", value]);
    }
}

#[cfg(test)]
mod tests {
    use super::super::strategies::{at, profile, story, tidied};
    use super::*;
    use proptest::prelude::*;

    fn id() -> StoryId {
        StoryId("0193f0c2-0000-7000-8000-000000000001".parse().unwrap())
    }

    fn draft(title: &str) -> Story {
        Story::draft(id(), Slug::from_title(title), title, at(0))
    }

    fn parse(text: &str, subject: Subject<'_>) -> Result<Story, Vec<Problem>> {
        parse_edit(&Source::new("story.yaml", text), subject, profile(), at(50))
    }

    fn faults(text: &str, subject: Subject<'_>) -> Vec<String> {
        parse(text, subject).unwrap_err().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_part_is_there_to_be_filled_in() {
        let form = edit_form(&draft("A title"), profile());
        for key in StoryDocument::KEYS {
            let kept = ["id", "created", "updated"].contains(&key);
            assert_eq!(form.contains(&format!("\n{key}:")), !kept, "{key}\n{form}");
        }
        assert!(form.lines().all(|line| line.chars().count() <= 100), "{form}");
    }

    #[test]
    fn text_typed_below_a_key_is_its_text() {
        let form = edit_form(&draft("A title"), profile())
            .replace("situation: |\n", "situation: |\n  It was: late.\n  # so late\n\n")
            .replace("principles: []", "principles: [dive deep, ownership]")
            .replace("outcome:\n", "outcome: mixed\n");
        let story = parse(&form, Subject::New(id())).unwrap();
        assert_eq!(story.sections.situation.as_deref(), Some("It was: late.\n# so late"));
        assert_eq!(story.principles[0].as_str(), "dive-deep");
        assert_eq!(story.sections.task, None);
        assert_eq!(
            (story.slug.as_str(), story.created, story.updated),
            ("a-title", at(50), at(50))
        );
    }

    #[test]
    fn what_is_emptied_is_cleared() {
        let mut original = draft("A title");
        original.notes = Some("secret".into());
        original.project = Some("p".into());
        let form =
            edit_form(&original, profile()).replace("  secret\n", "").replace("project: p\n", "");
        let story = parse(&form, Subject::Existing(&original)).unwrap();
        assert_eq!((story.notes, story.project), (None, None));
        assert_eq!((story.created, story.updated), (at(0), at(50)));
    }

    #[test]
    fn a_blank_title_is_named_and_a_blank_slug_is_not_needed() {
        let form = edit_form(&draft(""), profile());
        let line = form.lines().position(|line| line == "title:").unwrap() + 1;
        assert_eq!(
            faults(&form, Subject::New(id())),
            [format!("story.yaml:{line}:1: the title is missing")]
        );
        let original = draft("A title");
        let form = edit_form(&original, profile())
            .replace("slug: a-title", "slug:")
            .replace(": A t", ": My t");
        assert_eq!(parse(&form, Subject::Existing(&original)).unwrap().slug, original.slug);
    }

    #[test]
    fn ids_and_times_are_not_the_editor_s() {
        let original = draft("A title");
        let own = format!("id: {}\ntitle: A title\n", original.id);
        assert_eq!(parse(&own, Subject::Existing(&original)).unwrap(), original);
        for line in ["id: 0193f0c2-0000-7000-8000-000000000002", "created: 2020-01-01T00:00:00Z"] {
            let text = format!("title: A title\n{line}\n");
            assert!(faults(&text, Subject::Existing(&original))[0].starts_with("story.yaml:2:1:"));
            assert_eq!(faults(&text, Subject::New(id())).len(), 1);
        }
    }

    #[test]
    fn a_document_that_is_no_single_story_is_refused() {
        let two = "stories:\n  - title: a\n  - title: b\n";
        assert!(faults(two, Subject::New(id()))[0].contains("more than one"));
        assert!(faults("stories: []\n", Subject::New(id()))[0].contains("no story"));
        assert!(faults("", Subject::New(id()))[0].contains("empty"));
        assert!(
            faults("title: a\nsituation: We had: b\n", Subject::New(id()))[0]
                .starts_with("story.yaml:2:")
        );
    }

    #[test]
    fn problems_stand_above_the_text_with_its_new_line_numbers() {
        let text = "title: a\noutcome: x\n";
        let problems = parse(text, Subject::New(id())).unwrap_err();
        let first = annotate(text, &problems);
        assert!(
            first.starts_with("#! line 4, column 10: `x` is no outcome\n#!   it can be"),
            "{first}"
        );
        assert!(first.ends_with(text));
        let problems = parse(&first, Subject::New(id())).unwrap_err();
        assert_eq!(problems[0].place.line, 4);
        assert_eq!(annotate(&first, &problems), first);
        assert_eq!(annotate(&first, &[]), text);
    }

    proptest! {
        #[test]
        fn an_editor_closed_at_once_changes_nothing(story in story()) {
            let story = tidied(&story);
            let form = edit_form(&story, profile());
            prop_assert_eq!(parse(&form, Subject::Existing(&story)), Ok(story.clone()), "{}", form);
            let copy = parse(&form, Subject::New(story.id)).unwrap();
            prop_assert!(StoryDocument::from(&copy).same_content(&StoryDocument::from(&story)));
            prop_assert_eq!(copy.slug, story.slug);
        }
    }
}
