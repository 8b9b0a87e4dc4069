//! What the profile knows about the interview, to read.

use std::fmt::Write as _;

use super::style::{self, Tone};
use crate::catalogue::Profile;

/// The principles: name, how often asked, what each looks like and what its absence looks like.
pub fn principles(profile: &Profile, width: usize) -> String {
    let width = width.min(100);
    let mut out = String::new();
    for (at, principle) in profile.principles().iter().enumerate() {
        let head = format!("{:>2}. {}", at + 1, principle.name);
        let _ = writeln!(
            out,
            "{}  {}",
            style::heading(&head),
            style::paint(
                Tone::Muted,
                &format!("{} · {}", principle.id, often(principle.tier.as_str()))
            ),
        );
        line(&mut out, &principle.summary, "    ", width);
        if let Some(portrait) = profile.portrait(&principle.id) {
            for behaviour in &portrait.behaviours {
                item(&mut out, "+", behaviour, width);
            }
            for sign in &portrait.warning_signs {
                item(&mut out, "−", sign, width);
            }
        }
        out.push('\n');
    }
    out
}

fn often(tier: &str) -> &'static str {
    match tier {
        "high" => "comes up in most loops",
        "middle" => "comes up in many",
        _ => "comes up now and then",
    }
}

/// The conversations of the interview, in order.
pub fn rounds(profile: &Profile, width: usize) -> String {
    let width = width.min(100);
    let mut out = String::new();
    for (at, round) in profile.rounds().iter().enumerate() {
        let [least, most] = round.minutes;
        let minutes = if least == most { least.to_string() } else { format!("{least} to {most}") };
        let principles = match round.principles {
            0 => "no stories".to_owned(),
            number => style::count(number.into(), "principle", "principles"),
        };
        let place = if round.onsite { "interview day" } else { "before it" };
        let _ = writeln!(
            out,
            "{}  {}",
            style::heading(&format!("{}. {}", at + 1, round.name)),
            style::paint(Tone::Muted, &format!("{minutes} min · {principles} · {place}")),
        );
        line(&mut out, &round.summary, "   ", width);
        for pitfall in &round.pitfalls {
            item(&mut out, "−", pitfall, width);
        }
        let _ = writeln!(
            out,
            "{}\n",
            style::paint(
                Tone::Muted,
                &style::wrap(&style::clean_line(&round.reason), width, "   ", "   ")
            )
        );
    }
    out
}

/// How to build an answer to a case, step by step.
pub fn structure(profile: &Profile, width: usize) -> String {
    let width = width.min(100);
    let mut out = String::new();
    let guidance = profile.guidance();
    let written = "The same as a press release with its questions and answers";
    let analytical = "An analytical question";
    for (head, steps) in [
        ("", &guidance.structure),
        (written, &guidance.press_release),
        (analytical, &guidance.analysis),
    ] {
        if !head.is_empty() && !steps.is_empty() {
            let _ = writeln!(out, "{}\n", style::heading(&style::wrap(head, width, "", "")));
        }
        for (at, step) in steps.iter().enumerate() {
            let _ = writeln!(out, "{}", style::heading(&format!("{}. {}", at + 1, step.name)));
            line(&mut out, &step.prompt, "   ", width);
            line(&mut out, &format!("Done when: {}", step.done_when), "   ", width);
            out.push('\n');
        }
    }
    out
}

/// What candidates fail by, and what here is against it.
pub fn mistakes(profile: &Profile, width: usize) -> String {
    let width = width.min(100);
    let mut out = String::new();
    for mistake in &profile.guidance().mistakes {
        line(&mut out, &mistake.what, "", width);
        line(&mut out, &mistake.fix, "  → ", width);
        let rules = mistake.rules.iter().map(|rule| format!("star explain {rule}"));
        let commands = mistake.commands.iter().map(|command| format!("star {command}"));
        let typed: Vec<String> = commands.chain(rules).collect();
        let _ = writeln!(
            out,
            "{}\n",
            style::paint(Tone::Accent, &style::wrap(&typed.join("; "), width, "    ", "    "))
        );
    }
    out
}

/// Questions that candidates ask.
pub fn faq(profile: &Profile, width: usize) -> String {
    let width = width.min(100);
    let mut out = String::new();
    for faq in &profile.guidance().faq {
        let _ = writeln!(
            out,
            "{}",
            style::heading(&style::wrap(&style::clean_line(&faq.question), width, "", ""))
        );
        line(&mut out, &faq.answer, "  ", width);
        out.push('\n');
    }
    out
}

fn line(out: &mut String, text: &str, indent: &str, width: usize) {
    let rest = " ".repeat(style::columns(indent));
    let _ = writeln!(out, "{}", style::wrap(&style::clean_line(text), width, indent, &rest));
}

fn item(out: &mut String, mark: &str, text: &str, width: usize) {
    let _ = writeln!(
        out,
        "{}",
        style::wrap(&style::clean_line(text), width, &format!("    {mark} "), "      ")
    );
}
