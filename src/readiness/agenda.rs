//! A given loop: who asks about what.

mod document;

use crate::catalogue::{PrincipleId, Profile, UnknownPrinciple};
use crate::yaml::YamlError;

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

/// Most questions of a loop: what no day has room for, and what is still solved in the blink of an eye.
pub const MAX_QUESTIONS: usize = 36;

/// Why a text is no loop.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AgendaError {
    /// It names no round.
    #[error("a loop has at least one round, such as `bar raiser: ownership, dive deep`")]
    Empty,
    /// It has too many.
    #[error("{0} rounds are more than a loop has ({MAX_ROUNDS})")]
    TooMany(usize),
    /// The rounds ask too much together.
    #[error("{0} questions are more than a loop has ({MAX_QUESTIONS})")]
    TooManyQuestions(usize),
    /// It is written as YAML, and cannot be read as such.
    #[error("{}", match .0.place {
        Some(place) => format!("line {}, column {}: {}", place.line, place.column, .0.message),
        None => .0.message.clone(),
    })]
    Yaml(YamlError),
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
    /// principle is typed as anywhere else; a line that begins with `#` is a remark. The same as YAML is
    /// read too, with a list where the text has commas.
    ///
    /// # Errors
    ///
    /// When there is no round, one without a principle, or a principle that the profile does not know.
    pub fn parse(text: &str, profile: &Profile) -> Result<Self, AgendaError> {
        let rounds: Vec<Interviewer> = if document::is_document(text) {
            document::rounds(text, profile)?
        } else {
            let text = with_ids(text, profile);
            text.lines()
                .filter(|line| !line.trim_start().starts_with('#'))
                .flat_map(|line| line.split(';'))
                .map(str::trim)
                .filter(|round| !round.is_empty())
                .map(|round| match round.split_once(':') {
                    Some((name, typed)) => interviewer(name, typed.split(','), profile),
                    None => Err(AgendaError::NoPrinciples(round.to_owned())),
                })
                .collect::<Result<_, _>>()?
        };
        let questions = rounds.iter().map(|round| round.principles.len()).sum();
        match rounds.len() {
            0 => Err(AgendaError::Empty),
            many if many > MAX_ROUNDS => Err(AgendaError::TooMany(many)),
            _ if questions > MAX_QUESTIONS => Err(AgendaError::TooManyQuestions(questions)),
            _ => Ok(Self { rounds }),
        }
    }
}

/// Puts the id for every display name that holds a separator itself (`Are Right, A Lot`).
fn with_ids(text: &str, profile: &Profile) -> String {
    let mut text = text.to_owned();
    for principle in profile.principles() {
        if !principle.name.contains([',', ';', ':']) {
            continue;
        }
        // Lower case in ASCII keeps every byte where it is.
        while let Some(at) = text.to_ascii_lowercase().find(&principle.name.to_ascii_lowercase()) {
            text.replace_range(at..at + principle.name.len(), principle.id.as_str());
        }
    }
    text
}

fn interviewer<'a>(
    name: &str,
    typed: impl IntoIterator<Item = &'a str>,
    profile: &Profile,
) -> Result<Interviewer, AgendaError> {
    let name = name.trim().to_owned();
    let mut principles: Vec<PrincipleId> = Vec::new();
    for typed in typed.into_iter().map(str::trim).filter(|typed| !typed.is_empty()) {
        let id = match profile.resolve(typed) {
            Ok(principle) => principle.id.clone(),
            Err(source) => return Err(AgendaError::Unknown { round: name, source }),
        };
        if principles.contains(&id) {
            return Err(AgendaError::Twice { round: name, principle: id });
        }
        principles.push(id);
    }
    if principles.is_empty() {
        return Err(AgendaError::NoPrinciples(name));
    }
    Ok(Interviewer { name, principles })
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
        let eight = "r: amber, basalt, cedar, delta, ember, flint, garnet, hazel;";
        assert_eq!(parse(&eight.repeat(5)), Err(AgendaError::TooManyQuestions(40)));
    }

    #[test]
    fn a_name_that_holds_a_separator_is_one_principle() {
        let profile = crate::catalogue::default_profile();
        let text = "raiser: Have Backbone; Disagree and Commit, dive deep; peer: are right, a lot";
        let agenda = Agenda::parse(text, profile).unwrap();
        let ids: Vec<Vec<&str>> = agenda
            .rounds
            .iter()
            .map(|round| round.principles.iter().map(PrincipleId::as_str).collect())
            .collect();
        let backbone = "have-backbone-disagree-and-commit";
        assert_eq!(ids, [vec![backbone, "dive-deep"], vec!["are-right-a-lot"]]);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "([a-z :;,#\n]|amber|.){0,60}") {
            let _ = parse(&text);
        }
    }
}
