//! House numbers: `27 Harcourt Terrace`, `100 Feet Road`.

use crate::analysis::quantity::figure::Figure;
use crate::analysis::quantity::token::Tokens;
use crate::analysis::quantity::word::{Word, words};

/// What streets are called, as the last word of their name.
const STREETS: &[Word] = words![
    "street", "road", "lane", "avenue", "terrace", "square", "drive", "close", "crescent", "court",
    "boulevard", "quay", "gardens", "place", "row", "way", "parade", "embankment", "st", "rd",
    "ave", "blvd", "marg", "nagar", "strasse", "platz", "highway", "mews", "walk", "alley",
];

/// Words that a street's name may run to.
const REACH: usize = 4;

/// Whether a number is a house on a street that is named after it.
pub(super) fn is_address(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    (figure.core_end..figure.core_end + REACH)
        .take_while(|&at| {
            tokens.get(at).is_some_and(|token| token.is_word() && token.gap && token.capital)
        })
        .any(|at| at > figure.core_end && tokens.is_any(at, STREETS))
}

#[cfg(test)]
mod tests {
    use crate::analysis::quantity::spans;

    #[test]
    fn a_house_number_is_no_figure() {
        for text in ["We met at 27 Harcourt Terrace.", "The office is off 100 Feet Road."] {
            assert_eq!(spans(text), Vec::<&str>::new(), "{text}");
        }
        assert_eq!(spans("We opened 12 stores on Mill Lane."), ["12"]);
    }
}
