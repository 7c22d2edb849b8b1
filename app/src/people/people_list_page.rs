//! Everybody with an account, for administrators.

use domain::people::invitations::Person;
use leptos::prelude::*;

use super::role_words::grant_name;
use crate::catalogue;
use crate::components::banner::Banner;
use crate::components::button::{ButtonKind, ButtonLink};
use crate::components::empty::Empty;
use crate::components::field::TextField;
use crate::components::filters::Filters;
use crate::components::page_head::PageHead;
use crate::components::pagination::Pagination;
use crate::components::table::{Cell, Column, Row, RowHead, Table};
use crate::components::tag::{Tag, Tone};
use crate::shell::{Title, href};
use crate::words::{figure, lang};

catalogue! {
    /// The words of the list of people.
    pub PeopleWords {
        title => "Người dùng", "People";
        search => "Tên hoặc thư điện tử", "Name or e-mail";
        search_hint => "Không cần gõ dấu.", "Accents do not matter.";
        count(count: &str) => "{count} tài khoản", "{count} accounts";
        name => "Họ và tên", "Name";
        roles => "Vai trò", "Roles";
        state => "Trạng thái", "State";
        no_role => "Người dự thi", "Entrant";
        active => "Đang dùng", "Active";
        unconfirmed => "Chưa xác nhận thư", "E-mail not confirmed";
        disabled => "Đã khóa", "Closed";
        none => "Không tìm thấy ai", "Nobody found";
        none_text => "Thử một phần của tên hoặc địa chỉ.", "Try a part of the name or address.";
        invite => "Mời người mới", "Invite somebody";
    }
}

/// How an account stands, as icon and word.
#[component]
pub fn AccountTag(confirmed: bool, disabled: bool) -> impl IntoView {
    let words = PeopleWords(lang());
    let (tone, icon, text) = match (disabled, confirmed) {
        (true, _) => (Tone::Error, "lock", words.disabled()),
        (false, false) => (Tone::Attention, "mail", words.unconfirmed()),
        (false, true) => (Tone::Success, "circle-check", words.active()),
    };
    view! { <Tag tone icon text/> }
}

/// The list with its search.
#[component]
pub fn PeopleListPage(people: Vec<Person>, total: u64, page: u64, #[prop(into)] text: String) -> impl IntoView {
    let words = PeopleWords(lang());
    let actions =
        view! { <ButtonLink to="/quan-tri/loi-moi" icon="plus" kind=ButtonKind::Outline>{words.invite()}</ButtonLink> };
    view! {
        <Title text=words.title()/>
        <Banner/>
        <PageHead title=words.title() actions=actions.into_any()/>
        <Filters count=words.count(&figure(total))>
            <TextField name="q" label=words.search() value=text hint=words.search_hint().to_owned()/>
        </Filters>
        {if people.is_empty() {
            view! { <Empty title=words.none() text=words.none_text()/> }.into_any()
        } else {
            view! { <PeopleTable people/> }.into_any()
        }}
        <Pagination page total/>
    }
}

#[component]
fn PeopleTable(people: Vec<Person>) -> impl IntoView {
    let lang = lang();
    let words = PeopleWords(lang);
    let columns = [words.name(), words.roles(), words.state()].map(Column::text);
    let rows = people.into_iter().map(move |person| {
        let roles: Vec<_> = person.grants.iter().map(|grant| grant_name(grant, lang)).collect();
        let roles = if roles.is_empty() { words.no_role().to_owned() } else { roles.join("; ") };
        view! {
            <Row>
                <RowHead sub=person.email><a href=href(&format!("/quan-tri/nguoi-dung/{}", person.id))>{person.name}</a></RowHead>
                <Cell label=words.roles()>{roles}</Cell>
                <Cell label=words.state()><AccountTag confirmed=person.confirmed disabled=person.disabled/></Cell>
            </Row>
        }
    });
    let rows = rows.collect_view();
    view! { <Table caption=words.title() columns=columns.to_vec() caption_hidden=true>{rows}</Table> }
}
