//! The faults people met, one by one.

use domain::copies::*;

fn fields(text: &str) -> Fields {
    vec![("ten".to_owned(), text.to_owned())]
}

fn opening() -> Opening {
    Opening {
        at: 0,
        reopening: Reopening::Offer,
        page: "a".to_owned(),
        base: "m0".to_owned(),
        shape: "one".to_owned(),
        shown: fields(""),
        typed: None,
        continues: None,
        covered: vec![],
        copies: vec![],
    }
}

fn copy(page: &str, counter: u32, text: &str) -> Copy {
    Copy {
        id: SaveId { page: page.to_owned(), counter },
        base: "m0".to_owned(),
        shape: "one".to_owned(),
        at: 5,
        fields: fields(text),
    }
}

fn saved(mark: &str) -> Answer {
    Answer::Saved { mark: mark.to_owned(), clock: "10:00".to_owned(), problems: vec![] }
}

fn is_send(effect: &Effect) -> bool {
    matches!(effect, Effect::Send(_))
}

#[test]
fn a_press_sends_first_drops_the_copy_when_answered_and_only_then_leaves() {
    let (mut machine, _) = Machine::open(opening());
    let typed = machine.step(10, Event::Typed(fields("An")));
    assert!(matches!(&typed[..], [Effect::Keep(_), Effect::Say(Status::Unsent)]), "{typed:?}");
    let pressed = machine.step(20, Event::Pressed(fields("An")));
    assert!(matches!(&pressed[..], [Effect::Send(_)]), "{pressed:?}");
    let answer = saved("m1");
    let done = machine.step(1_220, Event::Answered { counter: 1, answer });
    assert_eq!(done[0], Effect::Drop("a".to_owned()));
    assert_eq!(done[2], Effect::Submit);
    assert!(!machine.is_guarded());
    assert_eq!(machine.number_submit().counter, 2);
}

#[test]
fn a_press_waits_for_the_save_under_way_and_nothing_is_sent_twice_at_once() {
    let (mut machine, _) = Machine::open(opening());
    machine.step(0, Event::Typed(fields("A")));
    assert!(machine.step(QUIET, Event::Tick).iter().any(is_send));
    assert!(!machine.step(QUIET + 10, Event::Pressed(fields("An"))).iter().any(is_send));
    let next = machine.step(QUIET + 1_200, Event::Answered { counter: 1, answer: saved("m1") });
    let Some(Effect::Send(save)) = next.iter().find(|effect| is_send(effect)) else { panic!("{next:?}") };
    assert_eq!((save.base.as_str(), save.id.counter), ("m1", 2));
    let left = machine.step(QUIET + 2_400, Event::Answered { counter: 2, answer: saved("m2") });
    assert!(left.contains(&Effect::Submit));
}

#[test]
fn without_a_network_a_press_leads_nowhere_and_the_copy_stays() {
    let (mut machine, _) = Machine::open(opening());
    machine.step(0, Event::Typed(fields("An")));
    machine.step(5, Event::Pressed(fields("An")));
    let lost = machine.step(6, Event::Answered { counter: 1, answer: Answer::Lost });
    assert_eq!(lost, [Effect::Say(Status::Here { at: 6 })]);
    assert!(machine.is_guarded());
    // Later it is sent by itself, without the press.
    assert!(machine.step(6 + RETRY, Event::Tick).iter().any(is_send));
    let done = machine.step(6 + RETRY, Event::Answered { counter: 2, answer: saved("m1") });
    assert!(!done.contains(&Effect::Submit));
}

#[test]
fn another_devices_version_is_never_filled_over() {
    let mut again = opening();
    again.base = "m7".to_owned();
    again.shown = fields("máy kia");
    again.copies = vec![copy("b", 1, "chưa gửi")];
    for reopening in [Reopening::Offer, Reopening::Send] {
        again.reopening = reopening;
        let (mut machine, effects) = Machine::open(again.clone());
        assert!(matches!(&effects[..], [Effect::Offer(Some(_))]), "{effects:?}");
        assert!(!machine.is_unsent());
        // Taken knowingly, it is built on what the other device saved.
        let taken = machine.step(9, Event::TakeOffer);
        assert!(taken.contains(&Effect::Fill(fields("chưa gửi"))));
        let Some(Effect::Send(save)) = taken.iter().find(|effect| is_send(effect)) else { panic!("{taken:?}") };
        assert_eq!(save.base, "m7");
    }
}

#[test]
fn marks_that_were_not_sent_go_at_once_when_nobody_saved_since() {
    let mut again = opening();
    again.reopening = Reopening::Send;
    again.copies = vec![copy("b", 3, "7,5")];
    let (mut machine, effects) = Machine::open(again);
    assert!(effects.contains(&Effect::Fill(fields("7,5"))));
    assert!(effects.contains(&Effect::Say(Status::TakenBack { at: 5 })));
    assert!(machine.step(0, Event::Tick).iter().any(is_send));
}

#[test]
fn what_the_server_has_answered_for_is_dropped_and_not_offered() {
    let mut again = opening();
    again.base = "m9".to_owned();
    again.covered = vec![SaveId { page: "b".to_owned(), counter: 4 }];
    again.copies = vec![copy("b", 4, "đã lưu")];
    let (_, effects) = Machine::open(again.clone());
    assert_eq!(effects, [Effect::Drop("b".to_owned())]);
    again.copies = vec![copy("b", 5, "gõ thêm")];
    let (_, effects) = Machine::open(again);
    assert!(matches!(&effects[..], [Effect::Offer(Some(_))]), "{effects:?}");
}

#[test]
fn a_copy_of_a_form_with_other_people_is_shown_and_cannot_be_filled_in() {
    let mut again = opening();
    again.shape = "two".to_owned();
    again.copies = vec![copy("b", 1, "An")];
    let (mut machine, effects) = Machine::open(again);
    assert!(matches!(&effects[..], [Effect::Offer(Some(_))]));
    assert_eq!(machine.step(1, Event::TakeOffer), []);
    assert_eq!(machine.step(2, Event::DropOffer), [Effect::Drop("b".to_owned()), Effect::Offer(None)]);
}

#[test]
fn what_was_typed_before_the_program_came_counts_as_typed() {
    let mut late = opening();
    late.typed = Some(fields("gõ sớm"));
    let (mut machine, effects) = Machine::open(late);
    assert!(matches!(&effects[..], [Effect::Keep(_), Effect::Say(Status::Unsent)]));
    assert!(machine.is_guarded());
    assert!(machine.step(QUIET, Event::Tick).iter().any(is_send));
}

#[test]
fn a_session_that_ends_keeps_the_copy_and_lets_the_button_ask_for_the_password() {
    let (mut machine, _) = Machine::open(opening());
    machine.step(0, Event::Typed(fields("An")));
    machine.step(QUIET, Event::Tick);
    let ended = machine.step(QUIET, Event::Answered { counter: 1, answer: Answer::SignedOut });
    assert_eq!(ended, [Effect::Say(Status::SignedOut)]);
    assert!(machine.is_guarded());
    assert!(machine.step(QUIET + 1, Event::Pressed(fields("An"))).contains(&Effect::Submit));
}

#[test]
fn a_page_that_goes_away_sends_its_last_words() {
    let (mut machine, _) = Machine::open(opening());
    machine.step(0, Event::Typed(fields("An")));
    let hidden = machine.step(100, Event::Hidden(fields("An")));
    let [Effect::Keep(kept), Effect::Farewell(sent)] = &hidden[..] else { panic!("{hidden:?}") };
    assert_eq!(kept.id, sent.id);
}

#[test]
fn both_versions_wait_for_a_press() {
    let mut refused = opening();
    refused.base = "m5".to_owned();
    refused.shown = fields("của tôi");
    refused.continues = Some(copy("b", 2, "").id);
    refused.copies = vec![copy("b", 2, "của tôi")];
    let (mut machine, effects) = Machine::open(refused);
    assert!(effects.contains(&Effect::Drop("b".to_owned())));
    assert!(matches!(effects[0], Effect::Keep(_)));
    machine.step(10, Event::Typed(fields("gộp")));
    assert!(machine.step(90_000, Event::Tick).is_empty());
    assert!(machine.step(90_001, Event::Pressed(fields("gộp"))).iter().any(is_send));
}

#[test]
fn after_signing_out_elsewhere_nothing_is_kept() {
    let (mut machine, _) = Machine::open(opening());
    machine.step(0, Event::Typed(fields("An")));
    machine.step(1, Event::Cleared);
    assert_eq!(machine.step(2, Event::Typed(fields("An Thử"))), []);
    assert!(!machine.is_guarded());
}
