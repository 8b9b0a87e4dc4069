//! How a drill went, and what is due.

use std::fmt::Write as _;

use super::style::{self, Tone};
use crate::analysis::{Status, StoryAnalysis};
use crate::catalogue::{Layer, Profile};
use crate::drill::due::DueDrill;
use crate::drill::standing::PROVEN_DEPTH;
use crate::drill::{Answer, DrillRecord, Ending, Mark, Outcome, Standing};
use crate::story::Story;

/// A mark in its tone.
pub fn mark(mark: Mark) -> String {
    style::paint(mark_tone(mark), mark.as_str())
}

fn mark_tone(mark: Mark) -> Tone {
    match mark {
        Mark::Safe => Tone::Good,
        Mark::Partial => Tone::Warn,
        Mark::Gap => Tone::Bad,
    }
}

/// A time as on a clock.
pub fn clock(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// The name of a layer.
pub fn layer_name(number: u8) -> &'static str {
    let layer = Layer::ALL.into_iter().find(|layer| layer.number() == number);
    layer.map_or("", Layer::as_str)
}

/// The end of a drill: depth, marks, the weakest answer and what to add to the story.
pub fn outcome(
    story: &Story,
    outcome: &Outcome<'_>,
    status: Status,
    profile: &Profile,
    width: usize,
) -> String {
    let width = width.min(100);
    let record = outcome.record;
    let count = |mark| record.answers.iter().filter(|answer| answer.mark == mark).count();
    let head = format!(
        "{}: {} in {}; {} safe, {} partial, {}",
        story.slug,
        style::count(record.answers.len(), "answer", "answers"),
        clock(record.seconds()),
        count(Mark::Safe),
        count(Mark::Partial),
        style::count(count(Mark::Gap), "gap", "gaps"),
    );
    let mut out = format!("{}\n", style::heading(&style::wrap(&head, width, "", "  ")));
    let _ = writeln!(out, "{}", style::wrap(&depth(outcome, status), width, "", "  "));
    out.push('\n');
    for layer in Layer::ALL {
        let answers: Vec<&Answer> =
            record.answers.iter().filter(|answer| answer.layer == layer.number()).collect();
        if answers.is_empty() {
            continue;
        }
        let _ = writeln!(
            out,
            "  {} {:<11} {}",
            layer.number(),
            layer.as_str(),
            if width < NARROW { counted(&answers) } else { one_by_one(&answers) }
        );
    }
    if let Some(weakest) = outcome.weakest {
        let family = profile.families().iter().find(|family| family.id == weakest.family);
        let family = family.map_or(weakest.family.as_str(), |family| family.name.as_str());
        let label = "Mend first:";
        let head = format!(
            "{label} layer {}, {}, {}",
            weakest.layer,
            family.to_lowercase(),
            weakest.mark.as_str()
        );
        let head = style::wrap(&style::clean_line(&head), width, "", "  ");
        let head = head.replacen(label, &style::paint(Tone::Strong, label), 1);
        let _ = writeln!(out, "\n{head}");
        let question = style::clean_line(&weakest.question);
        let _ = writeln!(out, "{}", style::wrap(&question, width, "  ", "  "));
        if let Some(text) = &weakest.text {
            let text = style::wrap(&style::clean_line(text), width, "  > ", "    ");
            let _ = writeln!(out, "{}", style::paint(Tone::Muted, &text));
        }
    }
    if let Some(addition) = &outcome.addition {
        let head = format!("Add to the {}:", addition.section.heading());
        let _ = writeln!(
            out,
            "{}\n{}",
            style::paint(Tone::Strong, &head),
            style::wrap(&style::clean_line(&addition.sentence), width, "  ", "  ")
        );
    }
    out
}

/// Columns below which the answers of a layer are counted and not listed.
const NARROW: usize = 72;

/// The marks of a layer with their times.
fn one_by_one(answers: &[&Answer]) -> String {
    let marks: String = answers
        .iter()
        .map(|answer| style::paint(mark_tone(answer.mark), &style::pad(answer.mark.as_str(), 8)))
        .collect();
    let times: Vec<String> = answers.iter().map(|answer| clock(answer.seconds)).collect();
    format!("{marks} {}", style::paint(Tone::Muted, &times.join(" ")))
}

/// How many answers of a layer had which mark.
fn counted(answers: &[&Answer]) -> String {
    let parts: Vec<String> = Mark::ALL
        .into_iter()
        .rev()
        .map(|mark| (mark, answers.iter().filter(|answer| answer.mark == mark).count()))
        .filter(|(_, count)| *count > 0)
        .map(|(mark, count)| style::paint(mark_tone(mark), &format!("{count} {}", mark.as_str())))
        .collect();
    parts.join(" ")
}

/// Depth in a sentence, with what the drill adds to what was known.
fn depth(outcome: &Outcome<'_>, status: Status) -> String {
    let Some(depth) = outcome.record.depth else {
        return "A drill of a part says nothing about depth.".to_owned();
    };
    let mut said = match (depth, outcome.record.ending) {
        (5, _) => "Depth 5 of 5: it held all the way.".to_owned(),
        (_, Ending::Gap | Ending::Done) => {
            format!("Depth {depth} of 5: it gave way at {}.", layer_name(depth + 1))
        }
        (_, Ending::Time) => format!("Depth {depth} of 5 when the time was up."),
        (_, Ending::Interrupted) => format!("Depth {depth} of 5 when it was broken off."),
    };
    match outcome.depth_before() {
        Some(before) if depth > before => {
            let _ = write!(
                said,
                " {} more than before.",
                style::count((depth - before).into(), "layer", "layers")
            );
        }
        Some(before) if depth < before => {
            let _ = write!(said, " It held for {before} before.");
        }
        Some(_) => said.push_str(" As deep as before."),
        None => {}
    }
    match outcome.after.and_then(|after| after.proven_until()) {
        Some(until) if status.is_ready() => {
            let _ = write!(said, " It is proven until {until}.");
        }
        Some(until) => {
            let _ = write!(said, " It will count as proven, until {until}, once it is ready.");
        }
        None => {
            let _ = write!(said, " Proven takes {PROVEN_DEPTH}.");
        }
    }
    said
}

/// Every answer so far, the last drill first, with what was typed.
pub fn answers(story: &Story, records: &[DrillRecord], width: usize) -> String {
    let width = width.min(100);
    let drills: Vec<&DrillRecord> =
        records.iter().rev().filter(|record| record.story == story.id).collect();
    if drills.is_empty() {
        return format!("{} was never drilled.", story.slug);
    }
    let title = style::clean_line(&story.title);
    let mut out = format!("{}\n", style::heading(&style::wrap(&title, width, "", "")));
    for record in drills {
        let depth = record.depth.map_or_else(String::new, |depth| format!(", depth {depth} of 5"));
        let _ = writeln!(out, "\n{}", style::heading(&format!("{}{depth}", record.on)));
        for answer in &record.answers {
            let question = style::clean_line(&answer.question);
            let number = format!("{}  ", answer.layer);
            let _ = writeln!(out, "{}", style::wrap(&question, width, &number, "   "));
            if let Some(text) = &answer.text {
                let _ = writeln!(
                    out,
                    "{}",
                    style::wrap(&style::clean_line(text), width, "   > ", "     ")
                );
            }
            let _ = writeln!(out, "   {} {}", mark(answer.mark), clock(answer.seconds));
        }
    }
    out
}

/// What the drills say about a story, in a line.
pub fn standing(standing: Option<Standing>) -> String {
    let Some(standing) = standing else { return "never drilled".to_owned() };
    let last = standing.last;
    match standing.depth {
        None => format!("drilled in part only, last on {last}"),
        Some((depth, on)) if on == last => format!("depth {depth} of 5, drilled on {last}"),
        Some((depth, on)) => format!("depth {depth} of 5 on {on}, last drilled on {last}"),
    }
}

/// Which ready stories held, how deep and when; and which were never asked about.
pub fn practised(
    stories: &[Story],
    analyses: &[StoryAnalysis],
    records: &[DrillRecord],
    width: usize,
) -> String {
    const HEAD: usize = 20;
    let mut proven = Vec::new();
    let mut drilled = Vec::new();
    let mut never = Vec::new();
    for (story, analysis) in stories.iter().zip(analyses) {
        if !analysis.status.is_ready() {
            continue;
        }
        let Some(standing) = Standing::of(story.id, records) else {
            never.push(story.slug.to_string());
            continue;
        };
        let depth = standing
            .depth
            .map_or_else(|| "in part".to_owned(), |(depth, _)| format!("depth {depth}"));
        let line = format!("{} ({depth}, {})", story.slug, standing.last);
        if analysis.status == Status::Proven { &mut proven } else { &mut drilled }.push(line);
    }
    [("proven", proven), ("drilled", drilled), ("ready, not drilled", never)]
        .into_iter()
        .map(|(head, stories)| {
            let text = if stories.is_empty() { "no story".to_owned() } else { stories.join(", ") };
            style::wrap(&text, width, &style::pad(head, HEAD), &" ".repeat(HEAD))
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// Stories with probes that are due.
pub fn due(drills: &[(DueDrill, &Story)], width: usize) -> String {
    let mut out = String::new();
    for (drill, story) in drills {
        let line = format!(
            "{}, {} since {}",
            style::clean_line(&story.title),
            style::count(drill.probes.len(), "probe", "probes"),
            drill.since
        );
        let _ = writeln!(
            out,
            "{}\n{}",
            style::paint(Tone::Accent, story.slug.as_str()),
            style::wrap(&line, width.min(100), "  ", "  ")
        );
    }
    out
}
