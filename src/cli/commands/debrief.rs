//! `star debrief`

use std::path::PathBuf;

use clap::ValueEnum;

use crate::cli::args::Format;
use crate::cli::commands::mock;
use crate::cli::commands::plan::day_parser;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Done};
use crate::cli::form::{FormFile, Questioner};
use crate::cli::journal::Journal;
use crate::cli::stage::{Reply, Stage};
use crate::cli::ui::Ui;
use crate::cli::{library, practice};
use crate::drill::debrief::{Asked, Form, Judge, Meeting, Occasion, biases, judged, trends};
use crate::drill::mock::{MIXED, Put, Setting};
use crate::drill::{DebriefRecord, MockRecord, Record};
use crate::render;
use crate::render::json::DebriefView;
use crate::render::style;
use crate::story::Story;

/// Score a conversation, and compare what was asked with what you practised
///
/// The same form for a real interview (the default), for a mock, and for what a partner saw. Then: which of the
/// principles asked had been practised, how your scores differ from your partner's, and how they move. Without a
/// terminal or a file it shows what is stored.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  star debrief\n  star debrief --mock --by partner\n  star debrief --file form.json\n  star debrief --show --format json\n\nA file (star schema debrief-form):\n  {\"occasion\": \"interview\", \"by\": \"own\", \"on\": \"2026-11-23\", \"scores\": {\"structure\": 4},\n   \"principles\": [{\"principle\": \"ownership\", \"story\": \"SLUG\", \"rating\": \"hire\"}], \"notes\": \"…\"}"
)]
pub(crate) struct Args {
    /// Take the form from a JSON file, or from standard input with -
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,

    /// It is about the last mock
    #[arg(long)]
    mock: bool,

    /// Who judges
    #[arg(long, value_enum, value_name = "own|partner", hide_possible_values = true)]
    by: Option<By>,

    /// The day of the conversation
    #[arg(long, value_name = "DATE")]
    on: Option<String>,

    /// Which round it was
    #[arg(long, value_name = "ROUND")]
    round: Option<String>,

    /// Show what the debriefs so far say together
    #[arg(long, conflicts_with_all = ["file", "mock", "by", "on", "round"])]
    show: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum By {
    /// You
    Own,
    /// Whoever played the interviewer
    Partner,
}

pub(crate) fn run(args: &Args, cx: &Context) -> Result<Done, CliError> {
    cx.only(&[Format::Human, Format::Json])?;
    let stories = library::stories(cx)?;
    let mocks = practice::mocks(library::read(cx)?.as_ref())?;
    let mut record = header(args, &mocks, cx)?;
    let mut journal = Journal::new(cx);
    let mut by_signal = false;
    if let Some(path) = &args.file {
        let file = FormFile::read(path)?;
        record.form = file.form(&stories, cx)?;
        about(&mut record, args, &file, &mocks, cx)?;
    } else if args.show || !Ui::interactive() {
        say(None, &stories, cx)?;
        return Ok(Done::Clean);
    } else {
        let debriefs = practice::debriefs(library::read(cx)?.as_ref())?;
        let summary = summary(&record);
        by_signal = ask(&mut record, (&mocks, &debriefs), &stories, cx, &mut |record| {
            journal.note(&[Record::Debrief(record.clone())], &summary);
        });
    }
    if record.form.is_blank() && record.questions.is_empty() {
        journal.discard();
        if by_signal {
            return Err(CliError::interrupted());
        }
        if args.file.is_some() {
            return Err(
                CliError::new("the form is blank").hint("its form: star schema debrief-form")
            );
        }
        cx.ui.status("The form was left blank, so nothing is kept.");
        return Ok(Done::Clean);
    }
    journal.commit(&[Record::Debrief(record.clone())], &summary(&record))?;
    say(Some(&record), &stories, cx)?;
    if by_signal {
        return Err(CliError::interrupted_but(
            "Interrupted; what was filled in is kept. Take it back: star undo",
        ));
    }
    if !record.form.is_blank() && cx.format == Format::Human {
        cx.ui.hint("let the plan follow: star plan replan");
    }
    Ok(Done::Clean)
}

fn summary(record: &DebriefRecord) -> String {
    let occasion = match record.occasion {
        Occasion::Mock => "mock",
        Occasion::Interview => "interview",
    };
    format!("debrief, {occasion} of {}", record.on)
}

/// What the flags say about the conversation.
fn header(args: &Args, mocks: &[MockRecord], cx: &Context) -> Result<DebriefRecord, CliError> {
    let (at, today) = cx.moment();
    let on = args.on.as_deref().map(day_parser(cx)).transpose()?;
    let last =
        if args.mock {
            let last = mocks.iter().rev().find(|mock| on.is_none_or(|on| mock.on == on));
            Some(last.ok_or_else(|| {
                CliError::new("no mock was held so far").hint("hold one: star mock")
            })?)
        } else {
            None
        };
    let round = args.round.as_deref().map(|typed| round(typed, cx)).transpose()?;
    Ok(DebriefRecord {
        at,
        on: on.or(last.map(|mock| mock.on)).unwrap_or(today),
        occasion: if args.mock { Occasion::Mock } else { Occasion::Interview },
        by: match args.by {
            Some(By::Partner) => Judge::Partner,
            Some(By::Own) | None => Judge::Own,
        },
        mock: last.map(|mock| mock.at),
        round: round.or(last.map(|mock| mock.round.clone())),
        questions: Vec::new(),
        form: Form::default(),
    })
}

fn round(typed: &str, cx: &Context) -> Result<String, CliError> {
    Ok(match mock::setting(typed, cx.profile())? {
        Setting::Round(id) => id,
        Setting::Mixed => MIXED.to_owned(),
    })
}

/// What the file says about the conversation where the flags do not.
fn about(
    record: &mut DebriefRecord,
    args: &Args,
    file: &FormFile,
    mocks: &[MockRecord],
    cx: &Context,
) -> Result<(), CliError> {
    record.questions.clone_from(&file.questions);
    if args.by.is_none() {
        record.by = file.by.unwrap_or(record.by);
    }
    if args.on.is_none() {
        record.on = file.on.unwrap_or(record.on);
    }
    if args.round.is_none()
        && let Some(typed) = &file.round
    {
        record.round = Some(round(typed, cx)?);
    }
    if !args.mock && file.occasion == Some(Occasion::Mock) {
        record.occasion = Occasion::Mock;
        let last = mocks.iter().rev().find(|mock| file.on.is_none_or(|on| mock.on == on));
        record.mock = last.map(|mock| mock.at);
        record.on = file.on.or(last.map(|mock| mock.on)).unwrap_or(record.on);
    }
    Ok(())
}

/// Asks for the form; gives back whether a signal broke it off. `noted` is told of every answer.
fn ask(
    record: &mut DebriefRecord,
    (mocks, debriefs): (&[MockRecord], &[DebriefRecord]),
    stories: &[Story],
    cx: &Context,
    noted: &mut dyn FnMut(&DebriefRecord),
) -> bool {
    let stage = Stage::new(cx);
    let questioner = Questioner { stage: &stage, stories, cx };
    let what = match record.occasion {
        Occasion::Mock => "Mock",
        Occasion::Interview => "Interview",
    };
    let by = match record.by {
        Judge::Own => "as you saw it",
        Judge::Partner => "as your partner saw it",
    };
    cx.ui.ask(&style::heading(&format!("{what} of {}, {by}", record.on)));
    let held = mocks.iter().find(|mock| Some(mock.at) == record.mock);
    let mut form = Form::default();
    let head = record.clone();
    let mut noted = |form: &Form| noted(&DebriefRecord { form: form.clone(), ..head.clone() });
    // What was asked is known from the mock.
    let asked = if let Some(mock) = held {
        form.principles = asked_in(mock, debriefs);
        Reply::Given(())
    } else {
        questioner.asked(&mut form, &mut noted)
    };
    let filled = match asked {
        Reply::Given(()) | Reply::Stop => questioner.fill(&mut form, &mut noted),
        Reply::Interrupted => Reply::Interrupted,
    };
    record.form = form;
    filled == Reply::Interrupted
}

/// The principles of a mock, unrated, with the stories that its own debrief says were told.
fn asked_in(mock: &MockRecord, debriefs: &[DebriefRecord]) -> Vec<Asked> {
    let told = |put: &Put| {
        let about = debriefs.iter().filter(|debrief| debrief.mock == Some(mock.at));
        about
            .flat_map(|debrief| &debrief.form.principles)
            .find(|asked| Some(&asked.principle) == put.principle.as_ref())
            .and_then(|asked| asked.story)
    };
    mock.put
        .iter()
        .filter_map(|put| {
            Some(Asked {
                principle: put.principle.clone()?,
                question: Some(put.question.clone()),
                story: told(put),
                rating: None,
            })
        })
        .collect()
}

/// Prints a debrief and what it is compared with.
fn say(record: Option<&DebriefRecord>, stories: &[Story], cx: &Context) -> Result<(), CliError> {
    let library = library::read(cx)?;
    let debriefs = practice::debriefs(library.as_ref())?;
    let judged = judged(&debriefs);
    let (biases, trends) = (biases(&judged, cx.profile()), trends(&judged, cx.profile()));
    // Without a form at hand, the last real interview is what the preparation is held against.
    let last = || debriefs.iter().rev().find(|debrief| debrief.occasion == Occasion::Interview);
    let subject = record.or_else(last).filter(|subject| !subject.form.principles.is_empty());
    let meeting = match subject {
        Some(subject) => {
            let practised =
                practice::practised(library.as_ref(), stories, subject.on, subject.mock)?;
            Some(Meeting::of(&subject.form, &practised))
        }
        None => None,
    };
    if cx.format == Format::Json {
        let view =
            DebriefView { record, meeting: meeting.as_ref(), biases: &biases, trends: &trends };
        return cx.ui.answer(&render::json::debriefed(&view, stories));
    }
    let mut parts = Vec::new();
    if let Some(record) = record {
        let form = render::debrief::form(&record.form, stories, cx.profile(), cx.width);
        parts.push(format!("{}\n{form}", style::heading("The form")));
    }
    if let Some(meeting) = &meeting {
        parts.push(render::debrief::meeting(meeting, stories, cx.profile(), cx.width));
    }
    if !biases.is_empty() {
        parts.push(render::debrief::biases(&biases, cx.profile(), cx.width));
    }
    if !trends.is_empty() {
        parts.push(render::debrief::trends(&trends, cx.profile()));
    }
    if parts.is_empty() {
        cx.ui.answer("Nothing was scored so far.")?;
        cx.ui.hint("hold a mock: star mock; score an interview: star debrief --file FILE");
        return Ok(());
    }
    cx.ui.answer(parts.join("\n").trim_end())
}
