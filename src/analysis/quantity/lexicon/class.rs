//! What a word can be: one bit a class, so that a word in several of them costs nothing.

use std::ops::{BitAnd, BitOr, BitOrAssign};

/// A set of word classes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::analysis) struct Class(u64);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:expr;)*) => {
        impl Class {
            $($(#[$doc])* pub(in crate::analysis) const $name: Self = Self(1 << $bit);)*

            /// The name of each class with its bit.
            pub(in crate::analysis::quantity) const NAMES: &[(&str, u8)] = &[$((stringify!($name), $bit)),*];
        }
    };
}

classes! {
    /// Spelled cardinals (`seven`, `ninety`), whose value is the entry's.
    CARDINAL = 0;
    /// `hundred`, `k`, `million`, `crore`, `dozen`; the value is the factor.
    MAGNITUDE = 1;
    /// A word or letter that is a unit; the entry says which.
    UNIT = 2;
    /// A currency's name, code or symbol; the entry says which.
    CURRENCY = 3;
    /// A month's name or short form.
    MONTH = 4;
    /// A day of the week.
    WEEKDAY = 5;
    /// `first`, `third`, `twentieth`.
    ORDINAL = 6;
    /// `half`, `thirds`, `quarter`: a part of one, whose value is the entry's.
    FRACTION = 7;
    /// A preposition, other than the ones that carry a class of their own.
    PREPOSITION = 8;
    /// Verbs that say a metric went up.
    RISE = 9;
    /// Verbs that say a metric went down.
    FALL = 10;
    /// Verbs that say a metric moved, without a direction.
    MOVE = 11;
    /// Nouns of change: `reduction`, `lift`, `growth`.
    CHANGE = 12;
    /// Comparatives that make a number before them a difference: `faster`, `fewer`.
    COMPARATIVE = 13;
    /// Verbs of making and shipping, whose objects are output.
    MAKE = 14;
    /// Verbs that state a level: `is`, `sits`, `reached`, `held`.
    STATE = 15;
    /// Words that mark an earlier or other state: `before`, `originally`, `control`.
    EARLIER = 16;
    /// Words that mark the present state: `now`, `today`, `currently`.
    PRESENT = 17;
    /// Words that mark an aim, a limit or a promise.
    AIM = 18;
    /// Verbs and nouns of effort and outlay: `spent`, `budget`, `interviewed`.
    EFFORT = 19;
    /// People on the author's side: `engineers`, `headcount`.
    TEAM = 20;
    /// Applause: `likes`, `attendees`, `award`.
    VANITY = 21;
    /// Words by which a speaker doubts the number.
    HEDGE = 22;
    /// Metrics that are scores: `NPS`, `recall`, `rating`.
    SCORE = 23;
    /// Metrics in percent, whose differences are percentage points.
    SHARE = 24;
    /// Verbs and nouns of money or time gained: `saved`, `worth`, `recovered`.
    GAIN = 25;
    /// `weekly`, `annually`: a per-time tail in one word.
    EVERY = 26;
    /// Words whose following number is a name: `section`, `phase`, `iPhone`.
    LABEL = 27;
    /// Approximators and limiters that stand before a number and are no part of it.
    ABOUT = 28;
    /// Articles, possessives, demonstratives, quantifiers.
    DETERMINER = 29;
    /// Pronouns.
    PRONOUN = 30;
    /// Conjunctions.
    CONJUNCTION = 31;
    /// Auxiliaries and very common verbs.
    VERB = 32;
    /// Adverbs and particles that never head a noun phrase.
    ADVERB = 33;
    /// Money coming in or staying: `revenue`, `margin`, `churn`.
    BUSINESS = 34;
    /// Countries, regions and kinds of place.
    PLACE = 35;
    /// Named days and seasons: `Diwali`, `summer`, `peak`.
    SEASON = 36;
    /// Nouns that bear a count in any scope: `markets`, `customers`.
    BREADTH = 37;
    /// Words after a window (`90-day`) that make it a metric's name.
    WINDOWED = 38;
    /// Second halves of compounds that make no figure (`two-sided`, `one-pager`).
    COMPOUND = 39;
    /// Verbs that say to whom something applied: `covered`, `served`, `reached`.
    REACH = 40;
    /// Things that a team owns or is given, no outcome: `remit`, `reports`.
    REMIT = 41;
    /// Milestones that close a period: `launch`, `kickoff`.
    MILESTONE = 42;
    /// Metric nouns of any kind: `latency`, `errors`, `tickets`.
    METRIC = 43;
    /// Verbs of lasting: `ran`, `lasted`, `took`.
    LAST = 44;
    /// `doubled`, `halving`: a factor in one word.
    FACTOR = 45;
    /// `once`, `twice`.
    TIMES = 46;
    /// Compare: `versus`, `against`, `compared`.
    AGAINST = 47;
    /// Negations.
    NOT = 48;
    /// Verbs of hope, with `to` after them: `we hope to reach`.
    HOPE = 49;
    /// Verbs of promise and demand, whose objects are aims.
    PROMISE = 50;
    /// The author's own people, as something that grows.
    GROUP = 51;
    /// Stages, talks and honours.
    PODIUM = 52;
    /// Marks of what is still to come.
    FUTURE = 53;
    /// The untreated: control groups, rivals, the industry.
    UNTREATED = 54;
    /// `average`, `median`, `norm`.
    NORM = 55;
    /// Words that can set a figure in the past.
    PRIOR = 56;
    /// Words that open a clause after a comma.
    LINK = 57;
    /// Words that open a clause by themselves.
    OPENER = 58;
    /// Words that can stand between a figure and what leads to it.
    LIMIT = 59;
}

impl Class {
    /// No class at all.
    pub(in crate::analysis) const NONE: Self = Self(0);

    /// Whether the two sets share a class.
    pub(in crate::analysis) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The bits that are set, lowest first.
    pub(in crate::analysis) fn bits(self) -> impl Iterator<Item = u8> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let bit = (rest != 0).then_some(rest.trailing_zeros() as u8)?;
            rest &= rest - 1;
            Some(bit)
        })
    }

    /// Whether a word is in none.
    pub(in crate::analysis) fn is_none(self) -> bool {
        self.0 == 0
    }

    /// The union, at compile time.
    pub(in crate::analysis) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOr for Class {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        self.or(other)
    }
}

impl BitOrAssign for Class {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

impl BitAnd for Class {
    type Output = Self;
    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}
