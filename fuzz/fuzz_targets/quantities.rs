//! Any text has its figures, in order, each where it says that it is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use starbench::analysis::quantity::{Value, recognise};
use starbench::story::Section;

fuzz_target!(|text: &str| {
    let count = text.chars().count();
    for section in Section::ALL {
        let found = recognise(text, section);
        let mut end = 0;
        for quantity in &found {
            let span = &quantity.span;
            assert!(span.start < span.end && span.end <= count, "{quantity:?}");
            assert!(span.start >= end, "{found:?}");
            end = span.end;
            let finite = match quantity.value {
                Value::One(value) => value.is_finite(),
                Value::Range(ends) => ends.iter().all(|end| end.is_finite()),
            };
            assert!(finite, "{quantity:?}");
        }
    }
});
