//! Disagreements told in many words, to see how far the lists carry beyond their own examples.

use super::{Kind, tells};

/// A telling, whether it shows a disagreement upward, and whether one across.
const TELLINGS: &[(&str, bool, bool)] = &[
    (
        "My skip-level wanted to ship in May. I told him plainly that I would not sign the launch off.",
        true,
        false,
    ),
    (
        "Our general manager had promised the feature to a client. I said we should not build it, and showed her why.",
        true,
        false,
    ),
    ("I told the CEO he was wrong about the price.", true, false),
    ("The head of growth insisted on a pop-up. I fought it.", true, false),
    ("My manager asked me to drop the pilot, and I declined.", true, false),
    ("I challenged our chief product officer in front of the room.", true, false),
    (
        "The VP of Sales wanted a discount; I took the other side and brought the numbers.",
        true,
        false,
    ),
    ("I escalated against my own director's decision.", true, false),
    ("The search team did not want to change the ranking. We argued for a month.", false, true),
    ("My design partner wanted three steps and I wanted one.", false, true),
    ("The marketplace PM and I could not agree on who owned returns.", false, true),
    ("An engineer on my team thought the cache was pointless. I thought otherwise.", false, true),
    ("The warehouse team turned my request down twice.", false, true),
    (
        "I told the fraud squad that their rule was hurting good customers, and they disagreed.",
        false,
        true,
    ),
    ("Legal said no to the wording, and I asked for a second look.", false, true),
    ("The brand manager and I disagreed about the name.", false, true),
    ("Two of my peers opposed the plan.", false, true),
    ("The infra lead blocked my request.", false, true),
    ("My director praised the launch.", false, false),
    ("The platform team built the connection in five weeks.", false, false),
    ("I asked the operations lead for more pickers.", false, false),
    ("The data team found that customers refused the offer.", false, false),
    ("I presented the plan to the VP and she agreed.", false, false),
    ("The sales team challenged each other to a contest.", false, false),
    ("Our directors met on Monday and signed the budget.", false, false),
    ("I looked at the complaints with the designer and we picked three.", false, false),
    (
        "My boss planned to sunset the free plan. I asked him to hold, since the numbers did not support it, and we went back and forth for two weeks.",
        true,
        false,
    ),
    ("The founder called it a waste of time. I kept making my case.", true, false),
    ("I told our director no.", true, false),
    ("The executive team rejected my proposal, and I asked for another hearing.", true, false),
    ("I dissented in the review with our VP.", true, false),
    (
        "My manager preferred the vendor. I spoke against it and committed once she decided.",
        true,
        false,
    ),
    ("The mobile team would not give us a sprint.", false, true),
    ("Our lawyers and I were at odds over consent.", false, true),
    ("The pricing analyst was sceptical of my model, and said so.", false, true),
    ("Marketing wanted to launch on Friday. I refused.", false, true),
    ("The engineering manager thought six weeks, I thought two.", false, true),
    ("A peer in Berlin kept blocking the contract.", false, true),
    ("The platform architect and I were in open conflict about the schema.", false, true),
    ("My manager coached me through the launch.", false, false),
    ("Support tickets fell by a third.", false, false),
    ("The tech lead and I planned the migration together.", false, false),
    ("I hired two engineers and a designer.", false, false),
    ("Our VP asked for a weekly report.", false, false),
    ("The finance team checked the numbers against the ledger.", false, false),
    ("I shipped against a hard deadline that the CEO had set.", false, false),
    (
        "Our country director wanted to copy the rival's price. I told him I could not support that.",
        true,
        false,
    ),
    ("My boss and I had different opinions on the roadmap.", true, false),
    ("I asked our CTO to take back the freeze.", true, false),
    ("I wrote to the VP that the forecast would not hold.", true, false),
    ("The board wanted growth and I wanted margins.", true, false),
    ("The catalogue team rejected our schema.", false, true),
    ("I had a long-running conflict with the head of data's lead analyst.", true, true),
    ("The logistics engineers would not hear of it.", false, true),
    ("Our designer and I disagreed over the empty state.", false, true),
    ("The security lead vetoed the pilot and I asked what would change his mind.", false, true),
    ("My manager asked me to lead the review.", false, false),
    ("The data scientist and I wrote the test plan.", false, false),
    ("The operations manager lent me two people.", false, false),
    ("I presented to the executives in June.", false, false),
];

#[test]
fn seven_of_eight_tellings_are_read_right() {
    let misread: Vec<&str> = TELLINGS
        .iter()
        .filter(|(text, upward, across)| {
            let sentences: Vec<&str> = text.split_inclusive(". ").collect();
            let told =
                |kind| (0..sentences.len()).any(|at| tells(kind, sentences[at], &sentences[..at]));
            (told(Kind::Upward), told(Kind::Across)) != (*upward, *across)
        })
        .map(|(text, ..)| *text)
        .collect();
    assert!(8 * misread.len() <= TELLINGS.len(), "{misread:#?}");
}
