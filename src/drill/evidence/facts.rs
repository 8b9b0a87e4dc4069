//! Plain facts about a story.

use std::collections::BTreeSet;

use super::figures;
use crate::analysis::StoryAnalysis;
use crate::analysis::grade::Grade;
use crate::catalogue::Fact;
use crate::story::{Outcome, Section, Story};

/// Spoken words below which a story is hardly begun.
const BRIEF: usize = 100;

/// What holds for a story.
pub(super) fn facts(story: &Story, analysis: &StoryAnalysis) -> BTreeSet<Fact> {
    let elements = analysis.result.elements;
    let has = |section: Section| story.section(section).is_some();
    let outcome_figures = || {
        analysis.quantities.iter().filter(|located| {
            located.section == Section::Result && located.quantity.role.is_outcome()
        })
    };
    let sourced = outcome_figures().next().is_some() && story.claims.iter().any(figures::is_firm);
    let text = |section: Section| story.section(section).unwrap_or_default().to_lowercase();
    let compared = [Section::Result, Section::Action].into_iter().any(|section| {
        ["comparison", "control group", "holdout", "similar ones", "a/b"]
            .iter()
            .any(|word| text(section).contains(word))
    });
    let all = [
        (Fact::Success, story.outcome == Some(Outcome::Success)),
        (Fact::Failure, story.outcome == Some(Outcome::Failure)),
        (Fact::Mixed, story.outcome == Some(Outcome::Mixed)),
        (Fact::NoSituation, !has(Section::Situation)),
        (Fact::NoTask, !has(Section::Task)),
        (Fact::NoAction, !has(Section::Action)),
        (Fact::NoResult, !has(Section::Result)),
        (Fact::NoLearning, !has(Section::Learning)),
        (Fact::Unquantified, has(Section::Result) && analysis.grade() == Grade::Unquantified),
        (Fact::BaselineGiven, elements.baseline),
        (Fact::TimeframeGiven, elements.timeframe),
        (Fact::ScopeGiven, elements.scope),
        (Fact::BusinessGiven, elements.business),
        (Fact::SourceGiven, sourced),
        (Fact::ControlGiven, compared),
        (Fact::Dated, story.period.is_some()),
        (Fact::Brief, analysis.spoken_words() < BRIEF),
    ];
    all.into_iter().filter_map(|(fact, holds)| holds.then_some(fact)).collect()
}
