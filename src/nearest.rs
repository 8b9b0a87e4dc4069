//! The nearest known word to a mistyped one.

/// The candidate that `typed` most likely meant, or none where all are far.
///
/// A third of the letters may be wrong (a swap of neighbours counts once), never less than one, so that
/// `tilte` suggests `title` and `xyz` suggests nothing. Case does not count. Of equally near ones the first wins.
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    let bound = (typed.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| {
            (strsim::damerau_levenshtein(&typed, &candidate.to_lowercase()), candidate)
        })
        .filter(|&(distance, _)| distance <= bound)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word_and_a_stranger_none() {
        let keys = ["title", "tags", "période"];
        for (typed, expected) in [
            ("tilte", Some("title")),
            ("TITEL", Some("title")),
            ("tag", Some("tags")),
            ("periode", Some("période")),
            ("xyz", None),
            ("", None),
        ] {
            assert_eq!(nearest(typed, keys), expected, "{typed}");
        }
    }
}
