//! The whole state of a preparation as one page: to read, to print, to hand to a coach.
//!
//! The page needs no script and loads nothing. What it shows in colour it also says in words; private notes
//! have no place in it.

mod calendar;
mod curves;
mod marked;
mod matrix;
mod next;
mod standing;
mod story;

use chrono::NaiveDate;
use maud::{Markup, html};

use super::html as frame;
use super::plan::long_day;
use super::style;
use crate::analysis::{Settings, StoryAnalysis};
use crate::catalogue::Profile;
use crate::coverage::Coverage;
use crate::drill::{DebriefRecord, DrillRecord, RehearsalRecord};
use crate::plan::Planned;
use crate::readiness::{NextStep, Readiness};
use crate::story::Story;

/// What this page looks like beside what every page looks like.
const STYLE: &str = include_str!("style.css");

/// Whom a report is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// The candidate: everything.
    Own,
    /// Somebody who helps: the stories and how they stand, not how the candidate's days are filled.
    Coach,
}

/// Where the library stood at the end of a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Milestone {
    /// The day.
    pub on: NaiveDate,
    /// Ready stories.
    pub ready: usize,
    /// The probability that a loop finds every answer.
    pub readiness: f64,
}

/// What was practised, oldest first.
#[derive(Debug, Clone, Default)]
pub struct Practice {
    /// Stories taken through follow-ups.
    pub drills: Vec<DrillRecord>,
    /// Stories told against the clock.
    pub rehearsals: Vec<RehearsalRecord>,
    /// Conversations that were scored.
    pub debriefs: Vec<DebriefRecord>,
}

/// Everything that a report is made of.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The day that it is.
    pub today: NaiveDate,
    /// Whom it is for.
    pub audience: Audience,
    /// Whether names and amounts were replaced.
    pub redacted: bool,
    /// The stories.
    pub stories: &'a [Story],
    /// What was found in each, in the same order.
    pub analyses: &'a [StoryAnalysis],
    /// The interview.
    pub profile: &'a Profile,
    /// Thresholds.
    pub settings: &'a Settings,
    /// What the library covers.
    pub coverage: &'a Coverage,
    /// How ready it is; none where the profile cannot be weighed.
    pub readiness: Option<&'a Readiness>,
    /// What to do next, most valuable first.
    pub steps: &'a [NextStep],
    /// The plan, if there is one.
    pub planned: Option<&'a Planned>,
    /// What was practised.
    pub practice: &'a Practice,
    /// Where the library stood day by day, oldest first.
    pub milestones: &'a [Milestone],
}

impl Report<'_> {
    fn is_for_coach(&self) -> bool {
        self.audience == Audience::Coach
    }

    /// The stories with what was found in them, those to work on last.
    fn entries(&self) -> Vec<(&Story, &StoryAnalysis)> {
        let mut entries: Vec<_> = self.stories.iter().zip(self.analyses).collect();
        entries.sort_by_key(|(story, analysis)| {
            (std::cmp::Reverse(analysis.status), std::cmp::Reverse(analysis.grade()), &story.slug)
        });
        entries
    }

    /// The plan, where it is anybody's business.
    fn calendar(&self) -> Option<&Planned> {
        self.planned.filter(|_| !self.is_for_coach())
    }
}

/// The page as one file.
pub fn page(of: &Report<'_>) -> String {
    let plan = of.calendar().map(|planned| calendar::section(planned, of.today));
    let curves = curves::section(of);
    let body = html! {
        a.skip href="#standing" { "Skip to the report" }
        header.top {
            h1 { "Interview preparation: " (style::clean_line(of.profile.name())) }
            p.soft { (long_day(of.today)) @if of.redacted { " · names and amounts are replaced" } }
            nav aria-label="Contents" {
                ul {
                    li { a href="#standing" { "Where it stands" } }
                    li { a href="#coverage" { "Coverage" } }
                    @if !of.steps.is_empty() { li { a href="#next" { "What to do next" } } }
                    @if curves.is_some() { li { a href="#progress" { "Progress" } } }
                    @if plan.is_some() { li { a href="#plan" { "The plan" } } }
                    li { a href="#stories" { "Stories" } }
                }
            }
        }
        main {
            (standing::section(of))
            (matrix::section(of))
            (next::section(of))
            @if let Some(curves) = curves { (curves) }
            @if let Some(plan) = plan { (plan) }
            (stories(of))
        }
        footer { p { small { "Made by star. Nothing on this page is fetched or sent." } } }
    };
    frame::page_with(&format!("Interview preparation: {}", of.profile.name()), STYLE, &body)
}

fn stories(of: &Report<'_>) -> Markup {
    html! {
        section.sheet-of-its-own aria-labelledby="stories" {
            h2 #stories { "Stories" }
            @if of.stories.is_empty() { p { "There is no story yet." } }
            @for (number, (story, analysis)) in of.entries().into_iter().enumerate() {
                (story::article(number + 1, story, analysis, of))
            }
        }
    }
}
