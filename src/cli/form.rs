//! The form that a conversation is scored on: from a file, or asked for on a terminal.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use chrono::NaiveDate;
use serde::Deserialize;

use super::context::{Context, read_named, terminal_width};
use super::error::{CliError, Kind};
use super::prompt::Prompt;
use super::stage::{Reply, Shown, Stage};
use super::{library, principles};
use crate::catalogue::PrincipleId;
use crate::drill::debrief::{Asked, Form, Judge, Occasion, Rating};
use crate::nearest::nearest;
use crate::render;
use crate::render::style::{self, Tone};
use crate::story::{Story, StoryId};

/// A form as a file holds it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FormFile {
    #[serde(default)]
    version: Option<u8>,
    #[serde(default)]
    pub(crate) occasion: Option<Occasion>,
    #[serde(default)]
    pub(crate) by: Option<Judge>,
    #[serde(default)]
    pub(crate) on: Option<NaiveDate>,
    #[serde(default)]
    pub(crate) round: Option<String>,
    #[serde(default)]
    pub(crate) seconds: Option<u32>,
    #[serde(default)]
    pub(crate) questions: Vec<String>,
    #[serde(default)]
    scores: BTreeMap<String, u8>,
    #[serde(default)]
    principles: Vec<AskedFile>,
    #[serde(default)]
    notes: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AskedFile {
    principle: String,
    #[serde(default)]
    question: Option<String>,
    #[serde(default)]
    story: Option<String>,
    #[serde(default)]
    rating: Option<Rating>,
}

impl FormFile {
    pub(crate) fn read(path: &Path) -> Result<Self, CliError> {
        let (text, name) = read_named(path)?;
        let form = "its form: star schema debrief-form";
        let file: Self = serde_json::from_str(&text).map_err(|error| {
            CliError::new(format!("{name}: the form cannot be read")).cause(error).hint(form)
        })?;
        if file.version.is_some_and(|version| version != 1) {
            return Err(CliError::new(format!("{name}: only version 1 is known")).hint(form));
        }
        Ok(file)
    }

    /// The form with its names resolved; the first that is unknown is named.
    pub(crate) fn form(&self, stories: &[Story], cx: &Context) -> Result<Form, CliError> {
        for (dimension, score) in &self.scores {
            let known = cx.profile().debrief().iter().map(|dimension| dimension.id.as_str());
            if !known.clone().any(|id| id == dimension) {
                let near = nearest(dimension, known.clone());
                return Err(CliError::new(format!("no dimension is called `{dimension}`"))
                    .hint_some(near.map(|near| format!("did you mean {near}?")))
                    .hint(format!("all of them: {}", known.collect::<Vec<_>>().join(", "))));
            }
            if !(1..=5).contains(score) {
                return Err(CliError::new(format!(
                    "{dimension}: a score goes from 1 to 5, not {score}"
                )));
            }
        }
        let mut asked = Vec::new();
        for entry in &self.principles {
            let story = entry.story.as_deref().map(|typed| library::find(stories, typed));
            asked.push(Asked {
                principle: principles::resolve(cx.profile(), &entry.principle)?.id.clone(),
                question: entry.question.clone().filter(|text| !text.trim().is_empty()),
                story: story.transpose()?.map(|story| story.id),
                rating: entry.rating,
            });
        }
        let notes = self.notes.clone().filter(|notes| !notes.trim().is_empty());
        Ok(Form { scores: self.scores.clone(), principles: asked, notes })
    }
}

/// Asks for the form on a terminal. What was answered before it was broken off stands in the form.
pub(crate) struct Questioner<'a> {
    pub(crate) stage: &'a Stage,
    pub(crate) stories: &'a [Story],
    pub(crate) cx: &'a Context,
}

impl Questioner<'_> {
    /// Scores, ratings of the principles that the form already names, and notes; `noted` is told of each.
    pub(crate) fn fill(&self, form: &mut Form, noted: &mut dyn FnMut(&Form)) -> Reply<()> {
        self.say(&style::heading("\nScores"));
        self.say(&style::paint(
            Tone::Muted,
            "A number from 1 to 5; Enter leaves a line open, Ctrl-D all the rest.",
        ));
        for dimension in self.cx.profile().debrief() {
            self.say(&render::debrief::dimension(dimension, width()));
            match self.key(&['1', '2', '3', '4', '5', '\n'], "  1 to 5 ") {
                Reply::Given('\n') => {}
                Reply::Given(key) => {
                    let score = key.to_digit(10).and_then(|score| u8::try_from(score).ok());
                    form.scores.extend(score.map(|score| (dimension.id.clone(), score)));
                    noted(form);
                    self.say(&style::paint(Tone::Muted, &format!("  {key}")));
                }
                Reply::Stop => return Reply::Stop,
                Reply::Interrupted => return Reply::Interrupted,
            }
        }
        for at in 0..form.principles.len() {
            let name = self.cx.profile().name_of(&form.principles[at].principle).to_owned();
            self.say(&style::heading(&format!("\n{name}")));
            let legend = "  1 strong no hire  2 no hire  3 hire  4 strong hire ";
            match self.key(&['1', '2', '3', '4', '\n'], legend) {
                Reply::Given('\n') => {}
                Reply::Given(key) => {
                    let number = key.to_digit(10).and_then(|number| usize::try_from(number).ok());
                    let rating = number.and_then(|number| Rating::ALL.get(number.wrapping_sub(1)));
                    form.principles[at].rating = rating.copied();
                    noted(form);
                    let said = rating.map_or("", |rating| rating.as_str());
                    self.say(&style::paint(Tone::Muted, &format!("  {said}")));
                }
                Reply::Stop => return Reply::Stop,
                Reply::Interrupted => return Reply::Interrupted,
            }
        }
        self.say(&style::heading("\nNotes"));
        match self.stage.line(Instant::now(), &|_, _| Shown::plain("  > ")) {
            Reply::Given(notes) => {
                if !notes.is_empty() {
                    self.say(&style::wrap(&style::clean_line(&notes), width(), "  ", "  "));
                    form.notes = Some(notes);
                    noted(form);
                }
                Reply::Given(())
            }
            Reply::Stop => Reply::Stop,
            Reply::Interrupted => Reply::Interrupted,
        }
    }

    /// Which story was told about a principle; those that carry it stand first, and those that were told
    /// before in the conversation say so, for nobody wants to hear one twice.
    pub(crate) fn story(
        &self,
        principle: &PrincipleId,
        before: &[StoryId],
    ) -> Reply<Option<StoryId>> {
        if self.stories.is_empty() {
            return Reply::Given(None);
        }
        let mut order: Vec<&Story> = self.stories.iter().collect();
        order.sort_by_key(|story| {
            let again = before.contains(&story.id);
            (
                again,
                story.primary() != Some(principle),
                !story.carries(principle),
                story.slug.clone(),
            )
        });
        let name = |story: &&Story| {
            let again = if before.contains(&story.id) { " (told before)" } else { "" };
            format!("{}{again}", story.slug)
        };
        let mut names: Vec<String> = order.iter().map(name).collect();
        names.push("none of these".to_owned());
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        match Prompt::new(self.cx).choice("Which story did you tell?", &names) {
            Ok(at) => Reply::Given(order.get(at).map(|story| story.id)),
            Err(error) if error.kind == Kind::Interrupted => Reply::Interrupted,
            // A terminal that cannot be asked is gone.
            Err(_) => Reply::Interrupted,
        }
    }

    /// The principles that were asked about, picked from the list, with the question and the story of each.
    pub(crate) fn asked(&self, form: &mut Form, noted: &mut dyn FnMut(&Form)) -> Reply<()> {
        let all = self.cx.profile().principles();
        let names: Vec<String> = all.iter().map(|principle| principle.name.clone()).collect();
        let prompt = Prompt::new(self.cx);
        let Ok(chosen) =
            prompt.several("Principles asked about (space marks, Enter goes on)", &names)
        else {
            return Reply::Interrupted;
        };
        let blank = |at: &usize| Asked {
            principle: all[*at].id.clone(),
            question: None,
            story: None,
            rating: None,
        };
        form.principles = chosen.iter().map(blank).collect();
        if !chosen.is_empty() {
            noted(form);
        }
        for (asked, at) in chosen.into_iter().enumerate() {
            self.say(&style::heading(&format!("\n{}", all[at].name)));
            self.say(&style::paint(Tone::Muted, "The question, as far as you remember:"));
            match self.stage.line(Instant::now(), &|_, _| Shown::plain("  > ")) {
                Reply::Given(question) if question.is_empty() => {}
                Reply::Given(question) => {
                    self.say(&style::wrap(&style::clean_line(&question), width(), "  ", "  "));
                    form.principles[asked].question = Some(question);
                    noted(form);
                }
                Reply::Stop => return Reply::Stop,
                Reply::Interrupted => return Reply::Interrupted,
            }
            let before: Vec<StoryId> =
                form.principles.iter().filter_map(|asked| asked.story).collect();
            match self.story(&all[at].id, &before) {
                Reply::Given(story) => form.principles[asked].story = story,
                Reply::Stop => return Reply::Stop,
                Reply::Interrupted => return Reply::Interrupted,
            }
            noted(form);
        }
        Reply::Given(())
    }

    fn key(&self, keys: &[char], legend: &str) -> Reply<char> {
        self.stage.key(keys, Instant::now(), &|_, _| Shown::toned(Tone::Accent, legend))
    }

    fn say(&self, text: &str) {
        self.cx.ui.ask(text);
    }
}

fn width() -> usize {
    terminal_width().min(100)
}
