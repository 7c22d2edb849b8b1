//! One person, for administrators: roles, account, authenticator.

use domain::people::invitations::{NamedException, NamedGrant, Person};
use domain::people::roles::GrantedRole;
use leptos::prelude::*;

use super::exception_parts::{ExceptionChoice, ExceptionForm, ExceptionList, ExceptionOptions, ExceptionWords};
use super::people_list_page::{AccountTag, PeopleWords};
use super::revoke_form::{RefusedRevoke, RevokeForm};
use super::role_fields::{RoleChoice, RoleFields, RoleOptions};
use super::role_words::grant_name;
use super::roles_page::given_words;
use crate::catalogue;
use crate::components::banner::Banner;
use crate::components::button::{Button, ButtonKind};
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::page_head::{BackLink, PageHead, Section};
use crate::components::table::{Cell, Column, Row, RowHead, Table};
use crate::shell::{Title, href, page_context};

catalogue! {
    /// The words of one person.
    pub PersonWords {
        roles => "Vai trò", "Roles";
        none => "Chưa có vai trò nào.", "No role yet.";
        act => "Thao tác", "Act";
        grant => "Trao vai trò", "Grant a role";
        account => "Tài khoản", "Account";
        disable => "Khóa tài khoản", "Close the account";
        disable_hint => "Mọi thiết bị của người này bị đăng xuất. Hồ sơ và phiếu đã ký vẫn được giữ; nếu là giám khảo, bài chưa ký cần phân công lại.", "All their devices are signed out. Entries and signed sheets stay; a judge's other entries must be assigned again.";
        enable => "Mở lại tài khoản", "Reopen the account";
        second_factor => "Mã xác thực", "One-time code";
        reset => "Đặt lại mã xác thực", "Reset the code";
        reset_hint => "Dùng khi mất điện thoại. Lần đăng nhập sau, người này bật lại từ đầu.", "For a lost phone. They join a new one at the next sign-in.";
        reset_none => "Chưa bật mã xác thực.", "The code is off.";
        own => "Đây là tài khoản đang dùng: không tự khóa và không tự thu hồi quyền quản trị được.", "This is your own account: you cannot close it or revoke your own administration.";
    }
}

/// The person's exceptions, and which more may be named.
#[derive(Clone, Debug, Default)]
pub struct PersonExceptions {
    pub named: Vec<NamedException>,
    pub options: ExceptionOptions,
}

/// One person with every act on them.
#[component]
pub fn PersonPage(
    person: Person,
    options: RoleOptions,
    exceptions: PersonExceptions,
    #[prop(optional)] choice: RoleChoice,
    #[prop(optional)] revoke: RefusedRevoke,
    #[prop(optional)] exception: ExceptionChoice,
    #[prop(optional)] errors: Errors,
) -> impl IntoView {
    let page = page_context();
    let words = PersonWords(page.lang);
    let base = format!("/quan-tri/nguoi-dung/{}", person.id);
    let own = page.actor.account == Some(person.id);
    let meta = view! { <AccountTag confirmed=person.confirmed disabled=person.disabled/> };
    let title = title_with_errors(&person.name, &errors);
    let roles = view! { <Roles grants=person.grants base=base.clone() own revoke errors=errors.clone()/> };
    let form = view! {
        <form method="post" action=href(&format!("{base}/vai-tro")) class="form stack" novalidate>
            <RoleFields choice options errors=errors.clone()/>
            <div class="button-row"><Button icon="plus">{words.grant()}</Button></div>
        </form>
    };
    let account = view! { <AccountActs base=base.clone() disabled=person.disabled own/> };
    let ends = format!("{base}/ngoai-le");
    let duties = ExceptionWords(page.lang);
    let (named, may_name) = (exceptions.named, exceptions.options);
    let form_errors = errors.clone();
    let except = (!own)
        .then(|| view! { <ExceptionForm options=may_name action=ends.clone() choice=exception errors=form_errors/> });
    let authenticator = view! { <Authenticator base on=person.second_factor/> };
    view! {
        <Title text=title/>
        {errors.is_empty().then(|| view! { <Banner/> })}
        <ErrorSummary errors/>
        <BackLink to="/quan-tri/nguoi-dung" label=PeopleWords(page.lang).title()/>
        <PageHead title=person.name lead=person.email meta=meta.into_any()/>
        <Section id="vai-tro" title=words.roles()>{roles}</Section>
        <Section id="trao-vai-tro" title=words.grant()>{form}</Section>
        <Section id="ngoai-le" title=duties.title()>
            <p>{duties.lead()}</p>
            <ExceptionList exceptions=named base=ends/>
            {except}
        </Section>
        <Section id="tai-khoan" title=words.account()>{account}</Section>
        <Section id="ma-xac-thuc" title=words.second_factor()>{authenticator}</Section>
    }
}

#[component]
fn Roles(grants: Vec<NamedGrant>, base: String, own: bool, revoke: RefusedRevoke, errors: Errors) -> impl IntoView {
    let page = page_context();
    let (lang, now) = (page.lang, page.now);
    let words = PersonWords(lang);
    if grants.is_empty() {
        return view! { <p>{words.none()}</p> }.into_any();
    }
    let rows = grants.into_iter().map(move |grant| {
        let action = format!("{base}/vai-tro/{}/thu-hoi", grant.id);
        let given = given_words(&grant, now, lang);
        let name = grant_name(&grant, lang);
        let revocable = !(own && grant.role == GrantedRole::Administrator);
        let (grant, refused, errors) = (grant.id, revoke.clone(), errors.clone());
        let revoke = revocable.then(|| view! { <RevokeForm grant action refused errors/> });
        view! {
            <Row>
                <RowHead sub=given>{name}</RowHead>
                <Cell label=words.act()>{revoke}</Cell>
            </Row>
        }
    });
    let rows = rows.collect_view();
    let columns = [words.roles(), words.act()].map(Column::text).to_vec();
    view! { <Table caption=words.roles() columns caption_hidden=true>{rows}</Table> }.into_any()
}

#[component]
fn AccountActs(base: String, disabled: bool, own: bool) -> impl IntoView {
    let words = PersonWords(page_context().lang);
    if own {
        return view! { <p>{words.own()}</p> }.into_any();
    }
    if disabled {
        let action = href(&format!("{base}/mo-lai"));
        return view! { <form method="post" action=action><Button kind=ButtonKind::Outline icon="lock-open">{words.enable()}</Button></form> }
            .into_any();
    }
    view! {
        <form method="post" action=href(&format!("{base}/khoa")) class="stack">
            <p class="hint">{words.disable_hint()}</p>
            <div class="button-row"><Button kind=ButtonKind::DangerOutline icon="lock">{words.disable()}</Button></div>
        </form>
    }
    .into_any()
}

#[component]
fn Authenticator(base: String, on: bool) -> impl IntoView {
    let words = PersonWords(page_context().lang);
    if !on {
        return view! { <p>{words.reset_none()}</p> }.into_any();
    }
    view! {
        <form method="post" action=href(&format!("{base}/dat-lai-ma")) class="stack">
            <p class="hint">{words.reset_hint()}</p>
            <div class="button-row"><Button kind=ButtonKind::DangerOutline icon="refresh">{words.reset()}</Button></div>
        </form>
    }
    .into_any()
}
