//! One story: its text with the findings marked, what its Result holds, and how practice went.

use maud::{Markup, html};

use super::Report;
use super::marked::{self, Numbered};
use crate::analysis::StoryAnalysis;
use crate::analysis::grade::Elements;
use crate::analysis::lint::{Finding, rule};
use crate::drill::rehearsal::attempts;
use crate::render::check::grade_sentence;
use crate::render::html::chart;
use crate::render::style;
use crate::story::{Section, Story};

/// The article of a story; `number` is what the matrix calls it.
pub(super) fn article(
    number: usize,
    story: &Story,
    analysis: &StoryAnalysis,
    of: &Report<'_>,
) -> Markup {
    let findings: Vec<Numbered<'_>> = analysis
        .findings
        .iter()
        .enumerate()
        .map(|(at, finding)| Numbered { number: at + 1, finding })
        .collect();
    let about = |section: Option<Section>| -> Vec<Numbered<'_>> {
        findings.iter().filter(|numbered| numbered.finding.section == section).copied().collect()
    };
    let anchor = format!("story-{number}-finding-");
    html! {
        article.story aria-labelledby=(format!("story-{number}")) {
            h3 id=(format!("story-{number}")) { (number) ". " (style::clean_line(&story.title)) }
            p.soft {
                span class=(format!("badge {}", analysis.status.as_str())) { (analysis.status.as_str()) }
                " " code { (story.slug) }
                @for fact in facts(story) { " · " (fact) }
            }
            @if !story.principles.is_empty() {
                ul.tags aria-label="Principles" {
                    @for (at, id) in story.principles.iter().enumerate() {
                        li.primary[at == 0] { (style::clean_line(of.profile.name_of(id))) @if at == 0 { " (primary)" } }
                    }
                }
            }
            (measures(story, analysis, of))
            (findings_list(&about(None), &anchor))
            @for section in Section::ALL {
                @let found = about(Some(section));
                @if let Some(text) = story.section(section) {
                    h4 { (section.heading()) }
                    (marked::text(text, &found, &anchor))
                } @else if !found.is_empty() {
                    h4 { (section.heading()) " (nothing yet)" }
                }
                (findings_list(&found, &anchor))
            }
            (claims(story))
            @for allowed in &story.allow {
                p { small { "Accepted: " (allowed.code) " " (rule(&allowed.code).map_or("", |rule| rule.name)) ", because " (style::clean_line(&allowed.reason)) } }
            }
        }
    }
}

fn facts(story: &Story) -> Vec<String> {
    let period = story.period.map(|period| period.to_string());
    let outcome = story.outcome.map(|outcome| outcome.as_str().to_owned());
    [story.organization.clone(), story.project.clone(), story.role.clone(), period, outcome]
        .into_iter()
        .flatten()
        .map(|fact| style::clean_line(&fact))
        .collect()
}

/// What can be measured of a story, each in words beside its picture.
fn measures(story: &Story, analysis: &StoryAnalysis, of: &Report<'_>) -> Markup {
    let target = of.settings.target_seconds;
    let seconds = f64::from(analysis.spoken_seconds);
    html! {
        div.measures {
            div {
                h4 { "Result" }
                p { "Grade " (grade_sentence(&analysis.result).trim_start_matches("grade ")) }
                ul.elements aria-label="What a defensible result holds" {
                    @for (name, held) in elements(analysis.result.elements) {
                        @if held {
                            li.present { "✓ " (name) }
                        } @else {
                            li.missing { "✗ no " (name) }
                        }
                    }
                }
            }
            div {
                h4 { "Spoken" }
                p { (analysis.spoken_seconds) " s of " (format!("{target:.0}")) " s; I " (analysis.first_person.i) ", we " (analysis.first_person.we) }
                (chart::bar(seconds / (target * 1.5)))
                p { small { (length(seconds, target)) } }
            }
            (practice(story, of))
        }
    }
}

fn length(seconds: f64, target: f64) -> String {
    match (seconds - target).round() {
        over if over > 0.0 => {
            format!("{over:.0} s over the target, which is at two thirds of the bar")
        }
        under if under < 0.0 => {
            format!("{:.0} s under the target, which is at two thirds of the bar", -under)
        }
        _ => "on the target, at two thirds of the bar".to_owned(),
    }
}

fn elements(of: Elements) -> [(&'static str, bool); 7] {
    [
        ("metric", of.metric),
        ("change", of.change),
        ("base", of.base),
        ("baseline", of.baseline),
        ("time frame", of.timeframe),
        ("scope", of.scope),
        ("business meaning", of.business),
    ]
}

/// How deep it held and how long it took, time after time.
fn practice(story: &Story, of: &Report<'_>) -> Markup {
    let depths: Vec<f64> = of
        .practice
        .drills
        .iter()
        .filter(|drill| drill.story == story.id)
        .filter_map(|drill| drill.depth.map(f64::from))
        .collect();
    let told: Vec<f64> = attempts(&of.practice.rehearsals, story.id, false)
        .into_iter()
        .map(|(_, seconds)| f64::from(seconds))
        .collect();
    let list = |values: &[f64]| {
        let shown = values.len().saturating_sub(SHOWN);
        values[shown..].iter().map(|value| format!("{value:.0}")).collect::<Vec<_>>().join(", ")
    };
    html! {
        div {
            h4 { "Practice" }
            @if depths.is_empty() {
                p { "Never drilled." }
            } @else {
                p { "Depth of five layers: " (list(&depths)) " " (chart::spark(&depths, 4.0)) }
            }
            @if told.is_empty() {
                p { "Never told against the clock." }
            } @else {
                p { "Told in seconds: " (list(&told)) " " (chart::spark(&told, of.settings.target_seconds)) }
            }
        }
    }
}

/// Attempts that are listed.
const SHOWN: usize = 8;

fn findings_list(findings: &[Numbered<'_>], anchor: &str) -> Markup {
    if findings.is_empty() {
        return html! {};
    }
    html! {
        ul.findings {
            @for Numbered { number, finding } in findings {
                li id=(format!("{anchor}{number}")) class=(finding.severity.as_str()) {
                    span.number { (number) }
                    (said(finding))
                }
            }
        }
    }
}

fn said(finding: &Finding) -> Markup {
    html! {
        span {
            b { (finding.code) " " (finding.severity.as_str()) } ": " (quoting_commands(&finding.message))
            @if !finding.help.is_empty() { span.help { "→ " (quoting_commands(&finding.help)) } }
        }
    }
}

/// A remark, with what stands between backticks as something to type.
fn quoting_commands(text: &str) -> Markup {
    let text = style::clean_line(text);
    let parts: Vec<&str> = text.split('`').collect();
    // A backtick without its fellow is one that the story has.
    if parts.len().is_multiple_of(2) {
        return html! { (text) };
    }
    html! {
        @for (at, part) in parts.iter().enumerate() {
            @if at % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}

/// Where the figures come from.
fn claims(story: &Story) -> Markup {
    if story.claims.is_empty() {
        return html! {};
    }
    html! {
        h4 { "Where the figures come from" }
        table.claims {
            thead { tr { th scope="col" { "Figure" } th scope="col" { "Basis" } th scope="col" { "Source" } th scope="col" { "Own share" } } }
            tbody {
                @for claim in &story.claims {
                    tr {
                        td { (style::clean_line(&claim.figure)) }
                        td { (claim.basis.as_str()) }
                        td { (style::clean_line(claim.source.as_deref().unwrap_or("not said"))) }
                        td { (style::clean_line(claim.share.as_deref().unwrap_or("not said"))) }
                    }
                }
            }
        }
    }
}
