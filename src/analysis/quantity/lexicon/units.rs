//! Units of measure: what they are called and what they measure.

use crate::analysis::quantity::Kind;

/// A unit of measure.
#[derive(Debug, Clone, Copy)]
pub(in crate::analysis::quantity) struct Unit {
    /// Its name in the singular, as a [`Quantity`](crate::analysis::quantity::Quantity) gives it.
    pub(in crate::analysis::quantity) name: &'static str,
    /// What it measures.
    pub(in crate::analysis::quantity) kind: Kind,
    /// Its size in the base unit of its kind (seconds, bytes, metres …); zero where there is none.
    pub(in crate::analysis::quantity) size: f64,
    /// Spellings that count after any number, also with a space between.
    pub(in crate::analysis::quantity) words: &'static str,
    /// Whether the words are also letters or common words, so that a space before them forbids it.
    pub(in crate::analysis::quantity) glued: bool,
}

const fn unit(name: &'static str, kind: Kind, size: f64, words: &'static str) -> Unit {
    Unit { name, kind, size, words, glued: false }
}

const fn glued(name: &'static str, kind: Kind, size: f64, words: &'static str) -> Unit {
    Unit { name, kind, size, words, glued: true }
}

/// Every unit; index zero is none.
pub(in crate::analysis::quantity) static UNITS: &[Unit] = &[
    unit("", Kind::Count, 0.0, ""),
    unit("nanosecond", Kind::Duration, 1e-9, "nanosecond nanoseconds ns"),
    unit("microsecond", Kind::Duration, 1e-6, "microsecond microseconds us usec"),
    unit("millisecond", Kind::Duration, 1e-3, "millisecond milliseconds ms msec millis"),
    unit("second", Kind::Duration, 1.0, "second seconds sec secs"),
    glued("second", Kind::Duration, 1.0, "s"),
    unit("minute", Kind::Duration, 60.0, "minute minutes min mins"),
    unit("hour", Kind::Duration, 3600.0, "hour hours hr hrs"),
    glued("hour", Kind::Duration, 3600.0, "h"),
    unit("day", Kind::Duration, 86400.0, "day days"),
    glued("day", Kind::Duration, 86400.0, "d"),
    unit("night", Kind::Duration, 86400.0, "night nights"),
    unit("weekend", Kind::Duration, 172_800.0, "weekend weekends"),
    unit("week", Kind::Duration, 604_800.0, "week weeks wk wks"),
    unit("fortnight", Kind::Duration, 1_209_600.0, "fortnight fortnights"),
    unit("sprint", Kind::Duration, 1_209_600.0, "sprint sprints"),
    unit("month", Kind::Duration, 2_592_000.0, "month months mo mos mth mths"),
    unit("quarter", Kind::Duration, 7_776_000.0, "quarter quarters qtr qtrs"),
    unit("semester", Kind::Duration, 15_552_000.0, "semester semesters"),
    unit("term", Kind::Duration, 7_776_000.0, "terms"),
    unit("winter", Kind::Duration, 7_776_000.0, "winters"),
    unit("summer", Kind::Duration, 7_776_000.0, "summers"),
    unit("morning", Kind::Duration, 14_400.0, "mornings"),
    unit("afternoon", Kind::Duration, 14_400.0, "afternoons"),
    unit("evening", Kind::Duration, 14_400.0, "evenings"),
    unit("season", Kind::Duration, 7_776_000.0, "season seasons"),
    unit("year", Kind::Duration, 31_536_000.0, "year years yr yrs"),
    unit("decade", Kind::Duration, 315_360_000.0, "decade decades"),
    unit("%", Kind::Percent, 1.0, "percent pct percents"),
    unit("pp", Kind::Points, 1.0, "pp ppt ppts pps"),
    unit("bp", Kind::Points, 0.01, "bp bps bips"),
    unit("point", Kind::Score, 1.0, "point points pt pts"),
    unit("star", Kind::Score, 1.0, "star stars"),
    unit("x", Kind::Multiplier, 1.0, "x"),
    unit("x", Kind::Multiplier, 1.0, "fold"),
    unit("byte", Kind::Size, 1.0, "byte bytes"),
    unit("kilobyte", Kind::Size, 1e3, "kb kib kilobyte kilobytes"),
    unit("megabyte", Kind::Size, 1e6, "mb mib megabyte megabytes meg megs"),
    unit("gigabyte", Kind::Size, 1e9, "gb gib gigabyte gigabytes gig gigs"),
    unit("terabyte", Kind::Size, 1e12, "tb tib terabyte terabytes"),
    unit("petabyte", Kind::Size, 1e15, "pb pib petabyte petabytes"),
    unit("bit", Kind::Size, 0.125, "bit bits"),
    unit("nanometre", Kind::Dimension, 1e-9, "nm nanometre nanometres nanometer nanometers"),
    unit("micrometre", Kind::Dimension, 1e-6, "um micron microns"),
    unit("millimetre", Kind::Dimension, 1e-3, "millimetre millimetres millimeter millimeters mm"),
    unit("centimetre", Kind::Dimension, 1e-2, "cm centimetre centimetres centimeter centimeters"),
    unit("metre", Kind::Dimension, 1.0, "metre metres meter meters m"),
    unit("kilometre", Kind::Dimension, 1e3, "km kms kilometre kilometres kilometer kilometers"),
    unit("inch", Kind::Dimension, 0.0254, "inch inches"),
    unit("foot", Kind::Dimension, 0.3048, "foot feet ft"),
    unit("yard", Kind::Dimension, 0.9144, "yard yards yd yds"),
    unit("mile", Kind::Dimension, 1609.344, "mile miles mi"),
    unit("kilometre/hour", Kind::Rate, 1.0, "kmh kph kmph"),
    unit("mile/hour", Kind::Rate, 1.0, "mph"),
    unit("square metre", Kind::Dimension, 1.0, "sqm m2"),
    unit("square kilometre", Kind::Dimension, 1e6, "km2"),
    unit("square foot", Kind::Dimension, 0.0929, "sqft ft2"),
    unit("cubic metre", Kind::Dimension, 1.0, "m3 cbm"),
    unit("hectare", Kind::Dimension, 1e4, "ha hectare hectares"),
    unit("acre", Kind::Dimension, 4046.9, "acre acres"),
    unit("milligram", Kind::Dimension, 1e-3, "mg milligram milligrams"),
    unit("microgram", Kind::Dimension, 1e-6, "mcg microgram micrograms"),
    unit("gram", Kind::Dimension, 1.0, "gram grams"),
    glued("gram", Kind::Dimension, 1.0, "g"),
    unit("kilogram", Kind::Dimension, 1e3, "kg kgs kilo kilos kilogram kilograms"),
    unit("ton", Kind::Dimension, 1e6, "ton tons tonne tonnes"),
    unit("pound", Kind::Dimension, 453.592, "lb lbs"),
    unit("ounce", Kind::Dimension, 28.3495, "ounce ounces oz"),
    unit("litre", Kind::Dimension, 1.0, "litre litres liter liters"),
    unit("millilitre", Kind::Dimension, 1e-3, "ml millilitre millilitres milliliter milliliters"),
    unit("gallon", Kind::Dimension, 3.785, "gallon gallons gal"),
    unit("barrel", Kind::Dimension, 158.99, "barrel barrels bbl"),
    unit("watt", Kind::Dimension, 1.0, "watt watts"),
    unit("kilowatt", Kind::Dimension, 1e3, "kw kilowatt kilowatts"),
    unit("megawatt", Kind::Dimension, 1e6, "mw megawatt megawatts"),
    unit("gigawatt", Kind::Dimension, 1e9, "gw gigawatt gigawatts"),
    unit("watt hour", Kind::Dimension, 1.0, "wh"),
    unit("kilowatt hour", Kind::Dimension, 1e3, "kwh"),
    unit("megawatt hour", Kind::Dimension, 1e6, "mwh"),
    unit("gigawatt hour", Kind::Dimension, 1e9, "gwh"),
    unit("joule", Kind::Dimension, 1.0, "joule joules kj mj"),
    unit("calorie", Kind::Dimension, 1.0, "calorie calories kcal"),
    unit("volt", Kind::Dimension, 1.0, "volt volts kv"),
    unit("hertz", Kind::Rate, 1.0, "hz khz mhz ghz hertz"),
    unit("degree", Kind::Dimension, 1.0, "degree degrees celsius fahrenheit"),
    unit("request/second", Kind::Rate, 1.0, "rps qps tps"),
    unit("request/minute", Kind::Rate, 1.0, "rpm"),
    unit("frame/second", Kind::Rate, 1.0, "fps"),
    unit("gigabit/second", Kind::Rate, 1.0, "gbps mbps kbps"),
    unit("ton/day", Kind::Rate, 1.0, "tpd"),
    unit("microampere", Kind::Other, 1e-6, "ua"),
    unit("milliampere", Kind::Other, 1e-3, "ma"),
    unit("milliampere hour", Kind::Other, 1e-3, "mah"),
    unit("microlitre", Kind::Dimension, 1e-6, "ul"),
    unit("microgram", Kind::Dimension, 1e-6, "ug"),
    unit("dpi", Kind::Other, 1.0, "dpi ppi"),
    unit("decibel", Kind::Other, 1.0, "db decibel decibels"),
    unit("ppm", Kind::Other, 1.0, "ppm ppb"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_has_a_name_and_a_word_and_no_word_has_two() {
        let mut seen = std::collections::BTreeSet::new();
        for unit in &UNITS[1..] {
            assert!(!unit.name.is_empty() && !unit.words.is_empty());
            for word in unit.words.split_ascii_whitespace() {
                assert!(seen.insert(word), "{word}");
            }
        }
        assert!(UNITS.len() < 256);
    }
}
