//! The fields of a story as flags, the same for `new` and `edit`.

use super::context::{Context, read_stdin};
use super::error::CliError;
use super::principles;
use crate::interchange::{forbidden, tidy_line, tidy_prose};
use crate::story::{Outcome, Period, Section, Slug, Story};

/// The fields of a story. A text of `-` is read from standard input; an empty one clears the field.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Fields (text of - reads standard input, an empty text clears)")]
pub(crate) struct Fields {
    /// One line that names the episode
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,

    /// A principle it shows, the first is primary; may be repeated
    #[arg(long, short, value_name = "PRINCIPLE")]
    pub(crate) principle: Vec<String>,

    /// The undertaking that it comes from
    #[arg(long, value_name = "NAME")]
    project: Option<String>,

    /// Your role at the time
    #[arg(long, value_name = "TEXT")]
    role: Option<String>,

    /// Where it happened
    #[arg(long, value_name = "NAME")]
    organization: Option<String>,

    /// When: a month (2024-03) or two (2024-03/2024-09)
    #[arg(long, value_name = "MONTHS")]
    period: Option<String>,

    /// How it ended
    #[arg(long, value_name = "success|failure|mixed", value_parser = parse_outcome)]
    outcome: Option<Outcome>,

    /// The one-line opener
    #[arg(long, value_name = "TEXT")]
    headline: Option<String>,

    /// Where and when it was, and what was at stake
    #[arg(long, value_name = "TEXT")]
    situation: Option<String>,

    /// What you had to achieve
    #[arg(long, value_name = "TEXT")]
    task: Option<String>,

    /// What you did
    #[arg(long, value_name = "TEXT")]
    action: Option<String>,

    /// What came of it, in numbers
    #[arg(long, value_name = "TEXT")]
    result: Option<String>,

    /// What you took from it
    #[arg(long, value_name = "TEXT")]
    learning: Option<String>,

    /// Private notes, never part of a report
    #[arg(long, value_name = "TEXT")]
    notes: Option<String>,

    /// The name to call it by; made from the title without it
    #[arg(long, value_name = "SLUG")]
    pub(crate) slug: Option<String>,
}

fn parse_outcome(text: &str) -> Result<Outcome, String> {
    Outcome::ALL
        .into_iter()
        .find(|outcome| outcome.as_str().eq_ignore_ascii_case(text))
        .ok_or_else(|| "an outcome is success, failure or mixed".to_owned())
}

impl Fields {
    /// The flag's text of a section.
    pub(crate) fn section(&self, section: Section) -> Option<&String> {
        match section {
            Section::Headline => self.headline.as_ref(),
            Section::Situation => self.situation.as_ref(),
            Section::Task => self.task.as_ref(),
            Section::Action => self.action.as_ref(),
            Section::Result => self.result.as_ref(),
            Section::Learning => self.learning.as_ref(),
        }
    }

    /// Whether any field was given.
    pub(crate) fn any(&self) -> bool {
        self.title.is_some()
            || !self.principle.is_empty()
            || self.outcome.is_some()
            || Section::ALL.into_iter().any(|section| self.section(section).is_some())
            || [
                &self.project, &self.role, &self.organization, &self.period, &self.notes,
                &self.slug,
            ]
            .into_iter()
            .any(Option::is_some)
    }

    /// Writes the given fields into a story.
    pub(crate) fn apply(&self, story: &mut Story, cx: &Context) -> Result<(), CliError> {
        let mut stdin = Stdin::default();
        if let Some(title) = &self.title {
            story.title = line(&stdin.text(title)?)?.ok_or_else(|| {
                CliError::new("a story needs a title").hint("--title \"a few words\"")
            })?;
        }
        if !self.principle.is_empty() {
            story.principles = principles::resolve_all(cx.profile(), &self.principle)?;
        }
        for (field, given) in [
            (&mut story.project, &self.project),
            (&mut story.role, &self.role),
            (&mut story.organization, &self.organization),
        ] {
            if let Some(text) = given {
                *field = line(&stdin.text(text)?)?;
            }
        }
        if let Some(text) = &self.period {
            story.period = match text.trim() {
                "" => None,
                text => {
                    Some(text.parse::<Period>().map_err(|error| CliError::new(error.to_string()))?)
                }
            };
        }
        if let Some(outcome) = self.outcome {
            story.outcome = Some(outcome);
        }
        for section in Section::ALL {
            if let Some(text) = self.section(section) {
                let text = stdin.text(text)?;
                let text = if section == Section::Headline { line(&text)? } else { prose(&text)? };
                story.sections.set(section, text);
            }
        }
        if let Some(text) = &self.notes {
            story.notes = prose(&stdin.text(text)?)?;
        }
        if let Some(slug) = &self.slug {
            story.slug = slug.parse::<Slug>().map_err(|error| {
                CliError::new(error.to_string())
                    .hint(format!("for example: --slug {}", Slug::from_title(slug)))
            })?;
        }
        Ok(())
    }
}

/// A line as a document would hold it.
pub(crate) fn line(text: &str) -> Result<Option<String>, CliError> {
    refuse_forbidden(text)?;
    Ok(tidy_line(text))
}

/// Prose as a document would hold it.
pub(crate) fn prose(text: &str) -> Result<Option<String>, CliError> {
    refuse_forbidden(text)?;
    Ok(tidy_prose(text))
}

fn refuse_forbidden(text: &str) -> Result<(), CliError> {
    match forbidden(text) {
        None => Ok(()),
        Some(c) => {
            Err(CliError::new(format!("the text holds the control character U+{:04X}", c as u32))
                .hint("take it out; a story holds letters, signs, spaces and line ends only"))
        }
    }
}

/// Standard input, which can be read into one field only.
#[derive(Default)]
struct Stdin {
    taken: bool,
}

impl Stdin {
    fn text(&mut self, given: &str) -> Result<String, CliError> {
        if given != "-" {
            return Ok(given.to_owned());
        }
        if self.taken {
            return Err(CliError::new("standard input can be read into one field only")
                .hint("give the others as text, or import a file: star import --help"));
        }
        self.taken = true;
        read_stdin()
    }
}
