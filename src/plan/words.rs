//! What tasks say: titles that name the work and reasons that name the gain.

use crate::analysis::lint::Severity;
use crate::catalogue::{Profile, Question, QuestionKind, Tier};
use crate::plan::facts::{Shelved, Wanted};

/// Findings that a title has room for.
const NAMED: usize = 3;

/// The rule that a story takes too long to tell; its seconds say it shorter than its name.
const OVER_TIME: &str = "L001";

/// `first`, `second`, … as far as anyone writes stories for one principle.
pub(super) fn ordinal(number: u32) -> String {
    const WORDS: [&str; 5] = ["first", "second", "third", "fourth", "fifth"];
    let at = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
    match at.and_then(|at| WORDS.get(at)) {
        Some(word) => (*word).to_owned(),
        None => format!("{number}th"),
    }
}

/// How often a principle of this tier is asked.
pub(super) fn frequency(tier: Tier) -> &'static str {
    match tier {
        Tier::High => "comes up in most loops",
        Tier::Middle => "comes up in many loops",
        Tier::Base => "comes up now and then",
    }
}

/// Why a story should be written.
pub(super) fn why_wanted(wanted: &Wanted<'_>, profile: &Profile) -> String {
    let have = match wanted.number {
        1 => "none yet".to_owned(),
        number => {
            let target = profile.target(wanted.principle);
            format!("{} of the {target} wanted so far", number - 1)
        }
    };
    let percent = |share: f64| (100.0 * share).round() as i64;
    let (before, after) = (percent(wanted.readiness.0), percent(wanted.readiness.1));
    if after > before {
        format!("{have}; once ready it lifts readiness {before} → {after} of 100 loops")
    } else {
        format!("{have}; it {}", frequency(wanted.principle.tier))
    }
}

/// What is wrong with a story, the weightiest first.
pub(super) fn faults(story: &Shelved<'_>) -> String {
    let mut named: Vec<String> = Vec::new();
    for finding in story.findings() {
        let words = if finding.code == OVER_TIME {
            format!("{} s spoken", story.analysis.spoken_seconds)
        } else {
            finding.name.replace('-', " ")
        };
        if !named.contains(&words) {
            named.push(words);
        }
    }
    let rest = named.len().saturating_sub(NAMED);
    named.truncate(NAMED);
    if rest > 0 {
        named.push(format!("{rest} more"));
    }
    if named.is_empty() {
        named.push(format!("grade {} of 4", story.analysis.grade().number()));
    }
    named.join(", ")
}

/// Why a story should be repaired.
pub(super) fn why_refine(story: &Shelved<'_>) -> String {
    let errors = story
        .analysis
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .count();
    match errors {
        _ if story.is_ready() => "it is ready, but each of these costs points".to_owned(),
        0 => format!(
            "its Result is {}; a ready one is at least anchored",
            story.analysis.grade().name()
        ),
        1 => "one error keeps it from being ready".to_owned(),
        many => format!("{many} errors keep it from being ready"),
    }
}

/// Why a story is worth the follow-ups.
pub(super) fn why_strong(story: &Shelved<'_>, profile: &Profile) -> String {
    let names: Vec<&str> = story.story.principles.iter().map(|id| profile.name_of(id)).collect();
    let carries = match names.as_slice() {
        [] => String::new(),
        names => format!("; you will tell it for {}", list(names)),
    };
    let status = story.analysis.status.as_str();
    format!("among your strongest ({status}, {}){carries}", story.analysis.grade().name())
}

/// What a mock opens with, in a word.
pub(super) fn opening(question: &Question) -> &'static str {
    match question.kind {
        QuestionKind::Behavioural => "story",
        QuestionKind::ProductDesign => "product",
        QuestionKind::MetricsExperimentation => "metrics",
        QuestionKind::ProgramExecution => "execution",
        QuestionKind::Technical => "technical",
    }
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn list(items: &[&str]) -> String {
    match items {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Status;
    use crate::testing::{analysis, finding, profile, story};

    #[test]
    fn faults_are_named_weightiest_first_and_the_rest_counted() {
        let story = story(0, &[0]);
        let mut analysis = analysis(&story, Status::Draft);
        analysis.spoken_seconds = 131;
        for (code, name, severity) in [
            ("C003", "filler", Severity::Info),
            ("L001", "over-time", Severity::Warning),
            ("C003", "filler", Severity::Info),
            ("Q001", "unquantified-result", Severity::Error),
            ("Q002", "missing-baseline", Severity::Warning),
        ] {
            analysis.findings.push(finding(code, name, severity));
        }
        let shelved = Shelved { story: &story, analysis: &analysis, weight: 0.0, needed: 0.0 };
        assert_eq!(faults(&shelved), "unquantified result, 131 s spoken, missing baseline, 1 more");
        assert_eq!(why_refine(&shelved), "one error keeps it from being ready");
    }

    #[test]
    fn a_wanted_story_says_what_it_lifts_where_that_can_be_seen() {
        let profile = profile(&[Tier::High], 1);
        let wanted = |number, readiness| {
            why_wanted(&Wanted { principle: &profile.principles()[0], number, readiness }, &profile)
        };
        let lifts = wanted(1, (0.63, 0.71));
        assert_eq!(lifts, "none yet; once ready it lifts readiness 63 → 71 of 100 loops");
        assert_eq!(
            wanted(2, (0.631, 0.632)),
            "1 of the 2 wanted so far; it comes up in most loops"
        );
    }

    #[test]
    fn ordinals_and_lists_read_as_english() {
        assert_eq!([1, 2, 5, 6].map(ordinal), ["first", "second", "fifth", "6th"]);
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
    }
}
