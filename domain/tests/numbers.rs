//! How numbers are read, written and compared.

use domain::numbers::{Exact, Fraction, FractionProblem, NumberProblem, Points, Share, ShareTotalProblem};
use proptest::prelude::*;

fn points(text: &str) -> Points {
    Points::parse_plain(text).unwrap()
}

fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

#[test]
fn points_as_people_type_them() {
    let good = [
        ("24,5", 24_500_000),
        ("24.5", 24_500_000),
        (" 24,50 ", 24_500_000),
        ("\u{FF12}\u{FF14}\u{FF0C}\u{FF15}", 24_500_000),
        ("0.125", 125_000),
        ("1,234", 1_234_000),
        ("-3", -3_000_000),
        ("7,0000000", 7_000_000),
    ];
    for (text, millionths) in good {
        assert_eq!(Points::parse(text), Ok(Points::from_millionths(millionths)), "{text:?}");
    }
    let bad = [
        ("", NumberProblem::Empty),
        ("   ", NumberProblem::Empty),
        ("1.234", NumberProblem::Ambiguous),
        ("1.234,5", NumberProblem::Ambiguous),
        ("1,2,3", NumberProblem::Ambiguous),
        ("24,5 points", NumberProblem::NotANumber),
        ("1e3", NumberProblem::NotANumber),
        (",5", NumberProblem::NotANumber),
        ("5,", NumberProblem::NotANumber),
        (",", NumberProblem::NotANumber),
        ("-", NumberProblem::NotANumber),
        ("NaN", NumberProblem::NotANumber),
        ("\u{0665}", NumberProblem::NotANumber),
        ("0,0000001", NumberProblem::TooManyDecimals { most: 6 }),
        ("99999999999999", NumberProblem::OutOfRange),
    ];
    for (text, problem) in bad {
        assert_eq!(Points::parse(text), Err(problem), "{text:?}");
    }
}

#[test]
fn files_use_the_dot_only() {
    assert_eq!(points("1.234"), Points::from_millionths(1_234_000));
    for text in ["24,5", " 24.5", "\u{FF12}", "+1", "--1", "1.2.3"] {
        assert_eq!(Points::parse_plain(text), Err(NumberProblem::NotANumber), "{text:?}");
    }
}

#[test]
fn points_are_written_without_trailing_zeros() {
    for (text, vietnamese) in [("24.5", "24,5"), ("-0.25", "-0,25"), ("100", "100"), ("0.000001", "0,000001")] {
        assert_eq!(points(text).to_string(), text);
        assert_eq!(points(text).vietnamese(), vietnamese);
    }
}

#[test]
fn points_travel_as_strings_and_are_read_from_numbers_too() {
    assert_eq!(serde_json::to_string(&points("24.5")).unwrap(), "\"24.5\"");
    for json in ["\"24.5\"", "24.5", "24.500"] {
        assert_eq!(serde_json::from_str::<Points>(json).unwrap(), points("24.5"));
    }
    assert_eq!(serde_json::from_str::<Points>("10").unwrap(), Points::whole(10));
    assert!(serde_json::from_str::<Points>("\"24,5\"").is_err());
    assert!(serde_json::from_str::<Points>("0.12345678").is_err());
    assert!(serde_json::from_str::<Points>("9000000000000000").is_err());
}

#[test]
fn arithmetic_never_wraps() {
    let most = Points::from_millionths(i64::MAX);
    assert_eq!(most.checked_add(Points::ONE), None);
    assert_eq!(most.checked_times(2), None);
    assert_eq!(Points::from_millionths(i64::MIN).checked_sub(Points::ONE), None);
    assert_eq!(Points::checked_sum([points("0.1"), points("0.2")]), Some(points("0.3")));
    assert!(points("9.75").is_multiple_of(points("0.25")));
    assert!(!points("9.8").is_multiple_of(points("0.25")));
    assert!(!points("9.8").is_multiple_of(Points::ZERO));
}

#[test]
fn three_equal_shares_miss_a_hundredth() {
    let third = Share::parse("33,33").unwrap();
    let rest = Share::parse("33,34 %").unwrap();
    assert_eq!(Share::check_total(&[third; 3]), Err(ShareTotalProblem::Missing { hundredths: 1 }));
    assert_eq!(Share::check_total(&[rest; 3]), Err(ShareTotalProblem::Excess { hundredths: 2 }));
    assert_eq!(Share::check_total(&[third, third, rest]), Ok(()));
    assert_eq!(Share::parse("100,01"), Err(NumberProblem::OutOfRange));
    assert_eq!(Share::parse("-1"), Err(NumberProblem::OutOfRange));
    assert_eq!(Share::parse("33,333"), Err(NumberProblem::TooManyDecimals { most: 2 }));
    assert_eq!(rest.vietnamese(), "33,34");
}

#[test]
fn thresholds_are_compared_in_integers() {
    let two_thirds = Fraction::new(2, 3).unwrap();
    let nine_tenths = Fraction::new(9, 10).unwrap();
    let half = Fraction::new(1, 2).unwrap();
    assert!(two_thirds.at_least(6, 9) && !two_thirds.at_least(5, 9));
    assert!(nine_tenths.at_least(10, 11) && !nine_tenths.at_least(9, 11));
    assert!(half.at_least(4, 8) && !half.more_than(4, 8) && half.more_than(5, 8));
    assert_eq!(two_thirds.ceil_of(7), 5);
    assert_eq!(nine_tenths.ceil_of(11), 10);
    assert_eq!(Fraction::new(3, 5).unwrap().floor_of(97), 58);
    assert!(!two_thirds.at_least(0, 0), "nobody is never enough");
    assert_eq!(Fraction::new(1, 0), Err(FractionProblem::NoDenominator));
    assert_eq!(Fraction::new(3, 2), Err(FractionProblem::MoreThanWhole));
    assert!(serde_json::from_str::<Fraction>(r#"{"num":1,"den":0}"#).is_err());
}

#[test]
fn exact_values_show_six_places_and_keep_the_rest() {
    let third = exact("1/3");
    assert_eq!(third.to_string(), "0.333333");
    assert!(!third.is_shown_exactly());
    assert_eq!(exact("299/4").to_string(), "74.75");
    assert_eq!(exact("374/5").vietnamese_fixed(2), "74,80");
    assert_eq!(exact("2/4").fraction(), "1/2");
    assert_eq!(exact("-1/4").to_string(), "-0.25");
    assert_eq!(exact("2/3").vietnamese(), "0,666667");
    assert_eq!(serde_json::to_string(&third).unwrap(), "\"1/3\"");
    assert_eq!(serde_json::from_str::<Exact>("\"1/3\"").unwrap(), third);
    assert!("1/0".parse::<Exact>().is_err());
}

#[test]
fn exactly_half_goes_up() {
    for (value, decimals, rounded) in
        [("8.005", 2, "8.01"), ("8.004999", 2, "8"), ("2.5", 0, "3"), ("-2.5", 0, "-2"), ("7.125", 2, "7.13")]
    {
        assert_eq!(exact(value).round_half_up(decimals), exact(rounded), "{value}");
    }
}

proptest! {
    #[test]
    fn written_points_read_back(millionths in any::<i64>()) {
        let points = Points::from_millionths(millionths);
        prop_assert_eq!(Points::parse_plain(&points.to_string()), Ok(points));
        prop_assert_eq!(Points::parse(&points.vietnamese()), Ok(points));
        prop_assert_eq!(points.to_exact().to_string(), points.to_string());
    }

    #[test]
    fn any_text_is_read_or_refused_without_a_panic(text in ".{0,60}") {
        let _ = (Points::parse(&text), Share::parse(&text), text.parse::<Exact>());
    }

    #[test]
    fn exact_numbers_stay_exact_beyond_64_bits(a in any::<(i64, i64)>(), b in any::<(i64, i64)>()) {
        let ratio = |(numerator, denominator): (i64, i64)| {
            Exact::whole(numerator).checked_div(&Exact::whole(denominator)).unwrap_or_else(|| Exact::whole(numerator))
        };
        let (a, b) = (ratio(a), ratio(b));
        prop_assert_eq!(&(&(&a + &b) - &b), &a);
        let product = &a * &b;
        prop_assert_eq!(product.checked_div(&b), (!b.is_zero()).then(|| a.clone()));
        prop_assert_eq!(product.fraction().parse::<Exact>().unwrap(), product.clone());
        let difference = &a - &b;
        prop_assert_eq!(a.cmp(&b) == std::cmp::Ordering::Less, difference.is_negative());
        prop_assert_eq!(a == b, difference.is_zero());
        prop_assert!(!difference.abs().is_negative());
        prop_assert_eq!((&product + &a).cmp(&(&product + &b)), a.cmp(&b));
    }

    #[test]
    fn rounding_moves_by_half_a_unit_at_most(numerator in -1_000_000i64..1_000_000, denominator in 1i64..5_000, decimals in 0u32..5) {
        let value = Exact::whole(numerator).checked_div(&Exact::whole(denominator)).unwrap();
        let half_unit = Exact::whole(1).checked_div(&Exact::whole(2 * 10i64.pow(decimals))).unwrap();
        let moved = &value.round_half_up(decimals) - &value;
        prop_assert!(moved <= half_unit && moved > &Exact::zero() - &half_unit);
    }
}
