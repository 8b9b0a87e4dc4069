//! What an interview asks: principles, rounds, phases, questions, follow-up families, debrief forms.
//!
//! All of it is data (YAML beside the types), so that another company's interview is another file and
//! nothing outside this module knows a principle by name or how many there are.

mod builtin;
mod debrief;
mod document;
mod fault;
mod guidance;
mod ladder;
mod listed;
mod load;
mod phase;
pub mod phrase;
mod principle;
mod profile;
mod question;
mod resolve;
mod round;
mod tags;
mod validate;

pub use builtin::{BUILTIN_IDS, DEFAULT_ID, builtin, default_profile};
pub use debrief::{Anchor, DebriefDimension};
pub use fault::{ProfileError, ProfileFault};
pub use guidance::{AnswerStep, Faq, Guidance, Mistake};
pub use ladder::{
    Condition, Example, Fact, Family, FindingCode, Fragment, FragmentClaim, FragmentFinding, Layer,
    Lead, Pattern, PatternError, Phrase, Piece, Slot, Template,
};
pub use phase::{Phase, TaskKind};
pub use principle::{Cue, Portrait, Principle, PrincipleId, Tier};
pub use profile::{PerTier, Profile};
pub use question::{Question, QuestionKind};
pub use resolve::UnknownPrinciple;
pub use round::{Round, RoundKind};
pub use tags::{Bits, Tags};
