//! The cues of one profile, ready to be looked for.

use super::{Cues, Interner, Lexicon, Pattern, PhraseError, Terms};
use crate::catalogue::Profile;

/// The cues of one profile, ready to be looked for.
#[derive(Debug)]
pub(crate) struct Phrasebook {
    pub(crate) interner: Interner,
    pub(crate) lexicon: Lexicon,
    pub(crate) cues: Cues,
}

impl Phrasebook {
    pub(in crate::catalogue) fn new(profile: &Profile) -> Self {
        let mut interner = Interner::default();
        let lexicon = Lexicon::new(&mut interner);
        let phrases = profile.principles().iter().enumerate().flat_map(|(position, principle)| {
            let cues = profile.cues(&principle.id).iter();
            cues.map(move |cue| (position, cue.phrase.as_str(), cue.weight))
        });
        let cues = match Cues::new(phrases, &lexicon, &mut interner) {
            Ok(cues) => cues,
            // Loading a profile refuses such a cue, and a test reads the built-in ones.
            Err(error) => panic!("a cue of the profile {}: {error}", profile.id()),
        };
        Self { interner, lexicon, cues }
    }

    /// Whether some cue of a principle occurs in a text.
    pub(crate) fn shows(&self, principle: usize, text: &str) -> bool {
        let terms = Terms::read(text, &self.interner);
        self.cues.hits(&terms).iter().any(|hit| hit.principle == principle)
    }
}

/// Whether a text is a phrase that a cue may be.
///
/// # Errors
///
/// What is wrong with it.
pub(crate) fn check(phrase: &str) -> Result<(), PhraseError> {
    let mut interner = Interner::default();
    // The classes take longer to read than all cues of a profile, and few phrases name one.
    let classes = if phrase.contains('<') {
        Lexicon::new(&mut interner).classes
    } else {
        super::pattern::Classes::new()
    };
    Pattern::parse(phrase, &classes, &mut interner).map(drop)
}

/// Whether a cue is plain words, to be shown to people as it stands.
pub(crate) fn is_plain(phrase: &str) -> bool {
    !phrase.contains(['{', '<', '…'])
}

impl Profile {
    /// The cues, compiled when they are first asked for.
    pub(crate) fn phrasebook(&self) -> &Phrasebook {
        self.phrasebook.get_or_init(|| Phrasebook::new(self))
    }
}
