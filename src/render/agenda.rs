//! A given loop: who hears which story, what was given up for it, and what would break it.

use std::fmt::Write as _;

use super::style::{self, Tone};
use crate::analysis::StoryAnalysis;
use crate::catalogue::{PrincipleId, Profile};
use crate::readiness::{Agenda, Assignment, Breakage, Concession, Place, Reason, Slot, Unanswered};
use crate::story::{Section, Story};

/// Columns before a story: what part it plays.
const LEAD: usize = 12;

/// A loop with the stories assigned to it; what refers to a story does so by its place among the stories.
#[derive(Debug, Clone, Copy)]
pub struct Planned<'a> {
    /// Who asks about what.
    pub agenda: &'a Agenda,
    /// What is told to whom.
    pub assignment: &'a Assignment,
    /// What the loss of each story would do.
    pub breakages: &'a [Breakage],
    /// The stories.
    pub stories: &'a [Story],
    /// What was found in each, in the same order.
    pub analyses: &'a [StoryAnalysis],
    /// The interview.
    pub profile: &'a Profile,
}

impl Planned<'_> {
    fn slug(&self, story: usize) -> &str {
        self.stories.get(story).map_or("", |story| story.slug.as_str())
    }

    fn name(&self, principle: &PrincipleId) -> String {
        style::clean_line(self.profile.name_of(principle))
    }

    /// A question in words: `Dive Deep in bar raiser`.
    fn question(&self, place: Place) -> String {
        let interviewer = &self.agenda.rounds[place.round];
        let principle = self.name(&interviewer.principles[place.slot]);
        format!("{principle} in {}", style::clean_line(&interviewer.name))
    }

    fn questions(&self, places: &[Place]) -> String {
        let named: Vec<String> = places.iter().map(|place| self.question(*place)).collect();
        named.join(" and ")
    }
}

/// The whole loop for a terminal.
pub fn human(planned: &Planned<'_>, width: usize) -> String {
    let width = width.min(100);
    let mut out = format!("{}\n", style::heading(&style::wrap(&sentence(planned), width, "", "")));
    for (interviewer, slots) in planned.agenda.rounds.iter().zip(&planned.assignment.rounds) {
        let name = style::clean_line(&interviewer.name);
        let _ = writeln!(out, "\n{}", style::heading(&style::wrap(&name, width, "", "")));
        for slot in slots {
            question(&mut out, planned, slot, width);
        }
    }
    if let Some(words) = breaks(planned, width) {
        let _ = write!(out, "\n{}\n{words}", style::heading("If a story is burned"));
    }
    out
}

/// How much of the loop is answered.
pub fn sentence(planned: &Planned<'_>) -> String {
    let count =
        |has: fn(&Slot) -> bool| planned.assignment.slots().filter(|(_, slot)| has(slot)).count();
    let (all, told) = (count(|_| true), count(|slot| slot.primary.is_some()));
    let backed = match count(|slot| slot.backup.is_some()) {
        0 => "no backup".to_owned(),
        some if some == told => "each with a backup".to_owned(),
        some => format!("{some} of them with a backup"),
    };
    match (told, all) {
        (0, _) => "None of the questions of this loop has a ready story".to_owned(),
        (told, all) if told == all => {
            format!("Every question of this loop has a story of its own, {backed}")
        }
        (told, all) => {
            format!(
                "{told} of the {all} questions of this loop have a story of their own, {backed}"
            )
        }
    }
}

fn question(out: &mut String, planned: &Planned<'_>, slot: &Slot, width: usize) {
    let name = planned.name(&slot.principle);
    let _ = writeln!(out, "  {}", style::paint(Tone::Strong, &name));
    for (part, story) in [("tell", slot.primary), ("backup", slot.backup)] {
        if let Some(at) = story {
            telling(out, planned, part, at, width);
        }
    }
    if let Some(concession) = &slot.conceded {
        line(out, "instead of", &conceded(planned, concession), Tone::Muted, width);
    }
    if let Some(unanswered) = &slot.unanswered {
        let (words, command) = silence(planned, &slot.principle, unanswered);
        line(out, "NO STORY", &words, Tone::Bad, width);
        line(out, "", &command, Tone::Accent, usize::MAX);
    } else if slot.backup.is_none() {
        line(out, "backup", "none", Tone::Warn, width);
    }
}

fn telling(out: &mut String, planned: &Planned<'_>, part: &str, at: usize, width: usize) {
    let (Some(story), Some(analysis)) = (planned.stories.get(at), planned.analyses.get(at)) else {
        return;
    };
    let grade = analysis.grade();
    let status = format!("{}, {} {}", analysis.status.as_str(), grade.number(), grade.name());
    let slug = story.slug.as_str();
    // A slug stays whole to be copied; on a narrow terminal the rest goes beneath.
    let fits = LEAD + slug.len() + 2 + status.len() <= width;
    let gap = if fits { "  ".to_owned() } else { format!("\n{}", " ".repeat(LEAD)) };
    let _ = writeln!(
        out,
        "    {}{}{gap}{}",
        style::pad(part, LEAD - 4),
        style::paint(Tone::Accent, slug),
        style::paint(Tone::Muted, &status)
    );
    let opening = story.section(Section::Headline).unwrap_or(&story.title);
    line(out, "", opening, Tone::Strong, width);
}

/// A line under a question; colour adds nothing to the words.
fn line(out: &mut String, part: &str, text: &str, tone: Tone, width: usize) {
    let (first, rest) = (format!("    {} ", style::pad(part, LEAD - 5)), " ".repeat(LEAD));
    // A part that is longer than its column pushes the text on.
    let text = style::clean_line(text);
    let wrapped = if width == usize::MAX {
        format!("{first}{text}")
    } else {
        style::wrap(&text, width, &first, &rest)
    };
    let plain = tone == Tone::Strong;
    for line in wrapped.lines() {
        let _ = writeln!(out, "{}", if plain { line.to_owned() } else { style::paint(tone, line) });
    }
}

fn conceded(planned: &Planned<'_>, concession: &Concession) -> String {
    let slug = planned.slug(concession.story);
    match &concession.reason {
        Reason::Needed { told_for, silent } if silent.contains(told_for) => format!(
            "{slug}: stronger here, but without it {} would have no story",
            planned.question(*told_for)
        ),
        Reason::Needed { told_for, silent } => format!(
            "{slug}: stronger here, but told for {}; moved, it would leave {} without a story",
            planned.question(*told_for),
            planned.questions(silent)
        ),
        Reason::StrongerThere { told_for } => format!(
            "{slug}: stronger here, but told for {}, which makes the loop stronger as a whole",
            planned.question(*told_for)
        ),
        Reason::Project => {
            format!("{slug}: stronger here, but this round already hears two of its project")
        }
    }
}

/// Why a question has no story, and what to type.
fn silence(
    planned: &Planned<'_>,
    principle: &PrincipleId,
    unanswered: &Unanswered,
) -> (String, String) {
    let write = format!("star new --principle {principle}");
    match unanswered {
        Unanswered::NoneReady { drafts } => match drafts.as_slice() {
            [] => ("no story carries it".to_owned(), write),
            [first, ..] => {
                let slugs: Vec<&str> = drafts.iter().map(|at| planned.slug(*at)).collect();
                (
                    format!("only drafts carry it: {}", slugs.join(", ")),
                    format!("star check {}", planned.slug(*first)),
                )
            }
        },
        Unanswered::NeededElsewhere { stories } => {
            let told: Vec<String> = stories
                .iter()
                .map(|(story, told_for)| match told_for {
                    Some(place) => {
                        format!("{} is told for {}", planned.slug(*story), planned.question(*place))
                    }
                    None => format!(
                        "{} is of a project that this round hears twice already",
                        planned.slug(*story)
                    ),
                })
                .collect();
            (format!("what carries it is needed elsewhere: {}", told.join("; ")), write)
        }
    }
}

/// What each loss would break; nothing where no story is told.
fn breaks(planned: &Planned<'_>, width: usize) -> Option<String> {
    let (breaking, safe): (Vec<&Breakage>, Vec<&Breakage>) =
        planned.breakages.iter().partition(|breakage| !breakage.unanswered.is_empty());
    let mut out = String::new();
    for breakage in &breaking {
        let text = format!(
            "{}: no story is left for {}",
            planned.slug(breakage.story),
            planned.questions(&breakage.unanswered)
        );
        let _ = writeln!(out, "{}", style::wrap(&text, width, "  ", "    "));
    }
    for breakage in &safe {
        let Some(instead) = breakage.instead else { continue };
        let text = format!(
            "{}: {} takes its place, and every question keeps a story",
            planned.slug(breakage.story),
            planned.slug(instead)
        );
        let _ = writeln!(out, "{}", style::wrap(&text, width, "  ", "    "));
    }
    (!out.is_empty()).then_some(out)
}
