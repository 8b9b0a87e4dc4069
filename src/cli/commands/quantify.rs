//! `star quantify`

use std::io::{self, BufRead};

use crate::analysis::{self, grade};
use crate::cli::args::Format;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::ui::Ui;
use crate::render;
use crate::story::Section;

/// Try a sentence: its figures, the part each plays, the grade and what is missing
///
/// Without TEXT, reads one text a line from standard input and answers each on a line of its own, so that it
/// can stand in a pipe.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star quantify \"I cut page load from 4.2 s to 1.8 s within six weeks.\"\n  star quantify --format json < results.txt"
)]
pub(crate) struct Args {
    /// The text, as it would stand in a Result
    text: Vec<String>,

    /// The section to read it as
    #[arg(long, default_value = "result", value_name = "SECTION", value_parser = parse_section)]
    section: Section,
}

pub(super) fn parse_section(text: &str) -> Result<Section, String> {
    text.parse().map_err(|_| {
        let known: Vec<_> = Section::ALL.iter().map(|section| section.as_str()).collect();
        format!("the sections are {}", known.join(", "))
    })
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    cx.only(&[Format::Human, Format::Json])?;
    if !args.text.is_empty() {
        return answer(&args.text.join(" "), args.section, cx);
    }
    if Ui::interactive() {
        cx.ui.status("Type a sentence and press Enter; Ctrl-D ends.");
    }
    // Line by line, so that memory does not grow with the input.
    let mut input = io::stdin().lock();
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        if input.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(Done::Clean);
        }
        let line = String::from_utf8_lossy(&bytes);
        let line = line.trim_end_matches(['\n', '\r']);
        if cx.format == Format::Json || !line.trim().is_empty() {
            answer(line, args.section, cx)?;
        }
    }
}

fn answer(text: &str, section: Section, cx: &Context) -> Result<Done, CliError> {
    let assessment = grade::assess(text, section, &[]);
    let findings = analysis::analyse_text(text, section, cx.profile(), &cx.settings, cx.today);
    let answer = match cx.format {
        Format::Json => render::json::quantify(text, &assessment, &findings),
        _ => render::quantify::human(text, &assessment, cx.width),
    };
    cx.ui.answer(&answer)?;
    Ok(Done::Clean)
}
