//! The child's own part on the guardian's page.

use domain::consent::ConsentState;
use domain::entries::consent_answer::BesideGuardian;
use domain::text::Lang;
use leptos::prelude::*;

use crate::components::button::{Button, ButtonKind, ButtonRow};
use crate::components::errors::Errors;
use crate::components::field::Checkbox;
use crate::components::page_head::Section;
use crate::components::tag::Tag;
use crate::entries::consent_page::{ConsentWords, path, state_look};
use crate::shell::href;
use crate::words::lang;

/// What is missing in the child's part on the guardian's page.
pub fn beside_errors(lang: Lang) -> Errors {
    std::iter::once(("con-xu-ly", ConsentWords(lang).child_missing())).collect()
}

/// The child without an address answers on the guardian's page, in a form of its own.
#[component]
pub(super) fn ChildBeside(part: BesideGuardian, child: String, errors: Errors) -> impl IntoView {
    let words = ConsentWords(lang());
    let state = part.consent.as_ref().map(|consent| {
        let (tone, icon, text) = state_look(consent);
        view! { <p><Tag tone icon text/></p> }
    });
    let given = part.consent.filter(|consent| consent.state == ConsentState::Given);
    let (name, photo) = given.as_ref().map_or((false, false), |consent| (consent.publish_name, consent.publish_photo));
    let form = if part.is_open {
        view! {
            <form class="form" method="post" action=href(&path()) novalidate>
                <Checkbox name="con-xu-ly" label=words.child_processing() checked=given.is_some() error=errors.at("con-xu-ly")/>
                <Checkbox name="con-cong-khai-ten" label=words.child_publish() checked=name/>
                <Checkbox name="con-cong-khai-anh" label=words.child_photo() checked=photo/>
                <ButtonRow>
                    <Button name="viec" value="con-dong-y">{words.child_give()}</Button>
                    <Button kind=ButtonKind::DangerOutline name="viec" value="con-tu-choi">{words.child_refuse()}</Button>
                </ButtonRow>
            </form>
        }
        .into_any()
    } else {
        view! { <p class="hint">{words.beside_wait()}</p> }.into_any()
    };
    view! {
        <Section id="phan-cua-em" title=words.beside(&child)>
            <p>{words.beside_lead(&child)}</p>
            {state}
            {form}
        </Section>
    }
}
