//! A rule's documentation.

use std::fmt::Write as _;

use super::check::severity_tone;
use super::style::{self, Tone};
use crate::analysis::Settings;
use crate::analysis::lint::{RULES, Rule};

/// One rule in full, with the thresholds it compares against as they are set.
pub fn rule(rule: &Rule, settings: &Settings, width: usize) -> String {
    let mut out = format!(
        "{} {}  {}\n\n",
        style::paint(Tone::Accent, rule.code),
        style::heading(rule.name),
        style::paint(severity_tone(rule.severity), rule.severity.as_str())
    );
    for paragraph in rule.documentation().split("\n\n") {
        let text = paragraph.split('\n').collect::<Vec<_>>().join(" ");
        match text.strip_prefix("# ") {
            Some(heading) => {
                let _ = writeln!(out, "{}", style::heading(heading));
            }
            None if paragraph.starts_with("- ") => {
                for item in paragraph.split("\n- ") {
                    let item = item.trim_start_matches("- ").replace('\n', " ");
                    let _ = writeln!(out, "{}", style::wrap(&item, width, "  - ", "    "));
                }
                out.push('\n');
            }
            None => {
                let _ = writeln!(out, "{}\n", style::wrap(&text, width, "  ", "  "));
            }
        }
    }
    let documentation = rule.documentation();
    for threshold in
        Settings::THRESHOLDS.iter().filter(|threshold| documentation.contains(threshold.key))
    {
        let value = settings.get(threshold.key).unwrap_or_default();
        let _ = writeln!(
            out,
            "{}",
            style::wrap(
                &format!("{} = {value}: {}", threshold.key, threshold.about),
                width,
                "",
                "  "
            )
        );
    }
    out
}

/// One rule as Markdown.
pub fn markdown(rule: &Rule) -> String {
    format!("# {} {}\n\n{}\n", rule.code, rule.name, rule.documentation().replace("\n# ", "\n## "))
}

/// Columns below which a rule's summary stands under its name.
const NARROW: usize = 5 + 8 + 27 + 20;

/// Every rule, one line each where there is room: code, severity, name, first sentence.
pub fn list(width: usize) -> String {
    let mut out = String::new();
    for rule in RULES {
        let summary = rule.summary();
        if width < NARROW {
            let detail = format!("{}. {summary}", rule.severity.as_str());
            let head = format!("{} {}", rule.code, rule.name);
            let _ = writeln!(out, "{}", style::heading_with(&head, &detail, width));
            continue;
        }
        let severity = style::pad(rule.severity.as_str(), 8);
        let name = style::pad(rule.name, 27);
        let room = width.saturating_sub(5 + 8 + 27);
        let _ = writeln!(
            out,
            "{} {}{}{}",
            style::paint(Tone::Accent, rule.code),
            style::paint(severity_tone(rule.severity), &severity),
            name,
            style::fit(&summary, room)
        );
    }
    out
}
