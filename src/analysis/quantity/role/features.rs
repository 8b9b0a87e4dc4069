//! What is seen of a figure in its sentence, whatever the figures around it turn out to be.
//!
//! Each feature is a template with at most two things filled in: words, word classes, signs, kinds of
//! figure. A figure beside another one is seen as its kind, so that what was learnt from `$3` holds for `£9M`.

use std::fmt;

use super::clause;
use super::{Label, Scene};
use crate::analysis::quantity::figure::Figure;
use crate::analysis::quantity::lexicon::Class;
use crate::analysis::quantity::token::{Form, Tokens};
use crate::analysis::quantity::word::Word;
use crate::analysis::quantity::{Kind, Role};
use crate::story::Section;

/// One thing that fills a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Atom {
    /// Nothing.
    None,
    /// The end of the sentence.
    Edge,
    /// A word, in any case.
    Word(Word),
    /// A sign.
    Sign(char),
    /// A number that is no figure.
    Number,
    /// A figure, by its kind.
    Figure(Kind),
    /// A class that a word is in, by its bit.
    Class(u8),
    /// What a number before is.
    Label(Label),
    /// A small whole number: a size, a distance.
    Size(i8),
}

impl Atom {
    /// The atom as a number, different for different atoms.
    fn bits(self) -> u64 {
        let (sort, value) = match self {
            Self::None => (0, 0),
            Self::Edge => (1, 0),
            Self::Word(word) => (8, u64::from(word.bits())),
            Self::Sign(sign) => (2, u64::from(sign as u32)),
            Self::Number => (3, 0),
            Self::Figure(kind) => (4, kind as u64),
            Self::Class(bit) => (5, u64::from(bit)),
            Self::Label(label) => (6, label.map_or(99, |role| role as u64)),
            Self::Size(size) => (7, u64::from(size.cast_unsigned())),
        };
        sort << 32 | value
    }
}

const KINDS: [Kind; 12] = [
    Kind::Percent,
    Kind::Points,
    Kind::Money,
    Kind::Duration,
    Kind::Count,
    Kind::Rate,
    Kind::Multiplier,
    Kind::Ratio,
    Kind::Score,
    Kind::Size,
    Kind::Dimension,
    Kind::Other,
];

impl Atom {
    /// Reads an atom as the table of weights writes it.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut rest = text.chars();
        Some(match rest.next() {
            None => Self::None,
            Some('|') => Self::Edge,
            Some('?') => Self::Word(Word::NONE),
            Some('\'') => Self::Sign(rest.next()?),
            Some('#') => Self::Number,
            Some('<') => {
                let name = rest.as_str().strip_suffix('>')?;
                Self::Figure(*KINDS.iter().find(|kind| kind.as_str() == name)?)
            }
            Some('=') if rest.as_str() == "none" => Self::Label(None),
            Some('=') => {
                let known = super::model::LABELS.iter().flatten();
                Self::Label(Some(*known.into_iter().find(|role| role.as_str() == rest.as_str())?))
            }
            Some('0'..='9' | '-') => Self::Size(text.parse().ok()?),
            Some('A'..='Z') => Self::Class(Class::NAMES.iter().find(|(name, _)| *name == text)?.1),
            Some(_) => Self::Word(Word::read(text)),
        })
    }
}

impl fmt::Display for Atom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => Ok(()),
            Self::Edge => f.write_str("|"),
            // A word's letters are not kept; who has them writes them.
            Self::Word(_) => f.write_str("?"),
            Self::Sign(sign) => write!(f, "'{sign}"),
            Self::Number => f.write_str("#"),
            Self::Figure(kind) => write!(f, "<{}>", kind.as_str()),
            Self::Class(bit) => f.write_str(
                Class::NAMES.iter().find(|(_, known)| known == bit).map_or("", |(name, _)| name),
            ),
            Self::Label(label) => write!(f, "={}", label.map_or("none", Role::as_str)),
            Self::Size(size) => write!(f, "{size}"),
        }
    }
}

macro_rules! templates {
    ($($(#[$doc:meta])* $name:ident $id:literal;)*) => {
        /// A sort of feature.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Template {
            $($(#[$doc])* $name,)*
        }

        impl Template {
            /// Every template.
            pub(super) const ALL: &[Self] = &[$(Self::$name),*];

            /// Its name in the table of weights.
            pub(super) fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)*
                }
            }
        }
    };
}

templates! {
    /// Always there.
    Bias "bias";
    /// The figure's kind.
    Kind "kind";
    /// The token right before, two before, and so on.
    Left1 "left1";
    Left2 "left2";
    Left3 "left3";
    /// The token right after, two after, and so on.
    Right1 "right1";
    Right2 "right2";
    Right3 "right3";
    /// The two before, the two after.
    Lefts "lefts";
    Rights "rights";
    /// A near token with the figure's kind.
    Left1Kind "left1-kind";
    Left2Kind "left2-kind";
    Right1Kind "right1-kind";
    Right2Kind "right2-kind";
    /// The classes of near tokens.
    Left1Class "left1-class";
    Left2Class "left2-class";
    Left3Class "left3-class";
    Right1Class "right1-class";
    Right2Class "right2-class";
    Right3Class "right3-class";
    /// A word anywhere before or after in the sentence.
    Before "before";
    After "after";
    BeforeClass "before-class";
    AfterClass "after-class";
    /// The token that leads to the figure, past approximators; and the one before it.
    Lead "lead";
    Leads "leads";
    LeadKind "lead-kind";
    LeadClass "lead-class";
    LeadClassKind "lead-class-kind";
    /// The last word of what is counted, by word and by class.
    Noun "noun";
    NounClass "noun-class";
    /// How it is written: spelled, hyphened, signed, bare.
    Shape "shape";
    ShapeKind "shape-kind";
    /// How big it is: the digits of a count, the length of a time.
    Size "size";
    /// The figures around it.
    Previous "previous";
    PreviousFar "previous-far";
    Next "next";
    NextFar "next-far";
    Link "link";
    /// The section, with what tells its figures apart.
    Section "section";
    SectionLead "section-lead";
    SectionVerb "section-verb";
    SectionClass "section-class";
    /// How the number and the word before it are written, which tells names from figures.
    Written "written";
    /// The first word of the sentence.
    Opening "opening";
    OpeningClass "opening-class";
    /// What its own words make of it: how much a label counts that they leave likely.
    Own "own";
    /// The roles of the two before and the two behind, by whether they are of its kind; those beside it by its kind.
    Near "near";
    NearKind "near-kind";
    NearKindAfter "near-kind-after";
    /// The roles of both neighbours.
    Between "between";
    /// The role of the nearest figure of its kind, before and behind.
    AlikeBefore "alike-before";
    AlikeAfter "alike-after";
    AlikeLead "alike-lead";
    /// The role before and behind, with the words between.
    RoleLink "role-link";
    RoleLead "role-lead";
    LinkRole "link-role";
    /// Whether any other figure of the text is in this role.
    Elsewhere "elsewhere";
}

/// Furthest that words of a sentence are seen from a figure, in tokens.
const REACH: usize = 14;

/// Most tokens between two figures that are still linked by the first or the last of them.
pub(super) const LINK: usize = 4;

const VERBS: Class = Class::RISE
    .or(Class::FALL)
    .or(Class::MOVE)
    .or(Class::MAKE)
    .or(Class::STATE)
    .or(Class::EFFORT)
    .or(Class::GAIN)
    .or(Class::LAST)
    .or(Class::REACH)
    .or(Class::HOPE)
    .or(Class::PROMISE);

/// Sees everything about one figure but the roles of the others.
pub(super) fn see(scene: &Scene<'_, '_>, sink: &mut impl FnMut(Template, Atom, Atom)) {
    use Template as T;
    let none = Atom::None;
    let tokens = scene.tokens;
    let figure = scene.figure();
    let kind = Atom::Figure(figure.kind);
    sink(T::Bias, none, none);
    sink(T::Kind, kind, none);
    shape(scene, sink);

    let mut left = [Atom::Edge; 3];
    let mut at = figure.first;
    for place in &mut left {
        let Some((atom, first)) = before(scene, at) else { break };
        *place = atom;
        at = first;
    }
    let mut right = [Atom::Edge; 3];
    let mut at = figure.end;
    for place in &mut right {
        let Some((atom, end)) = after(scene, at) else { break };
        *place = atom;
        at = end;
    }
    for (template, atom) in [T::Left1, T::Left2, T::Left3].into_iter().zip(left) {
        sink(template, atom, none);
    }
    for (template, atom) in [T::Right1, T::Right2, T::Right3].into_iter().zip(right) {
        sink(template, atom, none);
    }
    sink(T::Lefts, left[1], left[0]);
    sink(T::Rights, right[0], right[1]);
    sink(T::Left1Kind, left[0], kind);
    sink(T::Left2Kind, left[1], kind);
    sink(T::Right1Kind, right[0], kind);
    sink(T::Right2Kind, right[1], kind);
    for (offset, template) in [T::Left1Class, T::Left2Class, T::Left3Class].into_iter().enumerate()
    {
        if let Some(at) =
            figure.first.checked_sub(offset + 1).filter(|&at| at >= scene.sentence.start)
        {
            classes(tokens, at, |class| sink(template, class, none));
        }
    }
    for (offset, template) in
        [T::Right1Class, T::Right2Class, T::Right3Class].into_iter().enumerate()
    {
        let at = figure.end + offset;
        if at < scene.sentence.end {
            classes(tokens, at, |class| sink(template, class, none));
        }
    }
    bags(scene, sink);
    lead(scene, sink);
    noun(scene, sink);
    neighbours(scene, sink);
    opening(scene, sink);
    section(scene, sink);
    written(scene, sink);
}

fn classes(tokens: &Tokens<'_>, at: usize, mut sink: impl FnMut(Atom)) {
    let Some(token) = tokens.get(at) else { return };
    token.class.bits().for_each(|bit| sink(Atom::Class(bit)));
}

/// The token at a place as an atom.
pub(super) fn atom(tokens: &Tokens<'_>, at: usize) -> Atom {
    let Some(token) = tokens.get(at) else { return Atom::Edge };
    match token.form {
        Form::Word => Atom::Word(token.word),
        Form::Number => Atom::Number,
        Form::Sign => Atom::Sign(token.sign().unwrap_or(' ')),
        Form::Break => Atom::Edge,
    }
}

/// What stands before a place, and where that begins; figures count as one.
fn before(scene: &Scene<'_, '_>, at: usize) -> Option<(Atom, usize)> {
    let at = at.checked_sub(1).filter(|&at| at >= scene.sentence.start)?;
    let inside = scene.figures[..scene.index]
        .iter()
        .rev()
        .take(3)
        .find(|other| other.first <= at && at < other.end);
    Some(match inside {
        Some(other) => (Atom::Figure(other.kind), other.first),
        None => (atom(scene.tokens, at), at),
    })
}

/// What stands after a place, and where that ends; figures count as one.
fn after(scene: &Scene<'_, '_>, at: usize) -> Option<(Atom, usize)> {
    if at >= scene.sentence.end {
        return None;
    }
    let inside = scene.figures[scene.index + 1..]
        .iter()
        .take(3)
        .find(|other| other.first <= at && at < other.end);
    Some(match inside {
        Some(other) => (Atom::Figure(other.kind), other.end),
        None => (atom(scene.tokens, at), at + 1),
    })
}

/// Words and classes anywhere near in the sentence.
fn bags(scene: &Scene<'_, '_>, sink: &mut impl FnMut(Template, Atom, Atom)) {
    let tokens = scene.tokens;
    let figure = scene.figure();
    let from = scene.sentence.start.max(figure.first.saturating_sub(REACH));
    let to = scene.sentence.end.min(figure.end + REACH);
    for (range, word, class) in [
        (from..figure.first, Template::Before, Template::BeforeClass),
        (figure.end..to, Template::After, Template::AfterClass),
    ] {
        let mut union = Class::NONE;
        for at in range {
            let Some(token) = tokens.get(at) else { break };
            union |= token.class;
            if token.is_word() {
                sink(word, Atom::Word(token.word), Atom::None);
            }
        }
        union.bits().for_each(|bit| sink(class, Atom::Class(bit), Atom::None));
    }
}

fn lead(scene: &Scene<'_, '_>, sink: &mut impl FnMut(Template, Atom, Atom)) {
    let kind = Atom::Figure(scene.figure().kind);
    let Some(at) = scene.lead else {
        sink(Template::Lead, Atom::Edge, Atom::None);
        return;
    };
    let lead = atom(scene.tokens, at);
    sink(Template::Lead, lead, Atom::None);
    sink(Template::LeadKind, lead, kind);
    if let Some((before, _)) = before(scene, at) {
        sink(Template::Leads, before, lead);
    }
    classes(scene.tokens, at, |class| {
        sink(Template::LeadClass, class, Atom::None);
        sink(Template::LeadClassKind, class, kind);
    });
}

fn noun(scene: &Scene<'_, '_>, sink: &mut impl FnMut(Template, Atom, Atom)) {
    let figure = scene.figure();
    if !figure.has_noun() {
        return;
    }
    let at = figure.noun.1 - 1;
    sink(Template::Noun, atom(scene.tokens, at), Atom::None);
    let mut union = Class::NONE;
    for at in figure.noun.0..figure.noun.1 {
        union |= scene.tokens.get(at).map_or(Class::NONE, |token| token.class);
    }
    union.bits().for_each(|bit| sink(Template::NounClass, Atom::Class(bit), Atom::None));
}

fn shape(scene: &Scene<'_, '_>, sink: &mut impl FnMut(Template, Atom, Atom)) {
    let figure = scene.figure();
    let kind = Atom::Figure(figure.kind);
    let shapes = [
        figure.spelled,
        figure.hyphened,
        figure.signed,
        figure.end == figure.core_end,
        figure.has_noun(),
        figure.first != figure.core,
    ];
    for (number, _) in shapes.into_iter().enumerate().filter(|(_, holds)| *holds) {
        sink(Template::Shape, Atom::Size(number as i8), Atom::None);
        sink(Template::ShapeKind, Atom::Size(number as i8), kind);
    }
    sink(Template::Size, Atom::Size(size(figure)), kind);
}

/// The order of magnitude of a figure, in its base unit where it has one.
fn size(figure: &Figure) -> i8 {
    let unit = if figure.size > 0.0 { figure.size } else { 1.0 };
    let amount = (figure.middle() * unit).abs();
    if figure.kind == Kind::Count && amount <= 12.0 {
        return -1;
    }
    if figure.kind == Kind::Duration {
        return [1.0, 60.0, 3600.0, 86_400.0, 604_800.0, 2_592_000.0, 31_536_000.0]
            .iter()
            .filter(|&&bound| amount >= bound)
            .count() as i8;
    }
    amount.max(1.0).log10() as i8
}

fn neighbours(scene: &Scene<'_, '_>, sink: &mut impl FnMut(Template, Atom, Atom)) {
    let figure = scene.figure();
    let kind = Atom::Figure(figure.kind);
    match scene.index.checked_sub(1).map(|index| &scene.figures[index]) {
        Some(other) => {
            let near = other.first >= scene.sentence.start;
            let gap = figure.first.saturating_sub(other.end);
            let alike = other.kind == figure.kind;
            let template = if near { Template::Previous } else { Template::PreviousFar };
            sink(template, Atom::Size(i8::from(alike)), kind);
            if near && gap <= LINK {
                let link = atom(scene.tokens, other.end);
                sink(Template::Link, link, Atom::Size(i8::from(alike)));
            }
        }
        None => sink(Template::Previous, Atom::Edge, kind),
    }
    match scene.figures.get(scene.index + 1) {
        Some(other) => {
            let near = other.end <= scene.sentence.end;
            let alike = other.kind == figure.kind;
            let template = if near { Template::Next } else { Template::NextFar };
            sink(template, Atom::Size(i8::from(alike)), kind);
            if near && other.first.saturating_sub(figure.end) <= LINK {
                let link = atom(scene.tokens, figure.end);
                sink(Template::Next, link, Atom::Size(i8::from(alike)));
                let link = atom(scene.tokens, other.first - 1);
                sink(Template::Next, link, Atom::Figure(other.kind));
            }
        }
        None => sink(Template::Next, Atom::Edge, kind),
    }
}

fn opening(scene: &Scene<'_, '_>, sink: &mut impl FnMut(Template, Atom, Atom)) {
    let at = scene.sentence.start;
    sink(Template::Opening, atom(scene.tokens, at), Atom::None);
    classes(scene.tokens, at, |class| sink(Template::OpeningClass, class, Atom::None));
}

fn section(scene: &Scene<'_, '_>, sink: &mut impl FnMut(Template, Atom, Atom)) {
    let tokens = scene.tokens;
    let section = Atom::Size(match scene.section {
        Section::Situation => 1,
        Section::Task => 2,
        Section::Action => 3,
        Section::Headline | Section::Result | Section::Learning => 0,
    });
    sink(Template::Section, section, Atom::Figure(scene.figure().kind));
    sink(Template::SectionLead, section, scene.lead.map_or(Atom::Edge, |at| atom(tokens, at)));
    if let Some(at) = clause::last(tokens, scene.left(), VERBS) {
        classes(tokens, at, |class| sink(Template::SectionVerb, section, class));
    }
    scene.union.bits().for_each(|bit| sink(Template::SectionClass, section, Atom::Class(bit)));
}

fn written(scene: &Scene<'_, '_>, sink: &mut impl FnMut(Template, Atom, Atom)) {
    let tokens = scene.tokens;
    let figure = scene.figure();
    let bare = i8::from(figure.bare);
    let (digits, padded, decimal) =
        tokens.numeral(figure.core).map_or((0, false, false), |numeral| {
            (numeral.digits.min(9) as i8, numeral.padded, numeral.decimal)
        });
    sink(Template::Written, Atom::Size(digits + 10 * i8::from(decimal)), Atom::Size(bare));
    if padded {
        sink(Template::Written, Atom::Size(30), Atom::Size(bare));
    }
    let before = figure.first.checked_sub(1).and_then(|at| tokens.get(at));
    if let Some(before) = before.filter(|before| before.is_word()) {
        let opens = tokens.sentence_starts(figure.first - 1);
        let style = i8::from(before.capital) + 2 * i8::from(before.mixed) + 4 * i8::from(opens);
        sink(Template::Written, Atom::Size(40 + style), Atom::Size(bare));
        sink(Template::Written, Atom::Size(50 + style), Atom::Figure(figure.kind));
    }
    if let Some(after) = tokens.get(figure.end).filter(|after| after.is_word()) {
        let style = i8::from(after.capital) + 2 * i8::from(after.mixed) + 4 * i8::from(!after.gap);
        sink(Template::Written, Atom::Size(60 + style), Atom::Size(bare));
    }
}

/// A feature's identity: the same in the program and in the table of weights.
pub(super) fn key(template: Template, one: Atom, other: Atom) -> u64 {
    let mut key = (template as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    for bits in [one.bits(), other.bits()] {
        key = (key ^ bits).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        key ^= key >> 32;
    }
    key
}
