//! Inviting people to roles, and the invitations that wait.

use domain::calendar::format_moment;
use domain::people::invitations::NamedGrant;
use leptos::prelude::*;
use time::OffsetDateTime;

use super::role_fields::{RoleChoice, RoleFields, RoleOptions};
use super::role_words::grant_name;
use crate::catalogue;
use crate::components::banner::Banner;
use crate::components::button::{Button, ButtonKind, ButtonLink};
use crate::components::empty::Empty;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::{Kind, TextField};
use crate::components::page_head::{PageHead, Section};
use crate::components::table::{Cell, Column, Row, RowHead, Table};
use crate::components::tag::{Tag, Tone};
use crate::shell::{Title, href, page_context};

catalogue! {
    /// The words of invitations.
    pub InvitationsWords {
        title => "Lời mời", "Invitations";
        lead => "Người được mời nhận một đường dẫn qua thư, rồi đăng nhập hoặc đăng ký để nhận vai trò.",
            "The person gets a link by mail, then signs in or registers to take the role.";
        new => "Mời người mới", "Invite somebody";
        name => "Họ và tên", "Full name";
        email => "Thư điện tử", "E-mail";
        submit => "Gửi lời mời", "Send the invitation";
        sent => "Lời mời đã gửi", "Invitations sent";
        none => "Chưa mời ai", "Nobody is invited yet";
        none_text => "Dùng mẫu ở trên để mời. Lời mời đã gửi hiện ở đây cùng trạng thái của nó.", "Invite with the form above. Invitations stand here with their state.";
        person => "Người được mời", "Person";
        role => "Vai trò", "Role";
        state => "Trạng thái", "State";
        act => "Thao tác", "Act";
        waiting => "Chờ nhận", "Waiting";
        accepted => "Đã nhận", "Taken";
        expired => "Hết hạn", "Expired";
        until(when: &str) => "đến {when}", "until {when}";
        revoke => "Thu hồi lời mời", "Withdraw";
        claimed => "Chờ ông/bà trả lời", "Waits for your answer";
        claimed_by(name: &str, email: &str) => "{name} ({email}) muốn nhận lời mời này. Đúng người thì đồng ý; nếu không, thu hồi.", "{name} ({email}) wants to take it. Agree if it is the right person; withdraw it if not.";
        agree => "Đồng ý", "Agree";
        roles => "Vai trò và ngoại lệ trong kỳ", "Roles and exceptions of the edition";
    }
}

/// One invitation on the list.
#[derive(Clone, Debug)]
pub struct InvitationLine {
    pub id: i64,
    pub name: String,
    pub email: String,
    pub grant: NamedGrant,
    pub expires_at: OffsetDateTime,
    pub accepted: bool,
    /// Somebody with another address who asks for it: name and address.
    pub claimed_by: Option<(String, String)>,
}

/// The form to invite and the list; `base` is the address of the page.
#[component]
pub fn InvitationsPage(
    #[prop(into)] base: String,
    lines: Vec<InvitationLine>,
    options: RoleOptions,
    #[prop(into, optional)] name: String,
    #[prop(into, optional)] email: String,
    #[prop(optional)] choice: RoleChoice,
    #[prop(optional)] errors: Errors,
) -> impl IntoView {
    let words = InvitationsWords(page_context().lang);
    let title = title_with_errors(words.title(), &errors);
    let form = view! {
        <form method="post" action=href(&base) class="form stack" novalidate>
            <TextField name="name" label=words.name() value=name error=errors.at("name")/>
            <TextField name="email" label=words.email() value=email kind=Kind::Email error=errors.at("email")/>
            <RoleFields choice options errors=errors.clone()/>
            <div class="button-row"><Button icon="mail">{words.submit()}</Button></div>
        </form>
    };
    let of_edition = base.strip_suffix("/loi-moi").filter(|base| base.starts_with("/thu-ky/"));
    let roles = of_edition.map(|base| {
        view! { <ButtonLink to=format!("{base}/vai-tro") kind=ButtonKind::Outline icon="users">{words.roles()}</ButtonLink> }
    });
    // What waits for an answer comes first.
    let (asks, lines): (Vec<_>, Vec<_>) =
        lines.into_iter().partition(|line| line.claimed_by.is_some() && !line.accepted);
    let asks = (!asks.is_empty()).then(|| {
        let (title, base) = (words.claimed(), base.clone());
        view! { <Section id="cho-tra-loi" title><Sent title lines=asks base/></Section> }
    });
    let list = if lines.is_empty() {
        view! { <Empty title=words.none() text=words.none_text()/> }.into_any()
    } else {
        view! { <Sent title=words.sent() lines base/> }.into_any()
    };
    view! {
        <Title text=title/>
        {errors.is_empty().then(|| view! { <Banner/> })}
        <ErrorSummary errors/>
        <PageHead title=words.title() lead=words.lead()/>
        {roles}
        {asks}
        <Section id="moi" title=words.new()>{form}</Section>
        <Section id="da-gui" title=words.sent()>{list}</Section>
    }
}

#[component]
fn Sent(title: &'static str, lines: Vec<InvitationLine>, base: String) -> impl IntoView {
    let page = page_context();
    let (lang, now) = (page.lang, page.now);
    let words = InvitationsWords(lang);
    let columns = [words.person(), words.role(), words.state(), words.act()].map(Column::text);
    let rows = lines.into_iter().map(move |line| {
        let claimed = line.claimed_by.filter(|_| !line.accepted);
        let (tone, icon, text) = match (line.accepted, line.expires_at > now) {
            _ if claimed.is_some() => (Tone::Attention, "alert-triangle", words.claimed()),
            (true, _) => (Tone::Success, "circle-check", words.accepted()),
            (false, true) => (Tone::Info, "clock", words.waiting()),
            (false, false) => (Tone::Neutral, "x", words.expired()),
        };
        let until = words.until(&format_moment(line.expires_at, now, lang));
        let action = href(&format!("{base}/{}/thu-hoi", line.id));
        let agree = href(&format!("{base}/{}/xac-nhan", line.id));
        let (asks, agree) = match claimed {
            Some((name, email)) => (
                view! { <span class="table__sub">{words.claimed_by(&name, &email)}</span> }.into_any(),
                view! { <form method="post" action=agree><Button kind=ButtonKind::Outline icon="check">{words.agree()}</Button></form> }
                    .into_any(),
            ),
            None => (().into_any(), ().into_any()),
        };
        let revoke = (!line.accepted).then(|| view! {
            <form method="post" action=action><Button kind=ButtonKind::DangerOutline>{words.revoke()}</Button></form>
        });
        view! {
            <Row>
                <RowHead sub=line.email>{line.name}</RowHead>
                <Cell label=words.role()>{grant_name(&line.grant, lang)}</Cell>
                <Cell label=words.state()><Tag tone icon text/>{(!line.accepted).then(|| view! { <span class="table__sub">{until}</span> })}{asks}</Cell>
                <Cell label=words.act()><div class="stack stack--tight">{agree}{revoke}</div></Cell>
            </Row>
        }
    });
    let rows = rows.collect_view();
    view! { <Table caption=title columns=columns.to_vec() caption_hidden=true>{rows}</Table> }
}
