//! Stories for the tests of the rules, told in one line each.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::lexicon::Lexicon;
use super::{Finding, Rule};
use crate::analysis::{Settings, StoryAnalysis, analyse};
use crate::catalogue::{PrincipleId, default_profile};
use crate::story::{Allow, Basis, Claim, Outcome, Section, Slug, Story, StoryId};

/// A story under test, with everything that its reading depends on.
#[derive(Debug, Clone)]
pub(in crate::analysis) struct Told {
    pub(in crate::analysis) story: Story,
    settings: Settings,
    siblings: Vec<Story>,
}

impl Told {
    /// A draft with a title and nothing else.
    pub(in crate::analysis) fn empty() -> Self {
        let now = DateTime::<Utc>::UNIX_EPOCH;
        let slug = Slug::from_str("told").unwrap();
        Self {
            story: Story::draft(StoryId(Uuid::from_u128(1)), slug, "Told for a test", now),
            settings: Settings::default(),
            siblings: Vec::new(),
        }
    }

    /// A whole story that raises nothing but remarks about sources.
    pub(in crate::analysis) fn good() -> Self {
        Self::empty()
            .with(
                Section::Situation,
                "Our clinic lost samples between the ward and the lab. Patients had to come back for a second \
                 blood test.",
            )
            .with(Section::Task, "I owned transport and wanted no patient to come twice.")
            .with(
                Section::Action,
                "I walked with the couriers for two nights and noted where each box waited. I found that boxes \
                 waited longest at a locked door. I traced the lost samples of one month to that door and to a \
                 second one in the cellar. I asked the porter for a key and he refused, because the key had been \
                 stolen once. I offered him a list that each courier signs. I timed both routes with and without \
                 the key. I compared the cost of a new lock with the cost of one lost week. I chose the lock, and \
                 I put the list beside it. When two couriers forgot to sign, I called them the same day.",
            )
            .with(
                Section::Result,
                "Within three months lost samples went from 41 to 6 a month across four wards. That saved $12,000 \
                 in repeated tests.",
            )
            .with(Section::Learning, "Walk the route first.")
            .tagged(&["dive-deep"])
    }

    pub(in crate::analysis) fn with(mut self, section: Section, text: &str) -> Self {
        self.story.sections.set(section, Some(text.to_owned()));
        self
    }

    pub(in crate::analysis) fn without(mut self, section: Section) -> Self {
        self.story.sections.set(section, None);
        self
    }

    pub(in crate::analysis) fn tagged(mut self, ids: &[&str]) -> Self {
        self.story.principles = ids.iter().map(|id| PrincipleId::new(*id)).collect();
        self
    }

    pub(in crate::analysis) fn ending(mut self, outcome: Option<Outcome>) -> Self {
        self.story.outcome = outcome;
        self
    }

    pub(in crate::analysis) fn during(mut self, period: &str) -> Self {
        self.story.period = Some(period.parse().unwrap());
        self
    }

    pub(in crate::analysis) fn allowing(mut self, code: &str) -> Self {
        self.story.allow.push(Allow { code: code.to_owned(), reason: "a test".to_owned() });
        self
    }

    pub(in crate::analysis) fn claiming(
        mut self,
        figure: &str,
        basis: Basis,
        source: Option<&str>,
    ) -> Self {
        let source = source.map(str::to_owned);
        self.story.claims.push(Claim { figure: figure.to_owned(), basis, source, share: None });
        self
    }

    pub(in crate::analysis) fn setting(mut self, key: &str, value: &str) -> Self {
        self.settings.set(key, value).unwrap();
        self
    }

    /// Another story of the same project, under this slug.
    pub(in crate::analysis) fn beside(mut self, slug: &str, other: Self) -> Self {
        let mut sibling = other.story;
        sibling.slug = slug.parse().unwrap();
        sibling.id = StoryId(Uuid::from_u128(self.siblings.len() as u128 + 2));
        self.siblings.push(sibling);
        self
    }

    pub(in crate::analysis) fn analysis(&self) -> StoryAnalysis {
        let siblings: Vec<&Story> = self.siblings.iter().collect();
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        analyse(&self.story, &siblings, default_profile(), &self.settings, today)
    }

    pub(in crate::analysis) fn findings(&self) -> Vec<Finding> {
        self.analysis().findings
    }

    /// The findings of one rule.
    pub(in crate::analysis) fn found(&self, code: &str) -> Vec<Finding> {
        self.findings().into_iter().filter(|finding| finding.code == code).collect()
    }

    /// The words that one rule marked.
    pub(in crate::analysis) fn quoted(&self, code: &str) -> Vec<String> {
        self.found(code)
            .iter()
            .filter_map(|finding| {
                let text = self.story.section(finding.section?)?;
                Some(finding.span?.slice(text).to_owned())
            })
            .collect()
    }
}

/// The codes of findings, in their order.
pub(in crate::analysis) fn codes(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.code).collect()
}

/// Checks the two example sentences of every entry of a list: the rule touches the bad one at that entry, and
/// leaves the good one alone.
pub(super) fn check_examples(lexicon: &Lexicon, rule: &Rule, section: Section) {
    for entry in lexicon.entries() {
        let bad = Told::empty().with(section, &entry.bad);
        let text = super::SectionText::new(section, &entry.bad, Vec::new());
        assert!(
            lexicon.hits(&text).iter().any(|hit| hit.entry.phrase == entry.phrase),
            "{:?} is not found in its bad example {:?}",
            entry.phrase,
            entry.bad
        );
        assert!(!bad.found(rule.code).is_empty(), "{:?} raises nothing", entry.bad);
        let good = Told::empty().with(section, &entry.good).found(rule.code);
        assert!(good.is_empty(), "{:?} raises {good:?}", entry.good);
    }
}
