//! What of a story a template may ask for.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A piece of evidence that a story may hold.
///
/// The first group are clauses, which a question quotes word for word; the second are names of things,
/// which stand in the question's own grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Slot {
    /// Anything the author did.
    Action,
    /// Something the author chose, cut or refused.
    Decision,
    /// The road not taken (`instead of …`, `rather than …`).
    Alternative,
    /// What was wrong to begin with.
    Problem,
    /// What the author was to achieve.
    Goal,
    /// The figure that says what changed.
    Outcome,
    /// A figure that says what was made, shipped or held, not what changed by it.
    Output,
    /// What the change was worth.
    Business,
    /// The outcome figure for which the ledger has no source.
    Unsourced,
    /// A figure that the ledger calls an estimate.
    Estimated,
    /// A figure that the ledger takes from somebody else.
    Reported,
    /// A figure that the ledger cannot vouch for.
    Unverified,
    /// A figure whose credit the ledger shares.
    Shared,
    /// A result in words of applause.
    Praise,
    /// Somebody stood against something.
    Conflict,
    /// Somebody came round, or decided in the author's favour.
    Consent,
    /// Something was left out, overstepped, limited or done before it was certain.
    Risk,
    /// Something was tried on a small scale first.
    Trial,
    /// Time, money or hands were short.
    Constraint,
    /// The author found something out.
    Inquiry,
    /// What the finding was.
    Finding,
    /// A trial or reading of a counted few.
    Sample,
    /// The author met customers.
    Contact,
    /// What customers said, wanted or suffered.
    Voice,
    /// What the author believed at the time.
    Belief,
    /// The author changed course or mind.
    Reversal,
    /// Something went wrong, by the author's own account.
    Mistake,
    /// The author brought somebody on.
    People,
    /// Others did a part of the work.
    Others,
    /// Who acts is a group.
    Group,
    /// Who acts is not said.
    Passive,
    /// The speaker doubts the words.
    Hedge,
    /// What the author took from it.
    Learning,
    /// What the author does differently now.
    Habit,
    /// Others took it over, or it went beyond its first place.
    Spread,
    /// Systems, interfaces, data, models: what a technical interviewer opens up.
    Technical,
    /// The clause at which a rule named in the template's conditions found something.
    Flagged,

    /// The story's title.
    Title,
    /// A person or body in the story other than the author (`your VP of Product`).
    Stakeholder,
    /// The person or body on the other side of a disagreement.
    Opponent,
    /// Somebody with more authority than the author.
    Senior,
    /// Somebody whom the author helped to grow.
    Person,
    /// Those who carried out a part of the work (`the two engineers`).
    Helpers,
    /// Whom it was for, in the plural, as the text names them.
    Customers,
    /// What an outcome figure measures (`the no-show rate`).
    Metric,
    /// Where the metric stood before.
    Baseline,
    /// How long the change took.
    Timeframe,
    /// The display name of the primary principle.
    Principle,
}

impl Slot {
    /// Every slot.
    pub const ALL: [Self; 48] = [
        Self::Action,
        Self::Decision,
        Self::Alternative,
        Self::Problem,
        Self::Goal,
        Self::Outcome,
        Self::Output,
        Self::Business,
        Self::Unsourced,
        Self::Estimated,
        Self::Reported,
        Self::Unverified,
        Self::Shared,
        Self::Praise,
        Self::Conflict,
        Self::Consent,
        Self::Risk,
        Self::Trial,
        Self::Constraint,
        Self::Inquiry,
        Self::Finding,
        Self::Sample,
        Self::Contact,
        Self::Voice,
        Self::Belief,
        Self::Reversal,
        Self::Mistake,
        Self::People,
        Self::Others,
        Self::Group,
        Self::Passive,
        Self::Hedge,
        Self::Learning,
        Self::Habit,
        Self::Spread,
        Self::Technical,
        Self::Flagged,
        Self::Title,
        Self::Stakeholder,
        Self::Opponent,
        Self::Senior,
        Self::Person,
        Self::Helpers,
        Self::Customers,
        Self::Metric,
        Self::Baseline,
        Self::Timeframe,
        Self::Principle,
    ];

    /// Whether it is quoted; the others stand in the question's own grammar.
    pub fn is_clause(self) -> bool {
        self <= Self::Title
    }

    /// The slot's id in kebab-case, as templates write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Action => "action",
            Self::Decision => "decision",
            Self::Alternative => "alternative",
            Self::Problem => "problem",
            Self::Goal => "goal",
            Self::Outcome => "outcome",
            Self::Output => "output",
            Self::Business => "business",
            Self::Unsourced => "unsourced",
            Self::Estimated => "estimated",
            Self::Reported => "reported",
            Self::Unverified => "unverified",
            Self::Shared => "shared",
            Self::Praise => "praise",
            Self::Conflict => "conflict",
            Self::Consent => "consent",
            Self::Risk => "risk",
            Self::Trial => "trial",
            Self::Constraint => "constraint",
            Self::Inquiry => "inquiry",
            Self::Finding => "finding",
            Self::Sample => "sample",
            Self::Contact => "contact",
            Self::Voice => "voice",
            Self::Belief => "belief",
            Self::Reversal => "reversal",
            Self::Mistake => "mistake",
            Self::People => "people",
            Self::Others => "others",
            Self::Group => "group",
            Self::Passive => "passive",
            Self::Hedge => "hedge",
            Self::Learning => "learning",
            Self::Habit => "habit",
            Self::Spread => "spread",
            Self::Technical => "technical",
            Self::Flagged => "flagged",
            Self::Title => "title",
            Self::Stakeholder => "stakeholder",
            Self::Opponent => "opponent",
            Self::Senior => "senior",
            Self::Person => "person",
            Self::Helpers => "helpers",
            Self::Customers => "customers",
            Self::Metric => "metric",
            Self::Baseline => "baseline",
            Self::Timeframe => "timeframe",
            Self::Principle => "principle",
        }
    }

    /// The slot with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|slot| slot.as_str() == id)
    }
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
