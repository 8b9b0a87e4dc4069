//! Currencies: codes, names and small change.

/// A currency.
#[derive(Debug, Clone, Copy)]
pub(in crate::analysis::quantity) struct Currency {
    /// Its ISO 4217 code.
    pub(in crate::analysis::quantity) code: &'static str,
    /// What one of the unit is worth in it (0.01 for cents).
    pub(in crate::analysis::quantity) factor: f64,
    /// Names and codes, after a number or (codes) before it.
    pub(in crate::analysis::quantity) words: &'static str,
}

const fn currency(code: &'static str, factor: f64, words: &'static str) -> Currency {
    Currency { code, factor, words }
}

/// Every currency; index zero is none.
pub(in crate::analysis::quantity) static CURRENCIES: &[Currency] = &[
    currency("", 1.0, ""),
    currency("USD", 1.0, "usd dollar dollars buck bucks"),
    currency("USD", 0.01, "cent cents"),
    currency("EUR", 1.0, "eur euro euros"),
    currency("GBP", 1.0, "gbp pound pounds quid sterling"),
    currency("GBP", 0.01, "pence penny"),
    currency("USD", 1e6, "musd"),
    currency("EUR", 1e6, "meur"),
    currency("GBP", 1e6, "mgbp"),
    currency("JPY", 1.0, "jpy yen"),
    currency("INR", 1.0, "inr rupee rupees rs"),
    currency("INR", 0.01, "paise paisa"),
    currency("CNY", 1.0, "cny rmb yuan renminbi"),
    currency("AUD", 1.0, "aud"),
    currency("CAD", 1.0, "cad"),
    currency("NZD", 1.0, "nzd"),
    currency("SGD", 1.0, "sgd"),
    currency("HKD", 1.0, "hkd"),
    currency("CHF", 1.0, "chf franc francs"),
    currency("SEK", 1.0, "sek krona kronor"),
    currency("NOK", 1.0, "nok"),
    currency("DKK", 1.0, "dkk krone kroner"),
    currency("BRL", 1.0, "brl reais"),
    currency("MXN", 1.0, "mxn peso pesos"),
    currency("ZAR", 1.0, "zar"),
    currency("KRW", 1.0, "krw"),
    currency("PLN", 1.0, "pln zloty zlotys zł"),
    currency("AED", 1.0, "aed dirham dirhams"),
    currency("SAR", 1.0, "sar riyal riyals"),
    currency("TRY", 1.0, "lira liras"),
    currency("RUB", 1.0, "rub rouble roubles ruble rubles"),
    currency("ILS", 1.0, "ils shekel shekels"),
    currency("KES", 1.0, "kes ksh shilling shillings"),
    currency("NGN", 1.0, "ngn naira"),
    currency("IDR", 1.0, "idr rupiah"),
    currency("THB", 1.0, "thb baht"),
    currency("PHP", 1.0, "php"),
    currency("VND", 1.0, "vnd"),
    currency("MYR", 1.0, "myr ringgit"),
];

/// The currency of a symbol, as a code.
pub(in crate::analysis::quantity) fn of_symbol(symbol: char) -> Option<&'static str> {
    Some(match symbol {
        '$' => "USD",
        '€' => "EUR",
        '£' => "GBP",
        '¥' | '￥' => "JPY",
        '₹' => "INR",
        '₩' => "KRW",
        '₽' => "RUB",
        '₺' => "TRY",
        '₫' => "VND",
        '₦' => "NGN",
        '₱' => "PHP",
        '₪' => "ILS",
        '฿' => "THB",
        '₴' => "UAH",
        '₿' => "BTC",
        _ => return None,
    })
}

/// The currency of letters before a dollar sign (`A$`, `US$`, `HK$`).
pub(in crate::analysis::quantity) fn of_dollar_prefix(prefix: &str) -> Option<&'static str> {
    const PREFIXES: &[(&str, &str)] = &[
        ("US", "USD"),
        ("A", "AUD"),
        ("AU", "AUD"),
        ("C", "CAD"),
        ("CA", "CAD"),
        ("CAD", "CAD"),
        ("NZ", "NZD"),
        ("HK", "HKD"),
        ("S", "SGD"),
        ("SG", "SGD"),
        ("R", "BRL"),
        ("MX", "MXN"),
        ("NT", "TWD"),
        ("USD", "USD"),
        ("AUD", "AUD"),
    ];
    PREFIXES.iter().find(|(known, _)| known.eq_ignore_ascii_case(prefix)).map(|(_, code)| *code)
}
