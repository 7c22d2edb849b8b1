//! Exceptions on duties: those in force, with who named them and why, and the form for one more.

use domain::calendar::format_moment;
use domain::people::exclusions::Exclusion;
use domain::people::invitations::NamedException;
use leptos::prelude::*;

use super::exclusion_words::exclusion_name;
use crate::catalogue;
use crate::components::button::{Button, ButtonKind};
use crate::components::errors::Errors;
use crate::components::select::Select;
use crate::components::table::{Cell, Column, Row, RowHead, Table};
use crate::components::text_area::TextArea;
use crate::shell::{href, page_context};

catalogue! {
    /// The words of exceptions.
    pub ExceptionWords {
        title => "Ngoại lệ về nhiệm vụ", "Exceptions on duties";
        lead => "Có những nhiệm vụ một người không làm cùng lúc. Khi không còn ai khác, người có quyền ghi một ngoại lệ cho người khác, kèm lý do; không ai tự ghi cho mình. Ngoại lệ nằm trong nhật ký và hiện ở đây cho đến khi chấm dứt.",
            "Some duties exclude each other. When there is nobody else, somebody with the right names an exception for another person, with the reason; nobody names their own. It stands in the ledger, and here until it ends.";
        none => "Chưa có ngoại lệ nào.", "No exception.";
        person => "Người", "Person";
        duties => "Nhiệm vụ", "Duties";
        reason => "Lý do", "Reason";
        named => "Ai cho phép", "Named by";
        act => "Thao tác", "Act";
        everywhere => "mọi kỳ", "every edition";
        end => "Chấm dứt ngoại lệ", "End the exception";
        new => "Ghi ngoại lệ", "Name an exception";
        one_more => "Thêm ngoại lệ", "One more exception";
        choose_person => "Chọn người", "Choose a person";
        choose_duties => "Chọn nhiệm vụ", "Choose the duties";
        edition => "Kỳ", "Edition";
        person_missing => "Chọn người được ngoại lệ", "Choose the person";
        duties_missing => "Chọn hai nhiệm vụ", "Choose the duties";
        reason_missing => "Nhập lý do của ngoại lệ", "Enter the reason";
        reason_long(used: usize) => "Lý do dài {used} ký tự, tối đa 1.000", "The reason has {used} characters, 1,000 at most";
        own => "Không ai tự ghi ngoại lệ cho mình. Nhờ một người khác có quyền", "Nobody names an exception for themselves. Ask somebody else with the right";
        never => "Trường hợp này không có ngoại lệ", "There is no exception from this";
    }
}

/// What was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExceptionChoice {
    pub person: String,
    pub exclusion: String,
    pub edition: String,
    pub reason: String,
}

/// What may be chosen. An empty list of people or editions means that the page is about one.
#[derive(Clone, Debug, Default)]
pub struct ExceptionOptions {
    pub exclusions: Vec<Exclusion>,
    pub people: Vec<(i64, String)>,
    pub editions: Vec<(i64, String)>,
}

/// The exceptions in force. `base` is where each ends: `{base}/{id}/cham-dut`.
#[component]
pub fn ExceptionList(exceptions: Vec<NamedException>, #[prop(into)] base: String) -> impl IntoView {
    let page = page_context();
    let (lang, now) = (page.lang, page.now);
    let words = ExceptionWords(lang);
    if exceptions.is_empty() {
        return view! { <p>{words.none()}</p> }.into_any();
    }
    let columns = [words.person(), words.duties(), words.reason(), words.named(), words.act()].map(Column::text);
    let rows =
        exceptions.into_iter().map(move |exception| {
            let action = href(&format!("{base}/{}/cham-dut", exception.id));
            let end = exception.may_end.then(|| view! {
            <form method="post" action=action><Button kind=ButtonKind::DangerOutline>{words.end()}</Button></form>
        });
            let place = exception.edition.unwrap_or_else(|| words.everywhere().to_owned());
            let when = format_moment(exception.given_at, now, lang);
            view! {
                <Row>
                    <RowHead sub=place>{exception.person}</RowHead>
                    <Cell label=words.duties()>{exclusion_name(exception.exclusion, lang)}</Cell>
                    <Cell label=words.reason()>{exception.reason}</Cell>
                    <Cell label=words.named()>{exception.given_by}<span class="table__sub">{when}</span></Cell>
                    <Cell label=words.act()>{end}</Cell>
                </Row>
            }
        });
    let rows = rows.collect_view();
    view! { <Table caption=words.title() columns=columns.to_vec() caption_hidden=true>{rows}</Table> }.into_any()
}

/// The form for one more; nothing for who may name none.
#[component]
pub fn ExceptionForm(
    options: ExceptionOptions,
    #[prop(into)] action: String,
    choice: ExceptionChoice,
    errors: Errors,
) -> impl IntoView {
    let lang = page_context().lang;
    let words = ExceptionWords(lang);
    if options.exclusions.is_empty() {
        return ().into_any();
    }
    let numbered = |list: Vec<(i64, String)>| -> Vec<(String, String)> {
        list.into_iter().map(|(id, name)| (id.to_string(), name)).collect()
    };
    let exclusions: Vec<_> = options
        .exclusions
        .iter()
        .map(|exclusion| (exclusion.code().to_owned(), exclusion_name(*exclusion, lang).to_owned()))
        .collect();
    let (people, editions) = (numbered(options.people), numbered(options.editions));
    let person = (!people.is_empty()).then(|| {
        view! {
            <Select name="ngoai-le-nguoi" label=words.person() options=people value=choice.person
                empty=words.choose_person().to_owned() error=errors.at("ngoai-le-nguoi")/>
        }
    });
    let edition = (!editions.is_empty()).then(|| {
        view! {
            <Select name="ngoai-le-ky" label=words.edition() options=editions value=choice.edition
                empty=words.everywhere().to_owned() error=errors.at("ngoai-le-ky")/>
        }
    });
    view! {
        <h3>{words.one_more()}</h3>
        <form method="post" action=href(&action) class="form stack" novalidate>
            {person}
            <Select name="ngoai-le-viec" label=words.duties() options=exclusions value=choice.exclusion
                empty=words.choose_duties().to_owned() error=errors.at("ngoai-le-viec")/>
            {edition}
            <TextArea name="ngoai-le-ly-do" label=words.reason() value=choice.reason rows=3 count=1_000
                error=errors.at("ngoai-le-ly-do")/>
            <div class="button-row"><Button icon="plus">{words.new()}</Button></div>
        </form>
    }
    .into_any()
}
