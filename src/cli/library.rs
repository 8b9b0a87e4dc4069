//! Opening the library and finding a story in it, with the errors a person needs.

use super::context::Context;
use super::error::CliError;
use super::practice;
use crate::analysis::{self, StoryAnalysis};
use crate::nearest::nearest;
use crate::store::{Access, Library, Refusal, StoreError};
use crate::story::Story;

/// Opens the library to read; `None` where there is none yet.
pub(crate) fn read(cx: &Context) -> Result<Option<Library>, CliError> {
    match Library::open(&cx.library.value, Access::ReadOnly) {
        Ok(library) => Ok(Some(library)),
        Err(StoreError::NotFound { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Opens the library to write, making it where there is none, and makes the day's backup.
pub(crate) fn write(cx: &Context) -> Result<Library, CliError> {
    let library = Library::create_or_open(&cx.library.value)?;
    if let Err(error) = library.backup_if_due(cx.today) {
        cx.ui.warn(&format!("today's backup could not be made: {error}"));
    }
    Ok(library)
}

/// Every story, in the order of their making; none where there is no library yet.
pub(crate) fn stories(cx: &Context) -> Result<Vec<Story>, CliError> {
    match read(cx)? {
        Some(library) => Ok(library.stories()?),
        None => Ok(Vec::new()),
    }
}

/// Reads every story, and raises to proven what the drills prove.
pub(crate) fn analyse(cx: &Context, stories: &[Story]) -> Vec<StoryAnalysis> {
    let mut analyses = analysis::analyse_library(stories, cx.profile(), &cx.settings, cx.today);
    if let Err(error) = practice::prove(&mut analyses, cx) {
        cx.ui.warn(&format!("no story counts as proven: {}", error.message));
    }
    analyses
}

/// The story that a slug, a unique beginning of one, or an id names.
pub(crate) fn find<'a>(stories: &'a [Story], typed: &str) -> Result<&'a Story, CliError> {
    let wanted = typed.trim().to_lowercase();
    let exact = stories
        .iter()
        .find(|story| story.slug.as_str() == wanted || story.id.to_string() == wanted);
    if let Some(story) = exact {
        return Ok(story);
    }
    let starting: Vec<&Story> = match wanted.as_str() {
        "" => Vec::new(),
        _ => stories.iter().filter(|story| story.slug.as_str().starts_with(&wanted)).collect(),
    };
    match starting.as_slice() {
        [story] => Ok(story),
        [] => {
            let near = nearest(&wanted, stories.iter().map(|story| story.slug.as_str()));
            let error = CliError::new(format!("no story is called `{typed}`"));
            Err(match (near, stories.is_empty()) {
                (Some(near), _) => error.hint(format!("did you mean `{near}`?")),
                (None, true) => error.hint("the library is empty; write a first story: star new"),
                (None, false) => error.hint("all of them: star list"),
            })
        }
        many => {
            let names: Vec<&str> = many.iter().map(|story| story.slug.as_str()).collect();
            Err(CliError::new(format!("`{typed}` could be {}", names.join(", ")))
                .hint("type a few letters more"))
        }
    }
}

/// The stories named, each once, in the order named; all of them where none is named.
pub(crate) fn select<'a>(
    stories: &'a [Story],
    typed: &[String],
) -> Result<Vec<&'a Story>, CliError> {
    if typed.is_empty() {
        return Ok(stories.iter().collect());
    }
    let mut selected: Vec<&Story> = Vec::new();
    for name in typed {
        let story = find(stories, name)?;
        if selected.iter().all(|other| other.id != story.id) {
            selected.push(story);
        }
    }
    Ok(selected)
}

impl From<StoreError> for CliError {
    fn from(error: StoreError) -> Self {
        let message = error.to_string();
        let built = Self::new(message);
        match &error {
            StoreError::NotFound { .. } => {
                built.hint("make one by writing a first story: star new")
            }
            StoreError::Refused { backup: Some(backup), refusal, .. } => {
                let built = built.hint(format!(
                    "bring back the newest good backup: star restore --from {}",
                    backup.display()
                ));
                match refusal {
                    Refusal::Damaged(_) | Refusal::Truncated { .. } => built
                        .hint("or rebuild what still reads, in a new file: star doctor --repair"),
                    _ => built,
                }
            }
            StoreError::Refused {
                refusal: Refusal::Damaged(_) | Refusal::Truncated { .. },
                ..
            } => built.hint("rebuild what still reads, in a new file: star doctor --repair"),
            StoreError::Refused { .. } => built.hint("look it over: star doctor"),
            StoreError::RevisionConflict { .. } => built
                .hint("somebody else changed it meanwhile; look at it again: star show, star log"),
            StoreError::SlugTaken { slug } => {
                built.hint(format!("see the other one: star show {slug}"))
            }
            StoreError::NothingToUndo | StoreError::NothingToRedo => {
                built.hint("what was done so far: star log")
            }
            StoreError::UnknownRevision { story, .. } => {
                built.hint(format!("its versions: star history {story}"))
            }
            _ => built,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{Slug, StoryId};

    fn library(slugs: &[&str]) -> Vec<Story> {
        slugs
            .iter()
            .enumerate()
            .map(|(at, slug)| {
                let id = StoryId(uuid::Uuid::from_u128(at as u128 + 1));
                Story::draft(id, slug.parse::<Slug>().unwrap(), *slug, chrono::DateTime::UNIX_EPOCH)
            })
            .collect()
    }

    #[test]
    fn a_story_is_found_by_slug_prefix_or_id() {
        let stories = library(&["checkout", "checkout-latency", "pricing"]);
        for (typed, slug) in
            [("checkout", "checkout"), ("checkout-", "checkout-latency"), ("PRI", "pricing")]
        {
            assert_eq!(find(&stories, typed).unwrap().slug.as_str(), slug, "{typed}");
        }
        let id = stories[2].id.to_string();
        assert_eq!(find(&stories, &id).unwrap().slug.as_str(), "pricing");
    }

    #[test]
    fn an_unknown_story_gets_the_nearest_and_an_ambiguous_one_the_choice() {
        let stories = library(&["checkout-latency", "checkout-redesign"]);
        assert!(
            find(&stories, "chekout-latency").unwrap_err().hints[0].contains("checkout-latency")
        );
        assert!(find(&stories, "check").unwrap_err().message.contains("checkout-redesign"));
        assert!(find(&stories, "").is_err());
    }
}
