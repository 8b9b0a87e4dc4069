//! `star check`

use clap::ValueEnum;

use crate::analysis::StoryAnalysis;
use crate::analysis::lint::{self, Selector, Severity};
use crate::cli::args::Format;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::library;
use crate::cli::ui::Ui;
use crate::render;
use crate::render::style::{self, Tone};
use crate::story::Story;

/// Find what an interviewer would find: missing parts, results without numbers, `we` for `I`
///
/// Each finding stands under the words it is about, with what to do. Exit code 1 if something is at or above
/// `--fail-on`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star check\n  star check checkout-latency\n  star check --select Q --fail-on warning\n  star check --format lines | grep V001\n  star explain Q002"
)]
pub(crate) struct Args {
    /// Slugs, the beginnings of slugs, or ids; all stories without any
    stories: Vec<String>,

    /// Exit with 1 from this severity on
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "error|warning|info|never", hide_possible_values = true)]
    fail_on: FailOn,

    /// Only these rules or families (Q, Q002, missing-baseline)
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    select: Vec<String>,

    /// Leave these rules or families out
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    ignore: Vec<String>,

    /// Show the ledger of figures instead: where each comes from, and what is missing
    #[arg(long)]
    claims: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Errors
    Error,
    /// Warnings and errors
    Warning,
    /// Anything
    Info,
    /// Nothing
    Never,
}

impl FailOn {
    fn reached(self, severity: Severity) -> bool {
        match self {
            Self::Error => severity >= Severity::Error,
            Self::Warning => severity >= Severity::Warning,
            Self::Info => true,
            Self::Never => false,
        }
    }
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    cx.only(&[Format::Human, Format::Json, Format::Lines])?;
    let stories = library::stories(cx)?;
    let selected = library::select(&stories, &args.stories)?;
    if args.claims {
        let analyses = library::analyse(cx, &stories);
        let ledgers: Vec<String> =
            selected.iter().filter_map(|story| super::claim::shown(story, &analyses, cx)).collect();
        cx.ui.answer(&ledgers.join("\n"))?;
        return Ok(Done::Clean);
    }
    let (select, ignore) = (selectors(&args.select)?, selectors(&args.ignore)?);
    // Status and grade follow from every rule; a selection only chooses what is shown.
    let mut analyses = library::analyse(cx, &stories);
    for analysis in &mut analyses {
        analysis.findings.retain(|finding| {
            let covered = |list: &[Selector]| {
                lint::rule(finding.code)
                    .is_some_and(|rule| list.iter().any(|selector| selector.covers(rule)))
            };
            (select.is_empty() || covered(&select)) && !covered(&ignore)
        });
    }
    let rows: Vec<(&Story, &StoryAnalysis)> = selected
        .iter()
        .filter_map(|story| {
            Some((*story, analyses.iter().find(|analysis| analysis.id == story.id)?))
        })
        .collect();
    match cx.format {
        Format::Json => cx.ui.answer(&render::json::check(&rows))?,
        Format::Lines => {
            let lines: String = rows
                .iter()
                .map(|(story, analysis)| render::check::lines(story, analysis))
                .collect();
            Ui::document(lines.as_bytes())?;
        }
        _ => human(&rows, stories.is_empty(), cx)?,
    }
    let found = rows
        .iter()
        .flat_map(|(_, analysis)| &analysis.findings)
        .any(|finding| args.fail_on.reached(finding.severity));
    Ok(if found { Done::Findings } else { Done::Clean })
}

fn selectors(typed: &[String]) -> Result<Vec<Selector>, CliError> {
    typed
        .iter()
        .map(|text| {
            Selector::parse(text).map_err(|nearest| {
                CliError::new(format!("no rule or family is called `{text}`"))
                    .hint_some(
                        nearest.map(|rule| format!("did you mean {} {}?", rule.code, rule.name)),
                    )
                    .hint("all of them: star explain")
            })
        })
        .collect()
}

fn human(rows: &[(&Story, &StoryAnalysis)], empty: bool, cx: &Context) -> Result<(), CliError> {
    if empty {
        cx.ui.answer("The library is empty.")?;
        cx.ui.hint("write a first story: star new; or try a sentence: star quantify \"…\"");
        return Ok(());
    }
    for (at, (story, analysis)) in rows.iter().enumerate() {
        if at > 0 {
            cx.ui.answer("")?;
        }
        cx.ui.answer(&render::check::story(story, analysis, &cx.settings, cx.width))?;
    }
    let count = |severity: Severity| {
        rows.iter()
            .flat_map(|(_, analysis)| &analysis.findings)
            .filter(|f| f.severity == severity)
            .count()
    };
    let ready = rows.iter().filter(|(_, analysis)| analysis.status.is_ready()).count();
    let line = format!(
        "{}, {ready} ready: {}, {}, {}",
        style::count(rows.len(), "story", "stories"),
        style::count(count(Severity::Error), "error", "errors"),
        style::count(count(Severity::Warning), "warning", "warnings"),
        style::count(count(Severity::Info), "remark", "remarks"),
    );
    cx.ui.answer(&format!(
        "\n{}",
        style::paint(Tone::Strong, &style::wrap(&line, cx.width, "", "  "))
    ))?;
    cx.ui.hint("why a rule matters: star explain CODE");
    Ok(())
}
