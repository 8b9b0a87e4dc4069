//! The form that a mock or an interview is scored on, and what the forms say together.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::catalogue::{PrincipleId, Profile};
use crate::story::StoryId;

/// What an interviewer would put down for a principle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rating {
    /// Against hiring, whatever the others say.
    StrongNoHire,
    /// Against hiring.
    NoHire,
    /// For hiring.
    Hire,
    /// For hiring, and ready to argue for it.
    StrongHire,
}

impl Rating {
    /// Every rating, the worst first.
    pub const ALL: [Self; 4] = [Self::StrongNoHire, Self::NoHire, Self::Hire, Self::StrongHire];

    /// The rating in words.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::StrongNoHire => "strong no hire",
            Self::NoHire => "no hire",
            Self::Hire => "hire",
            Self::StrongHire => "strong hire",
        }
    }

    fn number(self) -> f64 {
        f64::from(self as u8)
    }
}

/// One principle that was asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Which principle.
    pub principle: PrincipleId,
    /// The question: an id of the bank, or its words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// The story that was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub story: Option<StoryId>,
    /// How it came across.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
}

/// A form as filled in; what was left open is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// Scores from 1 to 5 by dimension.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub scores: BTreeMap<String, u8>,
    /// The principles asked about, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub principles: Vec<Asked>,
    /// What else to remember.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
}

impl Form {
    /// Whether anything in it was judged.
    pub fn is_scored(&self) -> bool {
        !self.scores.is_empty() || self.principles.iter().any(|asked| asked.rating.is_some())
    }

    /// Whether nothing was filled in.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }
}

/// What a form is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Occasion {
    /// A practice round.
    Mock,
    /// The real thing.
    Interview,
}

/// Who filled a form in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Judge {
    /// The candidate.
    Own,
    /// Whoever played the interviewer.
    Partner,
}

/// What a debrief leaves behind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DebriefRecord {
    /// When it was written.
    pub at: DateTime<Utc>,
    /// The calendar day of the conversation.
    pub on: NaiveDate,
    /// What it is about.
    pub occasion: Occasion,
    /// Who judges.
    pub by: Judge,
    /// The instant of the mock that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mock: Option<DateTime<Utc>>,
    /// Which round, by its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<String>,
    /// Product questions that were asked: ids of the bank, or their words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<String>,
    /// The form.
    pub form: Form,
}

/// What was practised before a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Practised {
    /// Principles that were asked in mocks or that the stories drilled and rehearsed carry.
    pub principles: BTreeSet<PrincipleId>,
    /// Stories that were drilled or rehearsed.
    pub stories: BTreeSet<StoryId>,
}

/// How well the preparation met what was asked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Meeting {
    /// Principles asked and practised.
    pub met: Vec<PrincipleId>,
    /// Principles asked and never practised.
    pub missed: Vec<PrincipleId>,
    /// Principles practised and not asked.
    pub unasked: Vec<PrincipleId>,
    /// Share of what was asked that had been practised; none where nothing was asked.
    pub recall: Option<f64>,
    /// Share of what was practised that was asked; none where nothing was practised.
    pub precision: Option<f64>,
    /// Stories told that had never been drilled or rehearsed.
    #[serde(skip)]
    pub cold: Vec<StoryId>,
}

impl Meeting {
    /// Compares a form with what was practised before.
    pub fn of(form: &Form, practised: &Practised) -> Self {
        let asked: BTreeSet<&PrincipleId> =
            form.principles.iter().map(|asked| &asked.principle).collect();
        let (met, missed): (Vec<&PrincipleId>, Vec<&PrincipleId>) =
            asked.iter().copied().partition(|principle| practised.principles.contains(principle));
        let unasked =
            practised.principles.iter().filter(|principle| !asked.contains(principle)).cloned();
        let share = |whole: usize| (whole > 0).then(|| met.len() as f64 / whole as f64);
        let told: BTreeSet<StoryId> =
            form.principles.iter().filter_map(|asked| asked.story).collect();
        Self {
            recall: share(asked.len()),
            precision: share(practised.principles.len()),
            unasked: unasked.collect(),
            cold: told.difference(&practised.stories).copied().collect(),
            met: met.into_iter().cloned().collect(),
            missed: missed.into_iter().cloned().collect(),
        }
    }
}

/// One's own scores against a partner's for the same conversations.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bias {
    /// The dimension's id; `principles` for the ratings together.
    pub dimension: String,
    /// How many pairs of scores there are.
    pub pairs: usize,
    /// Own minus partner's, on average: above 0, one is kinder to oneself.
    pub own_minus_partner: f64,
}

/// A form with where it comes from, as trends and comparisons need it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged<'a> {
    /// The day of the conversation.
    pub on: NaiveDate,
    /// Who judges.
    pub by: Judge,
    /// What it is about.
    pub occasion: Occasion,
    /// The instant of the mock that it is about.
    pub mock: Option<DateTime<Utc>>,
    /// The form.
    pub form: &'a Form,
}

impl Judged<'_> {
    fn is_about_the_same(&self, other: &Self) -> bool {
        (self.occasion, self.mock, self.on) == (other.occasion, other.mock, other.on)
    }
}

/// Every form that is scored, in the order of its conversation's day.
pub fn judged(debriefs: &[DebriefRecord]) -> Vec<Judged<'_>> {
    let mut judged: Vec<Judged<'_>> = debriefs
        .iter()
        .filter(|debrief| debrief.form.is_scored())
        .map(|debrief| Judged {
            on: debrief.on,
            by: debrief.by,
            occasion: debrief.occasion,
            mock: debrief.mock,
            form: &debrief.form,
        })
        .collect();
    judged.sort_by_key(|judged| judged.on);
    judged
}

/// Own scores against a partner's, by dimension in the profile's order, then the ratings together.
pub fn biases(judged: &[Judged<'_>], profile: &Profile) -> Vec<Bias> {
    let pairs: Vec<(&Form, &Form)> = judged
        .iter()
        .filter(|own| own.by == Judge::Own)
        .flat_map(|own| {
            judged
                .iter()
                .filter(|partner| partner.by == Judge::Partner && own.is_about_the_same(partner))
                .map(|partner| (own.form, partner.form))
        })
        .collect();
    let bias = |dimension: &str, differences: Vec<f64>| {
        (!differences.is_empty()).then(|| Bias {
            dimension: dimension.to_owned(),
            pairs: differences.len(),
            own_minus_partner: differences.iter().sum::<f64>() / differences.len() as f64,
        })
    };
    let dimensions = profile.debrief().iter().filter_map(|dimension| {
        let differences = pairs.iter().filter_map(|(own, partner)| {
            let own = own.scores.get(&dimension.id)?;
            let partner = partner.scores.get(&dimension.id)?;
            Some(f64::from(*own) - f64::from(*partner))
        });
        bias(&dimension.id, differences.collect())
    });
    let ratings = pairs.iter().flat_map(|(own, partner)| {
        own.principles.iter().filter_map(|asked| {
            let other =
                partner.principles.iter().find(|other| other.principle == asked.principle)?;
            Some(asked.rating?.number() - other.rating?.number())
        })
    });
    dimensions.chain(bias("principles", ratings.collect())).collect()
}

/// The scores of one dimension over time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Trend {
    /// The dimension's id.
    pub dimension: String,
    /// Day, score and judge, oldest first.
    pub scores: Vec<(NaiveDate, u8, Judge)>,
}

impl Trend {
    /// How the last score compares with the first by the same judge: two judges differ, and that is no trend.
    pub fn change(&self) -> Option<std::cmp::Ordering> {
        let (_, last, by) = self.scores.last()?;
        let mut same = self.scores.iter().filter(|(_, _, judge)| judge == by);
        let (_, first, _) = same.next()?;
        same.next()?;
        Some(last.cmp(first))
    }
}

/// The scores of every dimension over time, in the profile's order; a partner's count before one's own for
/// the same conversation.
pub fn trends(judged: &[Judged<'_>], profile: &Profile) -> Vec<Trend> {
    let superseded = |own: &Judged<'_>| {
        own.by == Judge::Own
            && judged.iter().any(|other| other.by == Judge::Partner && own.is_about_the_same(other))
    };
    let counted: Vec<&Judged<'_>> = judged.iter().filter(|judged| !superseded(judged)).collect();
    profile
        .debrief()
        .iter()
        .map(|dimension| Trend {
            dimension: dimension.id.clone(),
            scores: counted
                .iter()
                .filter_map(|judged| {
                    Some((judged.on, *judged.form.scores.get(&dimension.id)?, judged.by))
                })
                .collect(),
        })
        .filter(|trend| !trend.scores.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::catalogue::default_profile;

    fn asked(principle: &str, rating: Option<Rating>) -> Asked {
        let story = Some(StoryId(Uuid::from_u128(1)));
        Asked { principle: PrincipleId::new(principle), question: None, story, rating }
    }

    fn form(structure: u8, rating: Rating) -> Form {
        Form {
            scores: BTreeMap::from([("structure".to_owned(), structure)]),
            principles: vec![asked("ownership", Some(rating))],
            notes: None,
        }
    }

    #[test]
    fn recall_and_precision_count_principles_once() {
        let form = Form {
            principles: ["a", "b", "b", "c"].map(|id| asked(id, None)).to_vec(),
            ..Form::default()
        };
        let practised = Practised {
            principles: ["b", "c", "d", "e"].map(PrincipleId::new).into(),
            stories: BTreeSet::new(),
        };
        let meeting = Meeting::of(&form, &practised);
        assert_eq!(meeting.missed, [PrincipleId::new("a")]);
        assert_eq!(meeting.unasked, ["d", "e"].map(PrincipleId::new));
        assert!((meeting.recall.unwrap() - 2.0 / 3.0).abs() < 1e-9);
        assert!((meeting.precision.unwrap() - 0.5).abs() < 1e-9);
        assert_eq!(meeting.cold, [StoryId(Uuid::from_u128(1))]);
        let nothing = Meeting::of(&Form::default(), &Practised::default());
        assert_eq!((nothing.recall, nothing.precision), (None, None));
    }

    #[test]
    fn one_is_compared_with_a_partner_on_the_same_conversation_only() {
        let (own, partner, later) =
            (form(4, Rating::StrongHire), form(3, Rating::NoHire), form(5, Rating::Hire));
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        let mock = Some(DateTime::<Utc>::UNIX_EPOCH);
        let of = |on, by, form| Judged { on, by, occasion: Occasion::Mock, mock, form };
        let judged = [
            of(day(1), Judge::Own, &own),
            of(day(1), Judge::Partner, &partner),
            of(day(2), Judge::Own, &later),
        ];
        let biases = biases(&judged, default_profile());
        let found: Vec<(&str, usize, f64)> = biases
            .iter()
            .map(|bias| (bias.dimension.as_str(), bias.pairs, bias.own_minus_partner))
            .collect();
        assert_eq!(found, [("structure", 1, 1.0), ("principles", 1, 2.0)]);
        let trends = trends(&judged, default_profile());
        assert_eq!(
            trends[0].scores,
            [(day(1), 3, Judge::Partner), (day(2), 5, Judge::Own)],
            "the partner's counts"
        );
        assert_eq!(trends[0].change(), None, "nobody judged twice");
        let mut again = trends[0].clone();
        again.scores.push((day(3), 4, Judge::Own));
        assert_eq!(again.change(), Some(std::cmp::Ordering::Less));
    }
}
