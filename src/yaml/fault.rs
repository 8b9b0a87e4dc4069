//! The YAML parser's faults, in the words of someone who has never read the specification.

use super::events::ErrorKind;

const QUOTE: &str =
    "put the text in double quotes, or write `key: |` and the text indented below it";
const INDENT: &str = "indent the text by two spaces more than its key";
/// What to do about a tab.
pub(super) const SPACES: &str = "use spaces; YAML does not allow tabs there";

/// What is wrong and, where that can be guessed, what to do about it.
pub(super) fn in_plain_words(kind: &ErrorKind) -> (String, Option<&'static str>) {
    use ErrorKind as Kind;
    let (message, hint) = match kind {
        Kind::MappingValueNotAllowed | Kind::InvalidColonPlacement => {
            ("a `: ` stands where no key can end", Some(QUOTE))
        }
        Kind::UnexpectedCharacter { character } => {
            return (format!("`{}` cannot start a value", character.escape_debug()), Some(QUOTE));
        }
        Kind::SimpleKeyExpected | Kind::ExpectedBlockMappingKey | Kind::InvalidIndentation => (
            "this line is neither `key: value` nor text that belongs to the line above",
            Some(INDENT),
        ),
        Kind::InvalidBlockScalarIndent => {
            ("this line is indented less than the text around it", Some(INDENT))
        }
        Kind::UnclosedQuotedScalar => ("a quote is opened here and never closed", None),
        Kind::UnknownAnchor => ("`*` starts an alias, and no anchor has this name", Some(QUOTE)),
        Kind::TabNotAllowed
        | Kind::TabInBlockIndentation
        | Kind::TabAtBlockScalarStart
        | Kind::TabInIndentation
        | Kind::TabInPlainScalar => ("a tab stands where YAML wants spaces", Some(SPACES)),
        Kind::RecursionLimitExceeded => ("the source is nested too deeply", None),
        Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => {
            ("something follows a closing quote", Some("write a quote inside quotes as `\\\"`"))
        }
        other => return (other.to_string(), None),
    };
    (message.to_owned(), hint)
}
