//! Small words that tell a figure's role.

use super::Class;

/// Class, words.
pub(super) const LISTS: &[(Class, &str)] = &[
    (
        Class::PREPOSITION,
        "of in on at by for with from to into onto over under within across through throughout during \
         after before since until till between among per via against without around about above below \
         beyond behind inside outside off up down near towards toward upon as than like despite \
         versus vs except",
    ),
    (
        Class::EARLIER,
        "before previously earlier originally formerly prior previous initially control baseline \
         benchmark ago old used last predecessor beforehand once past historic historical competitor \
         competitors rival rivals peers industry incumbent legacy otherwise started starting holdout \
         untreated unexposed comparable placebo counterpart opening began",
    ),
    (
        Class::PRESENT,
        "now today currently nowadays present afterwards after since later eventually finally thereafter \
         new variant treatment treated exposed pilot",
    ),
    (
        Class::AIM,
        "goal goals target targets targeted targeting aim aimed aiming aims objective objectives quota \
         promised promise pledged ceiling cap sla slas slo threshold floor required requirement \
         committed commitment mandate budget allowance limit okr okrs kpi kpis brief hoped expected \
         forecast projected planned wanted need needed must supposed charged tasked ambition mission \
         ask deadline should minimum maximum contract contractual asked bar milestone",
    ),
    (
        Class::HEDGE,
        "maybe perhaps probably possibly guess guessing supposedly apparently allegedly somewhere \
         something guesstimate reckon ballpark presumably likely might suppose unsure hazy vague swear \
         vaguely anecdotally rumour rumoured seemingly hunch could",
    ),
    (
        Class::ABOUT,
        "about roughly around nearly almost approximately only just exactly barely some circa ca \
         approx well fully merely over under above below roughly around upwards upward another nearly \
         least most than up to still already now then even all both total every each virtually \
         precisely practically easily",
    ),
    (
        Class::DETERMINER,
        "a an the this that these those my our your his her its their all both each every any some no \
         another either neither other same such first next last past previous final whole full entire \
         more most few several many average remaining",
    ),
    (
        Class::PRONOUN,
        "i we you he she it they them us me him her who which that what this those these everyone \
         somebody someone nobody anybody everybody anything something nothing myself themselves \
         it's that's they're he's she's we're i'm i'd we'd it'd",
    ),
    (
        Class::CONJUNCTION,
        "and or but while so because although though whereas when where if then unless yet nor since \
         which that who plus as after before until",
    ),
    (
        Class::ADVERB,
        "not very really quite now then too also still even already again never always often usually \
         finally currently once twice ago later earlier before after together overall instead here \
         there honestly basically actually roughly up down out back away off on only just nearly more \
         less better worse soon yesterday today tomorrow directly separately respectively alone each \
         apiece total altogether combined straight flat early late ahead behind respectively within \
         through over however meanwhile afterwards either live",
    ),
    (
        Class::COMPARATIVE,
        "faster slower quicker higher lower greater smaller fewer less more cheaper better worse shorter \
         longer larger bigger lighter heavier earlier later sooner leaner steeper tighter wider narrower \
         stronger weaker cleaner richer hotter cooler thinner thicker nearer safer likelier up down off \
         extra additional improved reduced above below ahead behind",
    ),
    (
        Class::EVERY,
        "annually weekly monthly daily yearly quarterly hourly nightly annualised annualized",
    ),
    (Class::AGAINST, "versus vs against compared compare than"),
    (
        Class::HOPE,
        "aim aims hope hopes plan plans intend intends want wants expect expects aiming hoping planning \
         intending",
    ),
    (Class::PROMISE, "promised pledged demanded budgeted forecast asked"),
    (Class::GROUP, "team headcount remit org squad department followers staff title"),
    (Class::PODIUM, "keynote conference podcast summit applause promotion promoted stage talk"),
    (Class::FUTURE, "will we'll i'll they'll going next"),
    (
        Class::UNTREATED,
        "control holdout placebo benchmark baseline untreated competitor competitors rival rivals \
         industry",
    ),
    (Class::NORM, "average median norm mean"),
    (
        Class::PRIOR,
        "ago previously earlier originally beforehand initially before last previous prior when start \
         outset beginning used had we'd it'd they'd i'd old former legacy incumbent formerly \
         historically back then week month day",
    ),
    (
        Class::LINK,
        "and but so while which who where whereas because though although that that's yet with",
    ),
    (Class::OPENER, "but while because which whereas although though when"),
    (
        Class::LIMIT,
        "about roughly nearly almost approximately only just exactly barely some circa ca approx fully \
         merely another least most much many few little well an a the our all its total average still \
         already now even full whole entire further additional extra first next last past final initial \
         these those their my estimated mere whopping cool solid flat clean combined something like \
         anywhere somewhere maybe perhaps probably possibly say essentially effectively precisely \
         currently also basically then itself remaining other same median mean typical single \
         respectable healthy steady consistent record honest usual good close upwards north call it both \
         each every",
    ),
    (Class::NOT, "not no never without nobody none didn't don't isn't wasn't hasn't haven't won't"),
];
