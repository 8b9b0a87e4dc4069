//! What is wrong with a profile's file, and where.

use std::fmt;

use crate::yaml::{Place, YamlError};

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileFault {
    /// Where it stands in the file, when known.
    pub place: Option<Place>,
    /// What is wrong.
    pub message: String,
    /// What to type instead, when that can be said.
    pub hint: Option<String>,
}

impl fmt::Display for ProfileFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Place { line, column }) = self.place {
            write!(f, "{line}:{column}: ")?;
        }
        f.write_str(&self.message)
    }
}

/// Why a profile could not be used: everything found, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", summary(.faults))]
pub struct ProfileError {
    /// At least one.
    pub faults: Vec<ProfileFault>,
}

fn summary(faults: &[ProfileFault]) -> String {
    match faults {
        [] => String::from("the profile is unusable"),
        [one] => one.to_string(),
        [first, rest @ ..] => format!("{first} (and {} more)", rest.len()),
    }
}

impl From<YamlError> for ProfileError {
    fn from(YamlError { message, place, hint }: YamlError) -> Self {
        Self { faults: vec![ProfileFault { place, message, hint }] }
    }
}
