//! A given loop: who asks about what.

use crate::catalogue::{PrincipleId, Profile, UnknownPrinciple};

/// One interviewer and the principles that they were given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interviewer {
    /// What the round is called.
    pub name: String,
    /// Their principles, in the order asked.
    pub principles: Vec<PrincipleId>,
}

/// A whole loop, round by round; a principle may come up in several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agenda {
    /// The rounds, in order.
    pub rounds: Vec<Interviewer>,
}

/// Most rounds of a loop: more than anyone has been through in a day.
pub const MAX_ROUNDS: usize = 12;

/// Why a text is no loop.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AgendaError {
    /// It names no round.
    #[error("a loop has at least one round, such as `bar raiser: ownership, dive deep`")]
    Empty,
    /// It has too many.
    #[error("{0} rounds are more than a loop has ({MAX_ROUNDS})")]
    TooMany(usize),
    /// A round names no principle.
    #[error("the round `{0}` names no principle; write `{0}: ownership, dive deep`")]
    NoPrinciples(String),
    /// A round names a principle twice.
    #[error("the round `{round}` names `{principle}` twice")]
    Twice {
        /// Which round.
        round: String,
        /// The principle's id.
        principle: PrincipleId,
    },
    /// A principle is not in the profile.
    #[error("in the round `{round}`: {source}")]
    Unknown {
        /// Which round.
        round: String,
        /// What was typed, and what it may have meant.
        source: UnknownPrinciple,
    },
}

impl Agenda {
    /// Reads a loop: rounds separated by `;` or line ends, each `NAME: PRINCIPLE, PRINCIPLE`, where a
    /// principle is typed as anywhere else; a line that begins with `#` is a remark.
    ///
    /// # Errors
    ///
    /// When there is no round, one without a principle, or a principle that the profile does not know.
    pub fn parse(text: &str, profile: &Profile) -> Result<Self, AgendaError> {
        let lines = text.lines().filter(|line| !line.trim_start().starts_with('#'));
        let rounds: Vec<Interviewer> = lines
            .flat_map(|line| line.split(';'))
            .map(str::trim)
            .filter(|round| !round.is_empty())
            .map(|round| interviewer(round, profile))
            .collect::<Result<_, _>>()?;
        match rounds.len() {
            0 => Err(AgendaError::Empty),
            many if many > MAX_ROUNDS => Err(AgendaError::TooMany(many)),
            _ => Ok(Self { rounds }),
        }
    }
}

fn interviewer(round: &str, profile: &Profile) -> Result<Interviewer, AgendaError> {
    let name = |name: &str| name.trim().to_owned();
    let Some((head, typed)) = round.split_once(':') else {
        return Err(AgendaError::NoPrinciples(name(round)));
    };
    let mut principles: Vec<PrincipleId> = Vec::new();
    for typed in typed.split(',').map(str::trim).filter(|typed| !typed.is_empty()) {
        let unknown = |source| AgendaError::Unknown { round: name(head), source };
        let id = profile.resolve(typed).map_err(unknown)?.id.clone();
        if principles.contains(&id) {
            return Err(AgendaError::Twice { round: name(head), principle: id });
        }
        principles.push(id);
    }
    if principles.is_empty() {
        return Err(AgendaError::NoPrinciples(name(head)));
    }
    Ok(Interviewer { name: name(head), principles })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::full_profile;
    use proptest::prelude::*;

    fn parse(text: &str) -> Result<Agenda, AgendaError> {
        Agenda::parse(text, full_profile())
    }

    #[test]
    fn a_loop_is_read_from_one_line_or_many() {
        let one = parse("bar raiser: amber, Basalt; analytical: basalt").unwrap();
        let many = parse("# Tuesday\nbar raiser: amber, basalt,\n\nanalytical : Basalt\n").unwrap();
        assert_eq!(one, many);
        assert_eq!(one.rounds[0].name, "bar raiser");
        assert_eq!(one.rounds[1].principles, [PrincipleId::new("basalt")]);
    }

    #[test]
    fn what_is_no_loop_is_refused_with_the_reason() {
        assert_eq!(parse(" ; \n# x"), Err(AgendaError::Empty));
        assert!(
            matches!(parse("raiser"), Err(AgendaError::NoPrinciples(name)) if name == "raiser")
        );
        assert!(matches!(parse("raiser: ,"), Err(AgendaError::NoPrinciples(_))));
        assert!(matches!(parse("raiser: amber, amber"), Err(AgendaError::Twice { .. })));
        assert!(matches!(parse("raiser: zebra"), Err(AgendaError::Unknown { .. })));
        assert!(matches!(parse(&"r: amber;".repeat(13)), Err(AgendaError::TooMany(13))));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "([a-z :;,#\n]|amber|.){0,60}") {
            let _ = parse(&text);
        }
    }
}
