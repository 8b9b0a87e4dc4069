//! `star schema`

use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::ui::Ui;
use crate::nearest::nearest;
use crate::schemas::SCHEMAS;

/// Print the JSON Schema of a format
///
/// Without a name, lists the formats. Editors that know JSON Schema can then complete and check a library as
/// it is typed.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  star schema library > library.v1.json\n  star schema check")]
pub(crate) struct Args {
    /// Which format: library, profile, or a command whose JSON output it describes
    #[arg(value_name = "SCHEMA")]
    name: Option<String>,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    let Some(name) = &args.name else {
        let list: Vec<String> =
            SCHEMAS.iter().map(|schema| format!("{:<14} {}", schema.name, schema.about)).collect();
        cx.ui.answer(&list.join("\n"))?;
        return Ok(Done::Clean);
    };
    let Some(schema) = SCHEMAS.iter().find(|schema| schema.name == name) else {
        let near = nearest(name, SCHEMAS.iter().map(|schema| schema.name));
        return Err(CliError::new(format!("no format is called `{name}`"))
            .hint_some(near.map(|near| format!("did you mean `star schema {near}`?")))
            .hint("all of them: star schema"));
    };
    Ui::document(schema.text.as_bytes())?;
    Ok(Done::Clean)
}
