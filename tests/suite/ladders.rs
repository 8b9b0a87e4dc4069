//! The ladders of the example libraries, in figures that must not fall.

use chrono::{DateTime, NaiveDate, Utc};
use starbench::analysis::{Settings, analyse_library};
use starbench::catalogue::default_profile;
use starbench::drill::figures::Figures;
use starbench::drill::{Ladder, ladder};
use starbench::interchange::{Policy, Source, merge, read};
use starbench::story::StoryId;
use uuid::Uuid;

use crate::sandbox::example;

fn ladders(name: &str, seed: u64) -> Vec<Ladder> {
    let profile = default_profile();
    let source = Source::new(name, std::fs::read_to_string(example(name)).unwrap());
    let import = read(&source, profile);
    assert!(import.problems.is_empty());
    let policy = Policy { rename: true, now: DateTime::<Utc>::UNIX_EPOCH };
    let mut next = 0;
    let stories = merge(&[], &import.stories, &policy, || {
        next += 1;
        StoryId(Uuid::from_u128(next))
    })
    .created;
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let analyses = analyse_library(&stories, profile, &Settings::default(), today);
    stories
        .iter()
        .zip(&analyses)
        .map(|(story, analysis)| ladder::build(story, analysis, profile, seed))
        .collect()
}

#[test]
fn the_sheets_of_a_library_dig_at_each_storys_own_words_from_many_sides() {
    for (library, seed) in [("library.yaml", 0), ("weak-library.yaml", 0), ("library.yaml", 7)] {
        let figures = Figures::of(&ladders(library, seed));
        let about = format!("{library}, seed {seed}: {figures:#?}");
        assert!(figures.quoting >= 0.8 && figures.least_quoting >= 0.6, "{about}");
        assert!(figures.own >= 0.9, "{about}");
        assert!(figures.layer.0 >= 3, "{about}");
        assert!(figures.families.0 >= 8, "{about}");
        assert!(figures.commonest.1 <= 0.75, "{about}");
        assert_eq!((figures.repeated, figures.unfilled), (0, 0), "{about}");
    }
}
