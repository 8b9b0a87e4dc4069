//! Verbs by what they do to a figure, in the forms that prose uses.

use super::Class;

/// Class, words.
pub(super) const LISTS: &[(Class, &str)] = &[
    (
        Class::RISE,
        "rise rises rose risen rising increase increases increased increasing grow grows grew grown \
         growing climb climbs climbed climbing jump jumps jumped jumping gain gains gained gaining \
         improve improves improved improving lift lifts lifted lifting boost boosts boosted boosting \
         raise raises raised raising surge surged surging soar soared soaring expand expands expanded \
         expanding accelerate accelerated accelerating leap leaped leapt leaping push pushed pushing \
         nudge nudged nudging creep crept creeping tick ticked ticking recover recovers recovered \
         recovering rebound rebounded scale scales scaled scaling strengthened widened widen inched \
         swell swelled ballooned spike spiked spiking bump bumped bumping hike hiked advance advanced \
         edge edged edging extend extended extending lengthened doubled tripled quadrupled",
    ),
    (
        Class::FALL,
        "fall falls fell fallen falling drop drops dropped dropping decline declines declined \
         declining decrease decreases decreased decreasing shrink shrinks shrank shrunk shrinking cut \
         cuts cutting reduce reduces reduced reducing lower lowers lowered lowering trim trims trimmed \
         trimming slash slashed slashing shave shaves shaved shaving sank sink sunk sinking slid slide \
         slides sliding dip dips dipped dipping plummet plummeted plummeting plunge plunged plunging \
         tumble tumbled tumbling narrow narrowed narrowing ease eased easing whittled pruned compress \
         compressed compressing curbed minimised minimized eliminated eliminating shed sheds shedding \
         shorten shortened shortening halved halve halving collapsed collapse lost lose losing slipped \
         slip deteriorated worsened knocked knock knocking squeezed squeeze contracted slowed slow \
         tightened tighten regressed subsided dwindled crashed ate",
    ),
    (
        Class::MOVE,
        "go goes went gone going move moves moved moving change changed changes changing shift shifts \
         shifted shifting came come comes coming swung swing took take takes taking taken brought bring \
         brings bringing drove drive drives driving driven got get gets getting turned turn dragged \
         pulled pull flipped swapped converted",
    ),
    (
        Class::MAKE,
        "ship ships shipped shipping launch launched launches launching release released releases \
         releasing write wrote written writing build built builds building host hosted hosts hosting \
         publish published publishing deliver delivered delivers delivering create created creating \
         produce produced produces producing draft drafted drafting open opened opening migrate \
         migrated migrating train trained training retire retired retiring clear cleared clearing \
         deploy deployed deploying roll rolled rolling onboard onboarded onboarding sign signed signing \
         close closed closing generate generated generates generating complete completed completing \
         file filed filing record recorded implement implemented implementing introduce introduced \
         developed develop automate automated automating add added adding adds run ran running \
         design designed redesigned book booked booking deprecate deprecated decommissioned removed \
         remove removing deleted delete deleting fixed fix resolved resolve resolving process processed \
         processing held hold organised organized install installed installing set issued issue \
         translated translate merge merged merging documented document rewrote rewritten replaced \
         replace assembled printed filmed tested test testing enrolled enrol enroll hired recruited \
         handled handle identified identify sold selling won win winning landed land secured secure \
         securing acquired acquire refurbished planted restored mapped digitised digitized catalogued \
         screened vaccinated treated inspected audited audit certified consolidated merged moved \
         attracted attract drew earn earned earning collected collect raised brought made make makes \
         making pushed put filled fill planned plan prototyped patched pruned purged cleaned labelled \
         labeled",
    ),
    (
        Class::STATE,
        "is are was were be been being am sit sits sat sitting stand stands stood hit hits hitting \
         reach reaches reached reaching hold holds held holding stay stays stayed staying remain \
         remains remained averages averaged averaging end ended ends ending land landed lands \
         settle settled settles finish finished finishes run runs running score scores scored scoring \
         measure measured measures measuring show shows showed showing keep kept keeps totalled \
         totaled totalling equals equalled became become becomes need needed needs exceed exceeded \
         exceeds topped passed crossed crosses peaked peak bottomed isn't wasn't aren't it's that's \
         he's she's they're we're what's there's returned returns report reported see saw seen",
    ),
    (
        Class::EFFORT,
        "spent spends spending burn burned burnt burning invest invested investing interview \
         interviewed interviewing listen listened listening shadow shadowed shadowing read reviewed \
         reviewing review surveyed survey talked talk spoke speak met meet visited visit attended \
         attend watched watch analysed analyzed analyse pored sifted blocked dialled called call \
         phoned rang walked negotiated negotiate cost costing costs budget budgeted paid pay pays \
         paying asked ask tried learned learnt studied sampled observed worked rode sent timed tracked logged monitored timing rides",
    ),
    (
        Class::GAIN,
        "save saves saved saving savings recover recovers recovered recovering reclaim reclaimed \
         reclaiming avoid avoids avoided avoiding dodge dodged averted escaped worth give gives gave given giving returned spare \
         spared sparing freed free freeing unlock unlocked unlocking prevented preventing win won back \
         recoup recouped released handed salvaged rescued retained extra additional incremental",
    ),
    (
        Class::LAST,
        "ran run runs running last lasted lasts lasting took takes take taking taken needs needed \
         requires required averages averaged waited wait waiting read reads",
    ),
    (
        Class::REACH,
        "cover covered covers covering serve served serves serving reach reached reaching span spanned \
         spans spanning affect affected affecting touch touched touching support supported supporting \
         supports benefit benefited used uses using use adopted adopt adopting onto involving",
    ),
    (
        Class::VERB,
        "be been being am do does did done doing have has had having having will would can could may \
         might shall should must let lets want wanted wants know knew known think thought say says \
         said see saw seen make made makes making find found finds put puts tell told feel felt \
         became become seem seemed believe believed didn't don't doesn't won't wouldn't couldn't \
         can't isn't aren't wasn't weren't hasn't haven't hadn't i've i'm we've we'd they'd it'd \
         helped help helps started start starts began begin stopped stop stops learned picked pick \
         joined join left leave agreed meant means mean gave give used needed called kept quit arrived \
         arrive abandoned said worked work works turned proved followed asked expected expect allow \
         allowed allows includes included including resulting resulted saying representing",
    ),
];
