//! What `check` found, for a person.

use std::fmt::Write as _;

use super::excerpt::excerpt;
use super::style::{self, Tone};
use crate::analysis::arithmetic::Verdict;
use crate::analysis::grade::{Assessment, Elements, Grade};
use crate::analysis::lint::{Finding, Severity};
use crate::analysis::{LineIndex, Settings, Span, Status, StoryAnalysis};
use crate::story::{Section, Story};

/// How a severity is written and coloured.
pub fn severity_tone(severity: Severity) -> Tone {
    match severity {
        Severity::Error => Tone::Bad,
        Severity::Warning => Tone::Warn,
        Severity::Info => Tone::Muted,
    }
}

/// How a status is written and coloured: the word always stands there.
pub fn status_text(status: Status) -> String {
    let tone = match status {
        Status::Draft => Tone::Warn,
        Status::Ready | Status::Proven => Tone::Good,
    };
    style::paint(tone, status.as_str())
}

/// One story with everything found in it, each finding under its words.
pub fn story(story: &Story, analysis: &StoryAnalysis, settings: &Settings, width: usize) -> String {
    let mut out = String::new();
    let (slug, title) = (story.slug.as_str(), style::clean_line(&story.title));
    let fits = style::columns(slug) + 2 + style::columns(&title) <= width;
    let gap = if fits { "  " } else { "\n" };
    let title = style::heading(&style::wrap(&title, width, "", ""));
    let _ = writeln!(out, "{}{gap}{title}", style::paint(Tone::Accent, slug));
    let _ = writeln!(out, "{}", summary_line(analysis, settings, width));
    for section in std::iter::once(None).chain(Section::ALL.into_iter().map(Some)) {
        let findings: Vec<&Finding> =
            analysis.findings.iter().filter(|finding| finding.section == section).collect();
        if findings.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\n  {}", style::heading(section.map_or("Story", Section::heading)));
        let text = section.and_then(|section| story.section(section)).unwrap_or_default();
        let mut marked: Option<Span> = None;
        for finding in findings {
            // Several remarks about the same words stand under one excerpt.
            if let Some(span) = finding.span.filter(|span| marked != Some(*span)) {
                for line in
                    excerpt(text, span, width.saturating_sub(4), severity_tone(finding.severity))
                {
                    let _ = writeln!(out, "    {line}");
                }
            }
            marked = finding.span;
            out.push_str(&one_finding(finding, width));
        }
    }
    let _ = writeln!(out, "\n{}", grade_line(analysis, width));
    out
}

/// Status, grade, length and voice in one line.
pub fn summary_line(analysis: &StoryAnalysis, settings: &Settings, width: usize) -> String {
    let voice = analysis.first_person;
    let status = analysis.status.as_str();
    let line = format!(
        "{status} · grade {} {} · {} s of {:.0} s · I {}, we {}",
        analysis.grade().number(),
        analysis.grade().name(),
        analysis.spoken_seconds,
        settings.target_seconds,
        voice.i,
        voice.we,
    );
    // Wrapped before it is coloured, so that no escape sequence counts as a column.
    style::wrap(&line, width, "", "  ").replacen(status, &status_text(analysis.status), 1)
}

fn one_finding(finding: &Finding, width: usize) -> String {
    let tone = severity_tone(finding.severity);
    let mut out = String::new();
    let head = format!("{} {}: ", finding.code, finding.severity.as_str());
    let message = style::wrap(
        &format!("{head}{}", style::clean_line(&finding.message)),
        width,
        "    ",
        "      ",
    );
    // Only the head carries colour, so wrapping never counts an escape sequence.
    let _ = writeln!(out, "{}", message.replacen(&head, &style::paint(tone, &head), 1));
    if !finding.help.is_empty() {
        let help = style::wrap(&style::clean_line(&finding.help), width, "      → ", "        ");
        let _ = writeln!(out, "{help}");
    }
    out
}

/// One finding without its words: what is wrong and what to do.
pub fn in_short(finding: &Finding, width: usize) -> String {
    let tone = severity_tone(finding.severity);
    let message = style::wrap(&style::clean_line(&finding.message), width, "", "  ");
    let help = style::wrap(&style::clean_line(&finding.help), width, "  → ", "    ");
    format!("{} {message}\n{help}", style::paint(tone, finding.code))
}

/// The grade and what is missing for the next one, in words.
fn grade_line(analysis: &StoryAnalysis, width: usize) -> String {
    style::wrap(&format!("Result: {}", grade_sentence(&analysis.result)), width, "", "  ")
}

/// The grade of a text and what would lift it, in one sentence or two.
pub fn grade_sentence(assessment: &Assessment) -> String {
    let grade = assessment.grade;
    let step = if assessment.arithmetic == Some(Verdict::Conflict) {
        Some("A sum does not hold, which keeps it from more: mend that first.".to_owned())
    } else {
        next_step(assessment.elements, grade)
    };
    let step = step.map(|step| format!(" {step}")).unwrap_or_default();
    format!("grade {} of 4, {}.{step}", grade.number(), grade.name())
}

/// What would lift a Result to the next grade; nothing at the top.
fn next_step(elements: Elements, grade: Grade) -> Option<String> {
    let Elements { base, baseline, timeframe, scope, business, .. } = elements;
    let missing = |list: &[(&str, bool)], join: &str| {
        list.iter().filter(|(_, held)| !held).map(|(name, _)| *name).collect::<Vec<_>>().join(join)
    };
    let worth = "what it meant in money, customers or hours";
    Some(match grade {
        Grade::Unquantified => "For 1: give one figure that measures what came of it.".to_owned(),
        Grade::Bare => {
            "For 2: say what changed in a metric, not only what was shipped or held.".to_owned()
        }
        Grade::Measured => {
            let held = [base, timeframe, scope, business].into_iter().filter(|held| *held).count();
            let some = if held == 1 { "one more" } else { "two" };
            let list = missing(
                &[
                    ("a starting point", base),
                    ("the time it took", timeframe),
                    ("how widely", scope),
                    (worth, business),
                ],
                "; ",
            );
            format!("For 3, {some} of: {list}.")
        }
        Grade::Anchored => {
            let list = missing(
                &[
                    ("the starting point", baseline),
                    ("the time it took", timeframe),
                    (&format!("how widely, or {worth}"), scope || business),
                ],
                "; ",
            );
            format!("For 4: {list}.")
        }
        Grade::Defensible => return None,
    })
}

/// One finding a line: `slug:section:line:column: CODE message`.
pub fn lines(story: &Story, analysis: &StoryAnalysis) -> String {
    let mut out = String::new();
    for finding in &analysis.findings {
        let (section, line, column) = place(story, finding);
        let section = section.map_or("story", Section::as_str);
        let _ = writeln!(
            out,
            "{}:{section}:{}:{}: {} {}",
            story.slug,
            line.unwrap_or(1),
            column.unwrap_or(1),
            finding.code,
            style::clean_line(&finding.message)
        );
    }
    out
}

/// Section, line and column of a finding; a finding of absence has neither of the latter.
pub fn place(story: &Story, finding: &Finding) -> (Option<Section>, Option<usize>, Option<usize>) {
    let text = finding.section.and_then(|section| story.section(section));
    match (text, finding.span) {
        (Some(text), Some(span)) => {
            let (line, column) = LineIndex::new(text).line_column(span.start);
            (finding.section, Some(line), Some(column))
        }
        _ => (finding.section, None, None),
    }
}
