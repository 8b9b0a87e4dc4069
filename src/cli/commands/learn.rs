//! `star learn`

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde::Deserialize;

use crate::cli::args::Format;
use crate::cli::context::{Context, read_named, terminal_width};
use crate::cli::error::{CliError, Done};
use crate::cli::journal::Journal;
use crate::cli::stage::{Reply, Shown, Stage, clock};
use crate::cli::ui::Ui;
use crate::cli::{library, practice, principles};
use crate::drill::cards::{self, Card, CardKind, Histories, STORY_SECONDS, histories};
use crate::drill::due::Schedule;
use crate::drill::memory::{self, Grade, Review};
use crate::drill::{Record, ReviewRecord};
use crate::nearest::nearest;
use crate::render;
use crate::render::style::{self, Tone};

/// Go over the cards that are due: each principle by name and by behaviour, and which story answers for it
///
/// A card comes back when the chance of knowing it has fallen to `practice.retention`, and never after the interview
/// of the plan. Turn it with Enter, then say how well you knew it. `star undo` takes a sitting back.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star learn\n  star learn ownership dive-deep\n  star learn --format json\n  star learn --marks marks.json\n\nA file for --marks (star schema learn-marks):\n  {\"marks\": [{\"card\": \"name:ownership\", \"grade\": \"good\", \"seconds\": 6}]}"
)]
pub(crate) struct Args {
    /// Only cards about these principles
    principle: Vec<String>,

    /// Most new cards in a sitting
    #[arg(long, value_name = "NUMBER", default_value_t = 8)]
    new: usize,

    /// Take reviews from a JSON file, or from standard input with -
    #[arg(long, value_name = "FILE", conflicts_with = "principle")]
    marks: Option<PathBuf>,
}

/// What `--marks` reads.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Marks {
    #[serde(default)]
    version: Option<u8>,
    marks: Vec<Marked>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Marked {
    card: String,
    grade: Grade,
    #[serde(default)]
    seconds: u32,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    cx.only(&[Format::Human, Format::Json])?;
    let stories = library::stories(cx)?;
    let analyses = library::analyse(cx, &stories);
    let library = library::read(cx)?;
    let histories = histories(&practice::reviews(library.as_ref())?);
    let schedule = practice::schedule(library.as_ref(), cx)?;
    let mut deck = cards::deck(cx.profile(), &stories, &analyses, &histories);
    if let Some(path) = &args.marks {
        let records = marked(path, &deck, cx)?;
        practice::save(&stored(&records), &summary(&records), cx)?;
        say(&records, histories, schedule, cx)?;
        return Ok(Done::Clean);
    }
    let only = principles::resolve_all(cx.profile(), &args.principle)?;
    if !only.is_empty() {
        deck.retain(|card| only.contains(&card.principle));
    }
    let next = cards::next_day(&deck, &histories, schedule, cx.today);
    let due = cards::due_cards(deck, &histories, schedule, cx.today, args.new);
    if cx.format == Format::Json {
        cx.ui.answer(&render::json::learning(&due, schedule, next))?;
        return Ok(Done::Clean);
    }
    if due.is_empty() {
        cx.ui.answer("No card is due.")?;
        if let Some(next) = next {
            cx.ui.status(&format!("The next one comes back on {next}."));
        }
        return Ok(Done::Clean);
    }
    if !Ui::interactive() {
        cx.ui.answer(&render::learn::due(&due, cx.width))?;
        cx.ui.hint("hand reviews in without a terminal: star learn --marks FILE");
        return Ok(Done::Clean);
    }
    let mut journal = Journal::new(cx);
    let sitting = Sitting { stage: Stage::new(cx), cx, schedule, histories: &histories };
    let cards = due.into_iter().map(|due| due.card).collect();
    let (records, by_signal) =
        sitting.hold(cards, &mut |records| journal.note(&stored(records), &summary(records)));
    drop(sitting);
    if records.is_empty() {
        journal.discard();
        if by_signal {
            return Err(CliError::interrupted());
        }
        cx.ui.status("No card was marked, so nothing is kept.");
        return Ok(Done::Clean);
    }
    journal.commit(&stored(&records), &summary(&records))?;
    say(&records, histories.clone(), schedule, cx)?;
    if by_signal {
        let kept = style::count(records.len(), "review", "reviews");
        return Err(CliError::interrupted_but(format!(
            "Interrupted; {kept} kept. Take them back: star undo"
        )));
    }
    Ok(Done::Clean)
}

/// The reviews of a file.
fn marked(path: &Path, deck: &[Card], cx: &Context) -> Result<Vec<ReviewRecord>, CliError> {
    let (text, name) = read_named(path)?;
    let form = "their form: star schema learn-marks";
    let marks: Marks = serde_json::from_str(&text).map_err(|error| {
        CliError::new(format!("{name}: the reviews cannot be read")).cause(error).hint(form)
    })?;
    if marks.version.is_some_and(|version| version != 1) {
        return Err(CliError::new(format!("{name}: only version 1 is known")).hint(form));
    }
    if marks.marks.is_empty() {
        return Err(CliError::new(format!("{name}: it marks nothing")).hint(form));
    }
    marks
        .marks
        .iter()
        .map(|marked| {
            let card = deck.iter().find(|card| card.id == marked.card).ok_or_else(|| {
                let near = nearest(&marked.card, deck.iter().map(|card| card.id.as_str()));
                CliError::new(format!("no card is called `{}`", marked.card))
                    .hint_some(near.map(|near| format!("did you mean {near}?")))
                    .hint("those that are due: star learn --format json")
            })?;
            Ok(record(card, marked.grade, marked.seconds, cx))
        })
        .collect()
}

fn record(card: &Card, grade: Grade, seconds: u32, cx: &Context) -> ReviewRecord {
    let (at, on) = cx.moment();
    let principles = vec![card.principle.clone()];
    ReviewRecord { card: card.id.clone(), principles, at, on, grade, seconds }
}

fn stored(records: &[ReviewRecord]) -> Vec<Record> {
    records.iter().cloned().map(Record::Review).collect()
}

fn summary(records: &[ReviewRecord]) -> String {
    format!("learn, {}", style::count(records.len(), "card", "cards"))
}

/// Says when the cards of a sitting come back.
fn say(
    records: &[ReviewRecord],
    mut histories: Histories,
    schedule: Schedule,
    cx: &Context,
) -> Result<(), CliError> {
    let mut reviewed = Vec::new();
    for review in records {
        let history = histories.entry(review.card.clone()).or_default();
        history.push(Review { on: review.on, grade: review.grade });
        // There is at least the review just pushed.
        let due = memory::due(history, schedule.retention, schedule.interview);
        reviewed.push((review, due.unwrap_or(review.on)));
    }
    if cx.format == Format::Json {
        cx.ui.answer(&render::json::learned(&reviewed))
    } else {
        let rows: Vec<_> = reviewed
            .iter()
            .map(|(review, due)| (review.card.clone(), grade_name(review.grade), *due))
            .collect();
        cx.ui.answer(&render::learn::reviewed(&rows, cx.today))
    }
}

fn grade_name(grade: Grade) -> &'static str {
    match grade {
        Grade::Again => "again",
        Grade::Hard => "hard",
        Grade::Good => "good",
        Grade::Easy => "easy",
    }
}

/// Cards gone over on a terminal.
struct Sitting<'a> {
    stage: Stage,
    cx: &'a Context,
    schedule: Schedule,
    histories: &'a Histories,
}

impl Sitting<'_> {
    /// Goes over the cards; one that was not known comes again at the end. Gives back what was marked and
    /// whether a signal broke it off; `noted` is told of every mark.
    fn hold(
        &self,
        cards: Vec<Card>,
        noted: &mut dyn FnMut(&[ReviewRecord]),
    ) -> (Vec<ReviewRecord>, bool) {
        let mut records: Vec<ReviewRecord> = Vec::new();
        let mut waiting: VecDeque<Card> = cards.into();
        while let Some(card) = waiting.pop_front() {
            match self.turn(&card, &records, waiting.len()) {
                Reply::Given((grade, seconds)) => {
                    records.push(record(&card, grade, seconds, self.cx));
                    noted(&records);
                    if grade == Grade::Again {
                        waiting.push_back(card);
                    }
                }
                Reply::Stop => return (records, false),
                Reply::Interrupted => return (records, true),
            }
        }
        (records, false)
    }

    fn turn(&self, card: &Card, records: &[ReviewRecord], left: usize) -> Reply<(Grade, u32)> {
        let ui = self.cx.ui;
        ui.ask(&format!("\n{}", render::learn::front(card, terminal_width())));
        let since = Instant::now();
        let limit = match card.kind {
            CardKind::Story => format!(" of {}", clock(STORY_SECONDS.into())),
            CardKind::Name | CardKind::Behaviour => String::new(),
        };
        let turned = self.stage.key(&['\n', ' '], since, &|seconds, _| {
            let late = card.kind == CardKind::Story && seconds > STORY_SECONDS.into();
            let tone = if late { Tone::Warn } else { Tone::Accent };
            Shown::toned(
                tone,
                format!("  {}{limit}  Enter turns the card ({left} more) ", clock(seconds)),
            )
        });
        match turned {
            Reply::Given(_) => {}
            Reply::Stop => return Reply::Stop,
            Reply::Interrupted => return Reply::Interrupted,
        }
        let seconds = u32::try_from(since.elapsed().as_secs()).unwrap_or(u32::MAX);
        ui.ask(&render::learn::back(card, terminal_width()));
        if card.kind == CardKind::Story && seconds > STORY_SECONDS {
            let late = format!("  {seconds} s: in the room you have about {STORY_SECONDS}.");
            ui.ask(&style::paint(Tone::Warn, &late));
        }
        let legend = self.legend(card, records);
        let short = "  1 again 2 hard 3 good 4 easy ".to_owned();
        let key = self.stage.key(&['1', '2', '3', '4', 'a', 'h', 'g', 'e'], since, &|_, room| {
            Shown::toned(
                Tone::Accent,
                if legend.len() > room { short.clone() } else { legend.clone() },
            )
        });
        let grade = match key {
            Reply::Given('1' | 'a') => Grade::Again,
            Reply::Given('2' | 'h') => Grade::Hard,
            Reply::Given('3' | 'g') => Grade::Good,
            Reply::Given(_) => Grade::Easy,
            Reply::Stop => return Reply::Stop,
            Reply::Interrupted => return Reply::Interrupted,
        };
        ui.ask(&style::paint(Tone::Muted, &format!("  {}", grade_name(grade))));
        Reply::Given((grade, seconds))
    }

    /// The grades with the days until the card would come back.
    fn legend(&self, card: &Card, records: &[ReviewRecord]) -> String {
        let mut history = self.histories.get(&card.id).cloned().unwrap_or_default();
        let now = records.iter().filter(|record| record.card == card.id);
        history.extend(now.map(|record| Review { on: record.on, grade: record.grade }));
        let grades = [Grade::Again, Grade::Hard, Grade::Good, Grade::Easy];
        let parts: Vec<String> = grades
            .into_iter()
            .zip(1..)
            .map(|(grade, number)| {
                history.push(Review { on: self.cx.today, grade });
                let due = memory::due(&history, self.schedule.retention, self.schedule.interview);
                history.pop();
                let days = due.map_or(0, |due| (due - self.cx.today).num_days());
                format!("{number} {} {days} d", grade_name(grade))
            })
            .collect();
        format!("  {} ", parts.join("   "))
    }
}
