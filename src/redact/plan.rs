//! A plan without names.

use std::collections::BTreeMap;

use super::Redactor;
use crate::plan::Planned;
use crate::story::Slug;

impl Redactor {
    /// The plan as it may be shown; `slugs` are what the stories are called now, by what they were called.
    pub fn planned(&self, planned: &Planned, slugs: &BTreeMap<Slug, Slug>) -> Planned {
        let text = |text: &str| {
            let mut text = text.to_owned();
            // The longest first: one slug may begin with another.
            let mut known: Vec<(&Slug, &Slug)> = slugs.iter().collect();
            known.sort_by_key(|(old, _)| std::cmp::Reverse(old.as_str().len()));
            for (old, new) in known.into_iter().filter(|(old, new)| old != new) {
                text = text.replace(old.as_str(), new.as_str());
            }
            self.text(&text).text
        };
        let mut shown = planned.clone();
        for task in &mut shown.tasks {
            task.title = text(&task.title);
            task.why = text(&task.why);
            task.done_how = task.done_how.as_deref().map(text);
            task.reason = task.reason.as_deref().map(text);
            task.story = task.story.as_ref().map(|slug| slugs.get(slug).unwrap_or(slug).clone());
        }
        shown
    }
}
