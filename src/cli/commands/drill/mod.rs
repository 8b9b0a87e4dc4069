//! `star drill`

mod live;
mod marks;

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::analysis::{Status, StoryAnalysis};
use crate::cli::args::Format;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::journal::Journal;
use crate::cli::timing::Span;
use crate::cli::ui::Ui;
use crate::cli::{library, practice};
use crate::drill::due::{self, DueDrill};
use crate::drill::{DrillRecord, Ending, Ladder, Outcome, Record, Selection, Session, ladder};
use crate::nearest::nearest;
use crate::render;
use crate::story::Story;

/// Take a story through five layers of follow-up, from specifics to hindsight
///
/// Each question is built from the story's own words, and what `check` found decides what is asked first. On a
/// terminal it asks one question at a time while a clock runs: answer aloud and press Enter, or type the answer, then
/// mark it. Without a story it takes what is due. Depth, marks and times are kept; `star undo` takes a drill back.
///
/// `--sheet` prints all questions for a partner, who marks them in a JSON file for `--marks`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star drill checkout-latency\n  star drill checkout-latency --weak --time 15m\n  star drill checkout-latency --layer 2\n  star drill checkout-latency --answers\n  star drill checkout-latency --sheet --format markdown > sheet.md\n  star drill checkout-latency --marks marks.json\n\nA file for --marks (star schema drill-marks):\n  {\"marks\": [{\"probe\": \"ID OF THE SHEET\", \"mark\": \"safe\", \"seconds\": 40, \"text\": \"…\"}]}"
)]
pub(crate) struct Args {
    /// Slug, the beginning of one, or id; without one, what is due
    story: Option<String>,

    /// Print the whole ladder as a sheet
    #[arg(long, requires = "story", conflicts_with_all = ["marks", "layer", "family", "weak", "time"])]
    sheet: bool,

    /// Print the answers so far, with what was typed
    #[arg(long, requires = "story", conflicts_with_all = ["sheet", "marks", "layer", "family", "weak", "time", "seed"])]
    answers: bool,

    /// Take marks from a JSON file, or from standard input with -
    #[arg(long, value_name = "FILE", requires = "story", conflicts_with_all = ["layer", "family", "weak", "time"])]
    marks: Option<PathBuf>,

    /// Only one layer, 1 to 5
    #[arg(long, value_name = "NUMBER", requires = "story", value_parser = clap::value_parser!(u8).range(1..=5))]
    layer: Option<u8>,

    /// Only one family of questions, such as metrics or risk
    #[arg(long, value_name = "FAMILY", requires = "story")]
    family: Option<String>,

    /// Only what was last marked partial or gap
    #[arg(long, requires = "story")]
    weak: bool,

    /// Stop after so long: 15m, 90s
    #[arg(long, value_name = "TIME")]
    time: Option<Span>,

    /// Another number gives other questions
    #[arg(long, value_name = "NUMBER", requires = "story")]
    seed: Option<u64>,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    if args.sheet {
        cx.only(&[Format::Human, Format::Json, Format::Markdown, Format::Html])?;
    } else {
        cx.only(&[Format::Human, Format::Json])?;
    }
    let stories = library::stories(cx)?;
    let earlier = practice::drills(library::read(cx)?.as_ref())?;
    let Some(typed) = &args.story else { return take_due(args, &stories, &earlier, cx) };
    let story = library::find(&stories, typed)?;
    if args.answers {
        match cx.format {
            Format::Json => cx.ui.answer(&render::json::drill_answers(story, &earlier))?,
            _ => cx.ui.answer(&render::drill::answers(story, &earlier, cx.width))?,
        }
        return Ok(Done::Clean);
    }
    let ladder = if args.weak {
        ladder_about(story, &stories, &weak(story, &earlier)?, cx)?
    } else {
        ladder_of(story, &stories, args.seed.unwrap_or_default(), cx)?
    };
    if args.sheet {
        match cx.format {
            Format::Json => cx.ui.answer(&render::json::ladder(&ladder))?,
            Format::Markdown => cx.ui.answer(&render::ladder::markdown(story, &ladder))?,
            Format::Html => cx.ui.answer(&render::ladder::html(story, &ladder))?,
            _ => cx.ui.answer(&render::ladder::human(story, &ladder, cx.width))?,
        }
        return Ok(Done::Clean);
    }
    let family = args.family.as_deref().map(|typed| family(typed, &ladder)).transpose()?;
    let selection = Selection { layer: args.layer, family, part: args.weak };
    let mut session = Session::new(&ladder, &selection);
    if let Some(path) = &args.marks {
        let given = marks::read(path)?;
        // The marks belong to the sheet that they were made on.
        let seed = args.seed.or(given.seed).unwrap_or_default();
        let ladder = ladder_of(story, &stories, seed, cx)?;
        session = Session::new(&ladder, &Selection::default());
        marks::apply(&mut session, &given, story)?;
        let record = session.finish(story.id, seed, cx.moment(), Some(Ending::Interrupted));
        return keep(&record, story, &earlier, cx);
    }
    if session.progress().1 == 0 {
        return Err(CliError::new(format!("nothing is left to ask of {} that way", story.slug))
            .hint(format!("every question: star drill {} --sheet", story.slug)));
    }
    if !Ui::interactive() {
        return Err(CliError::new("a drill needs a terminal to ask on").hint(format!(
            "print the questions with star drill {0} --sheet, and hand the marks in with star drill {0} --marks FILE",
            story.slug
        )));
    }
    let limit = args.time.map(|time| time.0);
    hold(story, session, args.seed.unwrap_or_default(), limit, &earlier, cx)?;
    Ok(Done::Clean)
}

fn ladder_of(
    story: &Story,
    stories: &[Story],
    seed: u64,
    cx: &Context,
) -> Result<Ladder, CliError> {
    let analysis = analysis_of(story, stories, cx)?;
    Ok(ladder::build(story, &analysis, cx.profile(), seed))
}

/// The questions with these ids, whatever the seed of the sheet was that they stood on.
fn ladder_about(
    story: &Story,
    stories: &[Story],
    probes: &BTreeSet<String>,
    cx: &Context,
) -> Result<Ladder, CliError> {
    let analysis = analysis_of(story, stories, cx)?;
    Ok(ladder::again(story, &analysis, cx.profile(), probes))
}

fn analysis_of(story: &Story, stories: &[Story], cx: &Context) -> Result<StoryAnalysis, CliError> {
    library::analyse(cx, stories)
        .into_iter()
        .find(|analysis| analysis.id == story.id)
        .ok_or_else(|| CliError::new(format!("{} could not be read", story.slug)))
}

/// What was weak about a story the last time.
fn weak(story: &Story, earlier: &[DrillRecord]) -> Result<BTreeSet<String>, CliError> {
    let probes = due::weak(earlier, story.id);
    if probes.is_empty() {
        return Err(CliError::new(format!("no answer about {} was weak so far", story.slug))
            .hint(format!("the whole ladder: star drill {}", story.slug)));
    }
    Ok(probes)
}

/// The family that was meant, of those that the ladder asks.
fn family(typed: &str, ladder: &Ladder) -> Result<String, CliError> {
    let wanted = typed.trim().to_lowercase();
    let mut asked: Vec<&str> = ladder
        .layers
        .iter()
        .flat_map(|rung| &rung.probes)
        .map(|probe| probe.family.as_str())
        .collect();
    asked.sort_unstable();
    asked.dedup();
    if asked.contains(&wanted.as_str()) {
        return Ok(wanted);
    }
    let near = nearest(&wanted, asked.iter().copied());
    Err(CliError::new(format!("no question about this story is of the family `{typed}`"))
        .hint_some(near.map(|near| format!("did you mean {near}?")))
        .hint(format!("its families: {}", asked.join(", "))))
}

/// Drills on the terminal, keeps what was marked and says how it went; gives back how it ended.
fn hold(
    story: &Story,
    session: Session,
    seed: u64,
    limit: Option<u64>,
    earlier: &[DrillRecord],
    cx: &Context,
) -> Result<Held, CliError> {
    let summary = format!("drill {}", story.slug);
    let mut journal = Journal::new(cx);
    let ended = live::drill(story, session, limit, cx, &mut |session| {
        let broken = Some(Ending::Interrupted);
        let record = session.clone().finish(story.id, seed, cx.moment(), broken);
        // With the only mark taken back there is nothing to keep.
        let records = Some(Record::Drill(record)).filter(|_| !session.answers().is_empty());
        journal.note(records.as_slice(), &summary);
    });
    let marked = ended.session.progress().0;
    let held =
        Held { stops: ended.broken.is_some() || ended.session.is_halted(), taken: ended.taken };
    if marked == 0 {
        journal.discard();
        if ended.by_signal {
            return Err(CliError::interrupted());
        }
        cx.ui.status("Nothing was marked, so nothing is kept.");
        return Ok(held);
    }
    let record = ended.session.finish(story.id, seed, cx.moment(), ended.broken);
    journal.commit(&[Record::Drill(record.clone())], &summary)?;
    let said = say(&record, story, earlier, cx);
    if ended.by_signal {
        let answers = render::style::count(marked, "answer", "answers");
        return Err(CliError::interrupted_but(format!(
            "Interrupted; {answers} about {} kept. Take it back: star undo",
            story.slug
        )));
    }
    said.map(|()| held)
}

/// How a drill on the terminal ended.
struct Held {
    /// Whether whoever was drilled has had enough.
    stops: bool,
    /// Seconds it took.
    taken: u64,
}

/// Stores a drill that was held elsewhere, then says how it went.
fn keep(
    record: &DrillRecord,
    story: &Story,
    earlier: &[DrillRecord],
    cx: &Context,
) -> Result<Done, CliError> {
    practice::save(&[Record::Drill(record.clone())], &format!("drill {}", story.slug), cx)?;
    say(record, story, earlier, cx)?;
    Ok(Done::Clean)
}

/// Says how a drill went.
fn say(
    record: &DrillRecord,
    story: &Story,
    earlier: &[DrillRecord],
    cx: &Context,
) -> Result<(), CliError> {
    let outcome = Outcome::of(record, earlier, cx.profile());
    if cx.format == Format::Json {
        return cx.ui.answer(&render::json::drilled(story, &outcome));
    }
    // A story that cannot be read is no more than a draft.
    let analyses = library::analyse(cx, std::slice::from_ref(story));
    let status = analyses.first().map_or(Status::Draft, |analysis| analysis.status);
    cx.ui.answer(&render::drill::outcome(story, &outcome, status, cx.profile(), cx.width))?;
    match outcome.weakest {
        Some(_) => cx.ui.hint(&format!(
            "mend it with star edit {0}; ask what was weak again with star drill {0} --weak",
            story.slug
        )),
        None => cx.ui.hint(&format!(
            "another sheet of the same quality: star drill {} --seed {}",
            story.slug,
            record.seed.saturating_add(1)
        )),
    }
    Ok(())
}

/// Drills what is due, story after story.
fn take_due(
    args: &Args,
    stories: &[Story],
    earlier: &[DrillRecord],
    cx: &Context,
) -> Result<Done, CliError> {
    let schedule = practice::schedule(library::read(cx)?.as_ref(), cx)?;
    let waiting = practice::due_drills(earlier, schedule, stories, cx.today);
    if cx.format == Format::Json {
        cx.ui.answer(&render::json::due_drills(&waiting))?;
        return Ok(Done::Clean);
    }
    if waiting.is_empty() {
        cx.ui.answer("No probe is due.")?;
        let told: Vec<DrillRecord> = earlier
            .iter()
            .filter(|record| stories.iter().any(|story| story.id == record.story))
            .cloned()
            .collect();
        if let Some(next) = due::next_day(&told, schedule, cx.today) {
            cx.ui.status(&format!("The next one comes back on {next}."));
        }
        let fresh =
            stories.iter().find(|story| earlier.iter().all(|record| record.story != story.id));
        match fresh {
            Some(story) => {
                cx.ui.hint(&format!("one that was never drilled: star drill {}", story.slug));
            }
            None if stories.is_empty() => cx.ui.hint("write a first story: star new"),
            None => cx.ui.hint("any story, with other questions: star drill STORY --seed 2"),
        }
        return Ok(Done::Clean);
    }
    if !Ui::interactive() {
        cx.ui.answer(&render::drill::due(&waiting, cx.width))?;
        return Ok(Done::Clean);
    }
    drill_due(args, &waiting, stories, earlier, cx)
}

fn drill_due(
    args: &Args,
    waiting: &[(DueDrill, &Story)],
    stories: &[Story],
    earlier: &[DrillRecord],
    cx: &Context,
) -> Result<Done, CliError> {
    let mut left = args.time.map(|time| time.0);
    let mut changed = Vec::new();
    for (at, (drill, story)) in waiting.iter().enumerate() {
        let ladder = ladder_about(story, stories, &drill.probes.keys().cloned().collect(), cx)?;
        let session = Session::new(&ladder, &Selection { part: true, ..Selection::default() });
        if session.progress().1 == 0 {
            // The words that they attacked are gone from the story.
            changed.push(story.slug.to_string());
            continue;
        }
        let held = hold(story, session, drill.seed, left, earlier, cx)?;
        left = left.map(|left| left.saturating_sub(held.taken));
        let rest = waiting.len() - at - 1;
        if held.stops || left == Some(0) {
            if rest > 0 {
                let waits = render::style::count(rest, "more story waits", "more stories wait");
                cx.ui.hint(&format!("{waits}: star drill"));
            }
            return Ok(Done::Clean);
        }
    }
    if !changed.is_empty() {
        cx.ui.status(&format!(
            "What was due of {} is no longer in the text; drill it anew: star drill {}",
            changed.join(", "),
            changed[0]
        ));
    }
    Ok(Done::Clean)
}
