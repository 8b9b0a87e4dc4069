//! The ledger of figures: where each comes from, and what an interviewer would still ask.

use std::fmt::Write as _;

use super::style::{self, Tone};
use crate::analysis::claims::Ledger;
use crate::story::Story;

/// Every figure of a story with its basis, source and share, and what is missing.
pub fn ledger(story: &Story, ledger: &Ledger<'_>, width: usize) -> String {
    let mut out = format!("{}\n", style::paint(Tone::Accent, story.slug.as_str()));
    if ledger.entries.is_empty() {
        out.push_str("  no figure in the text\n");
    }
    let mut section = None;
    for entry in &ledger.entries {
        if section != Some(entry.section) {
            section = Some(entry.section);
            let _ = writeln!(out, "  {}", style::heading(entry.section.heading()));
        }
        let role = entry.quantity.role.as_str();
        let mut line = format!("\"{}\" ({role})", style::clean_line(entry.words));
        if let Some(claim) = entry.claim {
            let _ = write!(line, " {}", claim.basis.as_str());
            for part in [&claim.source, &claim.share].into_iter().flatten() {
                let _ = write!(line, "; {}", style::clean_line(part));
            }
        }
        let _ = writeln!(out, "{}", style::wrap(&line, width, "    ", "      "));
        for missing in &entry.missing {
            let _ =
                writeln!(out, "      {} {}", style::paint(Tone::Warn, "open:"), missing.question());
        }
    }
    for claim in &ledger.orphans {
        let line = format!(
            "a claim is about \"{}\", which the text no longer holds",
            style::clean_line(&claim.figure)
        );
        let _ = writeln!(
            out,
            "  {}",
            style::paint(Tone::Warn, &style::wrap(&line, width - 2, "", "    "))
        );
    }
    out
}
