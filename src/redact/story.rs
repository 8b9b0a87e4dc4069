//! Stories, and what was found in them, without names.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Redacted, Redactor};
use crate::analysis::lint::Finding;
use crate::analysis::{LineIndex, StoryAnalysis};
use crate::story::{Allow, Claim, Section, Slug, Story};

/// A story that may be shown, with a way from places in the old text to the new.
#[derive(Debug, Clone)]
pub struct RedactedStory {
    /// The story; it has no notes.
    pub story: Story,
    sections: BTreeMap<Section, Redacted>,
}

impl Redactor {
    /// The stories as they may be shown, in the same order; no two have the same slug.
    pub fn stories(&self, stories: &[Story]) -> Vec<RedactedStory> {
        let mut taken: Vec<Slug> = Vec::new();
        stories
            .iter()
            .map(|story| {
                let mut redacted = self.story(story);
                let slug = redacted.story.slug.clone();
                // There are fewer stories than numbers, so one of these is free.
                redacted.story.slug = std::iter::once(slug.clone())
                    .chain((2..=u32::MAX).map(|number| slug.numbered(number)))
                    .find(|slug| !taken.contains(slug))
                    .unwrap_or(slug);
                taken.push(redacted.story.slug.clone());
                redacted
            })
            .collect()
    }

    fn story(&self, story: &Story) -> RedactedStory {
        let sections: BTreeMap<Section, Redacted> =
            story.sections.iter().map(|(section, text)| (section, self.text(text))).collect();
        let mut shown = story.clone();
        for (section, redacted) in &sections {
            shown.sections.set(*section, Some(redacted.text.clone()));
        }
        shown.title = self.text(&story.title).text;
        shown.slug = self.slug(story, &shown.title);
        shown.project = story.project.as_deref().map(|name| self.name(name));
        shown.organization = story.organization.as_deref().map(|name| self.name(name));
        shown.role = story.role.as_deref().map(|role| self.text(role).text);
        shown.notes = None;
        shown.claims = story
            .claims
            .iter()
            .filter_map(|claim| {
                Some(Claim {
                    figure: figure(&claim.figure, story, &sections)?,
                    basis: claim.basis,
                    source: claim.source.as_deref().map(|source| self.text(source).text),
                    share: claim.share.as_deref().map(|share| self.text(share).text),
                })
            })
            .collect();
        shown.allow = story
            .allow
            .iter()
            .map(|allow| Allow { code: allow.code.clone(), reason: self.text(&allow.reason).text })
            .collect();
        RedactedStory { story: shown, sections }
    }

    /// A slug is made of a title's words, so it may hold a name.
    fn slug(&self, story: &Story, title: &str) -> Slug {
        let words = story.slug.as_str().replace('-', " ");
        let named = self.text(&words).text != words || self.has_name(&words);
        if named { Slug::from_title(title) } else { story.slug.clone() }
    }

    /// Whether a text without capitals holds a name.
    fn has_name(&self, words: &str) -> bool {
        let words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
        (0..words.len()).any(|at| {
            (1..=self.longest.min(words.len() - at))
                .any(|length| self.terms.contains_key(&words[at..at + length]))
        })
    }

    /// What was found in a story, about the text as it is shown: the judgement stays, the quotes change.
    pub fn analysis(&self, analysis: &StoryAnalysis, story: &RedactedStory) -> StoryAnalysis {
        let findings = analysis
            .findings
            .iter()
            .map(|finding| {
                let redacted = finding.section.and_then(|section| story.sections.get(&section));
                Finding {
                    span: finding.span.map(|span| redacted.map_or(span, |text| text.span(span))),
                    message: self.text(&finding.message).text,
                    help: self.text(&finding.help).text,
                    ..finding.clone()
                }
            })
            .collect();
        // The figures have lost their words, so nothing is said of them one by one.
        StoryAnalysis { findings, quantities: Vec::new(), ..analysis.clone() }
    }
}

/// The words of a claim as the text has them now: a figure must stand in it, white space aside.
fn figure(figure: &str, story: &Story, sections: &BTreeMap<Section, Redacted>) -> Option<String> {
    story.sections.iter().find_map(|(section, text)| {
        let redacted = sections.get(&section)?;
        let span = LineIndex::new(text).span(find(text, figure)?);
        Some(redacted.span(span).slice(&redacted.text).to_owned())
    })
}

/// Where the words stand in the text, whatever white space is between them.
fn find(text: &str, words: &str) -> Option<Range<usize>> {
    let mut words = words.split_whitespace();
    let first = words.next()?;
    text.match_indices(first).find_map(|(start, _)| {
        let mut end = start + first.len();
        for word in words.clone() {
            let rest = text[end..].trim_start();
            let gap = text.len() - end - rest.len();
            if gap == 0 || !rest.starts_with(word) {
                return None;
            }
            end += gap + word.len();
        }
        Some(start..end)
    })
}
