//! What people call the parts of a story in headings and columns.

/// Each key with the names it goes by, in lower case and without punctuation.
const NAMES: [(&str, &[&str]); 20] = [
    ("id", &[]),
    ("slug", &[]),
    ("title", &["story", "story title", "story name", "name"]),
    (
        "principles",
        &[
            "principle", "primary principle", "secondary principle", "secondary principles",
            "leadership principle", "leadership principles", "lp", "lps", "tag", "tags",
        ],
    ),
    ("project", &[]),
    ("role", &["my role", "position"]),
    ("organization", &["organisation", "company", "employer"]),
    ("period", &["date", "dates", "when", "timeframe", "time frame"]),
    ("outcome", &[]),
    ("headline", &["summary", "one liner", "one line", "opener"]),
    ("situation", &["situations", "s", "context", "background"]),
    ("task", &["tasks", "t", "my task", "goal", "challenge"]),
    ("action", &["actions", "a", "my action", "my actions", "what i did"]),
    ("result", &["results", "r", "impact", "what came of it"]),
    (
        "learning",
        &[
            "learnings", "l", "lesson", "lessons", "lesson learned", "lessons learned",
            "lesson learnt", "lessons learnt", "takeaway", "takeaways", "what i learned",
            "what i learnt",
        ],
    ),
    ("claims", &[]),
    ("allow", &[]),
    ("notes", &["note", "comment", "comments"]),
    ("created", &[]),
    ("updated", &[]),
];

/// The key that a heading or a column's name stands for.
pub(super) fn key_for(name: &str) -> Option<&'static str> {
    let plain: String = name
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    NAMES
        .iter()
        .find(|(key, others)| *key == plain || others.contains(&plain.as_str()))
        .map(|(key, _)| *key)
}

#[cfg(test)]
mod tests {
    use super::super::StoryDocument;
    use super::*;

    #[test]
    fn every_key_has_its_names_and_no_name_two_keys() {
        assert_eq!(NAMES.map(|(key, _)| key), StoryDocument::KEYS);
        let mut all: Vec<&str> = NAMES
            .iter()
            .flat_map(|(key, others)| std::iter::once(*key).chain(others.iter().copied()))
            .collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        for name in all {
            assert!(key_for(name).is_some(), "{name} is not in the form it is compared in");
        }
    }

    #[test]
    fn case_and_punctuation_do_not_count() {
        assert_eq!(key_for(" **Lessons Learned:** "), Some("learning"));
        assert_eq!(key_for("Leadership-Principle(s)"), None);
        assert_eq!(key_for("Follow-ups"), None);
    }
}
