//! An import of 30,000 stories against the bare inserts it cannot do without.

use std::time::Instant;

use rusqlite::{Connection, params};

use super::{Bench, at, operation, story};
use crate::store::{schema, stories, story_change};
use crate::story::{Section, Story, Verb};

const COUNT: u128 = 30_000;

fn long_story(number: u128) -> Story {
    let mut story = story(number);
    for (place, section) in Section::ALL.into_iter().enumerate() {
        let words: Vec<String> = (0..40)
            .map(|word| format!("word{}", (number * 7 + word * place as u128) % 5000))
            .collect();
        story.sections.set(section, Some(words.join(" ")));
    }
    story
}

#[test]
#[ignore = "takes a while; run with --release"]
fn an_import_of_30000_stories_costs_at_most_thrice_its_inserts() {
    let all: Vec<Story> = (0..COUNT).map(long_story).collect();

    let folder = tempfile::tempdir().unwrap();
    let conn = Connection::open(folder.path().join("bare.db")).unwrap();
    schema::migrate(&conn).unwrap();
    let started = Instant::now();
    conn.execute_batch("BEGIN").unwrap();
    conn.execute("INSERT INTO operation VALUES (1, 'x', '', '', '', NULL, NULL, 1, NULL, x'')", [])
        .unwrap();
    for (number, story) in (1i64..).zip(&all) {
        let image = stories::image(story).to_string();
        conn.prepare_cached("INSERT INTO change VALUES (?1, 1, 'story', ?2, 1, NULL, ?3, x'')")
            .unwrap()
            .execute(params![number, story.id.to_string(), image])
            .unwrap();
        let s = &story.sections;
        conn.prepare_cached(
            "INSERT INTO story (id, slug, title, principles, headline, situation, task, action, result,
                 learning, claims, allow, created, updated, revision, hash)
             VALUES (?1, ?2, ?3, '[]', ?4, ?5, ?6, ?7, ?8, ?9, '[]', '[]', '', '', ?10, x'')",
        )
        .unwrap()
        .execute(params![
            story.id.to_string(),
            story.slug.as_str(),
            story.title,
            s.headline,
            s.situation,
            s.task,
            s.action,
            s.result,
            s.learning,
            number
        ])
        .unwrap();
    }
    conn.execute_batch("INSERT INTO story_search (story_search) VALUES ('rebuild'); COMMIT")
        .unwrap();
    let bare = started.elapsed();

    let changes = all.iter().map(|story| story_change(None, Some(story))).collect();
    let mut bench = Bench::new();
    let started = Instant::now();
    bench.library.commit(operation(Verb::Import, changes), at(0)).unwrap();
    let whole = started.elapsed();
    let ratio = whole.as_secs_f64() / bare.as_secs_f64();
    assert_eq!(bench.library.slugs().unwrap().len() as u128, COUNT);

    let started = Instant::now();
    bench.library.undo(at(1)).unwrap();
    let undone = started.elapsed();
    assert!(ratio <= 3.0, "{whole:?} against {bare:?}, undone in {undone:?}");
    // Shown by `--nocapture`, which is how this is run.
    let line = format!("bare {bare:?}, import {whole:?} ({ratio:.2}), undo {undone:?}\n");
    std::io::Write::write_all(&mut std::io::stdout(), line.as_bytes()).unwrap();
}
