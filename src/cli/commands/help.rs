//! `star help`

use clap::ValueEnum;

use crate::cli;
use crate::cli::args::Format;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::nearest::nearest;
use crate::render::guide;

/// Help on a command, or what the profile knows about the interview
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Topics:\n  principles  each principle: what it looks like, and its absence\n  rounds      the conversations, what they test and how they are lost\n  structure   how to build a product answer\n  mistakes    what candidates fail by, and what here is against it\n  faq         questions that candidates ask\n\nExamples:\n  star help principles\n  star help check"
)]
pub(crate) struct Args {
    /// A command or a topic
    about: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Topic {
    /// each principle: what it looks like, and its absence
    Principles,
    /// the conversations, what they test and how they are lost
    Rounds,
    /// how to build a product answer
    Structure,
    /// what candidates fail by, and what here is against it
    Mistakes,
    /// questions that candidates ask
    Faq,
}

/// Every topic with what it is about.
pub(crate) fn topics() -> impl Iterator<Item = (String, String)> {
    Topic::value_variants().iter().filter_map(Topic::to_possible_value).map(|topic| {
        let about = topic.get_help().map(ToString::to_string).unwrap_or_default();
        (topic.get_name().to_owned(), about)
    })
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    cx.only(&[Format::Human])?;
    let mut command = cli::command();
    let Some(about) = &args.about else {
        cx.ui.answer(&command.render_help().ansi().to_string())?;
        return Ok(Done::Clean);
    };
    if let Ok(topic) = Topic::from_str(about, true) {
        let text = match topic {
            Topic::Principles => guide::principles(cx.profile(), cx.width),
            Topic::Rounds => guide::rounds(cx.profile(), cx.width),
            Topic::Structure => guide::structure(cx.profile(), cx.width),
            Topic::Mistakes => guide::mistakes(cx.profile(), cx.width),
            Topic::Faq => guide::faq(cx.profile(), cx.width),
        };
        cx.ui.answer(text.trim_end())?;
        return Ok(Done::Clean);
    }
    command.build();
    if let Some(found) = command.find_subcommand_mut(about) {
        cx.ui.answer(&found.render_long_help().ansi().to_string())?;
        return Ok(Done::Clean);
    }
    let mut known: Vec<String> =
        command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    known.extend(topics().map(|(name, _)| name));
    Err(CliError::new(format!("no command or topic is called `{about}`"))
        .hint_some(
            nearest(about, known.iter().map(String::as_str))
                .map(|near| format!("did you mean `star help {near}`?")),
        )
        .hint("all commands: star --help"))
}
