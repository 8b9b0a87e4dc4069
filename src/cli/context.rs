//! The one place that reads the clock and the environment.

use std::borrow::Cow;
use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anstream::ColorChoice;
use chrono::{DateTime, Local, NaiveDate, Utc};
use etcetera::BaseStrategy;

use super::args::{Color, Format, GlobalArgs};
use super::config::{Config, Practice, Source, Sourced};
use super::error::CliError;
use super::ui::Ui;
use crate::analysis::Settings;
use crate::catalogue::{self, Profile};
use crate::render::style;

/// The interview to prepare for.
#[derive(Debug, Clone)]
pub(crate) enum Interview {
    BuiltIn(&'static Profile),
    Own(Arc<Profile>),
}

/// Everything a command needs to know about where and when it runs.
#[derive(Debug, Clone)]
pub(crate) struct Context {
    pub(crate) ui: Ui,
    pub(crate) format: Format,
    /// Columns to write for.
    pub(crate) width: usize,
    /// The calendar day it is for the user.
    pub(crate) today: NaiveDate,
    now: Option<DateTime<Utc>>,
    pub(crate) library: Sourced<PathBuf>,
    pub(crate) config: Config,
    pub(crate) config_path: PathBuf,
    pub(crate) profile: Sourced<Interview>,
    pub(crate) settings: Settings,
    pub(crate) practice: Practice,
}

impl Context {
    pub(crate) fn new(global: &GlobalArgs) -> Result<Self, CliError> {
        let ui = Ui::new(global.color(), global.quiet, terminal_width());
        let directories = etcetera::base_strategy::choose_native_strategy()
            .map_err(|error| CliError::new("your home directory could not be found").cause(error));
        let config_path = match env::var_os("STAR_CONFIG") {
            Some(path) => PathBuf::from(path),
            None => directories.as_ref().map_or_else(
                |_| PathBuf::from("star-config.yaml"),
                |base| base.config_dir().join("star").join("config.yaml"),
            ),
        };
        let config = Config::load(&config_path)?;
        let library = match (&global.library, &config.library) {
            (Some(path), _) => Sourced::new(path.clone(), global.library_source()),
            (None, Some(path)) => Sourced::new(expand_home(path), Source::Config),
            (None, None) => {
                let base = directories.map_err(|error| {
                    error.hint("name the library yourself: star --library PATH …")
                })?;
                Sourced::new(base.data_dir().join("star").join("library.db"), Source::Default)
            }
        };
        let profile = load_profile(global, &config)?;
        let settings = config.settings(&config_path)?;
        let practice = config.practice(&config_path)?;
        let (today, now) = match global.today {
            // A pinned day pins the stamps as well, so that a run can be repeated to the byte.
            Some(day) => (day, day.and_hms_opt(12, 0, 0).map(|noon| noon.and_utc())),
            None => (Local::now().date_naive(), None),
        };
        Ok(Self {
            ui,
            format: global.format,
            width: terminal_width(),
            today,
            now,
            library,
            config,
            config_path,
            profile,
            settings,
            practice,
        })
    }

    /// The instant and the calendar day that a session is stamped with.
    pub(crate) fn moment(&self) -> (DateTime<Utc>, NaiveDate) {
        (self.now(), self.today)
    }

    /// The same context with another library, and human answers.
    pub(crate) fn in_place(&self, library: PathBuf) -> Self {
        Self { library: Sourced::new(library, Source::Flag), format: Format::Human, ..self.clone() }
    }

    /// The time that a change is stamped with.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.now.unwrap_or_else(Utc::now)
    }

    /// The calendar day that a moment is for the user; where the day is pinned, time is told in UTC.
    pub(crate) fn day_of(&self, at: DateTime<Utc>) -> NaiveDate {
        match self.now {
            Some(_) => at.date_naive(),
            None => at.with_timezone(&Local).date_naive(),
        }
    }

    pub(crate) fn profile(&self) -> &Profile {
        match &self.profile.value {
            Interview::BuiltIn(profile) => profile,
            Interview::Own(profile) => profile,
        }
    }

    /// Refuses a format that the command does not print.
    pub(crate) fn only(&self, formats: &[Format]) -> Result<(), CliError> {
        if formats.contains(&self.format) {
            return Ok(());
        }
        let names: Vec<&str> = formats.iter().map(|format| format.name()).collect();
        Err(CliError::new(format!("this command does not print {}", self.format.name()))
            .hint(format!("it prints {}", names.join(", "))))
    }

    /// The folder that the library, its backups and its drafts live in.
    pub(crate) fn data_directory(&self) -> &Path {
        self.library
            .value
            .parent()
            .filter(|path| !path.as_os_str().is_empty())
            .unwrap_or(Path::new("."))
    }

    /// The user's editor as a command line.
    pub(crate) fn editor() -> Option<OsString> {
        ["VISUAL", "EDITOR"].into_iter().filter_map(env::var_os).find(|value| !value.is_empty())
    }
}

fn load_profile(global: &GlobalArgs, config: &Config) -> Result<Sourced<Interview>, CliError> {
    let (name, source) = match (&global.profile, &config.profile) {
        (Some(name), _) => (name.clone(), global.profile_source()),
        (None, Some(name)) => (name.clone(), Source::Config),
        (None, None) => (catalogue::DEFAULT_ID.to_owned(), Source::Default),
    };
    if let Some(profile) = catalogue::builtin(&name) {
        return Ok(Sourced::new(Interview::BuiltIn(profile), source));
    }
    let path = expand_home(Path::new(&name));
    if !path.exists() && !name.contains(['/', '.', '\\']) {
        return Err(CliError::new(format!("no profile is called `{name}`")).hint(format!(
            "built in: {}; or give a file: --profile FILE",
            catalogue::BUILTIN_IDS.join(", ")
        )));
    }
    let text = read_text(&path)?;
    let profile = Profile::from_yaml(&text).map_err(|error| {
        error.faults.iter().fold(
            CliError::new("the profile cannot be used").hint("its form: star schema profile"),
            |built, fault| {
                built.cause(format!("{}:{fault}", path.display())).hint_some(fault.hint.clone())
            },
        )
    })?;
    Ok(Sourced::new(Interview::Own(Arc::new(profile)), source))
}

/// Largest text file that is read whole.
const MAX_TEXT: u64 = 16 * 1024 * 1024;

/// Reads a text file, refusing what no person wrote.
pub(crate) fn read_text(path: &Path) -> Result<String, CliError> {
    let failed =
        |error: io::Error| CliError::new(format!("{} cannot be read", path.display())).cause(error);
    let file = std::fs::File::open(path).map_err(failed)?;
    read_limited(file, &path.display().to_string())
}

/// Reads what a flag names: a file, or standard input for `-`; gives back its name for messages as well.
pub(crate) fn read_named(path: &Path) -> Result<(String, String), CliError> {
    if path == Path::new("-") {
        return Ok((read_stdin()?, "standard input".to_owned()));
    }
    Ok((read_text(path)?, path.display().to_string()))
}

/// Reads standard input as text.
pub(crate) fn read_stdin() -> Result<String, CliError> {
    read_limited(io::stdin().lock(), "standard input")
}

fn read_limited(reader: impl Read, name: &str) -> Result<String, CliError> {
    let mut bytes = Vec::new();
    reader
        .take(MAX_TEXT + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| CliError::new(format!("{name} cannot be read")).cause(error))?;
    if bytes.len() as u64 > MAX_TEXT {
        return Err(CliError::new(format!("{name} is larger than {} MiB", MAX_TEXT >> 20))
            .hint("split it into several files and import the folder"));
    }
    String::from_utf8(bytes).map_err(|error| {
        CliError::new(format!(
            "{name} is not UTF-8 text (byte {})",
            error.utf8_error().valid_up_to()
        ))
        .hint("save it as UTF-8 and try again")
    })
}

fn expand_home(path: &Path) -> PathBuf {
    match path.strip_prefix("~") {
        Ok(rest) => etcetera::home_dir().map_or_else(|_| path.to_owned(), |home| home.join(rest)),
        Err(_) => path.to_owned(),
    }
}

/// The words of the command line that a shell wants completed; they stand behind a double dash.
pub(crate) fn words_to_complete() -> Vec<OsString> {
    env::args_os().skip_while(|word| word != "--").skip(1).collect()
}

/// Whether the terminal can only be written on, line after line.
pub(crate) fn is_dumb() -> bool {
    env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// Whether the terminal's locale has characters beyond ASCII; none set means that nobody said otherwise.
pub(crate) fn draws_blocks() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(|name| env::var(name).ok())
        .find(|value| !value.is_empty());
    locale.is_none_or(|locale| {
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}

/// Whether every argument of this process can be printed as it is.
pub(crate) fn arguments_are_plain() -> bool {
    let plain = |text: &str| matches!(style::clean(text), Cow::Borrowed(_));
    env::args_os().all(|argument| argument.to_str().is_some_and(plain))
}

pub(crate) fn terminal_width() -> usize {
    let pinned = env::var("COLUMNS").ok().and_then(|columns| columns.parse::<usize>().ok());
    let seen = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    pinned.filter(|&columns| columns > 0).or_else(seen).unwrap_or(80).clamp(40, 400)
}

impl GlobalArgs {
    fn color(&self) -> ColorChoice {
        match self.color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        }
    }

    fn library_source(&self) -> Source {
        source_of("STAR_LIBRARY", self.library.as_deref().map(Path::as_os_str))
    }

    fn profile_source(&self) -> Source {
        source_of("STAR_PROFILE", self.profile.as_deref().map(OsStr::new))
    }
}

/// Flags and environment arrive through the same argument; the environment is meant where it says the same.
fn source_of(variable: &'static str, value: Option<&OsStr>) -> Source {
    if env::var_os(variable).as_deref() == value {
        Source::Environment(variable)
    } else {
        Source::Flag
    }
}
