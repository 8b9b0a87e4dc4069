//! Any record by kind and key: how it stands, and how to make it stand otherwise.

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, OptionalExtension, params_from_iter};
use serde_json::Value;

use super::error::{Fault, StoreError};
use super::plans::{EVENT, PLAN, TASK};
use super::practice::PRACTICE;
use super::search::Upkeep;
use super::{Library, digest, stories};
use crate::story::{Change, Entity};

type Extract = fn(&str, &Value) -> Result<Vec<Option<String>>, Fault>;

/// A kind of record that is kept as a JSON body.
pub(super) struct Document {
    /// Its table.
    pub(super) table: &'static str,
    /// The hashed columns: id first, body last, what [`Self::extract`] gives between.
    pub(super) columns: &'static str,
    /// Takes the middle columns from a record's key and body.
    pub(super) extract: Extract,
}

fn document(entity: Entity) -> Option<&'static Document> {
    match entity {
        Entity::Story => None,
        Entity::Plan => Some(&PLAN),
        Entity::Task => Some(&TASK),
        Entity::Practice => Some(&PRACTICE),
        Entity::Event => Some(&EVENT),
    }
}

/// A text field of a JSON object.
pub(super) fn field(body: &Value, name: &str) -> Option<String> {
    body.get(name)?.as_str().map(str::to_owned)
}

/// Reads the JSON bodies that a query gives.
pub(super) fn bodies(
    conn: &Connection,
    sql: &str,
    parameter: Option<&str>,
) -> Result<Vec<Value>, Fault> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query(params_from_iter(parameter))?;
    let mut bodies = Vec::new();
    while let Some(row) = rows.next()? {
        bodies.push(parse(&row.get::<_, String>(0)?)?);
    }
    Ok(bodies)
}

/// A record with the change that wrote it.
pub(super) struct Record {
    pub(super) key: String,
    pub(super) revision: i64,
    pub(super) image: Value,
}

/// Every key of a kind with the change that wrote it.
pub(super) fn keys(conn: &Connection, entity: Entity) -> Result<Vec<(String, i64)>, Fault> {
    let table = entity.as_str();
    let mut statement =
        conn.prepare_cached(&format!("SELECT id, revision FROM {table} ORDER BY id"))?;
    let keys = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(keys.collect::<Result<_, _>>()?)
}

/// Every record of a kind, by key.
pub(super) fn all(conn: &Connection, entity: Entity) -> Result<Vec<Record>, Fault> {
    let mut records = Vec::new();
    for (key, revision) in keys(conn, entity)? {
        let image = current(conn, entity, &key)?.ok_or_else(|| {
            Fault::Unreadable(format!("the {} `{key}` cannot be found", entity.as_str()))
        })?;
        records.push(Record { key, revision, image });
    }
    Ok(records)
}

/// Reads a stored JSON text.
pub(super) fn parse(text: &str) -> Result<Value, Fault> {
    serde_json::from_str(text)
        .map_err(|error| Fault::Unreadable(format!("a stored record does not read: {error}")))
}

/// A record's image as it stands.
pub(super) fn current(
    conn: &Connection,
    entity: Entity,
    key: &str,
) -> Result<Option<Value>, Fault> {
    let Some(Document { table, .. }) = document(entity) else {
        return stories::current(conn, key);
    };
    let sql = format!("SELECT body FROM {table} WHERE id = ?1");
    Ok(bodies(conn, &sql, Some(key))?.pop())
}

/// Carries out a change, if the record stands as the change says it does; `revision` is its place in the
/// log.
pub(super) fn apply(
    conn: &Connection,
    change: &Change,
    revision: i64,
    upkeep: Upkeep,
) -> Result<(), Fault> {
    let Change { entity, key, before, after } = change;
    if before == after {
        return Err(Fault::invalid(format!("the {} `{key}` does not change", entity.as_str())));
    }
    if current(conn, *entity, key)? != *before {
        return Err(StoreError::RevisionConflict { entity: *entity, key: key.clone() }.into());
    }
    put(conn, *entity, key, after.as_ref(), revision, upkeep)
}

/// Makes a record what an image says, or removes it.
pub(super) fn put(
    conn: &Connection,
    entity: Entity,
    key: &str,
    image: Option<&Value>,
    revision: i64,
    upkeep: Upkeep,
) -> Result<(), Fault> {
    match document(entity) {
        None => stories::put(conn, key, image, revision, upkeep),
        Some(document) => document.put(conn, key, image, revision),
    }
}

impl Document {
    fn put(
        &self,
        conn: &Connection,
        key: &str,
        image: Option<&Value>,
        revision: i64,
    ) -> Result<(), Fault> {
        let Self { table, columns, extract } = self;
        let number: Option<i64> = conn
            .prepare_cached(&format!("SELECT rowid FROM {table} WHERE id = ?1"))?
            .query_row([key], |row| row.get(0))
            .optional()?;
        if number.is_some() {
            conn.prepare_cached(&format!("DELETE FROM {table} WHERE rowid = ?1"))?
                .execute([number])?;
        }
        let Some(image) = image else { return Ok(()) };
        if !image.is_object() {
            return Err(Fault::invalid(format!("the {table} `{key}` is no JSON object")));
        }
        let body = image.to_string();
        let middle = extract(key, image)?;
        let text = |text| ValueRef::Text(str::as_bytes(text));
        let mut cells = vec![text(key)];
        cells.extend(middle.iter().map(|cell| cell.as_deref().map_or(ValueRef::Null, text)));
        cells.push(text(&body));
        let hash = digest::of_cells(cells.iter().copied());
        let mut values: Vec<ToSqlOutput<'_>> =
            cells.into_iter().map(ToSqlOutput::Borrowed).collect();
        values.push(revision.into());
        values.push(ToSqlOutput::Borrowed(ValueRef::Blob(&hash)));
        values.push(number.map_or(ToSqlOutput::Borrowed(ValueRef::Null), ToSqlOutput::from));
        let marks = (1..=values.len()).map(|at| format!("?{at}")).collect::<Vec<_>>().join(", ");
        conn.prepare_cached(&format!(
            "INSERT INTO {table} ({columns}, revision, hash, rowid) VALUES ({marks})"
        ))?
        .execute(params_from_iter(values))
        .map_err(|error| match error.sqlite_error_code() {
            // Of these tables' constraints only that of a single plan can be met with a fresh key.
            Some(ErrorCode::ConstraintViolation) => {
                Fault::invalid(format!("there is already a {table}"))
            }
            _ => error.into(),
        })?;
        Ok(())
    }
}

impl Library {
    /// Every record of a kind by its key.
    pub fn records(&self, entity: Entity) -> Result<Vec<(String, Value)>, StoreError> {
        let records = self.read(|conn| all(conn, entity))?;
        Ok(records.into_iter().map(|record| (record.key, record.image)).collect())
    }

    /// A record's image as it stands: what the `before` of a change to it has to be.
    pub fn record(&self, entity: Entity, key: &str) -> Result<Option<Value>, StoreError> {
        self.read(|conn| current(conn, entity, key))
    }
}
