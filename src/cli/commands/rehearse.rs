//! `star rehearse`

use std::time::Instant;

use crate::analysis::StoryAnalysis;
use crate::cli::args::Format;
use crate::cli::context::{Context, draws_blocks, terminal_width};
use crate::cli::error::{CliError, Done};
use crate::cli::journal::Journal;
use crate::cli::stage::{Reply, Shown, Stage, clock};
use crate::cli::ui::Ui;
use crate::cli::{library, practice};
use crate::drill::rehearsal::{Guide, TOLD, Timed, attempts};
use crate::drill::{Record, RehearsalRecord};
use crate::render;
use crate::render::rehearsal::Ink;
use crate::render::style::{self, Tone};
use crate::story::{Section, Story};

/// Tell a story aloud against the clock, section by section, and see whether it gets shorter
///
/// A bar says when to move on; press Enter at the end of each section. The time is `check.target-seconds`, divided by
/// `practice.guide` (10, 10, 60 and 20 percent). What each section took is kept; `star undo` takes a rehearsal back.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star rehearse checkout-latency\n  star rehearse checkout-latency --headline\n  star rehearse checkout-latency --times 9,10,58,20\n  star rehearse checkout-latency --trend"
)]
pub(crate) struct Args {
    /// Slug, the beginning of one, or id
    story: String,

    /// Tell the opener only, in 15 seconds
    #[arg(long)]
    headline: bool,

    /// Log seconds that were taken elsewhere: situation,task,action,result; one number with --headline
    #[arg(long, value_name = "SECONDS", value_delimiter = ',', value_parser = clap::value_parser!(u32).range(0..=3600))]
    times: Vec<u32>,

    /// Show the attempts so far and tell nothing
    #[arg(long, conflicts_with = "times")]
    trend: bool,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    cx.only(&[Format::Human, Format::Json])?;
    let stories = library::stories(cx)?;
    let story = library::find(&stories, &args.story)?;
    let guide = Guide::new(cx.settings.target_seconds, cx.practice.guide);
    let sections: &[Section] = if args.headline { &[Section::Headline] } else { &TOLD };
    let mut records = practice::rehearsals(library::read(cx)?.as_ref())?;
    let mut journal = Journal::new(cx);
    let summary = format!("rehearse {}", story.slug);
    let told = if args.trend {
        None
    } else if args.times.is_empty() {
        let analyses = library::analyse(cx, &stories);
        let analysis = analyses.iter().find(|analysis| analysis.id == story.id);
        let told = on_stage(story, analysis, sections, &guide, cx, &mut |told| {
            let record = RehearsalRecord::new(story.id, cx.moment(), told.to_vec());
            journal.note(&[Record::Rehearsal(record)], &summary);
        })?;
        if told.0.is_empty() {
            journal.discard();
            if told.1 {
                return Err(CliError::interrupted());
            }
            cx.ui.status("No section was told to its end, so nothing is kept.");
            return Ok(Done::Clean);
        }
        Some(told)
    } else {
        Some((timed(&args.times, sections)?, false))
    };
    let by_signal = told.as_ref().is_some_and(|(_, by_signal)| *by_signal);
    if let Some((sections, _)) = told {
        let record = RehearsalRecord::new(story.id, cx.moment(), sections);
        journal.commit(&[Record::Rehearsal(record.clone())], &summary)?;
        records.push(record);
    }
    let told = if args.trend { None } else { records.last() };
    let attempts = attempts(&records, story.id, args.headline);
    if cx.format == Format::Json {
        cx.ui.answer(&render::json::rehearsal(story, told, &attempts, &guide, sections))?;
    } else {
        if let Some(record) = told {
            cx.ui.answer(&render::rehearsal::told(story, record, &guide, cx.width))?;
        }
        let ink = Ink::new(draws_blocks());
        let target = guide.total(sections);
        cx.ui.answer(&render::rehearsal::trend(&attempts, target, ink, cx.width))?;
    }
    if by_signal {
        return Err(CliError::interrupted_but(
            "Interrupted; the sections told to their end are kept. Take them back: star undo",
        ));
    }
    Ok(Done::Clean)
}

fn timed(times: &[u32], sections: &[Section]) -> Result<Vec<Timed>, CliError> {
    if times.len() != sections.len() {
        let names: Vec<&str> = sections.iter().map(|section| section.as_str()).collect();
        return Err(CliError::new(format!(
            "--times takes {}, not {}",
            style::count(sections.len(), "number", "numbers"),
            times.len()
        ))
        .hint(format!("the seconds for {}", names.join(", "))));
    }
    Ok(sections.iter().zip(times).map(|(&section, &seconds)| Timed { section, seconds }).collect())
}

/// The sections that were told to their end, and whether a signal broke it off; `noted` is told of each.
fn on_stage(
    story: &Story,
    analysis: Option<&StoryAnalysis>,
    sections: &[Section],
    guide: &Guide,
    cx: &Context,
    noted: &mut dyn FnMut(&[Timed]),
) -> Result<(Vec<Timed>, bool), CliError> {
    if !Ui::interactive() {
        return Err(CliError::new("a rehearsal needs a terminal to run the clock on").hint(
            format!(
                "log what you timed elsewhere: star rehearse {} --times 9,10,58,20",
                story.slug
            ),
        ));
    }
    let stage = Stage::new(cx);
    let width = terminal_width().min(100);
    let plan: Vec<String> = sections
        .iter()
        .map(|section| format!("{} {:.0} s", section.heading(), guide.seconds(*section)))
        .collect();
    let how = format!("{}. Enter begins, and ends each section.", plan.join(", "));
    cx.ui.ask(&format!(
        "{}\n{}",
        style::heading(&style::wrap(&style::clean_line(&story.title), width, "", "")),
        style::paint(Tone::Muted, &style::wrap(&how, width, "", ""))
    ));
    let mut told = Vec::new();
    let ready = stage
        .key(&['\n', ' '], Instant::now(), &|_, _| Shown::toned(Tone::Accent, "Enter to begin "));
    match ready {
        Reply::Given(_) => {}
        Reply::Stop => return Ok((told, false)),
        Reply::Interrupted => return Ok((told, true)),
    }
    let ink = Ink::new(draws_blocks());
    let mut before = 0;
    for &section in sections {
        cue(section, story, analysis, cx);
        let since = Instant::now();
        let wanted = guide.seconds(section);
        let total = guide.total(sections);
        let reply = stage.key(&['\n', ' '], since, &|seconds, room| {
            bar(section, seconds, wanted, before + seconds, total, ink, room)
        });
        match reply {
            Reply::Given(_) => {}
            Reply::Stop => return Ok((told, false)),
            Reply::Interrupted => return Ok((told, true)),
        }
        // Rounded, so that four sections do not lose two seconds between them.
        let seconds = since.elapsed().as_secs_f64().round();
        before += seconds as u64;
        told.push(Timed { section, seconds: seconds as u32 });
        noted(&told);
        cx.ui.ask(&style::paint(Tone::Muted, &format!("  {}", clock(seconds as u64))));
    }
    Ok((told, false))
}

/// A section's name, and the figures that belong in it: what one forgets first.
fn cue(section: Section, story: &Story, analysis: Option<&StoryAnalysis>, cx: &Context) {
    const MOST: usize = 4;
    let figures: Vec<String> = analysis
        .iter()
        .flat_map(|analysis| &analysis.quantities)
        .filter(|located| located.section == section)
        .filter_map(|located| {
            Some(style::clean_line(located.quantity.span.slice(story.section(section)?)))
        })
        .take(MOST)
        .collect();
    let mut line = style::heading(section.heading());
    if !figures.is_empty() {
        line = format!("{line}  {}", style::paint(Tone::Muted, &figures.join(" · ")));
    }
    cx.ui.ask(&line);
}

/// The bar of a section: how far, and when to move on, in words as well.
fn bar(
    section: Section,
    seconds: u64,
    wanted: f64,
    all: u64,
    total: f64,
    ink: Ink,
    room: usize,
) -> Shown {
    /// Share of a section's time from which to come to its end.
    const SOON: f64 = 0.8;
    let spent = seconds as f64 / wanted.max(1.0);
    let (tone, said) = if spent >= 1.0 {
        (Tone::Bad, if section == Section::Result { "finish" } else { "move on" })
    } else if spent >= SOON {
        (Tone::Warn, "round it off")
    } else {
        (Tone::Good, "")
    };
    let total = format!("{} of {}", clock(all), clock(total.round() as u64));
    let columns = room.saturating_sub(40).clamp(6, 40);
    let text = format!(
        "  {} {} {}  {:<12}  {total}",
        clock(seconds),
        ink.bar(spent, columns),
        clock(wanted.round() as u64),
        said
    );
    let short = format!("  {} of {} {said}", clock(seconds), clock(wanted.round() as u64));
    Shown::toned(tone, if style::columns(&text) > room { short } else { text })
}
