//! One drill: which probes are asked, how the answers were marked, and how deep the story held.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::ladder::{Ladder, Probe};
use super::memory::Grade;
use crate::nearest::nearest;
use crate::story::{Section, StoryId};

/// Layers of a ladder.
const LAYERS: u8 = 5;

/// How an answer held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// No answer, or one that would be written down against the teller.
    Gap,
    /// An answer with a hole that the next question would find.
    Partial,
    /// An answer that ends the matter.
    Safe,
}

impl Mark {
    /// Every mark, the worst first.
    pub const ALL: [Self; 3] = [Self::Gap, Self::Partial, Self::Safe];

    /// The mark's id in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Gap => "gap",
            Self::Partial => "partial",
            Self::Safe => "safe",
        }
    }

    /// What the answer says about the probe as a card to be practised again.
    pub fn grade(self) -> Grade {
        match self {
            Self::Gap => Grade::Again,
            Self::Partial => Grade::Hard,
            Self::Safe => Grade::Good,
        }
    }
}

/// Which probes of a ladder to ask; all of them where nothing is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Only this layer, 1 to 5.
    pub layer: Option<u8>,
    /// Only this family.
    pub family: Option<String>,
    /// Whether the ladder itself is a part only, such as what was weak before.
    pub part: bool,
}

impl Selection {
    /// Whether it leaves nothing out, so that the drill says how deep the story holds.
    pub fn is_whole(&self) -> bool {
        *self == Self::default()
    }

    fn takes(&self, layer: u8, probe: &Probe) -> bool {
        self.layer.is_none_or(|wanted| wanted == layer)
            && self.family.as_ref().is_none_or(|wanted| *wanted == probe.family)
    }
}

/// One probe as it was asked, and how the answer held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The probe's id.
    pub probe: String,
    /// Its layer, 1 to 5.
    pub layer: u8,
    /// Its family.
    pub family: String,
    /// The question as it was put; the ladder may change, what was asked stays.
    pub question: String,
    /// The section that it attacked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<Section>,
    /// How the answer held.
    pub mark: Mark,
    /// Seconds from the question to the mark.
    pub seconds: u32,
    /// What was typed, if anything was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl Answer {
    fn to(layer: u8, probe: &Probe, mark: Mark, seconds: u32, text: Option<String>) -> Self {
        Self {
            probe: probe.id.clone(),
            layer,
            family: probe.family.clone(),
            question: probe.question.clone(),
            section: probe.attacks.as_ref().map(|attacked| attacked.section),
            mark,
            seconds,
            text,
        }
    }
}

/// The mark of one probe, as a partner or a program hands it in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marked {
    /// The probe's id, as the sheet has it.
    pub probe: String,
    /// How the answer held.
    pub mark: Mark,
    /// Seconds it took.
    #[serde(default)]
    pub seconds: u32,
    /// What was answered, if it was written down.
    #[serde(default)]
    pub text: Option<String>,
}

/// A mark for a probe that the ladder does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the ladder has no probe `{probe}`")]
pub struct UnknownProbe {
    /// The id as given.
    pub probe: String,
    /// The nearest id that there is.
    pub near: Option<String>,
}

/// How a drill came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ending {
    /// Every probe was marked.
    Done,
    /// An answer was a gap, and the candidate left it at that.
    Gap,
    /// The time was up.
    Time,
    /// It was broken off.
    Interrupted,
}

/// What a drill leaves behind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrillRecord {
    /// Which story.
    pub story: StoryId,
    /// When it ended.
    pub at: DateTime<Utc>,
    /// The calendar day that this was for the candidate.
    pub on: NaiveDate,
    /// The seed of the ladder.
    pub seed: u64,
    /// The answers, in the order of the questions.
    pub answers: Vec<Answer>,
    /// Layers that the story survived, 0 to 5; a drill of a part says nothing about that.
    pub depth: Option<u8>,
    /// How it ended.
    pub ending: Ending,
}

impl DrillRecord {
    /// Seconds that were spent answering.
    pub fn seconds(&self) -> u32 {
        self.answers.iter().fold(0, |sum, answer| sum.saturating_add(answer.seconds))
    }

    /// The answer to mend first: the worst, and of those the one asked first.
    pub fn weakest(&self) -> Option<&Answer> {
        self.answers
            .iter()
            .filter(|answer| answer.mark < Mark::Safe)
            .min_by_key(|answer| answer.mark)
    }
}

/// A drill under way.
#[derive(Debug, Clone)]
pub struct Session {
    steps: Vec<(u8, Probe)>,
    answers: Vec<Answer>,
    whole: bool,
    halted: bool,
}

impl Session {
    /// Lines up the probes of a ladder.
    pub fn new(ladder: &Ladder, selection: &Selection) -> Self {
        let steps = ladder
            .layers
            .iter()
            .flat_map(|rung| rung.probes.iter().map(move |probe| (rung.layer, probe.clone())))
            .filter(|(layer, probe)| selection.takes(*layer, probe))
            .collect();
        Self { steps, answers: Vec::new(), whole: selection.is_whole(), halted: false }
    }

    /// Marks every probe that `marks` names, in the order of the ladder; the rest stays unmarked.
    ///
    /// Gives back the first id that no probe here has.
    pub fn mark_all(&mut self, marks: &[Marked]) -> Result<(), UnknownProbe> {
        if let Some(stranger) =
            marks.iter().find(|marked| self.steps.iter().all(|(_, probe)| probe.id != marked.probe))
        {
            let near =
                nearest(&stranger.probe, self.steps.iter().map(|(_, probe)| probe.id.as_str()));
            return Err(UnknownProbe {
                probe: stranger.probe.clone(),
                near: near.map(str::to_owned),
            });
        }
        self.answers = self
            .steps
            .iter()
            .filter_map(|(layer, probe)| {
                let marked = marks.iter().find(|marked| marked.probe == probe.id)?;
                let text = marked.text.clone().filter(|text| !text.trim().is_empty());
                Some(Answer::to(*layer, probe, marked.mark, marked.seconds, text))
            })
            .collect();
        self.halted = self.answers.iter().any(|answer| answer.mark == Mark::Gap);
        Ok(())
    }

    /// The probe to ask next with its layer; nothing when all are marked or a gap has halted the drill.
    pub fn next(&self) -> Option<(u8, &Probe)> {
        if self.halted {
            return None;
        }
        self.steps.get(self.answers.len()).map(|(layer, probe)| (*layer, probe))
    }

    /// How many probes there are, and how many are marked.
    pub fn progress(&self) -> (usize, usize) {
        (self.answers.len(), self.steps.len())
    }

    /// The answers so far.
    pub fn answers(&self) -> &[Answer] {
        &self.answers
    }

    /// Marks the answer to the probe at hand; a gap halts the drill. Without a probe at hand nothing
    /// happens.
    pub fn mark(&mut self, mark: Mark, seconds: u32, text: Option<String>) {
        let Some((layer, probe)) = self.next() else { return };
        let answer = Answer::to(layer, probe, mark, seconds, text);
        self.answers.push(answer);
        self.halted = mark == Mark::Gap;
    }

    /// Takes the last mark back, so that its question is asked again; without one nothing happens.
    pub fn take_back(&mut self) {
        if self.answers.pop().is_some() {
            self.halted = false;
        }
    }

    /// Whether the whole ladder is asked, so that there is a depth to tell.
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// Whether a gap has halted the drill.
    pub fn is_halted(&self) -> bool {
        self.halted
    }

    /// Goes on in spite of a gap; the depth stays what it was.
    pub fn go_on(&mut self) {
        self.halted = false;
    }

    /// Layers survived so far: from the first on, those of which every probe was marked and none a gap.
    pub fn depth(&self) -> u8 {
        let survived = |layer: u8| {
            let asked = self.steps.iter().filter(|(other, _)| *other == layer).count();
            let held = self
                .answers
                .iter()
                .filter(|answer| answer.layer == layer && answer.mark > Mark::Gap)
                .count();
            asked > 0 && held == asked
        };
        (1..=LAYERS).take_while(|&layer| survived(layer)).count() as u8
    }

    /// Ends the drill; `broken` says how if not all that was to be asked was marked.
    pub fn finish(
        self,
        story: StoryId,
        seed: u64,
        (at, on): (DateTime<Utc>, NaiveDate),
        broken: Option<Ending>,
    ) -> DrillRecord {
        let done = self.answers.len() == self.steps.len();
        let ending = match broken {
            Some(ending) if !done => ending,
            _ if self.halted && !done => Ending::Gap,
            _ => Ending::Done,
        };
        let depth = self.whole.then(|| self.depth());
        DrillRecord { story, at, on, seed, answers: self.answers, depth, ending }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::drill::ladder::Rung;

    fn ladder() -> Ladder {
        let probe = |layer: u8, n: u8| Probe {
            id: format!("probe-{layer}-{n}"),
            question: format!("Question {layer}.{n}?"),
            family: if n == 0 { "metrics" } else { "risk" }.to_owned(),
            why: String::new(),
            attacks: None,
        };
        let layers = (1..=LAYERS)
            .map(|layer| Rung {
                layer,
                name: "layer",
                probes: vec![probe(layer, 0), probe(layer, 1)],
            })
            .collect();
        Ladder { slug: "a-story".parse().unwrap(), layers }
    }

    fn drilled(marks: &[Mark], selection: &Selection) -> Session {
        let mut session = Session::new(&ladder(), selection);
        for &mark in marks {
            session.mark(mark, 30, None);
        }
        session
    }

    fn ended(session: Session, broken: Option<Ending>) -> DrillRecord {
        let at = DateTime::<Utc>::UNIX_EPOCH;
        session.finish(StoryId(Uuid::nil()), 0, (at, at.date_naive()), broken)
    }

    #[test]
    fn depth_counts_the_layers_that_were_finished_without_a_gap() {
        use Mark::{Gap, Partial, Safe};
        let cases: [(&[Mark], u8, Ending); 5] = [
            (&[], 0, Ending::Interrupted),
            (&[Safe], 0, Ending::Interrupted),
            (&[Safe, Partial, Safe], 1, Ending::Interrupted),
            (&[Safe, Safe, Safe, Gap], 1, Ending::Gap),
            (&[Safe; 10], 5, Ending::Done),
        ];
        for (marks, depth, ending) in cases {
            let session = drilled(marks, &Selection::default());
            let broken = (!session.is_halted()).then_some(Ending::Interrupted);
            let record = ended(session, broken);
            assert_eq!((record.depth, record.ending), (Some(depth), ending), "{marks:?}");
        }
    }

    #[test]
    fn a_gap_halts_and_going_on_does_not_heal_the_layer() {
        let mut session = drilled(&[Mark::Safe, Mark::Gap, Mark::Safe], &Selection::default());
        assert_eq!(session.progress(), (2, 10));
        assert!(session.next().is_none());
        session.go_on();
        for _ in 0..8 {
            session.mark(Mark::Safe, 10, None);
        }
        let record = ended(session, None);
        assert_eq!(
            (record.depth, record.ending, record.answers.len()),
            (Some(0), Ending::Done, 10)
        );
        assert_eq!(record.weakest().unwrap().probe, "probe-1-1");
        assert_eq!(record.seconds(), 2 * 30 + 8 * 10);
    }

    #[test]
    fn a_mark_that_is_taken_back_leaves_no_trace() {
        use Mark::{Gap, Safe};
        let mut session = drilled(&[Safe, Safe, Gap], &Selection::default());
        assert!(session.is_halted());
        session.take_back();
        assert!(!session.is_halted());
        assert_eq!(session.next().map(|(_, probe)| probe.id.as_str()), Some("probe-2-0"));
        session.take_back();
        assert_eq!((session.progress().0, session.depth()), (1, 0));
        session.take_back();
        session.take_back();
        assert_eq!(session.progress().0, 0);
    }

    #[test]
    fn a_drill_of_a_part_says_nothing_about_depth() {
        let cases = [
            (Selection { layer: Some(3), ..Selection::default() }, 2),
            (Selection { family: Some("risk".into()), ..Selection::default() }, 5),
            (Selection { layer: Some(4), family: Some("risk".into()), part: true }, 1),
        ];
        for (selection, probes) in cases {
            let session = drilled(&[Mark::Safe; 10], &selection);
            assert_eq!(session.progress(), (probes, probes), "{selection:?}");
            assert_eq!(ended(session, None).depth, None);
        }
    }

    #[test]
    fn marks_handed_in_are_put_in_the_order_of_the_ladder() {
        let marked = |probe: &str, mark| Marked {
            probe: probe.to_owned(),
            mark,
            seconds: 5,
            text: Some(" ".into()),
        };
        let mut session = drilled(&[], &Selection::default());
        let marks = [
            marked("probe-2-0", Mark::Gap),
            marked("probe-1-1", Mark::Partial),
            marked("probe-1-0", Mark::Safe),
        ];
        session.mark_all(&marks).unwrap();
        let probes: Vec<&str> = session.answers().iter().map(|a| a.probe.as_str()).collect();
        assert_eq!(probes, ["probe-1-0", "probe-1-1", "probe-2-0"]);
        let record = ended(session.clone(), None);
        assert_eq!((record.depth, record.ending), (Some(1), Ending::Gap));
        assert_eq!(record.answers[0].text, None, "blank is no answer");
        let error = session.mark_all(&[marked("probe-9-9", Mark::Safe)]).unwrap_err();
        assert_eq!(error.probe, "probe-9-9");
        assert_eq!(session.progress().0, 3, "a refused hand-in changes nothing");
    }

    #[test]
    fn a_record_reads_back_as_it_was_written() {
        let mut session = drilled(&[Mark::Safe], &Selection::default());
        session.mark(Mark::Partial, 12, Some("I would say …".into()));
        let record = ended(session, Some(Ending::Time));
        let json = serde_json::to_string(&record).unwrap();
        assert_eq!(serde_json::from_str::<DrillRecord>(&json).unwrap(), record);
        assert_eq!(record.weakest().unwrap().mark, Mark::Partial);
    }
}
