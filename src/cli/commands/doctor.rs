//! `star doctor`

use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::library;
use crate::render::style::{self, Tone};
use crate::store::Severity;

/// Look the library over for damage
///
/// Checks the database, a hash of every record, the search index, the log and the file permissions. Exit code 0
/// if all is sound, 1 if something was found, 2 if it could not look.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  star doctor\n  star doctor --rebuild-index")]
pub(crate) struct Args {
    /// Make the search index anew from the stories first
    #[arg(long)]
    rebuild_index: bool,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    if args.rebuild_index {
        library::write(cx)?.rebuild_search()?;
        cx.ui.status("The search index was made anew.");
    }
    let Some(library) = library::read(cx)? else {
        cx.ui.answer(&format!("There is no library at {} yet.", cx.library.value.display()))?;
        return Ok(Done::Clean);
    };
    let findings = library.doctor()?;
    if findings.is_empty() {
        let count = style::count(library.slugs()?.len(), "story", "stories");
        cx.ui.answer(&format!("{} {count}, all sound.", style::paint(Tone::Good, "✓")))?;
        return Ok(Done::Clean);
    }
    for finding in &findings {
        let head = match finding.severity {
            Severity::Error => style::paint(Tone::Bad, "error"),
            Severity::Warning => style::paint(Tone::Warn, "warning"),
        };
        cx.ui.answer(&format!("{head}: {}", style::clean_line(&finding.message)))?;
        cx.ui.answer(&style::wrap(
            &style::clean_line(&finding.advice),
            cx.width,
            "  → ",
            "    ",
        ))?;
    }
    Ok(Done::Findings)
}
