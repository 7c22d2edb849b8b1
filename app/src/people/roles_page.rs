//! Who has which role in an edition, who gave it, and the exceptions on duties.

use domain::calendar::format_moment;
use domain::people::invitations::{NamedException, NamedGrant, RoleLine};
use domain::text::Lang;
use leptos::prelude::*;
use time::OffsetDateTime;

use super::exception_parts::{ExceptionChoice, ExceptionForm, ExceptionList, ExceptionOptions, ExceptionWords};
use super::revoke_form::{RefusedRevoke, RevokeForm, RevokeWords};
use super::role_words::grant_name;
use crate::catalogue;
use crate::components::banner::Banner;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::page_head::{BackLink, PageHead, Section};
use crate::components::table::{Cell, Column, Row, RowHead, Table};
use crate::components::tag::{Tag, Tone};
use crate::shell::{Title, page_context};

catalogue! {
    /// The words of the page of roles.
    pub RolesWords {
        title => "Vai trò và ngoại lệ", "Roles and exceptions";
        lead => "Ai đang có vai trò trong kỳ này và ai đã giao. Thu hồi vai trò giám khảo thì chỗ ngồi trong tiểu ban cũng hết: phiếu đã ký vẫn giữ, bài chưa ký cần phân công lại.",
            "Who has a role in this edition and who gave it. When a judge's role is revoked the seat ends too: signed sheets stay, the rest must be assigned again.";
        roles => "Vai trò đang có", "Roles in force";
        person => "Người", "Person";
        role => "Vai trò", "Role";
        given => "Ai giao", "Given by";
        act => "Thao tác", "Act";
        closed => "Tài khoản đã khóa", "Account closed";
        back => "Lời mời", "Invitations";
    }
}

/// Everything the page shows.
#[derive(Clone, Debug, Default)]
pub struct RolesView {
    pub slug: String,
    pub roles: Vec<RoleLine>,
    pub exceptions: Vec<NamedException>,
    pub options: ExceptionOptions,
}

/// Who gave a role and when, in words.
pub fn given_words(grant: &NamedGrant, now: OffsetDateTime, lang: Lang) -> String {
    let words = RevokeWords(lang);
    let Some(at) = grant.given_at else { return String::new() };
    let when = format_moment(at, now, lang);
    match &grant.given_by {
        Some(by) => words.given(by, &when),
        None => words.given_at(&when),
    }
}

/// The roles, the exceptions, and the form for one more.
#[component]
pub fn RolesPage(
    view: RolesView,
    #[prop(optional)] revoke: RefusedRevoke,
    #[prop(optional)] choice: ExceptionChoice,
    #[prop(optional)] errors: Errors,
) -> impl IntoView {
    let words = RolesWords(page_context().lang);
    let exceptions = ExceptionWords(page_context().lang);
    let base = format!("/thu-ky/{}", view.slug);
    let title = title_with_errors(words.title(), &errors);
    let list = format!("{base}/ngoai-le");
    let (no_errors, of_roles, summary) = (errors.is_empty(), errors.clone(), errors.clone());
    view! {
        <Title text=title/>
        {no_errors.then(|| view! { <Banner/> })}
        <ErrorSummary errors=summary/>
        <BackLink to=format!("{base}/loi-moi") label=words.back()/>
        <PageHead title=words.title() lead=words.lead()/>
        <Section id="vai-tro" title=words.roles()>
            <RoleTable roles=view.roles base=base.clone() revoke errors=of_roles/>
        </Section>
        <Section id="ngoai-le" title=exceptions.title()>
            <p>{exceptions.lead()}</p>
            <ExceptionList exceptions=view.exceptions base=list.clone()/>
            <ExceptionForm options=view.options action=list choice errors/>
        </Section>
    }
}

#[component]
fn RoleTable(roles: Vec<RoleLine>, base: String, revoke: RefusedRevoke, errors: Errors) -> impl IntoView {
    let page = page_context();
    let (lang, now) = (page.lang, page.now);
    let words = RolesWords(lang);
    let columns = [words.person(), words.role(), words.given(), words.act()].map(Column::text);
    let rows = roles.into_iter().map(move |line| {
        let action = format!("{base}/vai-tro/{}/thu-hoi", line.grant.id);
        let (grant, refused, errors) = (line.grant.id, revoke.clone(), errors.clone());
        let end = line.may_end.then(|| view! { <RevokeForm grant action refused errors/> });
        let closed = line.closed.then(|| view! { <Tag tone=Tone::Neutral icon="lock" text=words.closed()/> });
        let (role, given) = (grant_name(&line.grant, lang), given_words(&line.grant, now, lang));
        view! {
            <Row>
                <RowHead sub=line.email>{line.person}</RowHead>
                <Cell label=words.role()>{role}{closed}</Cell>
                <Cell label=words.given()>{given}</Cell>
                <Cell label=words.act()>{end}</Cell>
            </Row>
        }
    });
    let rows = rows.collect_view();
    view! { <Table caption=words.roles() columns=columns.to_vec() caption_hidden=true>{rows}</Table> }
}
