//! Whether the log leads to the records as they stand.

use std::collections::HashMap;

use rusqlite::Connection;
use serde_json::Value;

use super::super::error::Fault;
use super::super::{log, records};
use crate::story::{Entity, Verb};

/// Every way in which the log contradicts itself or the records.
pub(super) fn contradictions(conn: &Connection) -> Result<Vec<String>, Fault> {
    let mut lines = gaps(conn)?;
    lines.extend(stacks(conn)?);
    lines.extend(images(conn)?);
    Ok(lines)
}

/// The log only grows, so its numbers have no gap, and none was used that is not there.
fn gaps(conn: &Connection) -> Result<Vec<String>, Fault> {
    let mut lines = Vec::new();
    for table in ["operation", "change"] {
        let (rows, last, used): (i64, i64, i64) = conn.query_row(
            &format!(
                "SELECT count(*), coalesce(max(seq), 0),
                 coalesce((SELECT max(seq) FROM sqlite_sequence WHERE name = '{table}'), 0)
                 FROM {table}"
            ),
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        if rows != last || last != used {
            lines.push(format!("{rows} rows of {table}, the last is {last}, {used} were written"));
        }
    }
    Ok(lines)
}

/// Follows undo and redo from the beginning and compares with what each operation says.
fn stacks(conn: &Connection) -> Result<Vec<String>, Fault> {
    let mut statement = conn.prepare(
        "SELECT seq, verb, target, below, undo_next, redo_next FROM operation ORDER BY seq",
    )?;
    let mut rows = statement.query([])?;
    let mut lines = Vec::new();
    let mut below: HashMap<i64, Option<i64>> = HashMap::new();
    // The newest operation made on each; what redo finds there.
    let mut above: HashMap<i64, i64> = HashMap::new();
    let (mut undo_next, mut redo_next) = (None, None);
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        let target: Option<i64> = row.get(2)?;
        let links: [Option<i64>; 3] = [row.get(3)?, row.get(4)?, row.get(5)?];
        let expected = match (log::parse_verb(&row.get::<_, String>(1)?)?, target) {
            (Verb::Undo, Some(of)) => [None, below.get(&of).copied().flatten(), Some(of)],
            (Verb::Redo, Some(of)) => [None, Some(of), above.get(&of).copied()],
            (Verb::Purge, None) => [None, undo_next, None],
            (Verb::PlanExport, None) => [None, undo_next, redo_next],
            (_, None) => [undo_next, Some(seq), None],
            (_, Some(_)) => [None; 3],
        };
        if links != expected {
            lines.push(format!("operation {seq} breaks the chain of undo and redo"));
        }
        if links[1] == Some(seq) {
            below.insert(seq, links[0]);
            if let Some(under) = links[0] {
                above.insert(under, seq);
            }
        }
        (undo_next, redo_next) = (links[1], links[2]);
    }
    Ok(lines)
}

/// A record as the log leaves it.
struct Last {
    change: i64,
    image: Option<Value>,
}

/// Carries the images from change to change, and compares the last ones with the records.
fn images(conn: &Connection) -> Result<Vec<String>, Fault> {
    let mut lines = Vec::new();
    let mut last: HashMap<(String, String), Last> = HashMap::new();
    let mut statement =
        conn.prepare("SELECT seq, entity, key, before, after FROM change ORDER BY seq")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let change: i64 = row.get(0)?;
        let record: (String, String) = (row.get(1)?, row.get(2)?);
        let image = |at: usize| -> Result<Option<Value>, Fault> {
            row.get::<_, Option<String>>(at)?.map(|text| records::parse(&text)).transpose()
        };
        let (before, after) = (image(3)?, image(4)?);
        let purged = before.is_none() && after.is_none();
        let known = last.get(&record).and_then(|last| last.image.as_ref());
        if !purged && known != before.as_ref() {
            let (entity, key) = &record;
            lines.push(format!("change {change} does not begin where {entity} {key} was left"));
        }
        last.insert(record, Last { change, image: after });
    }
    for entity in Entity::ALL {
        for record in records::all(conn, entity)? {
            let left = last.remove(&(entity.as_str().to_owned(), record.key.clone()));
            let same = left.is_some_and(|left| {
                left.change == record.revision && left.image.as_ref() == Some(&record.image)
            });
            if !same {
                let (entity, key) = (entity.as_str(), record.key);
                lines.push(format!("the {entity} {key} is not what the log left"));
            }
        }
    }
    let gone = last.into_iter().filter(|(_, last)| last.image.is_some());
    lines.extend(gone.map(|((entity, key), _)| format!("the {entity} {key} is missing")));
    Ok(lines)
}
