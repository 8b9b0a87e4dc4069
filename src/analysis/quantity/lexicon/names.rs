//! Calendar words, places, and words whose number is a name.

use super::Class;

/// Class, words.
pub(super) const LISTS: &[(Class, &str)] = &[
    (
        Class::MONTH,
        "january jan february feb march mar april apr may june jun july jul august aug september sep \
         sept october oct november nov december dec",
    ),
    (
        Class::WEEKDAY,
        "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri \
         sat sun",
    ),
    (
        Class::ORDINAL,
        "first second third fourth fifth sixth seventh eighth ninth nineth tenth eleventh twelfth \
         thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth \
         thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth thousandth \
         millionth billionth trillionth",
    ),
    (
        Class::SEASON,
        "christmas diwali ramadan easter thanksgiving halloween spring summer autumn winter holiday \
         holidays peak season year-end yearend ytd yoy qoq mom wow overnight midyear xmas eid prime \
         carnival semester term",
    ),
    (
        Class::LABEL,
        "section sections article chapter phase gen generation version release build ticket case order \
         invoice room flight pr issue bug row line page no number step stage day level tier type \
         grade class option part figure fig table series round gate model iphone ipad android ios \
         windows office python java node ruby php rails angular react fortune http error code \
         iso soc pci article clause rule regulation form title exhibit appendix annex schedule \
         route highway interstate channel studio area zone bay dock aisle lane platform terminal \
         building floor suite unit apartment flat block lot batch module lesson lecture unit sprint \
         week wave group cohort variant scenario plan item id ref reference sku po rfc rev revision \
         milestone question slide exercise problem experiment epic story task track volume vol issue \
         formula boeing airbus web galaxy pixel xbox playstation catch studio gpt llama claude gemini \
         covid category cat priority severity sev p-value chip nightly ward gate exit port finding band bay block highway standard kubernetes node junction track \
         season episode season act scene psalm verse point paragraph para standard spec method sheet tab tag supplier reference guideline arm requirement regulation \
         firmware checkpoint trial form stand bus train tram carriage seat table bed locker ext extension \
         circular box booth counter hall sev kilometre desk pier berth silo cell mailbox hotfix cabin pump oven furnace camera court pitch unicode tank",
    ),
    (
        Class::PLACE,
        "japan korea india china germany france spain italy brazil mexico canada australia uk us usa eu \
         europe emea apac latam asia africa america americas nordics dach ireland poland portugal \
         netherlands sweden norway denmark finland switzerland austria belgium singapore indonesia \
         vietnam thailand malaysia philippines kenya nigeria egypt turkey israel uae dubai london \
         paris berlin tokyo lisbon madrid mumbai delhi bangalore seattle boston chicago texas \
         california york nationwide worldwide globally regionally britain england scotland wales \
         argentina chile colombia peru greece romania ukraine russia pakistan bangladesh taiwan \
         benelux iberia scandinavia manchester leeds bristol glasgow dublin toronto sydney melbourne",
    ),
];
