//! `star claim`

use crate::analysis::{StoryAnalysis, claims};
use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::library;
use crate::interchange::figure_occurs;
use crate::render;
use crate::store::{NewOperation, story_change};
use crate::story::{Basis, Claim, Story, Verb};

/// Say where a figure comes from, before an interviewer asks
///
/// The words must occur in the story. Without a figure, shows the ledger: every figure with what is known of it.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star claim checkout-latency\n  star claim checkout-latency \"820 ms to 310 ms\" --basis measured --source \"p99 dashboard, weekly\"\n  star claim checkout-latency \"12%\" --basis reported --source \"finance\" --share \"mine and one analyst's\""
)]
pub(crate) struct Args {
    /// Slug, the beginning of one, or id
    story: String,

    /// The words of the text that hold the figure
    figure: Option<String>,

    /// Where it comes from
    #[arg(long, value_name = "measured|estimated|reported|unverified", value_parser = parse_basis)]
    basis: Option<Basis>,

    /// The instrument, report or person
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,

    /// Your own part in it
    #[arg(long, value_name = "TEXT")]
    share: Option<String>,

    /// Take the claim away
    #[arg(long, conflicts_with_all = ["basis", "source", "share"])]
    remove: bool,
}

fn parse_basis(text: &str) -> Result<Basis, String> {
    Basis::ALL
        .into_iter()
        .find(|basis| basis.as_str().eq_ignore_ascii_case(text))
        .ok_or_else(|| "the basis is measured, estimated, reported or unverified".to_owned())
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    let Some(figure) = &args.figure else {
        let stories = library::stories(cx)?;
        let story = library::find(&stories, &args.story)?;
        let analyses = library::analyse(cx, &stories);
        cx.ui.answer(&shown(story, &analyses, cx).unwrap_or_default())?;
        return Ok(Done::Clean);
    };
    let mut library = library::write(cx)?;
    let stories = library.stories()?;
    let before = library::find(&stories, &args.story)?;
    let mut after = before.clone();
    if args.remove {
        after.claims.retain(|claim| claim.figure != *figure);
        if after.claims.len() == before.claims.len() {
            return Err(CliError::new(format!("{} has no claim about \"{figure}\"", before.slug))
                .hint(format!("its claims: star claim {}", before.slug)));
        }
    } else {
        record(&mut after, figure, args)?;
    }
    after.updated = cx.now();
    library.commit(
        NewOperation {
            verb: Verb::Claim,
            summary: format!("{}: {figure}", after.slug),
            changes: vec![story_change(Some(before), Some(&after))],
        },
        cx.now(),
    )?;
    cx.ui.status(&format!(
        "{} the claim about \"{figure}\".",
        if args.remove { "Removed" } else { "Recorded" }
    ));
    Ok(Done::Clean)
}

/// The ledger of a story.
pub(super) fn shown(story: &Story, analyses: &[StoryAnalysis], cx: &Context) -> Option<String> {
    let analysis = analyses.iter().find(|analysis| analysis.id == story.id)?;
    let figures = analysis.quantities.iter().map(|located| (located.section, &located.quantity));
    Some(render::claims::ledger(story, &claims::ledger(story, figures), cx.width))
}

fn record(story: &mut Story, figure: &str, args: &Args) -> Result<(), CliError> {
    if !figure_occurs(figure, &story.sections) {
        return Err(CliError::new(format!("\"{figure}\" does not stand in {}", story.slug))
            .hint(format!("give the words as they stand in the text: star claim {}", story.slug)));
    }
    let known = story.claims.iter_mut().find(|claim| claim.figure == figure);
    match (known, args.basis) {
        (Some(claim), basis) => {
            claim.basis = basis.unwrap_or(claim.basis);
            claim.source = args.source.clone().or_else(|| claim.source.take());
            claim.share = args.share.clone().or_else(|| claim.share.take());
        }
        (None, Some(basis)) => story.claims.push(Claim {
            figure: figure.to_owned(),
            basis,
            source: args.source.clone(),
            share: args.share.clone(),
        }),
        (None, None) => {
            return Err(CliError::new("say where the figure comes from")
                .hint("add --basis measured, estimated, reported or unverified"));
        }
    }
    Ok(())
}
