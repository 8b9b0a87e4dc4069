//! What spaced repetition has due on a day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use crate::drill::due::Schedule;
use crate::drill::memory::{self, Review};
use crate::story::Slug;

/// One thing to keep in memory, with every time it was gone over, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The story whose follow-up it is; none for a card about principles.
    pub story: Option<Slug>,
    /// Its id: that of the follow-up or of the card.
    pub id: String,
    /// When it was gone over, and how well it was known.
    pub reviews: Vec<Review>,
}

/// What is due: the follow-ups of one story, or the cards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Due {
    /// `drill` for the follow-ups of a story, `review` for cards.
    pub kind: &'static str,
    /// The story.
    pub story: Option<Slug>,
    /// Since when the first of them is due.
    pub since: NaiveDate,
    /// Their ids, in the order in which they came due.
    pub cards: Vec<String>,
}

/// What is due on a day, the longest due first.
pub fn due(cards: &[Card], schedule: Schedule, today: NaiveDate) -> Vec<Due> {
    let mut by_story: BTreeMap<Option<&Slug>, Vec<(NaiveDate, &str)>> = BTreeMap::new();
    for card in cards {
        if let Some(on) = memory::due(&card.reviews, schedule.retention, schedule.interview)
            && on <= today
        {
            by_story.entry(card.story.as_ref()).or_default().push((on, &card.id));
        }
    }
    let mut due: Vec<Due> = by_story
        .into_iter()
        .filter_map(|(story, mut cards)| {
            cards.sort_unstable();
            let (since, _) = *cards.first()?;
            let kind = if story.is_some() { "drill" } else { "review" };
            let cards = cards.into_iter().map(|(_, id)| id.to_owned()).collect();
            Some(Due { kind, story: story.cloned(), since, cards })
        })
        .collect();
    due.sort_by_key(|due| due.since);
    due
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drill::memory::Grade;
    use chrono::Days;

    #[test]
    fn what_was_weak_is_due_first_and_a_storys_follow_ups_stand_together() {
        let start = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let card = |story: Option<&str>, id: &str, grade| Card {
            story: story.map(|slug| slug.parse().unwrap()),
            id: id.into(),
            reviews: vec![Review { on: start, grade }],
        };
        let cards = [
            card(Some("pricing"), "b", Grade::Good),
            card(Some("pricing"), "a", Grade::Again),
            card(None, "c", Grade::Hard),
            card(Some("checkout"), "d", Grade::Easy),
        ];
        let free = Schedule { retention: 0.9, interview: None };
        let on = |days| due(&cards, free, start + Days::new(days));
        assert_eq!(on(0), []);
        assert!(on(1).iter().any(|due| due.cards == ["a"]), "{:?}", on(1));
        let later = on(5);
        let named: Vec<(&str, usize)> =
            later.iter().map(|due| (due.kind, due.cards.len())).collect();
        assert!(named.contains(&("drill", 2)) && named.contains(&("review", 1)), "{later:?}");
        let pressed = Schedule { interview: Some(start + Days::new(3)), ..free };
        let eve = due(&cards, pressed, start + Days::new(3));
        assert_eq!(eve.iter().map(|due| due.cards.len()).sum::<usize>(), 4);
        let strict = Schedule { retention: 0.97, interview: None };
        let count = |schedule| -> usize {
            due(&cards, schedule, start + Days::new(2)).iter().map(|due| due.cards.len()).sum()
        };
        assert!(count(strict) > count(free), "a higher retention is due sooner");
    }
}
