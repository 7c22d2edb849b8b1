//! Every age and answer in tables a secretary can check, and what must hold for all of them.

use proptest::prelude::*;
use time::macros::date;
use time::{Duration, OffsetDateTime};

use super::*;
use crate::consent::answer::Way;
use crate::consent::question::Question;
use ConsentState as S;
use Subject::{Child, Guardian};

const TODAY: Date = date!(2027 - 10 - 12);

fn born(birth: Date) -> Person {
    Person {
        full_name: "Nguyễn Thị Thử".to_owned(),
        birth_date: Some(birth),
        guardian_name: "Trần Văn Mẫu".to_owned(),
        guardian_phone: "0912345678".to_owned(),
        guardian_email: "mau@vi-du.example".to_owned(),
    }
}

fn at(day: Date) -> OffsetDateTime {
    day.midnight().assume_utc() + Duration::hours(5)
}

fn consent(person: &Person, subject: Subject, state: S, publish: bool, on: Date) -> Consent {
    Consent {
        subject,
        question: Question::about(person),
        state,
        person_name: "Người trả lời Thử".to_owned(),
        relation: String::new(),
        publish_name: publish,
        publish_photo: publish,
        way: Way::Link,
        kept_at: String::new(),
        sent_to: String::new(),
        asked_at: at(on),
        answered_at: (state != S::Asked).then(|| at(on)),
        withdrawn_at: None,
    }
}

fn days(counted: Date, today: Date) -> Days {
    Days { counted, today }
}

#[test]
fn who_must_agree() {
    let on = date!(2027 - 06 - 30);
    let table = [
        (None, vec![Guardian, Child]),
        (Some(date!(2011 - 06 - 30)), vec![]),
        (Some(date!(2011 - 07 - 01)), vec![Guardian, Child]),
        (Some(date!(2020 - 06 - 30)), vec![Guardian, Child]),
        (Some(date!(2020 - 07 - 01)), vec![Guardian]),
    ];
    for (birth, expected) in table {
        assert_eq!(consents_needed(birth, on), expected, "{birth:?}");
    }
}

#[test]
fn a_yes_for_each_that_is_needed_makes_complete() {
    let (ten, five, seventeen) =
        (born(date!(2017 - 01 - 01)), born(date!(2022 - 01 - 01)), born(date!(2010 - 01 - 01)));
    let unknown = Person { birth_date: None, ..ten.clone() };
    // Complete, and the full name and school public.
    let table: [(&Person, &[(Subject, S, bool)], bool, bool); 17] = [
        (&ten, &[], false, false),
        (&ten, &[(Guardian, S::Asked, false)], false, false),
        (&ten, &[(Guardian, S::Given, true)], false, false),
        (&ten, &[(Child, S::Given, true)], false, false),
        (&ten, &[(Guardian, S::Given, true), (Child, S::Asked, false)], false, false),
        (&ten, &[(Guardian, S::Given, true), (Child, S::Given, true)], true, true),
        (&ten, &[(Guardian, S::Given, false), (Child, S::Given, true)], true, false),
        (&ten, &[(Guardian, S::Given, true), (Child, S::Given, false)], true, false),
        (&ten, &[(Guardian, S::Withdrawn, true), (Child, S::Given, true)], false, false),
        (&ten, &[(Guardian, S::Given, true), (Child, S::Refused, true)], false, false),
        (&five, &[], false, false),
        (&five, &[(Guardian, S::Given, true)], true, true),
        (&five, &[(Guardian, S::Refused, true)], false, false),
        (&seventeen, &[], true, false),
        (&seventeen, &[(Child, S::Given, true)], true, true),
        (&seventeen, &[(Child, S::Refused, true)], false, false),
        (&unknown, &[(Guardian, S::Given, true), (Child, S::Given, true)], false, false),
    ];
    for (person, answers, complete, public) in table {
        let consents: Vec<Consent> =
            answers.iter().map(|&(subject, state, publish)| consent(person, subject, state, publish, TODAY)).collect();
        let standing = standing(person, &consents, days(TODAY, TODAY), false);
        assert_eq!((standing.is_complete(), standing.publication.name), (complete, public), "{answers:?}");
    }
}

#[test]
fn those_who_enter_speak_for_nobody_under_sixteen() {
    for (birth, public) in
        [(date!(2011 - 10 - 12), true), (date!(2011 - 10 - 13), false), (date!(1980 - 01 - 01), true)]
    {
        let person = born(birth);
        let ticked = standing(&person, &[], days(TODAY, TODAY), true);
        assert_eq!(ticked.publication.name, public, "{birth}");
        assert!(
            !standing(&person, &[], days(TODAY, TODAY), false).publication.name,
            "{birth}: silence publishes nothing"
        );
        let no = [consent(&person, Child, S::Given, false, TODAY)];
        assert!(!standing(&person, &no, days(TODAY, TODAY), true).publication.name, "{birth}: nor against an answer");
    }
}

#[test]
fn on_the_sixteenth_birthday_nothing_changes() {
    let person = born(date!(2011 - 12 - 01));
    let (sent, eve, birthday) = (date!(2027 - 06 - 01), date!(2027 - 11 - 30), date!(2027 - 12 - 01));
    for (guardian, child, public) in
        [(true, true, true), (true, false, false), (false, true, false), (false, false, false)]
    {
        for entered in [true, false] {
            let answers =
                [consent(&person, Guardian, S::Given, guardian, sent), consent(&person, Child, S::Given, child, sent)];
            for today in [eve, birthday, date!(2037 - 01 - 01)] {
                let now = standing(&person, &answers, days(sent, today), entered);
                assert_eq!(now.publication.name, public, "{guardian} {child} on {today}");
            }
        }
    }
    let refused = [consent(&person, Guardian, S::Refused, false, sent)];
    for counted in [sent, birthday] {
        let now = standing(&person, &refused, days(counted, birthday), true);
        assert!(!now.is_complete() && !now.publication.name, "a no stands, sent on {counted}");
    }
    assert!(!standing(&person, &[], days(sent, birthday), true).publication.name, "and silence stays silence");
    assert!(!standing(&person, &[], days(sent, birthday), true).is_complete());
}

#[test]
fn once_of_age_the_person_decides_alone() {
    let person = born(date!(2011 - 12 - 01));
    let (sent, later) = (date!(2027 - 06 - 01), date!(2027 - 12 - 02));
    for guardian in [S::Given, S::Refused, S::Withdrawn, S::Asked] {
        for (own, publish, complete, public) in [
            (S::Given, true, true, true),
            (S::Given, false, true, false),
            (S::Refused, true, false, false),
            (S::Withdrawn, true, false, false),
        ] {
            let answers = [
                consent(&person, Child, own, publish, later),
                consent(&person, Child, S::Given, !publish, sent),
                consent(&person, Guardian, guardian, true, sent),
            ];
            let now = standing(&person, &answers, days(sent, later), true);
            assert_eq!((now.is_complete(), now.publication.name), (complete, public), "{guardian:?} {own:?}");
        }
    }
}

#[test]
fn a_child_that_turns_seven_is_asked_before_the_name_is_public() {
    let person = born(date!(2020 - 12 - 01));
    let sent = date!(2027 - 06 - 01);
    let guardian = [consent(&person, Guardian, S::Given, true, sent)];
    let before = standing(&person, &guardian, days(sent, date!(2027 - 11 - 30)), false);
    let after = standing(&person, &guardian, days(sent, date!(2027 - 12 - 01)), false);
    assert!(before.is_complete() && before.publication.name);
    assert!(after.is_complete(), "the entry stays complete");
    assert!(!after.publication.name);
    assert_eq!(after.may_ask, [Guardian, Child]);
}

#[test]
fn an_answer_about_another_child_is_no_answer() {
    let first = born(date!(2017 - 01 - 01));
    let answers = [consent(&first, Guardian, S::Given, true, TODAY), consent(&first, Child, S::Given, true, TODAY)];
    let second = Person { full_name: "Lê Văn Khác".to_owned(), birth_date: Some(date!(2016 - 02 - 03)), ..first };
    let now = standing(&second, &answers, days(TODAY, TODAY), false);
    assert!(!now.is_complete() && !now.publication.name);
    let gone = LineState::NotAsked { answered_before: true };
    assert_eq!(now.lines.iter().map(|line| line.state).collect::<Vec<_>>(), [gone, gone]);
}

#[test]
fn asking_again_does_not_wipe_a_no() {
    let person = born(date!(2022 - 01 - 01));
    let answers =
        [consent(&person, Guardian, S::Asked, false, TODAY), consent(&person, Guardian, S::Refused, false, TODAY)];
    let now = standing(&person, &answers, days(TODAY, TODAY), false);
    assert_eq!(now.against().count(), 1);
}

/// A paper was signed after the letter went out, and the link was answered after the paper.
#[test]
fn the_last_word_counts_by_the_day_it_was_said_and_not_by_the_day_of_asking() {
    let person = born(date!(2022 - 01 - 01));
    let day = |number| TODAY - Duration::days(number);
    let paper = |said| Consent { way: Way::Paper, ..consent(&person, Guardian, S::Given, true, said) };
    let link = |said| Consent { answered_at: Some(at(said)), ..consent(&person, Guardian, S::Refused, false, day(9)) };
    for (paper_on, link_on, complete) in [(day(5), day(2), false), (day(2), day(5), true)] {
        let answers = [paper(paper_on), link(link_on)];
        let now = standing(&person, &answers, days(TODAY, TODAY), false);
        assert_eq!(
            (now.is_complete(), now.publication.name),
            (complete, complete),
            "paper of {paper_on}, link of {link_on}"
        );
    }
}

fn any_state() -> impl Strategy<Value = S> {
    prop::sample::select(S::ALL.to_vec())
}

fn any_consents() -> impl Strategy<Value = Vec<(bool, S, bool, i64, bool)>> {
    prop::collection::vec((any::<bool>(), any_state(), any::<bool>(), -1500_i64..1500, any::<bool>()), 0..6)
}

fn build(person: &Person, parts: &[(bool, S, bool, i64, bool)]) -> Vec<Consent> {
    let other = Person { full_name: "Người Khác".to_owned(), ..person.clone() };
    parts
        .iter()
        .map(|&(guardian, state, publish, day, about)| {
            let subject = if guardian { Guardian } else { Child };
            consent(if about { person } else { &other }, subject, state, publish, TODAY + Duration::days(day))
        })
        .collect()
}

proptest! {
    #[test]
    fn time_alone_publishes_nobody_and_completes_nothing(
        age in 0_i64..20 * 365, parts in any_consents(), counted in -400_i64..1, wait in 0_i64..4000, ticked in any::<bool>()
    ) {
        let person = born(TODAY - Duration::days(age));
        let consents = build(&person, &parts);
        let counted = TODAY + Duration::days(counted);
        let now = standing(&person, &consents, days(counted, TODAY), ticked);
        let later = standing(&person, &consents, days(counted, TODAY + Duration::days(wait)), ticked);
        prop_assert!(!later.publication.name || now.publication.name);
        prop_assert!(!later.publication.photo || now.publication.photo);
        prop_assert_eq!(later.is_complete(), now.is_complete());
    }

    #[test]
    fn a_child_is_public_only_with_an_explicit_yes_about_itself(
        age in 0_i64..16 * 365, parts in any_consents(), ticked in any::<bool>()
    ) {
        let person = born(TODAY - Duration::days(age));
        let consents = build(&person, &parts);
        let now = standing(&person, &consents, days(TODAY, TODAY), ticked);
        if now.publication.name {
            let yes = consents.iter().filter(|one| one.state == S::Given && one.publish_name);
            prop_assert!(yes.filter(|one| one.question.full_name == person.full_name).count() > 0);
        }
        let silent: Vec<Consent> = consents.into_iter().filter(|one| one.state != S::Given).collect();
        prop_assert!(!standing(&person, &silent, days(TODAY, TODAY), ticked).is_complete());
    }
}
