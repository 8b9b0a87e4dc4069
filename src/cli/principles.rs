//! Principles as typed on the command line.

use super::error::CliError;
use crate::catalogue::{Principle, PrincipleId, Profile};

/// The principle that was meant.
pub(crate) fn resolve<'a>(profile: &'a Profile, typed: &str) -> Result<&'a Principle, CliError> {
    profile.resolve(typed).map_err(|error| {
        let near = error.nearest.as_ref().map(|near| format!("did you mean {near}?"));
        CliError::new(error.to_string()).hint_some(near).hint("all of them: star coverage")
    })
}

/// The principles that were meant, each once; a comma separates as well as a space does.
pub(crate) fn resolve_all(
    profile: &Profile,
    typed: &[String],
) -> Result<Vec<PrincipleId>, CliError> {
    let mut ids: Vec<PrincipleId> = Vec::new();
    for part in typed.iter().flat_map(|typed| split(profile, typed)) {
        let id = resolve(profile, &part)?.id.clone();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok(ids)
}

/// A tag to take away: a principle of this profile, or an id that the story may have from another one.
pub(crate) fn resolve_tag(profile: &Profile, typed: &str) -> Result<PrincipleId, CliError> {
    match profile.resolve(typed) {
        Ok(principle) => Ok(principle.id.clone()),
        Err(error) if error.candidates.is_empty() => Ok(PrincipleId::new(typed)),
        Err(_) => resolve(profile, typed).map(|principle| principle.id.clone()),
    }
}

/// Some names hold a comma themselves, so the whole is tried first.
fn split(profile: &Profile, typed: &str) -> Vec<String> {
    if !typed.contains(',') || profile.resolve(typed).is_ok() {
        return vec![typed.to_owned()];
    }
    typed.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}
