//! `star doctor`

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::library;
use crate::render::style::{self, Tone};
use crate::store::{self, Origin, Repaired, Severity};
use crate::story::Entity;

/// Look the library over for damage
///
/// Checks the database, a hash of every record, the search index, the log and the file permissions. Exit code 0
/// if all is sound, 1 if something was found, 2 if it could not look. `--repair` builds a sound library in a new
/// file from every row that still reads, the log and the newest good backup, and names what it could not rebuild;
/// the damaged file stays as it is.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star doctor\n  star doctor --rebuild-index\n  star doctor --repair"
)]
pub(crate) struct Args {
    /// Make the search index anew from the stories first
    #[arg(long)]
    rebuild_index: bool,

    /// Rebuild a damaged library in a new FILE, `…-repaired.db` beside it without a name
    #[arg(long, value_name = "FILE", num_args = 0..=1, conflicts_with = "rebuild_index")]
    #[allow(clippy::option_option, reason = "the flag, and the name it may have")]
    repair: Option<Option<PathBuf>>,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    if let Some(into) = &args.repair {
        return repair(into.as_deref(), cx);
    }
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

fn repair(into: Option<&Path>, cx: &Context) -> Result<Done, CliError> {
    let library = &cx.library.value;
    let beside = || {
        let stem = library.file_stem().unwrap_or_default().to_string_lossy();
        library.with_file_name(format!("{stem}-repaired.db"))
    };
    let into = into.map_or_else(beside, Path::to_owned);
    let repaired = store::repair(library, &into, cx.now())?;
    for line in account(&repaired) {
        cx.ui.answer(&style::wrap(&style::clean_line(&line), cx.width, "", "  "))?;
    }
    cx.ui.hint(&format!(
        "to use it, the damaged file being kept: star restore --from {}",
        repaired.path.display()
    ));
    Ok(if repaired.is_whole() { Done::Clean } else { Done::Findings })
}

/// What was rebuilt and what was not, a line each.
fn account(repaired: &Repaired) -> Vec<String> {
    let mut lines = vec![format!(
        "Rebuilt {} and {} of the log in {}.",
        style::count(repaired.stories, "story", "stories"),
        style::count(repaired.operations, "operation", "operations"),
        repaired.path.display()
    )];
    for (table, rows) in &repaired.unreadable {
        let rows = style::count(*rows, "row", "rows");
        lines.push(format!("In the damaged file {rows} of `{table}` did not read."));
    }
    if let Some(backup) = &repaired.backup {
        lines.push(format!("Holes were filled from {}.", backup.display()));
    }
    if repaired.is_whole() {
        lines.push("Nothing was lost.".to_owned());
        return lines;
    }
    if let (Some(first), Some(last)) =
        (repaired.operations_lost.first(), repaired.operations_lost.last())
    {
        lines.push(format!(
            "The history of operations {first} to {last} is lost: undo ends there. What they left is kept as far as the records read."
        ));
    }
    let mut by_origin: BTreeMap<(Origin, Entity), Vec<&str>> = BTreeMap::new();
    for rebuilt in &repaired.uncertain {
        by_origin.entry((rebuilt.origin, rebuilt.entity)).or_default().push(&rebuilt.name);
    }
    for ((origin, entity), names) in by_origin {
        let kind = entity.as_str();
        let what = match origin {
            Origin::Log | Origin::Row => continue,
            Origin::EarlierLog => {
                "as the readable part of the log leaves it; a later change may be lost"
            }
            Origin::Backup => "as the backup has it; a later change may be lost",
            Origin::Lost => "LOST: nothing that reads holds it",
        };
        // A plan has a hundred tasks; a story is worth its name.
        let shown = if entity == Entity::Story { names.len() } else { names.len().min(3) };
        let more = if shown < names.len() {
            format!(" and {} more", names.len() - shown)
        } else {
            String::new()
        };
        lines.push(format!("{kind} {}{more}: {what}.", names[..shown].join(", ")));
    }
    lines
}
