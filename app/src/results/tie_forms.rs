//! Ties at a prize line: the form for one that is open, the record of one that was decided.

use domain::results::listing::{PrizeChoice, PrizeDesk};
use domain::results::{TieAtCap, TieDecision};
use leptos::prelude::*;

use super::Typed;
use super::prizes_page::{PrizeWords, pool_words, prize_name};
use crate::components::button::{Button, ButtonKind};
use crate::components::choice::Checkbox;
use crate::components::errors::Errors;
use crate::components::tag::{Tag, Tone};
use crate::components::text_area::TextArea;
use crate::shell::href;
use crate::words::lang;

/// Who of a tie gets the places there are.
pub(super) fn tie_form(desk: &PrizeDesk, position: usize, tie: TieAtCap, errors: &Errors, typed: &Typed) -> AnyView {
    let words = PrizeWords(lang());
    let form = format!("bang-{position}");
    let mine = typed.text("khung") == form;
    let among = tie.entries.iter().cloned().collect::<Vec<_>>().join(" ");
    let legend = format!("chon-{form}");
    let error = errors.at(&legend).filter(|_| mine);
    let invalid = error.is_some();
    let choices = tie.entries.iter().map(|code| {
        let entry = desk.entries.get(code).cloned().unwrap_or_default();
        let checked = mine && typed.chose("chon", code);
        view! { <Checkbox name="chon" id=format!("chon-{form}-{code}") label=format!("{code} {}", entry.title) value=code.clone() checked/> }
    });
    let choices = choices.collect::<Vec<_>>();
    let reason = if mine { typed.text(&format!("ly_do-{form}")) } else { String::new() };
    let head = words.tie(tie.entries.len(), &prize_name(desk, &tie.prize), tie.places);
    view! {
        <form class="form card card--attention" method="post" novalidate
            action=href(&format!("/thu-ky/{}/giai/bang-diem", desk.edition.slug))>
            <h3>{head}</h3>
            <p class="muted">{pool_words(desk, &tie.pool)}</p>
            <input type="hidden" name="khung" value=form.clone()/>
            <input type="hidden" name="giai" value=tie.prize.clone()/>
            <input type="hidden" name="nhom" value=tie.pool.clone()/>
            <input type="hidden" name="trong_so" value=among/>
            <fieldset class="fieldset" id=legend class:fieldset--error=invalid>
                <legend class="fieldset__legend">{words.choose()}</legend>
                <p class="fieldset__hint">{words.choose_hint()}</p>
                {error.map(|error| view! { <p class="field__error">{error}</p> })}
                <div class="fieldset__body">{choices}</div>
            </fieldset>
            <TextArea name=format!("ly_do-{form}") label=words.reason() hint=words.reason_hint().to_owned() value=reason rows=3
                error=errors.at(&format!("ly_do-{form}"))/>
            <Button kind=ButtonKind::Outline>{words.decide()}</Button>
        </form>
    }
    .into_any()
}

/// What was decided, and the way to take it back.
pub(super) fn decided_tie(desk: &PrizeDesk, (choice, decision): (PrizeChoice, TieDecision), open: bool) -> AnyView {
    let words = PrizeWords(lang());
    let chosen = if decision.chosen.is_empty() {
        words.nobody().to_owned()
    } else {
        words.chosen(&decision.chosen.iter().cloned().collect::<Vec<_>>().join(", "))
    };
    let among = decision.among.iter().cloned().collect::<Vec<_>>().join(", ");
    let undo = open.then(|| {
        view! {
            <form method="post" action=href(&format!("/thu-ky/{}/giai/bang-diem/{}/bo", desk.edition.slug, choice.id))>
                <Button kind=ButtonKind::Quiet>{words.undo()}</Button>
            </form>
        }
    });
    view! {
        <div class="card card--quiet">
            <p><Tag tone=Tone::Success icon="gavel" text=words.decided()/></p>
            <p>{format!("{} · {} · {among}: {chosen}", prize_name(desk, &choice.prize), pool_words(desk, &choice.pool))}</p>
            <p class="muted">{choice.reason.clone()}</p>
            {undo}
        </div>
    }
    .into_any()
}
