//! A loop as YAML: `bar raiser: [ownership, dive deep]`, or a list of rounds with their principles.

use std::rc::Rc;

use super::{AgendaError, Interviewer, interviewer};
use crate::catalogue::Profile;
use crate::yaml::{self, Node, Value, YamlError};

/// Whether a text is meant as YAML: a list, a brace or bracket, or a name with nothing behind it, none of
/// which the plain form has.
pub(super) fn is_document(text: &str) -> bool {
    text.lines().map(str::trim).filter(|line| !line.starts_with('#')).any(|line| {
        let value = line.split_once(':').map_or("", |(_, value)| value.trim_start());
        line == "---"
            || line.starts_with("- ")
            || line.starts_with(['{', '['])
            || line == "rounds:"
            || value.starts_with('[')
    })
}

/// The rounds of a document, in its order.
pub(super) fn rounds(text: &str, profile: &Profile) -> Result<Vec<Interviewer>, AgendaError> {
    let root = yaml::tree(text).map_err(AgendaError::Yaml)?;
    of_list(&root, profile)
}

fn of_list(node: &Node, profile: &Profile) -> Result<Vec<Interviewer>, AgendaError> {
    match &node.value {
        Value::Mapping(entries) => match entries.as_slice() {
            [only] if only.key == "rounds" => of_list(&only.value, profile),
            entries => entries.iter().map(|e| round(&e.key, &e.value, profile)).collect(),
        },
        Value::Sequence(items) => items.iter().map(|item| of_item(item, profile)).collect(),
        _ => Err(wrong(node, "a loop is a list of rounds")),
    }
}

/// One round of a list: `{round: bar raiser, principles: […]}`, or `bar raiser: […]` alone.
fn of_item(item: &Node, profile: &Profile) -> Result<Interviewer, AgendaError> {
    let form = "a round is `round: NAME` with its `principles: [PRINCIPLE, …]`";
    let Value::Mapping(entries) = &item.value else { return Err(wrong(item, form)) };
    if let [only] = entries.as_slice() {
        return round(&only.key, &only.value, profile);
    }
    let mut name = None;
    let mut principles = None;
    for entry in entries {
        match (entry.key.as_str(), &entry.value.value) {
            ("round" | "name", Value::Scalar(text)) => name = Some(text.as_str()),
            ("principles", _) => principles = Some(&entry.value),
            _ => return Err(wrong(&entry.value, form)),
        }
    }
    let (Some(name), Some(principles)) = (name, principles) else { return Err(wrong(item, form)) };
    round(name, principles, profile)
}

fn round(name: &str, value: &Rc<Node>, profile: &Profile) -> Result<Interviewer, AgendaError> {
    match &value.value {
        Value::Null => Err(AgendaError::NoPrinciples(name.trim().to_owned())),
        Value::Scalar(text) => {
            let text = super::with_ids(text, profile);
            interviewer(name, text.split(','), profile)
        }
        Value::Sequence(items) => {
            let typed: Vec<&str> = items
                .iter()
                .map(|item| match &item.value {
                    Value::Scalar(text) => Ok(text.as_str()),
                    _ => Err(wrong(item, "a principle is a name")),
                })
                .collect::<Result<_, _>>()?;
            interviewer(name, typed, profile)
        }
        Value::Mapping(_) => Err(wrong(value, "the principles of a round are a list")),
    }
}

fn wrong(node: &Node, message: &str) -> AgendaError {
    AgendaError::Yaml(YamlError {
        message: message.to_owned(),
        place: Some(node.place),
        hint: None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Agenda, AgendaError};
    use crate::testing::full_profile;

    #[test]
    fn every_way_to_write_a_loop_reads_the_same() {
        let plain =
            Agenda::parse("bar raiser: amber, basalt; peer: cedar", full_profile()).unwrap();
        for text in [
            "bar raiser: [amber, basalt]\npeer: cedar\n",
            "bar raiser:\n  - amber\n  - Basalt\npeer:\n  - cedar\n",
            "- bar raiser: [amber, basalt]\n- peer: [cedar]\n",
            "rounds:\n  - round: bar raiser\n    principles: [amber, basalt]\n  - {name: peer, principles: cedar}\n",
            "{\"rounds\": {\"bar raiser\": [\"amber\", \"basalt\"], \"peer\": [\"cedar\"]}}",
        ] {
            assert_eq!(Agenda::parse(text, full_profile()), Ok(plain.clone()), "{text}");
        }
    }

    #[test]
    fn what_is_no_loop_is_refused_with_its_place() {
        for (text, says) in [
            ("- round: x\n  principle: [amber]\n", "line 2"),
            ("raiser: [amber\n", "line"),
            ("- amber\n", "line 1, column 3"),
            ("raiser: [{a: b}]\n", "a principle is a name"),
        ] {
            let error = Agenda::parse(text, full_profile()).unwrap_err();
            assert!(matches!(error, AgendaError::Yaml(_)), "{text}: {error}");
            assert!(error.to_string().contains(says), "{text}: {error}");
        }
        let unknown = Agenda::parse("raiser: [ambre]\n", full_profile()).unwrap_err();
        assert!(matches!(unknown, AgendaError::Unknown { source, .. }
            if source.nearest.as_deref() == Some("amber")));
        let none = Agenda::parse("- raiser:\n", full_profile()).unwrap_err();
        assert_eq!(none, AgendaError::NoPrinciples("raiser".into()));
    }
}
