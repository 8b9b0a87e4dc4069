//! `star mock`

mod live;

use std::path::{Path, PathBuf};

use crate::analysis::StoryAnalysis;
use crate::catalogue::{AnswerStep, Profile, Question, TaskKind};
use crate::cli::args::Format;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::form::FormFile;
use crate::cli::journal::Journal;
use crate::cli::ui::Ui;
use crate::cli::{library, planning, practice};
use crate::drill::debrief::{Form, Judge, Occasion};
use crate::drill::mock::{self, Item, MIXED, MockPlan, Put, Setting, Used};
use crate::drill::{DebriefRecord, MockRecord, Record, ladder};
use crate::nearest::nearest;
use crate::render;
use crate::render::mock::{Likely, Scene};
use crate::render::style;
use crate::store::Library;
use crate::story::Story;

/// Hold a mock round: cases and stories by turns, against the clock, scored at the end
///
/// Questions are drawn so that none comes twice before all came once. A case is answered step by step, backwards from
/// the customer; a story is followed up with questions from its own ladder. At the end you fill in the form that an
/// interviewer would. Without --round, the round of the interview day that was held least. `--case` puts one case
/// alone, the one that the plan has next; it counts as a repetition and not as a mock.
///
/// `--print` gives a partner the script instead; what they saw goes into `star debrief --by partner`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star mock\n  star mock --round bar-raiser\n  star mock --case\n  star mock --round mixed --print > script.txt\n  star mock --round product-sense --press-release\n  star mock --marks form.json\n\nA file for --marks (star schema debrief-form):\n  {\"round\": \"bar-raiser\", \"seconds\": 3000, \"scores\": {\"structure\": 4},\n   \"principles\": [{\"principle\": \"ownership\", \"story\": \"SLUG\", \"rating\": \"hire\"}]}"
)]
pub(crate) struct Args {
    /// Which round: one of the profile, such as product-sense, analytical or bar-raiser, or mixed
    #[arg(long, value_name = "ROUND")]
    round: Option<String>,

    /// Put one case of the round and no stories: a repetition
    #[arg(long)]
    case: bool,

    /// Print the interviewer's script and hold nothing
    #[arg(long, conflicts_with = "marks")]
    print: bool,

    /// Answer product cases as a press release with its questions and answers
    #[arg(long)]
    press_release: bool,

    /// Take a round that was held elsewhere from a JSON file, or from standard input with -
    #[arg(long, value_name = "FILE")]
    marks: Option<PathBuf>,

    /// Another number gives other questions
    #[arg(long, default_value_t = 0, value_name = "NUMBER")]
    seed: u64,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    if args.print {
        cx.only(&[Format::Human, Format::Json, Format::Markdown])?;
    } else {
        cx.only(&[Format::Human, Format::Json])?;
    }
    let stories = library::stories(cx)?;
    let library = library::read(cx)?;
    let mocks = practice::mocks(library.as_ref())?;
    if let Some(path) = &args.marks {
        return from_file(args, path, &stories, cx);
    }
    let plan = if args.case {
        case(args, library.as_ref(), &mocks, cx)?
    } else {
        round(args, &mocks, cx)?
    };
    let analyses = library::analyse(cx, &stories);
    let drills = practice::drills(library.as_ref())?;
    let asked: Vec<&str> = drills
        .iter()
        .flat_map(|drill| drill.answers.iter().map(|answer| answer.probe.as_str()))
        .chain(
            mocks.iter().flat_map(|mock| &mock.put).flat_map(|put| &put.probes).map(String::as_str),
        )
        .collect();
    let desk = Desk {
        stories: &stories,
        analyses: &analyses,
        asked: &asked,
        seed: args.seed,
        as_press_release: args.press_release,
        cx,
    };
    if args.print {
        let scenes = desk.scenes(&plan);
        match cx.format {
            Format::Json => cx.ui.answer(&render::json::script(&plan, &scenes, cx.profile()))?,
            Format::Markdown => {
                cx.ui.answer(&render::mock::script(&plan, &scenes, cx.profile()))?;
            }
            _ => {
                let script = render::mock::script_human(&plan, &scenes, cx.profile(), cx.width);
                cx.ui.answer(&script)?;
            }
        }
        return Ok(Done::Clean);
    }
    if !Ui::interactive() {
        return Err(CliError::new("a mock needs a terminal to ask on")
            .hint("print the script for a partner: star mock --print")
            .hint("log a round that was held elsewhere: star mock --marks FILE"));
    }
    let mut journal = Journal::new(cx);
    let summary = summary(&plan.round, args.case);
    let ended = live::hold(&plan, &desk, &mut |put, form| {
        let record = held(args, &plan, put.to_vec(), cx);
        journal.note(&records(&record, form), &summary);
    });
    conclude(ended, args, &plan, &stories, journal)
}

/// The round that was asked for, else the one whose turn it is.
fn round<'a>(args: &Args, mocks: &[MockRecord], cx: &'a Context) -> Result<MockPlan<'a>, CliError> {
    let setting = match &args.round {
        Some(typed) => setting(typed, cx.profile())?,
        None => mock::next_round(cx.profile(), mocks)
            .ok_or_else(|| CliError::new("this profile has no round to practise"))?,
    };
    mock::plan(cx.profile(), &setting, &Used::of(mocks), args.seed)
        .filter(|plan| !plan.items.is_empty())
        .ok_or_else(|| CliError::new("this profile has no questions for that round"))
}

/// One case: of the round that was asked for, else the one that the plan puts next, else by turns.
fn case<'a>(
    args: &Args,
    library: Option<&Library>,
    mocks: &[MockRecord],
    cx: &'a Context,
) -> Result<MockPlan<'a>, CliError> {
    let profile = cx.profile();
    let (setting, wanted) = if let Some(typed) = &args.round {
        (setting(typed, profile)?, None)
    } else {
        let wanted = planned_case(library, cx)?;
        let setting = match wanted {
            Some(question) => mock::round_of(profile, question.kind),
            None => mock::next_case(profile, mocks),
        };
        let none = || CliError::new("this profile has no round with a case to practise");
        (setting.ok_or_else(none)?, wanted)
    };
    mock::case(profile, &setting, &Used::of(mocks), args.seed, wanted)
        .ok_or_else(|| CliError::new("that round puts stories only; a case is of another one"))
}

/// The case of the plan's next open repetition.
fn planned_case<'p>(
    library: Option<&Library>,
    cx: &'p Context,
) -> Result<Option<&'p Question>, CliError> {
    if library.map(Library::plan).transpose()?.flatten().is_none() {
        return Ok(None);
    }
    let planned = planning::current(library, &planning::Desk::of(library, cx)?, cx)?;
    let open = planned.tasks.iter().filter(|task| {
        task.is_open() && matches!(task.kind, TaskKind::ProductRep | TaskKind::AnalyticalRep)
    });
    let next = open.filter_map(|task| Some((task.date?, task))).min_by_key(|(date, _)| *date);
    let id = next.and_then(|(_, task)| task.questions.first());
    Ok(id.and_then(|id| cx.profile().questions().iter().find(|question| question.id == *id)))
}

fn summary(round: &str, case: bool) -> String {
    format!("mock {round}{}", if case { ", one case" } else { "" })
}

fn held(args: &Args, plan: &MockPlan<'_>, put: Vec<Put>, cx: &Context) -> MockRecord {
    let (at, on) = cx.moment();
    let finished = put.len() == plan.items.len();
    MockRecord { at, on, round: plan.round.clone(), put, finished, repetition: args.case }
}

fn conclude(
    ended: live::Ended,
    args: &Args,
    plan: &MockPlan<'_>,
    stories: &[Story],
    journal: Journal<'_>,
) -> Result<Done, CliError> {
    let cx = journal.context();
    if ended.put.is_empty() {
        journal.discard();
        if ended.by_signal {
            return Err(CliError::interrupted());
        }
        cx.ui.status("No question was answered, so nothing is kept.");
        return Ok(Done::Clean);
    }
    let record = held(args, plan, ended.put, cx);
    journal.commit(&records(&record, &ended.form), &summary(&plan.round, args.case))?;
    say(&record, &ended.form, stories, cx)?;
    if ended.by_signal {
        return Err(CliError::interrupted_but(
            "Interrupted; what was answered is kept. Take it back: star undo",
        ));
    }
    cx.ui.hint("a partner's view beside your own: star debrief --mock --by partner");
    Ok(Done::Clean)
}

/// A round, and what the candidate thought of it beside it.
fn records(record: &MockRecord, form: &Form) -> Vec<Record> {
    let cases = record.put.iter().filter(|put| put.principle.is_none());
    let own = (!form.is_blank()).then(|| DebriefRecord {
        at: record.at,
        on: record.on,
        occasion: Occasion::Mock,
        by: Judge::Own,
        mock: Some(record.at),
        round: Some(record.round.clone()),
        questions: cases.map(|put| put.question.clone()).collect(),
        form: form.clone(),
    });
    std::iter::once(Record::Mock(record.clone())).chain(own.map(Record::Debrief)).collect()
}

fn say(record: &MockRecord, form: &Form, stories: &[Story], cx: &Context) -> Result<(), CliError> {
    let form = (!form.is_blank()).then_some(form);
    if cx.format == Format::Json {
        cx.ui.answer(&render::json::held(record, form, stories, cx.profile()))
    } else {
        cx.ui.answer(&render::mock::held(record, form, stories, cx.profile(), cx.width))
    }
}

/// A round as typed: its id or the beginning of one.
pub(super) fn setting(typed: &str, profile: &Profile) -> Result<Setting, CliError> {
    let wanted = typed.trim().to_lowercase();
    if wanted == MIXED {
        return Ok(Setting::Mixed);
    }
    let ids: Vec<&str> = mock::rounds(profile).map(|round| round.id.as_str()).collect();
    let starting: Vec<&str> =
        ids.iter().copied().filter(|id| !wanted.is_empty() && id.starts_with(&wanted)).collect();
    match (ids.iter().copied().find(|id| *id == wanted), starting.as_slice()) {
        (Some(id), _) | (None, &[id]) => Ok(Setting::Round(id.to_owned())),
        _ => {
            let near = nearest(&wanted, ids.iter().copied().chain([MIXED]));
            Err(CliError::new(format!("no round is called `{typed}`"))
                .hint_some(near.map(|near| format!("did you mean {near}?")))
                .hint(format!("the rounds: {}, {MIXED}", ids.join(", "))))
        }
    }
}

/// A round that was held elsewhere.
fn from_file(args: &Args, path: &Path, stories: &[Story], cx: &Context) -> Result<Done, CliError> {
    let file = FormFile::read(path)?;
    let form = file.form(stories, cx)?;
    let round = args.round.clone().or(file.round).unwrap_or_else(|| MIXED.to_owned());
    let round = match setting(&round, cx.profile())? {
        Setting::Round(id) => id,
        Setting::Mixed => MIXED.to_owned(),
    };
    if form.is_blank() && file.questions.is_empty() {
        return Err(CliError::new("the file tells of nothing that was asked")
            .hint("its form: star schema debrief-form"));
    }
    let blank = |question: String, principle, story| Put {
        question,
        principle,
        story,
        seconds: 0,
        notes: Vec::new(),
        probes: Vec::new(),
    };
    let mut put: Vec<Put> =
        file.questions.into_iter().map(|question| blank(question, None, None)).collect();
    put.extend(form.principles.iter().map(|asked| {
        let question = asked.question.clone().unwrap_or_else(|| asked.principle.to_string());
        blank(question, Some(asked.principle.clone()), asked.story)
    }));
    // Only the whole is known, so it is spread over what was asked.
    let parts = u32::try_from(put.len()).unwrap_or(u32::MAX).max(1);
    let seconds = file.seconds.unwrap_or_default();
    for (entry, at) in put.iter_mut().zip(0..) {
        entry.seconds = seconds / parts + u32::from(at < seconds % parts);
    }
    let (at, today) = cx.moment();
    let on = file.on.unwrap_or(today);
    let repetition = args.case;
    let record = MockRecord { at, on, round, put, finished: true, repetition };
    practice::save(&records(&record, &form), &summary(&record.round, args.case), cx)?;
    say(&record, &form, stories, cx)?;
    Ok(Done::Clean)
}

/// All that a round draws on.
struct Desk<'a> {
    stories: &'a [Story],
    analyses: &'a [StoryAnalysis],
    /// Ids of follow-ups that were asked before.
    asked: &'a [&'a str],
    seed: u64,
    /// Whether product cases are answered as a press release.
    as_press_release: bool,
    cx: &'a Context,
}

impl<'a> Desk<'a> {
    /// The follow-ups to a story after what was put in this round.
    fn follow_ups(&self, story: &Story, put: &[Put]) -> Vec<crate::drill::Probe> {
        let Some(analysis) = self.analyses.iter().find(|analysis| analysis.id == story.id) else {
            return Vec::new();
        };
        let ladder = ladder::build(story, analysis, self.cx.profile(), self.seed);
        let now = put.iter().flat_map(|put| &put.probes).map(String::as_str);
        let asked: Vec<&str> = self.asked.iter().copied().chain(now).collect();
        mock::follow_ups(&ladder, &asked).into_iter().cloned().collect()
    }

    /// The stories most likely told about a principle: ready ones that lead with it before others.
    fn likely(&self, item: &Item<'_>) -> Vec<&'a Story> {
        /// A partner does not leaf through more.
        const MOST: usize = 2;
        let Some(principle) = item.principle else { return Vec::new() };
        let mut carrying: Vec<(&Story, &StoryAnalysis)> = self
            .stories
            .iter()
            .zip(self.analyses)
            .filter(|(story, _)| story.carries(principle))
            .collect();
        carrying.sort_by_key(|(story, analysis)| {
            let leads = story.primary() == Some(principle);
            (!analysis.status.is_ready(), !leads, story.slug.clone())
        });
        carrying.into_iter().take(MOST).map(|(story, _)| story).collect()
    }

    /// The steps of an answer; none for a story.
    fn steps(&self, item: &Item<'_>) -> &'a [AnswerStep] {
        if item.principle.is_some() {
            return &[];
        }
        self.cx.profile().guidance().steps(item.question.kind, self.as_press_release)
    }

    fn scenes(&self, plan: &MockPlan<'a>) -> Vec<Scene<'a>> {
        plan.items
            .iter()
            .map(|item| Scene {
                item: item.clone(),
                likely: self
                    .likely(item)
                    .into_iter()
                    .map(|story| Likely { story, follow_ups: self.follow_ups(story, &[]) })
                    .collect(),
                steps: self.steps(item),
                portrait: item.principle.and_then(|id| self.cx.profile().portrait(id)),
            })
            .collect()
    }
}

/// The words of a question for a line of the terminal.
fn words(question: &Question) -> String {
    style::clean_line(&question.text)
}
