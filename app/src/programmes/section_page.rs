//! One section of the rules, to write or to read.

use domain::programmes::desk::RulesDesk;
use domain::programmes::form::{Draft, FormProblem, RulesSection};
use domain::programmes::readiness::proposed_in;
use leptos::prelude::*;

use super::finding_words::finding_sentence;
use super::rules_form::RulesForm;
use super::section_words::section_name;
use super::value_words::{errors, place_name};
use crate::catalogue;
use crate::components::banner::Banner;
use crate::components::button::{Button, ButtonKind, ButtonRow};
use crate::components::errors::{ErrorSummary, title_with_errors};
use crate::components::icon::Icon;
use crate::components::page_head::{BackLink, PageHead};
use crate::components::table::{Cell, Column, Row, RowHead, Table};
use crate::shell::{Title, href, page_context};
use crate::words::lang;

catalogue! {
    /// The words of a section.
    pub SectionWords {
        back => "Thể lệ", "Rules";
        save => "Lưu", "Save";
        save_next => "Lưu và sang phần tiếp", "Save and go on";
        confirm_all(count: usize) => "Lưu và xác nhận {count} giá trị đề xuất", "Save and confirm {count} proposed values";
        unsaved => "Có thay đổi chưa lưu. Bấm “Lưu” khi sửa xong.", "There are unsaved changes. Press “Save” when you are done.";
        frozen(version: i32) => "Bản {version} đã có hiệu lực nên chỉ đọc được. Muốn đổi, lập phiên bản mới ở trang Thể lệ.", "Version {version} is in force and can only be read. To change it, start a new version on the Rules page.";
        stale => "Người khác vừa lưu phần này", "Somebody else has just saved this section";
        stale_text => "Nội dung bạn nhập vẫn còn ở dưới, chưa lưu. So hai cột, sửa nếu cần, rồi bấm “Lưu” để thay bằng nội dung của bạn.", "What you typed is still below, not saved. Compare the columns, change what you need, then press “Save” to replace it with yours.";
        stale_same => "Hai bên giống hệt nhau: bấm “Lưu” là xong.", "Both are the same: just press “Save”.";
        value => "Giá trị", "Value";
        yours => "Bạn nhập", "Yours";
        theirs => "Đang lưu trên hệ thống", "Stored now";
        nothing => "(trống)", "(empty)";
        findings => "Cần xem ở phần này", "To look at in this section";
        sections => "Các phần", "Sections";
    }
}

/// What stands on the page beside the stored rules.
#[derive(Clone, Debug, Default)]
pub struct SectionState {
    /// What was typed, when it is not what is stored.
    pub typed: Option<Draft>,
    pub problems: Vec<FormProblem>,
    /// Somebody saved meanwhile: their text of the section.
    pub theirs: Option<Draft>,
}

/// The editor of one section.
#[component]
pub fn SectionPage(desk: RulesDesk, section: RulesSection, #[prop(optional)] state: SectionState) -> impl IntoView {
    let words = SectionWords(lang());
    let (name, about) = section_name(section, lang());
    let stored = Draft::of(&desk.rules, section);
    let unsaved = state.typed.is_some() && state.problems.is_empty() && state.theirs.is_none();
    let draft = state.typed.clone().unwrap_or(stored);
    let found = errors(&state.problems, &draft, lang());
    let proposed = proposed_in(&desk.rules, section).count();
    let (editable, version) = (desk.editable, desk.version);
    let action = href(&desk.section_path(section));
    let address = action.clone();
    let back = format!("/thu-ky/{}/the-le", desk.edition.slug);
    let stale = state.theirs.map(|theirs| view! { <Stale yours=draft.clone() theirs/> });
    view! {
        <Title text=title_with_errors(name, &found)/>
        <BackLink to=back label=words.back()/>
        <Banner/>
        <ErrorSummary errors=found.clone()/>
        {stale}
        <PageHead title=name kicker=desk.edition.name(lang()).to_owned() lead=about/>
        {unsaved.then(|| notice(words.unsaved().to_owned()))}
        {(!editable).then(|| notice(words.frozen(version)))}
        <div class="columns columns--nav">
            <SectionLinks desk=desk.clone() section/>
            <div class="stack">
                <Findings desk=desk.clone() section/>
                <form method="post" action=address novalidate>
                    <input type="hidden" name="lan-luu" value=desk.revision/>
                    <button class="visually-hidden" type="submit" name="lam" value="luu" tabindex="-1" aria-hidden="true">{words.save()}</button>
                    <fieldset class="rules-form__whole" disabled=!editable>
                        <legend class="visually-hidden">{name}</legend>
                        <RulesForm nodes=section.nodes() draft errors=found rules=desk.rules editable action/>
                    </fieldset>
                    {editable.then(|| view! { <Saving proposed/> })}
                </form>
            </div>
        </div>
    }
}

fn notice(text: String) -> impl IntoView {
    view! { <div class="banner banner--attention"><Icon name="info-circle"/><p class="banner__text">{text}</p></div> }
}

#[component]
fn Saving(proposed: usize) -> impl IntoView {
    let words = SectionWords(lang());
    let confirm = (proposed > 0).then(|| {
        view! { <Button kind=ButtonKind::Outline icon="circle-check" name="lam" value="xac-nhan">{words.confirm_all(proposed)}</Button> }
    });
    view! {
        <ButtonRow>
            <Button name="lam" value="luu">{words.save()}</Button>
            <Button kind=ButtonKind::Outline name="lam" value="tiep">{words.save_next()}</Button>
            {confirm}
        </ButtonRow>
    }
}

#[component]
fn SectionLinks(desk: RulesDesk, section: RulesSection) -> impl IntoView {
    let links = RulesSection::ALL.map(|other| {
        let name = section_name(other, lang()).0;
        let here = (other == section).then_some("step");
        view! { <a class="section-nav__link" href=href(&desk.section_path(other)) aria-current=here>{name}</a> }
    });
    view! { <nav class="section-nav only-desktop" aria-label=SectionWords(lang()).sections()>{links.collect_view()}</nav> }
}

/// What the readiness check finds here.
#[component]
fn Findings(desk: RulesDesk, section: RulesSection) -> impl IntoView {
    let found: Vec<_> = desk
        .findings(page_context().now)
        .into_iter()
        .filter(|finding| finding.section() == section && desk.editable)
        .map(|finding| view! { <li>{finding_sentence(&finding, lang())}</li> })
        .collect();
    (!found.is_empty()).then(|| {
        view! {
            <div class="banner banner--attention">
                <Icon name="alert-triangle"/>
                <h2 class="banner__title">{SectionWords(lang()).findings()}</h2>
                <ul class="banner__text">{found}</ul>
            </div>
        }
    })
}

/// Both texts of a section that two people changed.
#[component]
fn Stale(yours: Draft, theirs: Draft) -> impl IntoView {
    let words = SectionWords(lang());
    let differences = yours.differences(&theirs);
    let shown = move |text: String| {
        if text.trim().is_empty() { words.nothing().to_owned() } else { text }
    };
    let same = differences.is_empty();
    let rows = differences
        .into_iter()
        .map(|(path, own, other)| {
            let (place, own, other) = (place_name(&path, &yours, lang()), shown(own), shown(other));
            view! {
                <Row>
                    <RowHead>{place}</RowHead>
                    <Cell label=words.yours()>{own}</Cell>
                    <Cell label=words.theirs()>{other}</Cell>
                </Row>
            }
        })
        .collect_view();
    let columns = vec![Column::text(words.value()), Column::text(words.yours()), Column::text(words.theirs())];
    view! {
        <div class="banner banner--attention" role="alert">
            <Icon name="users"/>
            <h2 class="banner__title">{words.stale()}</h2>
            <p class="banner__text">{if same { words.stale_same() } else { words.stale_text() }}</p>
        </div>
        {(!same).then(|| view! { <Table caption=words.stale() columns caption_hidden=true>{rows}</Table> })}
    }
}
