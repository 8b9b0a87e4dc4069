use std::collections::BTreeSet;

use super::*;
use crate::catalogue::listed::Listed;
use crate::catalogue::phrase::{Cues, Interner, Lexicon, Terms};
use crate::catalogue::resolve::words;
use crate::catalogue::{QuestionKind, RoundKind, TaskKind, Tier};

const PRINCIPLES: [&str; 16] = [
    "customer-obsession",
    "ownership",
    "invent-and-simplify",
    "are-right-a-lot",
    "learn-and-be-curious",
    "hire-and-develop-the-best",
    "insist-on-the-highest-standards",
    "think-big",
    "bias-for-action",
    "frugality",
    "earn-trust",
    "dive-deep",
    "have-backbone-disagree-and-commit",
    "deliver-results",
    "strive-to-be-earths-best-employer",
    "success-and-scale-bring-broad-responsibility",
];

fn all() -> impl Iterator<Item = &'static Profile> {
    BUILTIN_IDS.into_iter().map(|id| builtin(id).expect("every listed id is built in"))
}

/// The keys of a data file that is a mapping by principle.
fn keys(source: &str) -> Vec<PrincipleId> {
    let entries: BTreeMap<PrincipleId, serde_json::Value> = yaml::from_str(source).unwrap();
    entries.into_keys().collect()
}

#[test]
fn every_listed_id_is_built_in_and_names_its_profile() {
    for id in BUILTIN_IDS {
        assert_eq!(builtin(id).map(Profile::id), Some(id));
    }
    assert!(BUILTIN_IDS.contains(&DEFAULT_ID));
    assert!(builtin("amazon").is_none());
}

#[test]
fn the_principles_are_the_sixteen_in_their_order() {
    for profile in all() {
        let ids: Vec<&str> = profile.principles().iter().map(|p| p.id.as_str()).collect();
        assert_eq!(ids, PRINCIPLES, "{}", profile.id());
    }
}

#[test]
fn tiers_are_seven_three_and_six() {
    for profile in all() {
        let of = |tier| profile.principles().iter().filter(|p| p.tier == tier).count();
        assert_eq!([of(Tier::High), of(Tier::Middle), of(Tier::Base)], [7, 3, 6]);
    }
}

#[test]
fn what_is_built_in_passes_the_checks_of_a_users_file() {
    for profile in all() {
        let own =
            profile.to_yaml().unwrap().replacen(&format!("id: {}", profile.id()), "id: a-copy", 1);
        let copy = Profile::from_yaml(&own).unwrap_or_else(|error| panic!("{error:#?}"));
        let copied = copy.to_yaml().unwrap();
        assert_eq!(copied, own, "{}", profile.id());
    }
}

#[test]
fn every_principle_is_complete() {
    for profile in all() {
        for principle in profile.principles() {
            let id = &principle.id;
            let portrait = profile.portrait(id).unwrap();
            assert!((4..=6).contains(&portrait.behaviours.len()), "behaviours of {id}");
            assert!((3..=4).contains(&portrait.warning_signs.len()), "warning signs of {id}");
            assert!(profile.cues(id).len() >= 15, "cues of {id}");
            let stops = principle.summary.matches(['.', '!', '?']).count();
            assert!(principle.summary.ends_with('.') && stops == 1, "summary of {id}");
        }
    }
}

#[test]
fn no_entry_by_principle_is_left_unused() {
    let ids: BTreeSet<PrincipleId> = PRINCIPLES.into_iter().map(PrincipleId::new).collect();
    for source in
        [include_str!("../amazon_pm/portraits.yaml"), include_str!("../amazon_pm/cues.yaml")]
    {
        assert_eq!(keys(source).into_iter().collect::<BTreeSet<_>>(), ids);
    }
}

#[test]
fn each_principle_has_a_cue_that_all_but_names_it_and_no_cue_twice() {
    let profile = default_profile();
    for principle in profile.principles() {
        let cues = profile.cues(&principle.id);
        assert!(cues.iter().any(|cue| cue.weight >= 0.9), "{}", principle.id);
        let mut phrases = BTreeSet::new();
        for cue in cues {
            assert!(phrases.insert(&cue.phrase), "{}: {} stands twice", principle.id, cue.phrase);
            assert_eq!(cue.phrase, cue.phrase.to_lowercase(), "{}", principle.id);
        }
    }
}

#[test]
fn every_principle_has_at_least_six_questions_that_do_not_name_it() {
    for profile in all() {
        for principle in profile.principles() {
            let questions: Vec<_> = profile.questions_about(&principle.id).collect();
            assert!(questions.len() >= 6, "{} has {}", principle.id, questions.len());
            let name = words(&principle.name);
            for question in questions {
                let text = words(&question.text);
                assert!(!text.windows(name.len()).any(|window| window == name), "{}", question.id);
            }
        }
    }
}

#[test]
fn every_kind_of_product_question_has_at_least_twelve() {
    for profile in all() {
        for kind in [
            QuestionKind::ProductDesign,
            QuestionKind::MetricsExperimentation,
            QuestionKind::ProgramExecution,
        ] {
            let count = profile.questions_of(kind).count();
            assert!(count >= 12, "{kind:?} has {count} in {}", profile.id());
        }
    }
}

#[test]
fn only_the_technical_profile_asks_technical_questions_and_has_a_round_for_them() {
    let technical = |profile: &Profile| {
        let rounds = profile.rounds().iter().filter(|round| round.kind == RoundKind::Technical);
        (profile.questions_of(QuestionKind::Technical).count(), rounds.count())
    };
    assert_eq!(technical(default_profile()), (0, 0));
    let (questions, rounds) = technical(builtin("amazon-pmt").unwrap());
    assert!(questions >= 12, "{questions}");
    assert_eq!(rounds, 1);
}

#[test]
fn the_technical_profile_keeps_everything_of_its_base() {
    fn ids<T: Listed>(list: &[T]) -> BTreeSet<&str> {
        list.iter().map(Listed::id).collect()
    }
    let (base, technical) = (default_profile(), builtin("amazon-pmt").unwrap());
    assert!(ids(technical.rounds()).is_superset(&ids(base.rounds())));
    assert!(ids(technical.questions()).is_superset(&ids(base.questions())));
    assert!(ids(technical.families()).is_superset(&ids(base.families())));
    assert_eq!(technical.phases(), base.phases());
    assert_eq!(technical.debrief(), base.debrief());
    assert_eq!(technical.rounds().last().map(|round| round.kind), Some(RoundKind::BarRaiser));
}

#[test]
fn the_interview_day_asks_as_many_principles_as_its_rounds_probe() {
    for profile in all() {
        let probed: u8 = profile
            .rounds()
            .iter()
            .filter(|round| round.onsite)
            .map(|round| round.principles)
            .sum();
        assert_eq!(profile.loop_questions(), probed, "{}", profile.id());
    }
    assert_eq!(default_profile().loop_questions(), 7);
}

#[test]
fn the_phases_are_two_two_one_and_one_weeks_and_end_with_nothing_new() {
    let phases = default_profile().phases();
    let weeks: Vec<u8> = phases.iter().map(|phase| phase.weeks).collect();
    assert_eq!(weeks, [2, 2, 1, 1]);
    let stretches: Vec<bool> = phases.iter().map(|phase| phase.stretches).collect();
    assert_eq!(stretches, [true, true, false, false]);
    assert_eq!(phases.iter().filter_map(|phase| phase.mocks).collect::<Vec<_>>(), [[4, 6]]);
    let last = phases.last().unwrap();
    assert!(!last.new_content);
    for new in [TaskKind::Memorize, TaskKind::Draft] {
        assert!(!last.tasks.contains(&new), "{new}");
    }
    let used: BTreeSet<TaskKind> = phases.iter().flat_map(|phase| phase.tasks.clone()).collect();
    assert_eq!(used, TaskKind::ALL.into_iter().collect());
}

#[test]
fn the_debrief_has_five_dimensions() {
    let ids: Vec<&str> = default_profile().debrief().iter().map(|d| d.id.as_str()).collect();
    assert_eq!(
        ids,
        ["structure", "user-empathy", "prioritisation", "data-fluency", "communication"]
    );
}

#[test]
fn guidance_has_the_five_steps_and_an_answer_to_every_common_mistake() {
    let guidance = default_profile().guidance();
    assert_eq!((guidance.structure.len(), guidance.analysis.len()), (5, 5));
    assert!(guidance.faq.len() >= 5);
    assert!(guidance.mistakes.len() >= 5);
    for mistake in &guidance.mistakes {
        assert!(!mistake.rules.is_empty() && !mistake.commands.is_empty(), "{}", mistake.id);
    }
}

#[test]
fn every_text_is_one_paragraph_without_loose_blanks() {
    fn texts(value: &serde_json::Value, all: &mut Vec<String>) {
        match value {
            serde_json::Value::String(text) => all.push(text.clone()),
            serde_json::Value::Array(values) => values.iter().for_each(|value| texts(value, all)),
            serde_json::Value::Object(entries) => {
                entries.values().for_each(|value| texts(value, all));
            }
            _ => {}
        }
    }
    for profile in all() {
        let document: serde_json::Value = yaml::from_str(&profile.to_yaml().unwrap()).unwrap();
        let mut found = Vec::new();
        texts(&document, &mut found);
        for text in found {
            assert!(
                !text.contains('\n') && text.trim() == text && !text.contains("  "),
                "{text:?}"
            );
            assert!(!text.is_empty());
        }
    }
}

#[test]
fn every_group_of_cues_knows_its_good_sentence_and_not_its_bad_one() {
    #[derive(serde::Deserialize)]
    #[allow(dead_code, reason = "the reader refuses keys that are not named")]
    struct Group {
        about: String,
        weight: f64,
        phrases: Vec<String>,
        good: String,
        bad: String,
    }
    let groups: BTreeMap<PrincipleId, Vec<Group>> =
        crate::yaml::from_str(include_str!("../amazon_pm/cues.yaml")).unwrap();
    let mut wrong = Vec::new();
    for (id, groups) in groups {
        for group in groups {
            let mut interner = Interner::default();
            let lexicon = Lexicon::new(&mut interner);
            let phrases = group.phrases.iter().map(|phrase| (0, phrase.as_str(), group.weight));
            let cues = Cues::new(phrases, &lexicon, &mut interner).unwrap();
            let found = |text: &str| !cues.hits(&Terms::read(text, &interner)).is_empty();
            if !found(&group.good) {
                wrong.push(format!("{id}, {}, does not know: {}", group.about, group.good));
            }
            if found(&group.bad) {
                wrong.push(format!("{id}, {}, claims: {}", group.about, group.bad));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
