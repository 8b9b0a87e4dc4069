//! Stories as rows: one column a field, lists as JSON.

use std::str::FromStr;

use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::types::{ToSqlOutput, Value as Cell, ValueRef};
use rusqlite::{Connection, ErrorCode, OptionalExtension, Row, params_from_iter};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use super::Library;
use super::digest;
use super::error::{Fault, StoreError};
use super::search::{self, Upkeep};
use crate::catalogue::PrincipleId;
use crate::story::{Change, Entity, Outcome, Sections, Slug, Story, StoryId};

/// The hashed columns, in the order of [`Cells::list`] and [`decode`].
pub(super) const COLUMNS: &str = "id, slug, title, principles, project, role, organization, period, \
     outcome, headline, situation, task, action, result, learning, claims, allow, notes, created, \
     updated";

/// The change that turns one state of a story into another; absent before, it is new; absent after, it is
/// removed.
///
/// # Panics
///
/// When both are absent.
pub fn story_change(before: Option<&Story>, after: Option<&Story>) -> Change {
    let id = before.or(after).map(|story| story.id).expect("a change has a before or an after");
    Change {
        entity: Entity::Story,
        key: id.to_string(),
        before: before.map(image),
        after: after.map(image),
    }
}

/// A story as the log keeps it.
pub(super) fn image(story: &Story) -> Value {
    serde_json::to_value(story)
        .expect("a story is strings, lists and dates, which JSON always holds")
}

/// Reads a story from the log's form and makes sure that nothing of it would be lost.
fn from_image(key: &str, image: &Value) -> Result<Story, Fault> {
    let story: Story = serde::Deserialize::deserialize(image)
        .map_err(|error| Fault::invalid(format!("the story `{key}` does not read: {error}")))?;
    if story.id.to_string() != key {
        return Err(Fault::invalid(format!("the story `{key}` says that its id is {}", story.id)));
    }
    if self::image(&story) != *image {
        return Err(Fault::invalid(format!("the story `{key}` holds more than a story can")));
    }
    Ok(story)
}

/// The cells of a row that are not text of the story already.
struct Cells<'s> {
    story: &'s Story,
    id: String,
    principles: String,
    period: Option<String>,
    claims: String,
    allow: String,
    created: String,
    updated: String,
}

impl<'s> Cells<'s> {
    fn of(story: &'s Story) -> Self {
        Self {
            story,
            id: story.id.to_string(),
            principles: json(&story.principles),
            period: story.period.map(|period| period.to_string()),
            claims: json(&story.claims),
            allow: json(&story.allow),
            created: instant(story.created),
            updated: instant(story.updated),
        }
    }

    fn list(&self) -> [ValueRef<'_>; 20] {
        let text = |text: &'s str| ValueRef::Text(text.as_bytes());
        let made = |text| ValueRef::Text(str::as_bytes(text));
        let option = |text: &'s Option<String>| text.as_deref().map_or(ValueRef::Null, text_of);
        let Self { story, .. } = self;
        [
            made(&self.id),
            text(story.slug.as_str()),
            text(&story.title),
            made(&self.principles),
            option(&story.project),
            option(&story.role),
            option(&story.organization),
            self.period.as_deref().map_or(ValueRef::Null, text_of),
            story.outcome.map_or(ValueRef::Null, |outcome| text_of(outcome.as_str())),
            option(&story.sections.headline),
            option(&story.sections.situation),
            option(&story.sections.task),
            option(&story.sections.action),
            option(&story.sections.result),
            option(&story.sections.learning),
            made(&self.claims),
            made(&self.allow),
            option(&story.notes),
            made(&self.created),
            made(&self.updated),
        ]
    }
}

fn text_of(text: &str) -> ValueRef<'_> {
    ValueRef::Text(text.as_bytes())
}

fn json<T: Serialize>(list: &[T]) -> String {
    serde_json::to_string(list)
        .expect("ids, claims and reasons are strings, which JSON always holds")
}

/// An instant as the log and the rows write it.
pub(super) fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

fn parsed<T: FromStr>(column: &str, text: &str) -> Result<T, Fault> {
    text.parse().map_err(|_| Fault::Unreadable(format!("a story's {column} reads `{text}`")))
}

fn listed<T: DeserializeOwned>(column: &str, text: &str) -> Result<T, Fault> {
    serde_json::from_str(text)
        .map_err(|error| Fault::Unreadable(format!("a story's {column} do not read: {error}")))
}

fn decode(row: &Row<'_>) -> Result<Story, Fault> {
    let text = |at: usize| -> Result<String, Fault> { Ok(row.get(at)?) };
    let option = |at: usize| -> Result<Option<String>, Fault> { Ok(row.get(at)?) };
    Ok(Story {
        id: StoryId(parsed::<Uuid>("id", &text(0)?)?),
        slug: parsed::<Slug>("slug", &text(1)?)?,
        title: text(2)?,
        principles: listed::<Vec<PrincipleId>>("principles", &text(3)?)?,
        project: option(4)?,
        role: option(5)?,
        organization: option(6)?,
        period: option(7)?.map(|text| parsed("period", &text)).transpose()?,
        outcome: option(8)?.map(|text| outcome(&text)).transpose()?,
        sections: Sections {
            headline: option(9)?,
            situation: option(10)?,
            task: option(11)?,
            action: option(12)?,
            result: option(13)?,
            learning: option(14)?,
        },
        claims: listed("claims", &text(15)?)?,
        allow: listed("accepted findings", &text(16)?)?,
        notes: option(17)?,
        created: parsed("creation", &text(18)?)?,
        updated: parsed("last change", &text(19)?)?,
    })
}

/// A story's image from the cells of its row.
pub(super) fn of_cells(conn: &Connection, cells: &[Cell]) -> Result<Value, Fault> {
    let width = COLUMNS.split(',').count();
    let marks = (1..=width).map(|at| format!("?{at}")).collect::<Vec<_>>().join(", ");
    let mut statement = conn.prepare_cached(&format!("SELECT {marks}"))?;
    let mut rows = statement.query(params_from_iter(&cells[..width]))?;
    match rows.next()? {
        Some(row) => Ok(image(&decode(row)?)),
        None => Err(Fault::Unreadable("a story has no cells".into())),
    }
}

fn outcome(text: &str) -> Result<Outcome, Fault> {
    Outcome::ALL
        .into_iter()
        .find(|outcome| outcome.as_str() == text)
        .ok_or_else(|| Fault::Unreadable(format!("a story's outcome reads `{text}`")))
}

/// Reads the stories that a condition picks.
pub(super) fn select(
    conn: &Connection,
    condition: &str,
    parameter: Option<&str>,
) -> Result<Vec<Story>, Fault> {
    let mut statement = conn.prepare_cached(&format!("SELECT {COLUMNS} FROM story {condition}"))?;
    let mut rows = statement.query(params_from_iter(parameter))?;
    let mut stories = Vec::new();
    while let Some(row) = rows.next()? {
        stories.push(decode(row)?);
    }
    Ok(stories)
}

/// A story's image as it stands.
pub(super) fn current(conn: &Connection, key: &str) -> Result<Option<Value>, Fault> {
    Ok(select(conn, "WHERE id = ?1", Some(key))?.first().map(image))
}

/// Makes the row and the index say what an image says.
pub(super) fn put(
    conn: &Connection,
    key: &str,
    image: Option<&Value>,
    revision: i64,
    upkeep: Upkeep,
) -> Result<(), Fault> {
    let number: Option<i64> = conn
        .prepare_cached("SELECT number FROM story WHERE id = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?;
    if let Some(number) = number.filter(|_| upkeep == Upkeep::EachStory) {
        // The index takes the words to remove from the row, so it goes first.
        search::forget(conn, number)?;
    }
    let Some(image) = image else {
        conn.prepare_cached("DELETE FROM story WHERE number = ?1")?.execute([number])?;
        return Ok(());
    };
    let story = from_image(key, image)?;
    let cells = Cells::of(&story);
    let list = cells.list();
    let hash = digest::of_cells(list);
    let mut values: Vec<ToSqlOutput<'_>> = list.map(ToSqlOutput::Borrowed).into();
    values.push(revision.into());
    values.push(ToSqlOutput::Borrowed(ValueRef::Blob(&hash)));
    values.push(number.map_or(ToSqlOutput::Borrowed(ValueRef::Null), ToSqlOutput::from));
    // With a number the row is replaced in its place; without, SQLite picks the next.
    let marks = (1..=values.len()).map(|at| format!("?{at}")).collect::<Vec<_>>().join(", ");
    if let Some(number) = number {
        conn.prepare_cached("DELETE FROM story WHERE number = ?1")?.execute([number])?;
    }
    conn.prepare_cached(&format!(
        "INSERT INTO story ({COLUMNS}, revision, hash, number) VALUES ({marks})"
    ))?
    .execute(params_from_iter(values))
    .map_err(|error| named_clash(error, &story.slug))?;
    if upkeep == Upkeep::EachStory {
        search::learn(conn, number.unwrap_or_else(|| conn.last_insert_rowid()))?;
    }
    Ok(())
}

fn named_clash(error: rusqlite::Error, slug: &Slug) -> Fault {
    let clash = error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation)
        && error.to_string().contains("story.slug");
    if clash { StoreError::SlugTaken { slug: slug.to_string() }.into() } else { error.into() }
}

impl Library {
    /// Every story, by id, which is by creation for ids made here.
    pub fn stories(&self) -> Result<Vec<Story>, StoreError> {
        self.read(|conn| select(conn, "ORDER BY id", None))
    }

    /// The story with an id.
    pub fn story(&self, id: StoryId) -> Result<Option<Story>, StoreError> {
        self.read(|conn| Ok(select(conn, "WHERE id = ?1", Some(&id.to_string()))?.pop()))
    }

    /// The story that is called by a slug.
    pub fn story_by_slug(&self, slug: &Slug) -> Result<Option<Story>, StoreError> {
        self.read(|conn| Ok(select(conn, "WHERE slug = ?1", Some(slug.as_str()))?.pop()))
    }

    /// Every slug with the story it names, in alphabetical order.
    pub fn slugs(&self) -> Result<Vec<(Slug, StoryId)>, StoreError> {
        self.read(|conn| {
            let mut statement = conn.prepare_cached("SELECT slug, id FROM story ORDER BY slug")?;
            let mut rows = statement.query([])?;
            let mut slugs = Vec::new();
            while let Some(row) = rows.next()? {
                let slug = parsed("slug", &row.get::<_, String>(0)?)?;
                slugs.push((slug, StoryId(parsed("id", &row.get::<_, String>(1)?)?)));
            }
            Ok(slugs)
        })
    }
}
