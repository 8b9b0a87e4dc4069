//! `star explain`

use crate::analysis::lint;
use crate::cli::args::Format;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::render;

/// Explain a rule: what it finds, why an interviewer cares, a bad and a better example
///
/// Without a rule, lists them all.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star explain Q002\n  star explain missing-baseline\n  star explain"
)]
pub(crate) struct Args {
    /// A code (Q002) or name (missing-baseline)
    rule: Option<String>,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    cx.only(&[Format::Human, Format::Markdown])?;
    let Some(typed) = &args.rule else {
        cx.ui.answer(&render::explain::list(cx.width))?;
        cx.ui.hint("one rule in full: star explain CODE");
        return Ok(Done::Clean);
    };
    let Some(rule) = lint::rule(typed) else {
        let near =
            lint::nearest(typed).map(|rule| format!("did you mean `star explain {}`?", rule.code));
        return Err(CliError::new(format!("no rule is called `{typed}`"))
            .hint_some(near)
            .hint("all of them: star explain"));
    };
    if cx.format == Format::Markdown {
        cx.ui.answer(&render::explain::markdown(rule))?;
    } else {
        cx.ui.answer(&render::explain::rule(rule, &cx.settings, cx.width))?;
    }
    Ok(Done::Clean)
}
