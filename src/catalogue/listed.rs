//! Lists whose entries are known by id, and how one list is laid over another.

use super::{
    AnswerStep, DebriefDimension, Family, Faq, Mistake, Phase, Principle, Question, Round,
};

/// An entry of a list that is known by its id.
pub(super) trait Listed: Clone {
    /// The id, unique within its list.
    fn id(&self) -> &str;
}

macro_rules! listed {
    ($($entry:ty),+) => {
        $(impl Listed for $entry {
            fn id(&self) -> &str {
                &self.id
            }
        })+
    };
}

listed!(Round, Phase, Question, Family, DebriefDimension, AnswerStep, Mistake, Faq);

impl Listed for Principle {
    fn id(&self) -> &str {
        self.id.as_str()
    }
}

/// Lays a list over its base: an entry with a known id replaces that one where it stands, a new one
/// follows the entry before it in its own list, or ends the list where it is the first.
///
/// So `[technical]` appends a round, and `[analytical, technical]` puts it after the analytical one.
pub(super) fn layered<T: Listed>(base: &[T], own: Vec<T>) -> Vec<T> {
    let mut merged = base.to_vec();
    let mut after = None;
    for entry in own {
        let known = merged.iter().position(|other| other.id() == entry.id());
        let at = match (known, after) {
            (Some(at), _) => {
                merged[at] = entry;
                at
            }
            (None, Some(previous)) => {
                merged.insert(previous + 1, entry);
                previous + 1
            }
            (None, None) => {
                merged.push(entry);
                merged.len() - 1
            }
        };
        after = Some(at);
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faqs(ids: &[(&str, &str)]) -> Vec<Faq> {
        ids.iter()
            .map(|(id, answer)| Faq {
                id: (*id).to_owned(),
                question: String::new(),
                answer: (*answer).to_owned(),
            })
            .collect()
    }

    fn ids(list: &[Faq]) -> String {
        let ids: Vec<String> = list.iter().map(|faq| faq.id.clone() + &faq.answer).collect();
        ids.join(" ")
    }

    #[test]
    fn a_layer_replaces_what_it_names_and_places_what_is_new() {
        let base = faqs(&[("a", "1"), ("b", "1"), ("c", "1")]);
        for (own, expected) in [
            (faqs(&[]), "a1 b1 c1"),
            (faqs(&[("b", "2")]), "a1 b2 c1"),
            (faqs(&[("x", "2"), ("y", "2")]), "a1 b1 c1 x2 y2"),
            (faqs(&[("a", "2"), ("x", "2"), ("y", "2")]), "a2 x2 y2 b1 c1"),
        ] {
            assert_eq!(ids(&layered(&base, own)), expected);
        }
    }
}
