//! Saying what a redaction could not be sure of.

use super::context::Context;
use crate::redact::{Doubt, Redactor};
use crate::render::style::{self, Tone};

/// Lists the doubts on standard error; they hold the very words that nobody else is to read, so they never enter
/// what is written.
pub(crate) fn say(redactor: &Redactor, cx: &Context) {
    let (replaced, left): (Vec<&Doubt>, Vec<&Doubt>) =
        redactor.doubts().iter().partition(|doubt| doubt.label.is_some());
    for (heading, doubts) in [
        ("Taken for names by their looks, and replaced:", &replaced),
        ("Left as they are; read over whether they give something away:", &left),
    ] {
        if doubts.is_empty() {
            continue;
        }
        cx.ui.status(&style::paint(Tone::Heading, heading));
        let mut of: Option<&str> = None;
        let mut line: Vec<String> = Vec::new();
        for doubt in doubts {
            if of.is_some_and(|story| story != doubt.story) {
                flush(&mut line, of, cx);
            }
            of = Some(&doubt.story);
            line.push(match &doubt.label {
                Some(label) => format!("{} → {label}", doubt.words),
                None => doubt.words.clone(),
            });
        }
        flush(&mut line, of, cx);
    }
    cx.ui.warn("no program knows every name: read it once before you hand it out");
}

fn flush(line: &mut Vec<String>, story: Option<&str>, cx: &Context) {
    let text = format!("{}: {}", story.unwrap_or_default(), line.join(", "));
    cx.ui.status(&style::wrap(&style::clean_line(&text), cx.width, "  ", "    "));
    line.clear();
}
