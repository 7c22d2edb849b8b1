//! Ending a role asks why: one small form in the row.

use leptos::prelude::*;

use crate::catalogue;
use crate::components::button::{Button, ButtonKind};
use crate::components::details::Details;
use crate::components::errors::Errors;
use crate::components::field::TextField;
use crate::shell::{href, page_context};

catalogue! {
    /// The words of ending a role.
    pub RevokeWords {
        revoke => "Thu hồi vai trò", "Revoke";
        reason => "Lý do thu hồi", "Why it is revoked";
        reason_missing => "Nhập lý do thu hồi", "Enter why it is revoked";
        reason_long(used: usize) => "Lý do dài {used} ký tự, tối đa 1.000", "The reason has {used} characters, 1,000 at most";
        given(by: &str, when: &str) => "{by} giao, {when}", "given by {by}, {when}";
        given_at(when: &str) => "giao {when}", "given {when}";
    }
}

/// What was typed into the form of one role that was refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RefusedRevoke {
    pub grant: i64,
    pub reason: String,
}

/// The name of the reason's field: each row has its own.
pub fn reason_field(grant: i64) -> String {
    format!("ly-do-{grant}")
}

/// Opens on demand; stands open when it was refused.
#[component]
pub fn RevokeForm(grant: i64, #[prop(into)] action: String, refused: RefusedRevoke, errors: Errors) -> impl IntoView {
    let words = RevokeWords(page_context().lang);
    let field = reason_field(grant);
    let own = refused.grant == grant;
    let value = if own { refused.reason } else { String::new() };
    let error = errors.at(&field);
    view! {
        <Details summary=words.revoke() open=own bare=true>
            <form method="post" action=href(&action) class="stack" novalidate>
                <TextField name=field label=words.reason() value error/>
                <Button kind=ButtonKind::DangerOutline>{words.revoke()}</Button>
            </form>
        </Details>
    }
}
