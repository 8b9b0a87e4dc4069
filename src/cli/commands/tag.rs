//! `star tag`

use crate::catalogue::PrincipleId;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::{library, principles};
use crate::store::{Library, NewOperation, story_change};
use crate::story::{Story, Verb};

/// Tag a story with principles, or take tags away
///
/// The first tag of a story is its primary principle. New tags go behind those it has; `--primary` puts them
/// in front. Without a principle, shows the tags.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star tag checkout-latency dive-deep \"deliver results\"\n  star tag checkout-latency --primary ownership\n  star tag checkout-latency --remove think-big"
)]
pub(crate) struct Args {
    /// Slug, the beginning of one, or id
    story: String,

    /// Principles to add: ids, names or the beginnings of either
    principles: Vec<String>,

    /// Put them in front
    #[arg(long)]
    primary: bool,

    /// Principles to take away
    #[arg(long, short, value_name = "PRINCIPLE")]
    remove: Vec<String>,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    let add = principles::resolve_all(cx.profile(), &args.principles)?;
    let remove = args
        .remove
        .iter()
        .map(|typed| principles::resolve_tag(cx.profile(), typed))
        .collect::<Result<Vec<_>, _>>()?;
    if add.is_empty() && remove.is_empty() {
        let stories = library::stories(cx)?;
        let story = library::find(&stories, &args.story)?;
        let tags: Vec<String> = story.principles.iter().map(ToString::to_string).collect();
        cx.ui.answer(&if tags.is_empty() { "no tags".to_owned() } else { tags.join(", ") })?;
        return Ok(Done::Clean);
    }
    let mut library = library::write(cx)?;
    let stories = library.stories()?;
    let before = library::find(&stories, &args.story)?;
    let mut tags = before.principles.clone();
    for id in &remove {
        if !tags.contains(id) {
            return Err(CliError::new(format!("{} is not tagged {id}", before.slug))
                .hint(format!("its tags: star tag {}", before.slug)));
        }
    }
    tags.retain(|id| !(remove.contains(id) || args.primary && add.contains(id)));
    let place = if args.primary { 0 } else { tags.len() };
    let new: Vec<_> = add.into_iter().filter(|id| !tags.contains(id)).collect();
    tags.splice(place..place, new);
    if tags == before.principles {
        cx.ui.status(&format!("{} has these tags already", before.slug));
        return Ok(Done::Clean);
    }
    save(&mut library, before, tags, cx)?;
    Ok(Done::Clean)
}

/// Gives a story these tags, in one operation, and says what they are now.
pub(super) fn save(
    library: &mut Library,
    before: &Story,
    tags: Vec<PrincipleId>,
    cx: &Context,
) -> Result<(), CliError> {
    let mut after = before.clone();
    after.principles = tags;
    after.updated = cx.now();
    library.commit(
        NewOperation {
            verb: Verb::Tag,
            summary: after.slug.to_string(),
            changes: vec![story_change(Some(before), Some(&after))],
        },
        cx.now(),
    )?;
    let names: Vec<&str> = after.principles.iter().map(PrincipleId::as_str).collect();
    cx.ui.status(&match names.as_slice() {
        [] => format!("{} has no tags any more", after.slug),
        [primary] => format!("{}: {primary} (primary)", after.slug),
        [primary, rest @ ..] => format!("{}: {primary} (primary), {}", after.slug, rest.join(", ")),
    });
    Ok(())
}
