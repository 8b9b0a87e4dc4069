//! Numbers written in digits.

/// A number in digits, with how it was written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Numeral {
    /// Its value; a version's is its first part.
    pub(super) value: f64,
    /// Digits before the decimal sign.
    pub(super) digits: u32,
    /// Whether thousands are set apart.
    pub(super) grouped: bool,
    /// Whether there is a decimal part.
    pub(super) decimal: bool,
    /// Whether there are two points or more: a version or an address, no number.
    pub(super) dotted: bool,
    /// Whether it starts with a zero and goes on with digits.
    pub(super) padded: bool,
}

fn is_digit(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(u8::is_ascii_digit)
}

fn run(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while is_digit(bytes, at) {
        at += 1;
    }
    at
}

/// The length of a sign that sets thousands apart, at `at`; zero where there is none.
fn separator(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at..) {
        Some([b',' | b'\'' | b' ', ..]) => 1,
        Some([0xC2, 0xA0, ..]) => 2,
        // Thin space, narrow no-break space, right quotation mark.
        Some([0xE2, 0x80, 0x89 | 0xAF | 0x99, ..]) => 3,
        _ => 0,
    }
}

/// The end of the groups of three that follow a head of one to three digits.
fn groups_of_three(bytes: &[u8], head: usize) -> usize {
    let first = separator(bytes, head);
    if first == 0 {
        return head;
    }
    let sign = &bytes[head..head + first];
    let mut end = head;
    while bytes[end..].starts_with(sign) {
        let from = end + first;
        if run(bytes, from) != from + 3 {
            break;
        }
        end = from + 3;
    }
    // After a plain space a letter or a further number speaks for two numbers: `10 100ms`, `245 230 12`.
    let plain = sign == b" ";
    let next = bytes.get(end).copied().unwrap_or(b' ');
    if plain && end > head {
        let beyond = bytes.get(end + 1).copied().unwrap_or(b' ');
        if next.is_ascii_alphanumeric() || (next == b' ' || next == b'-') && beyond.is_ascii_digit()
        {
            return head;
        }
    }
    end
}

/// The end of Indian groups (`12,50,000`), or the head's.
fn groups_of_two(bytes: &[u8], head: usize) -> usize {
    let mut at = head;
    // No sum has more groups, and a long list of pairs must not be read again from each of them.
    for _ in 0..6 {
        if bytes.get(at) != Some(&b',') || run(bytes, at + 1) != at + 3 {
            break;
        }
        at += 3;
    }
    let last = bytes.get(at) == Some(&b',') && run(bytes, at + 1) == at + 4;
    if at > head && last { at + 4 } else { head }
}

/// Reads the number at `start`, which is a digit, or a point before one.
pub(super) fn scan(bytes: &[u8], start: usize) -> (usize, Numeral) {
    let head = run(bytes, start);
    let digits = head - start;
    let padded = digits > 1 && bytes[start] == b'0';
    let mut end = head;
    if (1..=3).contains(&digits) && bytes[start] != b'0' {
        end = groups_of_three(bytes, head);
        if end == head {
            end = groups_of_two(bytes, head);
        }
    }
    let mut grouped = end > head;
    let whole = end;
    let mut fraction = end..end;
    let mut dotted = false;
    if bytes.get(end) == Some(&b'.') && is_digit(bytes, end + 1) {
        fraction = end + 1..run(bytes, end + 1);
        end = fraction.end;
        if bytes.get(end) == Some(&b',')
            && fraction.len() == 3
            && (1..=3).contains(&digits)
            && !grouped
        {
            // `1.234,56`: the comma is the decimal sign.
            let after = run(bytes, end + 1);
            if (1..=2).contains(&(after - end - 1)) {
                let mut value = integer(bytes, start..head) * 1000.0 + integer(bytes, fraction);
                value += decimals(bytes, end + 1..after);
                let numeral = Numeral {
                    value,
                    digits: digits as u32 + 3,
                    grouped: true,
                    decimal: true,
                    dotted: false,
                    padded,
                };
                return (after, numeral);
            }
        }
        while bytes.get(end) == Some(&b'.') && is_digit(bytes, end + 1) {
            dotted = true;
            end = run(bytes, end + 1);
        }
    } else if bytes.get(end) == Some(&b',') && !grouped {
        let after = run(bytes, end + 1);
        let listed = bytes.get(after) == Some(&b',') && is_digit(bytes, after + 1);
        if (1..=2).contains(&(after - end - 1)) && !listed {
            fraction = end + 1..after;
            end = after;
        }
    }
    let decimal = !fraction.is_empty();
    grouped &= !dotted;
    let value = integer(bytes, start..whole) + decimals(bytes, fraction);
    let digits = if grouped {
        bytes[start..whole].iter().filter(|byte| byte.is_ascii_digit()).count()
    } else {
        digits
    };
    (end, Numeral { value, digits: digits as u32, grouped, decimal, dotted, padded })
}

/// The value of the digits in a range, whatever stands between them.
fn integer(bytes: &[u8], range: std::ops::Range<usize>) -> f64 {
    let mut value = 0.0;
    let mut exact: u64 = 0;
    let mut count = 0;
    for byte in &bytes[range] {
        if byte.is_ascii_digit() {
            let digit = u64::from(byte - b'0');
            if count < 18 {
                exact = exact * 10 + digit;
                value = exact as f64;
            } else {
                value = value * 10.0 + digit as f64;
            }
            count += 1;
        }
    }
    value
}

/// The value of digits after a decimal sign; beyond fifteen they cannot be told in a double.
fn decimals(bytes: &[u8], range: std::ops::Range<usize>) -> f64 {
    let end = range.end.min(range.start + 15);
    let range = range.start..end;
    let places = range.len() as i32;
    integer(bytes, range) / 10_f64.powi(places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_and_decimals_are_read_as_people_write_them() {
        for (text, length, value) in [
            ("1,674,200.5", 11, 1_674_200.5),
            ("1 200 ms", 5, 1200.0),
            ("12,50,000", 9, 1_250_000.0),
            ("0,14", 4, 0.14),
            ("1.234,56", 8, 1234.56),
            (".08", 3, 0.08),
            ("1'250", 5, 1250.0),
            ("1\u{202f}200", 7, 1200.0),
            ("423 0000", 3, 423.0),
            ("245 23", 3, 245.0),
            ("1, 234", 1, 1.0),
            ("2019 400", 4, 2019.0),
            ("10 100ms", 2, 10.0),
        ] {
            let (end, numeral) = scan(text.as_bytes(), 0);
            assert_eq!((end, numeral.value), (length, value), "{text}");
            assert!(!numeral.dotted, "{text}");
        }
    }

    #[test]
    fn two_points_make_a_version() {
        let (end, numeral) = scan(b"2.4.1 now", 0);
        assert!(numeral.dotted);
        assert_eq!(end, 5);
    }
}
