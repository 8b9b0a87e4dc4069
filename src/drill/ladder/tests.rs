//! What every ladder must be, whatever the story.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::analysis::{Settings, analyse, lint};
use crate::catalogue::{BUILTIN_IDS, Fact, Slot, builtin, default_profile};
use crate::drill::quote::{FEWEST as FEWEST_WORDS, MOST as MOST_WORDS};
use crate::story::{Basis, Claim, Outcome, Story, StoryId};

fn story(sections: &[(Section, &str)]) -> Story {
    let slug: Slug = "a-story".parse().unwrap();
    let mut story =
        Story::draft(StoryId(Uuid::nil()), slug, "A story", DateTime::<Utc>::UNIX_EPOCH);
    for (section, text) in sections {
        story.sections.set(*section, Some((*text).to_owned()));
    }
    story
}

fn ladder(story: &Story, seed: u64) -> Ladder {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let profile = default_profile();
    let analysis = analyse(story, &[], profile, &Settings::default(), today);
    build(story, &analysis, profile, seed)
}

fn probes(ladder: &Ladder) -> Vec<&Probe> {
    ladder.layers.iter().flat_map(|rung| &rung.probes).collect()
}

fn full() -> Story {
    let mut story = story(&[
        (
            Section::Situation,
            "I ran the booking desk of a lake ferry. Passengers complained that the last boat left without them.",
        ),
        (Section::Task, "My goal was a last boat that nobody misses, before the summer."),
        (
            Section::Action,
            "I counted the queue at the last boat for two weeks. \
             It turned out that two buses arrived four minutes late. \
             I asked 30 passengers why they had not taken an earlier boat. \
             Our harbour master refused to hold the boat. \
             I proposed to hold it for five minutes instead of buying a second boat. \
             I tested it on six Sundays, and one engineer built a light at the pier.",
        ),
        (
            Section::Result,
            "Within three months, across both lines, missed last boats fell from 9% to 2% of evenings, \
             and we saved $41,000 in taxi vouchers.",
        ),
        (
            Section::Learning,
            "A timetable is a promise to somebody else's bus. I now ask who waits before I ask who is late.",
        ),
    ]);
    story.outcome = Some(Outcome::Success);
    story.claims = vec![Claim {
        figure: "$41,000".into(),
        basis: Basis::Reported,
        source: Some("finance".into()),
        share: None,
    }];
    story
}

#[test]
fn the_same_story_and_seed_give_the_same_sheet_and_another_seed_another() {
    let story = full();
    assert_eq!(ladder(&story, 0), ladder(&story, 0));
    assert_eq!(ladder(&story, 7), ladder(&story, 7));
    assert_ne!(ladder(&story, 0), ladder(&story, 7));
}

#[test]
fn a_full_story_is_attacked_in_its_own_words_from_many_sides() {
    let ladder = ladder(&full(), 0);
    let all = probes(&ladder);
    let quoting = all.iter().filter(|probe| probe.attacks.is_some()).count();
    assert!(quoting * 4 >= all.len() * 3, "{quoting} of {}", all.len());
    let families: BTreeSet<&str> = all.iter().map(|probe| probe.family.as_str()).collect();
    assert!(families.len() >= FAMILIES, "{families:?}");
}

#[test]
fn what_the_text_has_answered_is_not_asked() {
    let ladder = ladder(&full(), 0);
    for probe in probes(&ladder) {
        for answered in [
            "metrics-from-what", "metrics-baseline", "metrics-how-long", "alternatives-table",
            "metrics-no-result", "learning-missing", "customer-who-",
        ] {
            assert!(!probe.id.starts_with(answered), "{}", probe.question);
        }
    }
}

#[test]
fn a_finding_brings_its_family_to_the_top() {
    let story = story(&[
        (Section::Situation, "Visitors complained about the queue at the north gate."),
        (Section::Task, "I had to shorten it."),
        (
            Section::Action,
            "I moved two ticket desks to the south gate and opened them an hour earlier.",
        ),
        (Section::Result, "The queue became significantly shorter."),
    ]);
    let ladder = ladder(&story, 0);
    assert_eq!(ladder.layers[0].probes[0].family, "metrics", "{:#?}", ladder.layers[0]);
}

#[test]
fn what_the_ledger_leaves_open_is_asked() {
    let mut story = full();
    let asked = |story: &Story, template: &str| {
        probes(&ladder(story, 0)).iter().any(|probe| probe.id.starts_with(template))
    };
    assert!(!asked(&story, "metrics-unverified"));
    story.claims[0].basis = Basis::Unverified;
    assert!(asked(&story, "metrics-unverified"));
}

#[test]
fn a_probe_keeps_its_id_while_its_template_and_words_stay() {
    let before = ladder(&full(), 0);
    let mut edited = full();
    edited.sections.set(
        Section::Situation,
        Some("For three years I ran the booking desk of a lake ferry. Passengers complained that the last boat left without them.".into()),
    );
    edited.title = "Another title".into();
    let ids = |ladder: &Ladder| -> BTreeMap<String, String> {
        probes(ladder).into_iter().map(|probe| (probe.question.clone(), probe.id.clone())).collect()
    };
    let (old, new) = (ids(&before), ids(&ladder(&edited, 0)));
    let kept: Vec<&String> = old.keys().filter(|question| new.contains_key(*question)).collect();
    assert!(kept.len() * 2 > old.len(), "{} of {}", kept.len(), old.len());
    for question in kept {
        assert_eq!(old[question], new[question], "{question}");
    }
}

#[test]
fn questions_of_any_seed_are_asked_again_together_and_those_whose_words_are_gone_are_not() {
    let mut story = full();
    let wanted: BTreeSet<String> = [0, 3, 7]
        .into_iter()
        .filter_map(|seed| probes(&ladder(&story, seed)).last().map(|probe| probe.id.clone()))
        .chain(probes(&ladder(&story, 0)).first().map(|probe| probe.id.clone()))
        .collect();
    assert!(wanted.len() > 2, "{wanted:?}");
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let asked = |story: &Story| -> BTreeSet<String> {
        let analysis = analyse(story, &[], default_profile(), &Settings::default(), today);
        let again = again(story, &analysis, default_profile(), &wanted);
        let ids: Vec<String> = probes(&again).iter().map(|probe| probe.id.clone()).collect();
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len());
        ids.into_iter().collect()
    };
    assert_eq!(asked(&story), wanted);
    story.sections.set(Section::Action, None);
    story.sections.set(Section::Result, None);
    story.sections.set(Section::Learning, None);
    assert!(asked(&story).len() < wanted.len());
}

#[test]
fn an_empty_draft_is_asked_for_what_is_missing() {
    let ladder = ladder(&story(&[]), 0);
    assert!(ladder.layers.iter().all(|rung| rung.probes.len() >= FEWEST));
    let all = probes(&ladder);
    assert!(all.iter().all(|probe| probe.attacks.is_none()));
    assert!(all.iter().any(|probe| probe.id.starts_with("metrics-no-result")));
    let families: BTreeSet<&str> = all.iter().map(|probe| probe.family.as_str()).collect();
    assert!(families.len() >= FAMILIES, "{families:?}");
}

#[test]
fn the_ladder_writes_the_fields_of_its_schema() {
    let ladder = ladder(&full(), 0);
    let mut document = serde_json::to_value(&ladder).unwrap();
    document["version"] = 1.into();
    let schema = crate::schemas::SCHEMAS.iter().find(|schema| schema.name == "drill").unwrap();
    let schema = serde_json::from_str(schema.text).unwrap();
    assert!(jsonschema::is_valid(&schema, &document));
}

#[test]
fn every_layer_has_templates_for_every_kind_of_story() {
    const EACH: usize = 3;
    let kinds: [(&str, &[Fact], &[Slot]); 4] = [
        (
            "a quantified success",
            &[Fact::Success, Fact::BaselineGiven, Fact::TimeframeGiven],
            &[Slot::Outcome, Slot::Decision, Slot::Action],
        ),
        ("a failure", &[Fact::Failure], &[Slot::Mistake, Slot::Decision, Slot::Action]),
        (
            "a draft without a result",
            &[Fact::NoResult, Fact::NoLearning],
            &[Slot::Action, Slot::Problem],
        ),
        ("a conflict", &[Fact::Success], &[Slot::Conflict, Slot::Opponent, Slot::Stakeholder]),
    ];
    for id in BUILTIN_IDS {
        let families = builtin(id).unwrap().families();
        assert!(families.len() >= 12);
        for (kind, facts, slots) in kinds {
            for layer in Layer::ALL {
                let holds = |condition: &Condition| match condition {
                    Condition::Is(fact) => facts.contains(fact),
                    Condition::Has(slot) => slots.contains(slot),
                    Condition::Found(_) | Condition::Principle(_) | Condition::Mentions(_) => false,
                };
                let fitting = families
                    .iter()
                    .flat_map(|family| &family.probes)
                    .filter(|template| template.layer == layer)
                    .filter(|template| {
                        template.text.slots().iter().all(|slot| slots.contains(slot))
                    })
                    .filter(|template| {
                        template.when.iter().all(holds) && !template.unless.iter().any(holds)
                    })
                    .count();
                assert!(fitting >= EACH, "{id}: {fitting} templates of {layer:?} fit {kind}");
            }
        }
    }
}

#[test]
fn every_slot_is_asked_about() {
    let templates =
        || builtin("amazon-pmt").unwrap().families().iter().flat_map(|family| &family.probes);
    for slot in Slot::ALL {
        assert!(
            templates().any(|template| template.text.slots().contains(&slot)),
            "nothing asks about {slot}"
        );
    }
}

#[test]
fn ids_of_templates_are_unique_and_carry_their_familys() {
    for id in BUILTIN_IDS {
        let mut seen = BTreeSet::new();
        for family in builtin(id).unwrap().families() {
            for template in &family.probes {
                assert!(seen.insert(&template.id), "{} stands twice", template.id);
                assert!(template.id.starts_with(&format!("{}-", family.id)), "{}", template.id);
            }
        }
    }
}

#[test]
fn no_template_repeats_the_words_of_another() {
    let mut seen = BTreeMap::new();
    for family in builtin("amazon-pmt").unwrap().families() {
        for template in &family.probes {
            let asked = template.text.to_string();
            let point =
                asked.rsplit_once("}. ").map_or(asked.as_str(), |(_, point)| point).to_owned();
            if let Some(other) = seen.insert((template.layer, point), &template.id) {
                panic!("{} asks what {other} asks", template.id);
            }
        }
    }
}

#[test]
fn templates_name_rules_that_exist() {
    let conditions = builtin("amazon-pmt").unwrap().families().iter().flat_map(|family| {
        let templates =
            family.probes.iter().flat_map(|template| template.when.iter().chain(&template.unless));
        family.raised_by.iter().chain(templates)
    });
    for condition in conditions {
        if let Condition::Found(code) = condition {
            assert!(lint::rule(code.as_str()).is_some(), "there is no rule {code}");
        }
    }
}

#[test]
fn no_verb_has_to_agree_with_a_name() {
    // Customers are named in the plural.
    for family in builtin("amazon-pmt").unwrap().families() {
        for template in &family.probes {
            let text = template.text.to_string();
            for slot in
                Slot::ALL.into_iter().filter(|slot| !slot.is_clause() && *slot != Slot::Customers)
            {
                for verb in ["is", "was", "has", "does", "are", "were", "wants"] {
                    assert!(!text.contains(&format!("{{{slot}}} {verb} ")), "{}", template.id);
                }
            }
        }
    }
}

/// Text as people type it, and text that nobody would.
fn prose() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "I", "we", "our VP of Product", "decided", "to", "cut", "the", "a", "and", "but",
        "because", "when", "customers", "complained", "that", "from 9% to 4%", "within six weeks",
        "$2 million", "instead of", "waiting", ".", ",", ";", ":", "\n", "\n\n- ", "\"",
        "\u{201c}", "\u{201d}", "'", "(", ")", "{", "}", "[", "TODO", "e.g.", "5 p.m.", "—",
        "refused", "tested", "it", "on nine sites", "She", "they", "agreed", "was", "built", "by",
        "two engineers", "日本語", "😀", "\u{202e}", "\u{7}", "learned", "now", "May", "I'd",
        "don’t",
    ]);
    prop_oneof![
        prop::collection::vec(words, 0..60).prop_map(|words| words.join(" ")),
        any::<String>(),
        "\\PC{0,200}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_ladder_keeps_its_promises(
        texts in prop::collection::vec(prose(), 6),
        figure in prose(),
        seed in 0u64..4,
    ) {
        let mut story = story(&[]);
        for (section, text) in Section::ALL.into_iter().zip(texts) {
            story.sections.set(section, Some(text));
        }
        story.title.clone_from(&figure);
        story.claims = vec![Claim { figure, basis: Basis::Estimated, source: None, share: Some("mine, and theirs".into()) }];
        story.principles = vec![default_profile().principles()[0].id.clone()];
        let ladder = ladder(&story, seed);

        prop_assert_eq!(ladder.layers.len(), 5);
        let families: BTreeSet<&str> = probes(&ladder).iter().map(|probe| probe.family.as_str()).collect();
        prop_assert!(families.len() >= FAMILIES, "{:?}", families);
        let mut questions = BTreeSet::new();
        let mut ids = BTreeSet::new();
        for rung in &ladder.layers {
            prop_assert!((FEWEST..=MOST).contains(&rung.probes.len()), "{:#?}", rung);
            for probe in &rung.probes {
                prop_assert!(!probe.question.contains(['{', '}']), "{}", probe.question);
                prop_assert!(probe.question.ends_with(['?', '.']), "{}", probe.question);
                prop_assert!(questions.insert(probe.question.clone()), "{} is asked twice", probe.question);
                prop_assert!(ids.insert(probe.id.clone()), "{} stands twice", probe.id);
                let Some(attacked) = &probe.attacks else { continue };
                let text = story.section(attacked.section).unwrap();
                prop_assert_eq!(attacked.span.slice(text), attacked.text.as_str());
                let spoken = attacked.text.split_whitespace().collect::<Vec<_>>().join(" ");
                prop_assert!(probe.question.contains(&spoken), "{} does not hold {}", probe.question, spoken);
                let words = spoken.split(' ').count();
                prop_assert!((FEWEST_WORDS..=MOST_WORDS).contains(&words), "{} words: {}", words, spoken);
                prop_assert!(!spoken.ends_with([',', ';', ':']), "{}", spoken);
            }
        }
    }

    #[test]
    fn no_words_are_attacked_twice_by_one_family(texts in prop::collection::vec(prose(), 6)) {
        let mut story = full();
        story.sections.set(Section::Action, Some(texts.join(". ")));
        let ladder = ladder(&story, 0);
        let all = probes(&ladder);
        for (at, probe) in all.iter().enumerate() {
            for other in &all[at + 1..] {
                if let (Some(one), Some(two)) = (&probe.attacks, &other.attacks) {
                    let same = one.section == two.section && one.span.overlaps(two.span);
                    prop_assert!(!(same && probe.family == other.family), "{} / {}", probe.question, other.question);
                }
            }
        }
    }
}
