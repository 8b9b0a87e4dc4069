//! Every rule, on one line each.

use std::fmt;
use std::ops::Range;

use super::rules;
use super::{Context, Finding, SectionText, Severity};
use crate::analysis::Span;
use crate::story::Section;

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// The story; it adds what it finds.
    Story(fn(&Rule, &Context<'_>, &mut Vec<Finding>)),
    /// What the other rules found before anything was allowed, and which of them ran.
    Findings(fn(&Rule, &Context<'_>, &[Finding], &mut Vec<Finding>)),
}

/// One rule: its identity, its documentation and its check.
#[derive(Debug)]
pub struct Rule {
    /// Stable code; the letter is the family.
    pub code: &'static str,
    /// Stable name in kebab-case, which states the fault.
    pub name: &'static str,
    /// How much its findings weigh, unless the check says otherwise.
    pub severity: Severity,
    /// The rule's own source file, whose module documentation is what `explain` prints.
    pub source: &'static str,
    /// How it finds.
    pub check: Check,
}

impl Rule {
    /// The family's letter.
    pub fn family(&self) -> char {
        self.code.chars().next().unwrap_or_default()
    }

    /// The rule's documentation in Markdown: what it does, why an interviewer cares, a bad and a better
    /// example, and the settings it reads.
    pub fn documentation(&self) -> String {
        self.source
            .lines()
            .map_while(|line| line.strip_prefix("//!"))
            .map(|line| line.strip_prefix(' ').unwrap_or(line))
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// The first sentence of the documentation.
    pub fn summary(&self) -> String {
        self.documentation()
            .lines()
            .take_while(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// A finding about something that is not there, or about the whole.
    pub(super) fn absence(
        &self,
        section: impl Into<Option<Section>>,
        message: String,
        help: impl Into<String>,
    ) -> Finding {
        Finding {
            code: self.code,
            name: self.name,
            severity: self.severity,
            section: section.into(),
            span: None,
            message,
            help: help.into(),
        }
    }

    /// A finding about words at a span of a section.
    pub(super) fn at_span(
        &self,
        section: Section,
        span: Span,
        message: String,
        help: impl Into<String>,
    ) -> Finding {
        Finding { span: Some(span), ..self.absence(section, message, help) }
    }

    /// A finding about words at a byte range of a section.
    pub(super) fn at(
        &self,
        text: &SectionText<'_>,
        bytes: Range<usize>,
        message: String,
        help: impl Into<String>,
    ) -> Finding {
        self.at_span(text.section, text.index.span(bytes), message, help)
    }
}

/// Every rule, in the order of its code.
pub static RULES: &[&Rule] = &[
    &rules::c001_unexplained_acronym::RULE,
    &rules::c002_confidential_marker::RULE,
    &rules::c003_filler::RULE,
    &rules::l001_over_time::RULE,
    &rules::l002_too_short::RULE,
    &rules::l003_hard_to_say::RULE,
    &rules::p001_untagged::RULE,
    &rules::p002_unsupported_tag::RULE,
    &rules::p003_too_many_tags::RULE,
    &rules::p004_stale_story::RULE,
    &rules::p005_missing_customer::RULE,
    &rules::q001_unquantified_result::RULE,
    &rules::q002_missing_baseline::RULE,
    &rules::q003_missing_timeframe::RULE,
    &rules::q004_vague_amount::RULE,
    &rules::q005_inconsistent_arithmetic::RULE,
    &rules::q006_unsourced_figure::RULE,
    &rules::q007_conflicting_figures::RULE,
    &rules::q008_activity_not_outcome::RULE,
    &rules::q009_percentage_without_base::RULE,
    &rules::q010_no_business_meaning::RULE,
    &rules::q011_orphaned_claim::RULE,
    &rules::s001_missing_section::RULE,
    &rules::s002_placeholder_text::RULE,
    &rules::s003_thin_action::RULE,
    &rules::s004_long_setup::RULE,
    &rules::s005_missing_learning::RULE,
    &rules::s006_unused_allow::RULE,
    &rules::v001_we_dominates::RULE,
    &rules::v002_passive_action::RULE,
    &rules::v003_hedged_ownership::RULE,
    &rules::v004_blames_others::RULE,
];

/// The rule with this code or name, in any case.
pub fn rule(code_or_name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| {
        rule.code.eq_ignore_ascii_case(code_or_name) || rule.name.eq_ignore_ascii_case(code_or_name)
    })
}

/// The rule whose code or name is most like what was typed, if any is much like it.
pub fn nearest(typed: &str) -> Option<&'static Rule> {
    let typed = typed.to_ascii_lowercase();
    let likeness = |rule: &Rule| {
        let code = strsim::normalized_damerau_levenshtein(&rule.code.to_ascii_lowercase(), &typed);
        let name = strsim::normalized_damerau_levenshtein(rule.name, &typed);
        let part = if typed.len() >= 4 && rule.name.contains(&typed) { 0.9 } else { 0.0 };
        code.max(name).max(part)
    };
    RULES
        .iter()
        .copied()
        .map(|rule| (likeness(rule), rule))
        .filter(|(likeness, _)| *likeness >= 0.6)
        // Of equals the first, so that the answer does not depend on how `max_by` breaks a tie.
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, rule)| rule)
}

/// What a user selects or ignores: a rule, or a family by its letter.
#[derive(Debug, Clone, Copy)]
pub enum Selector {
    /// Every rule of a family.
    Family(char),
    /// One rule.
    Rule(&'static Rule),
}

impl Selector {
    /// Reads a code, a name or a family's letter, in any case.
    ///
    /// # Errors
    ///
    /// When nothing answers to it; the error is the nearest rule, if there is one.
    pub fn parse(text: &str) -> Result<Self, Option<&'static Rule>> {
        let mut letters = text.chars();
        if let (Some(letter), None) = (letters.next(), letters.next()) {
            let family = letter.to_ascii_uppercase();
            if RULES.iter().any(|rule| rule.family() == family) {
                return Ok(Self::Family(family));
            }
        }
        rule(text).map(Self::Rule).ok_or_else(|| nearest(text))
    }

    /// Whether it stands for a rule.
    pub fn covers(self, rule: &Rule) -> bool {
        match self {
            Self::Family(letter) => rule.family() == letter,
            Self::Rule(one) => one.code == rule.code,
        }
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Family(letter) => write!(f, "{letter}"),
            Self::Rule(rule) => f.write_str(rule.code),
        }
    }
}

/// Whether the settings let a rule run: selected (or nothing is), and not ignored.
///
/// A selector that names nothing covers nothing; [`crate::analysis::Settings::set`] refuses it at the door.
pub(super) fn runs(rule: &Rule, context: &Context<'_>) -> bool {
    let covered = |list: &[String]| {
        list.iter().any(|text| Selector::parse(text).is_ok_and(|selector| selector.covers(rule)))
    };
    let settings = context.settings;
    (settings.select.is_empty() || covered(&settings.select)) && !covered(&settings.ignore)
}

/// Runs every selected rule and leaves out what the story allows.
///
/// The findings stand by section (those about the whole story first), place and code.
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let selected: Vec<&Rule> = RULES.iter().copied().filter(|rule| runs(rule, context)).collect();
    for rule in &selected {
        if let Check::Story(check) = rule.check {
            check(rule, context, &mut findings);
        }
    }
    let mut remarks = Vec::new();
    for rule in &selected {
        if let Check::Findings(check) = rule.check {
            check(rule, context, &findings, &mut remarks);
        }
    }
    findings.append(&mut remarks);
    findings.retain(|finding| {
        !context.story.allow.iter().any(|allow| {
            rule(allow.code.trim()).is_some_and(|allowed| allowed.code == finding.code)
        })
    });
    findings.sort_by(|a, b| {
        (a.section, a.span, a.code, &a.message).cmp(&(b.section, b.span, b.code, &b.message))
    });
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Settings;
    use crate::analysis::lint::testing::{Told, codes};
    use proptest::prelude::*;

    /// Headings that every rule's documentation has, in this order.
    const PARTS: [&str; 4] = ["# What it does", "# Why an interviewer cares", "# Bad", "# Better"];

    #[test]
    fn codes_are_ordered_unique_and_of_a_known_family() {
        for pair in RULES.windows(2) {
            assert!(pair[0].code < pair[1].code, "{} {}", pair[0].code, pair[1].code);
        }
        for rule in RULES {
            let (family, number) = rule.code.split_at(1);
            assert!("SQVLCP".contains(family), "{}", rule.code);
            assert!(
                number.len() == 3 && number.bytes().all(|b| b.is_ascii_digit()),
                "{}",
                rule.code
            );
        }
    }

    #[test]
    fn names_are_unique_and_in_kebab_case() {
        for (at, rule) in RULES.iter().enumerate() {
            let words: Vec<&str> = rule.name.split('-').collect();
            assert!(
                words
                    .iter()
                    .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase())),
                "{}",
                rule.name
            );
            assert!(RULES[..at].iter().all(|other| other.name != rule.name), "{}", rule.name);
        }
    }

    #[test]
    fn a_rule_answers_to_its_code_and_name_in_any_case() {
        for wanted in RULES {
            for typed in [wanted.code.to_lowercase(), wanted.name.to_uppercase()] {
                assert_eq!(rule(&typed).map(|found| found.code), Some(wanted.code));
            }
        }
        assert!(rule("Q").is_none());
    }

    #[test]
    fn every_rule_is_documented_in_all_parts() {
        for rule in RULES {
            let documentation = rule.documentation();
            let summary = rule.summary();
            assert!(summary.len() > 20 && !summary.starts_with('#'), "{}: {summary}", rule.code);
            let mut rest = documentation.as_str();
            for part in PARTS {
                let at = rest.find(part).unwrap_or_else(|| panic!("{} lacks {part}", rule.code));
                rest = &rest[at + part.len()..];
                let body = rest.split("\n# ").next().unwrap_or_default().trim();
                assert!(!body.is_empty(), "{}: {part} is empty", rule.code);
            }
            assert!(
                !documentation.contains("[`"),
                "{}: rustdoc links mean nothing to a user",
                rule.code
            );
        }
    }

    #[test]
    fn every_rule_stands_in_the_file_of_its_code_and_name() {
        for rule in RULES {
            let file = format!("{}_{}.rs", rule.code.to_lowercase(), rule.name.replace('-', "_"));
            // The source names itself, and the compiler has found it there.
            assert!(rule.source.contains(&format!("include_str!(\"{file}\")")), "{file}");
            assert!(rule.source.contains(&format!("code: {:?}", rule.code)), "{file}");
        }
    }

    #[test]
    fn settings_and_documentation_name_each_other() {
        for threshold in Settings::THRESHOLDS {
            let named = RULES.iter().any(|rule| rule.documentation().contains(threshold.key));
            assert!(named, "no rule says that it reads {}", threshold.key);
        }
        for rule in RULES {
            for key in rule.documentation().split('`').filter(|text| text.starts_with("check.")) {
                assert!(Settings::threshold(key).is_some(), "{}: {key}", rule.code);
            }
        }
    }

    #[test]
    fn a_miss_suggests_the_nearest_rule() {
        let cases = [
            ("Q0001", Some("Q001")),
            ("q02", Some("Q002")),
            ("hedged-owner", Some("V003")),
            ("we-dominate", Some("V001")),
            ("placeholder", Some("S002")),
            ("zebra", None),
        ];
        for (typed, code) in cases {
            assert_eq!(nearest(typed).map(|rule| rule.code), code, "{typed}");
        }
    }

    const WE: &str = "We met, we drew it, we built it, basically, and we shipped it.";

    #[test]
    fn select_and_ignore_take_codes_names_and_families() {
        let told = || Told::good().with(Section::Action, WE);
        let found = |told: Told| codes(&told.findings());
        assert!(found(told()).contains(&"V001") && found(told()).contains(&"C003"));
        assert!(!found(told().setting("check.ignore", "we-dominates")).contains(&"V001"));
        assert!(!found(told().setting("check.ignore", "C,S")).contains(&"C003"));
        assert_eq!(found(told().setting("check.select", "V")), ["V001"]);
        let both = told().setting("check.select", "V,C003").setting("check.ignore", "V001");
        assert_eq!(found(both), ["C003"]);
    }

    #[test]
    fn findings_stand_by_section_place_and_code() {
        let findings = Told::good()
            .tagged(&[])
            .with(Section::Action, WE)
            .with(Section::Result, "TODO. Sales rose a lot.")
            .findings();
        let order: Vec<_> = findings.iter().map(|f| (f.section, f.span, f.code)).collect();
        let mut sorted = order.clone();
        sorted.sort();
        assert_eq!(order, sorted);
        assert!(order[0].0.is_none() && order.iter().any(|(section, _, _)| section.is_some()));
    }

    proptest! {
        // Each case reads a whole story twice.
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn any_text_is_read_without_a_panic_and_every_time_alike(
            action in "(\\PC|[ \\n,.;:'\"\\[\\]<>%$-]|was |sent |I |we |by |team |NDA |X%|a lot of ){0,60}",
            result in "(\\PC|[ \\n,.;]|from |to |12% |3 days |significantly |XQZ \\(|however ){0,60}",
        ) {
            let told = Told::good().with(Section::Action, &action).with(Section::Result, &result);
            let findings = told.findings();
            for finding in &findings {
                let text = finding.section.and_then(|section| told.story.section(section));
                if let (Some(text), Some(span)) = (text, finding.span) {
                    prop_assert!(span.start < span.end && span.end <= text.chars().count());
                }
                prop_assert!(!finding.message.contains('\n') && !finding.help.is_empty());
            }
            prop_assert_eq!(findings, told.findings());
        }
    }
}
