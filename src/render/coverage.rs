//! Coverage as a matrix that is legible at 80 columns and without colour, and what to do about it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::style::{self, Tone};
use crate::analysis::StoryAnalysis;
use crate::analysis::lint::rule;
use crate::catalogue::{PrincipleId, Profile};
use crate::coverage::{Coverage, CoverageStatus, PrincipleCoverage};
use crate::readiness::next::Episode;
use crate::readiness::{NextStep, Step};
use crate::render::readiness::per_hundred;
use crate::story::Story;

/// Columns of a story's mark.
const MARK: usize = 3;
/// Columns of a row beside the name and the marks: status, count and the space between.
const FIXED: usize = 8 + 2 + 5;
/// Columns to which names may be cut where there is room for a matrix at all.
const SHORTEST_NAME: usize = 24;
/// Columns to which they are cut on the narrowest terminals.
const NARROW_NAME: usize = 16;
/// Blocks of columns before the matrix gives way to counts: nobody reads a fourth.
const MOST_BLOCKS: usize = 3;

/// A library to draw: stories, what was found in them, and the interview.
#[derive(Debug, Clone, Copy)]
pub struct Shelf<'a> {
    /// The stories.
    pub stories: &'a [Story],
    /// What was found in each, in the same order.
    pub analyses: &'a [StoryAnalysis],
    /// The interview.
    pub profile: &'a Profile,
}

impl<'a> Shelf<'a> {
    fn entries(&self) -> Vec<(&'a Story, &'a StoryAnalysis)> {
        let mut entries: Vec<_> = self.stories.iter().zip(self.analyses).collect();
        entries.sort_by_key(|(story, analysis)| (!analysis.status.is_ready(), story.slug.clone()));
        entries
    }
}

/// How a story carries a principle, in one letter: capital once the story is ready.
pub(super) fn mark(
    story: &Story,
    analysis: &StoryAnalysis,
    principle: &PrincipleId,
) -> &'static str {
    let ready = analysis.status.is_ready();
    match (story.primary() == Some(principle), story.carries(principle), ready) {
        (true, _, true) => "P",
        (true, _, false) => "p",
        (_, true, true) => "S",
        (_, true, false) => "s",
        _ => "·",
    }
}

fn mark_tone(mark: &str) -> Tone {
    match mark {
        "P" => Tone::Good,
        "S" | "p" | "s" => Tone::Accent,
        _ => Tone::Muted,
    }
}

/// A status as a row begins with it: a gap must be seen without colour.
pub(super) fn shown(status: CoverageStatus) -> &'static str {
    match status {
        CoverageStatus::Gap => "GAP",
        CoverageStatus::Thin => "thin",
        CoverageStatus::Covered => "covered",
    }
}

fn status_tone(status: CoverageStatus) -> Tone {
    match status {
        CoverageStatus::Covered => Tone::Good,
        CoverageStatus::Thin => Tone::Warn,
        CoverageStatus::Gap => Tone::Bad,
    }
}

/// Principles as rows, gaps first; stories as numbered columns with a key beneath.
pub fn by_principle(coverage: &Coverage, shelf: Shelf<'_>, width: usize) -> String {
    let mut rows: Vec<&PrincipleCoverage> = coverage.principles.iter().collect();
    rows.sort_by_key(|row| (std::cmp::Reverse(urgency(row.status)), row.tier));
    let entries = shelf.entries();
    // Names give way before the matrix breaks into blocks, down to what still tells them apart.
    let longest = rows.iter().map(|row| style::columns(&row.name)).max().unwrap_or(0);
    let room = width.saturating_sub(FIXED + MARK * entries.len());
    let shortest = if width < 60 { NARROW_NAME } else { SHORTEST_NAME };
    let name = longest.min(room.max(shortest));
    let left = FIXED + name;
    let columns = width.saturating_sub(left) / MARK;
    let mut out = String::new();
    if columns == 0 || entries.len() > columns * MOST_BLOCKS {
        heads(&mut out, name, &[], 0);
        for row in &rows {
            principle_row(&mut out, row, name, &[], shelf.profile);
        }
        let _ = writeln!(
            out,
            "\n{}",
            style::wrap(
                &format!(
                    "{} stories are too many for columns; see them as rows: star coverage --by story",
                    entries.len()
                ),
                width,
                "",
                ""
            )
        );
        return out;
    }
    let mut from = 0;
    loop {
        let block = &entries[from..entries.len().min(from + columns)];
        heads(&mut out, name, block, from);
        for row in &rows {
            principle_row(&mut out, row, name, block, shelf.profile);
        }
        from += block.len();
        if from >= entries.len() {
            break;
        }
        out.push('\n');
    }
    if !entries.is_empty() {
        let legend = style::wrap(LEGEND, width, "", "");
        let _ = writeln!(out, "\n{}", style::paint(Tone::Muted, &legend));
        key(&mut out, &entries, width);
    }
    out
}

/// The mark of a principle that no story carries, where principles are columns.
const GAP: &str = "!";

pub(super) const LEGEND: &str = "P primary, S secondary; small letters: the story is still a draft";

fn urgency(status: CoverageStatus) -> u8 {
    match status {
        CoverageStatus::Gap => 2,
        CoverageStatus::Thin => 1,
        CoverageStatus::Covered => 0,
    }
}

fn heads(out: &mut String, name: usize, block: &[(&Story, &StoryAnalysis)], from: usize) {
    let mut line =
        format!("{}{} READY", style::pad("STATUS", 8), style::pad("PRINCIPLE", name + 1));
    for at in 0..block.len() {
        let _ = write!(line, "{:>MARK$}", from + at + 1);
    }
    let _ = writeln!(out, "{}", style::paint(Tone::Heading, &line));
}

fn principle_row(
    out: &mut String,
    row: &PrincipleCoverage,
    name: usize,
    block: &[(&Story, &StoryAnalysis)],
    profile: &Profile,
) {
    let short =
        profile.principle(&row.id).map_or(row.name.as_str(), |principle| principle.name.as_str());
    let _ = write!(
        out,
        "{}{}  {:>5}",
        style::paint(status_tone(row.status), &style::pad(shown(row.status), 8)),
        style::pad(&style::fit(&style::clean_line(short), name), name),
        format!("{}/{}", row.ready, row.target),
    );
    for (story, analysis) in block {
        let mark = mark(story, analysis, &row.id);
        let _ = write!(out, "{}{}", " ".repeat(MARK - 1), style::paint(mark_tone(mark), mark));
    }
    out.push('\n');
}

/// Which number is which story, in as many columns as fit.
fn key(out: &mut String, entries: &[(&Story, &StoryAnalysis)], width: usize) {
    let items: Vec<String> = entries
        .iter()
        .enumerate()
        .map(|(at, (story, analysis))| {
            format!("{:>3} {} ({})", at + 1, story.slug, analysis.status.as_str())
        })
        .collect();
    let widest = items.iter().map(|item| style::columns(item)).max().unwrap_or(0) + 2;
    let across = (width / widest).clamp(1, 3);
    let down = items.len().div_ceil(across);
    for row in 0..down {
        let line: String = (0..across)
            .filter_map(|column| items.get(column * down + row))
            .map(|item| style::pad(item, widest))
            .collect();
        let _ = writeln!(out, "{}", line.trim_end());
    }
}

/// Stories as rows; principles as numbered columns with a key beneath.
pub fn by_story(coverage: &Coverage, shelf: Shelf<'_>, width: usize) -> String {
    let entries = shelf.entries();
    let principles = &coverage.principles;
    let room = width.saturating_sub(7 + principles.len() * MARK).max(12);
    let name = entries
        .iter()
        .map(|(story, _)| style::columns(story.slug.as_str()))
        .max()
        .unwrap_or(5)
        .clamp(13.min(room), room);
    let mut head = format!("{}{}", style::pad("STORY", name + 1), style::pad("STATUS", 6));
    for at in 0..principles.len() {
        let _ = write!(head, "{:>MARK$}", at + 1);
    }
    let mut out = format!("{}\n", style::paint(Tone::Heading, &head));
    for (story, analysis) in &entries {
        let _ = write!(
            out,
            "{} {}",
            style::pad(&style::fit(story.slug.as_str(), name), name),
            style::pad(analysis.status.as_str(), 6)
        );
        for principle in principles {
            let (mark, tone) = match mark(story, analysis, &principle.id) {
                _ if principle.status == CoverageStatus::Gap => (GAP, Tone::Bad),
                mark => (mark, mark_tone(mark)),
            };
            let _ = write!(out, "{}{}", " ".repeat(MARK - 1), style::paint(tone, mark));
        }
        out.push('\n');
    }
    let mut total = format!("{}{}", style::pad("ready stories", name + 1), " ".repeat(6));
    for principle in principles {
        let _ = write!(total, "{:>MARK$}", principle.ready);
    }
    let _ = writeln!(out, "{}", style::paint(Tone::Heading, &total));
    let legend = if coverage.summary().gap > 0 {
        format!("{LEGEND}; {GAP} no story at all")
    } else {
        LEGEND.to_owned()
    };
    let legend = style::wrap(&legend, width, "", "");
    let _ = writeln!(out, "\n{}", style::paint(Tone::Muted, &legend));
    for (at, principle) in principles.iter().enumerate() {
        let _ = writeln!(
            out,
            "{:>3} {} {}",
            at + 1,
            style::paint(status_tone(principle.status), &style::pad(shown(principle.status), 8)),
            style::clean_line(&principle.name)
        );
    }
    out
}

/// The counts in one line.
pub fn summary(coverage: &Coverage) -> String {
    let summary = coverage.summary();
    format!(
        "{} of {} principles covered, {} thin, {} without a story",
        summary.covered,
        coverage.principles.len(),
        summary.thin,
        summary.gap
    )
}

/// What to do next, most valuable first, each with the command to type.
pub fn next(steps: &[NextStep], profile: &Profile, most: usize, width: usize) -> String {
    let mut out = String::new();
    for (at, step) in steps.iter().take(most).enumerate() {
        let (text, command) = step_text(&step.step, profile);
        let text = text + &worth(step);
        let lead = format!("{:>2}. ", at + 1);
        let _ = writeln!(out, "{}", style::wrap(&style::clean_line(&text), width, &lead, "    "));
        let _ = writeln!(out, "    {}", style::paint(Tone::Accent, &command));
    }
    if steps.len() > most {
        let _ = writeln!(out, "    … and {} more: star coverage --all", steps.len() - most);
    }
    out
}

/// What a step changes, in words; nothing where it changes no loop.
pub(super) fn worth(step: &NextStep) -> String {
    let now = per_hundred(step.readiness - step.gain.readiness);
    let then = per_hundred(step.readiness);
    match step.gain {
        gain if gain.readiness > 0.0 && now != then => {
            format!("; that lifts readiness from {now} to {then} of 100")
        }
        gain if gain.answered >= 0.005 => {
            format!("; that answers {:.2} more questions of a loop", gain.answered)
        }
        _ => String::new(),
    }
}

/// A rule as a person says it, with the code to ask about.
fn fault_name(code: &str) -> String {
    let name = rule(code).map_or("", |rule| rule.name).replace('-', " ");
    format!("{name}, {code}")
}

pub(super) fn step_text(step: &Step, profile: &Profile) -> (String, String) {
    let names = |ids: &[PrincipleId]| {
        ids.iter().map(|id| profile.name_of(id)).collect::<Vec<_>>().join("; ")
    };
    match step {
        Step::Finish { slug, lifts, errors } => {
            let fault = match errors.as_slice() {
                [] => "its Result is below grade 3".to_owned(),
                errors => errors.iter().map(|code| fault_name(code)).collect::<Vec<_>>().join(", "),
            };
            (
                format!("Finish {slug} ({fault}); it counts for {}", names(lifts)),
                format!("star check {slug}"),
            )
        }
        Step::Write { principle, missing } => (
            format!(
                "Write {} for {}",
                if *missing == 1 { "a story".to_owned() } else { format!("{missing} stories") },
                profile.name_of(principle)
            ),
            format!("star new --principle {principle}"),
        ),
        Step::MakePrimary { principle, slug } => (
            format!("Let {slug} lead with {}: no ready story does", profile.name_of(principle)),
            format!("star tag {slug} --primary {principle}"),
        ),
        Step::Tell(episode) => {
            let (what, flag) = match episode {
                Episode::Failure => ("a failure", " --outcome failure"),
                Episode::DisagreementUpward => ("a disagreement with somebody above you", ""),
                Episode::DisagreementAcross => ("a disagreement with a peer or another team", ""),
                Episode::ChangedMind => ("a time you changed your mind", ""),
            };
            (format!("Tell {what}: no story does, and every loop asks"), format!("star new{flag}"))
        }
        Step::Diversify { principle } => (
            format!(
                "Find a second project for {}: all its stories come from one",
                profile.name_of(principle)
            ),
            format!("star new --principle {principle}"),
        ),
        Step::Date { slug } => {
            (format!("Say when {slug} happened"), format!("star edit {slug} --period YYYY-MM"))
        }
    }
}

/// What the matrix does not show: what the library leans on, which episodes it tells, how old it is.
pub fn breadth(coverage: &Coverage, profile: &Profile, width: usize) -> String {
    let breadth = &coverage.breadth;
    let mut lines = Vec::new();
    if let Some(mainstay) = &breadth.mainstay {
        let alone = mainstay.alone.len();
        let mut line = format!(
            "{} carries {}",
            mainstay.slug,
            style::count(mainstay.carries.len(), "principle", "principles")
        );
        if alone > 0 {
            let _ = write!(line, ", {alone} of them alone");
        }
        lines.push(("leans on", line));
    }
    let tells = [
        ("a failure", &breadth.failure),
        ("disagreeing upward", &breadth.disagreement_upward),
        ("disagreeing across", &breadth.disagreement_across),
        ("a changed mind", &breadth.changed_mind),
    ];
    for (what, sightings) in tells {
        let slugs: Vec<&str> = sightings.iter().map(|sighting| sighting.slug.as_str()).collect();
        lines.push((what, if slugs.is_empty() { "no story".to_owned() } else { slugs.join(", ") }));
    }
    if let Some(line) = projects(coverage, profile) {
        lines.push(("different projects", line));
    }
    if let Some(months) = breadth.ages.median_months {
        let mut line = format!("half of the stories are younger than {}", months_text(months));
        if !breadth.ages.stale.is_empty() {
            let slugs: Vec<&str> =
                breadth.ages.stale.iter().map(|(slug, _)| slug.as_str()).collect();
            let _ = write!(line, "; stale: {}", slugs.join(", "));
        }
        lines.push(("age", line));
    }
    lines
        .into_iter()
        .map(|(head, text)| {
            style::wrap(&style::clean_line(&text), width, &style::pad(head, 20), &" ".repeat(20))
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// The principles by how many different projects stand behind them, the fewest first: a single one is all
/// that a candidate seems to have done.
fn projects(coverage: &Coverage, profile: &Profile) -> Option<String> {
    let mut by_number: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for row in coverage.principles.iter().filter(|row| row.projects > 0) {
        let short = profile.principle(&row.id).map_or(row.name.as_str(), |known| &known.short);
        by_number.entry(row.projects).or_default().push(short);
    }
    let groups: Vec<String> = by_number
        .into_iter()
        .map(|(number, names)| format!("{number} for {}", names.join(", ")))
        .collect();
    (!groups.is_empty()).then(|| groups.join("; "))
}

fn months_text(months: i32) -> String {
    match months {
        ..24 => format!("{months} months"),
        _ => format!("{:.1} years", f64::from(months) / 12.0),
    }
}
