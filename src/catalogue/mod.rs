//! What an interview asks: principles, rounds, phases, questions, follow-up families, debrief forms.
//!
//! All of it is data (YAML beside the types), so that another company's interview is another file and
//! nothing outside this module knows a principle by name or how many there are.

mod debrief;
mod ladder;
mod phase;
mod principle;
mod profile;
mod question;
mod round;

pub use debrief::{Anchor, DebriefDimension};
pub use ladder::{
    Condition, Example, Fact, Family, FindingCode, Fragment, FragmentClaim, FragmentFinding, Layer,
    Pattern, PatternError, Phrase, Piece, Slot, Template,
};
pub use phase::{Phase, TaskKind};
pub use principle::{Cue, Principle, PrincipleId, Tier};
pub use profile::{PerTier, Profile, UnknownPrinciple};
pub use question::{Question, QuestionKind};
pub use round::{Round, RoundKind};
