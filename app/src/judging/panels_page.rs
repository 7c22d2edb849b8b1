//! The rounds of an edition with their panels.

use domain::judging::desk::{PanelInput, PanelSummary, RoundSummary};
use domain::judging::states::RoundState;
use domain::people::roles::GrantedRole;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::banner::{Banner, Notice, NoticeKind};
use crate::components::button::{Button, ButtonKind, ButtonLink, ButtonRow};
use crate::components::deadline::Deadline;
use crate::components::empty::Empty;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::{Checkbox, Select, TextField};
use crate::components::page_head::{BackLink, PageHead, Section};
use crate::components::status::StatusTag;
use crate::components::table::{Cell, Column, Row, RowHead, Table};
use crate::shell::{Title, href, page_context};
use crate::words::{figure, lang};

catalogue! {
    /// The words of panels.
    pub PanelWords {
        title => "Giám khảo và tiểu ban", "Judges and panels";
        create => "Lập tiểu ban", "Make a panel";
        open => "Mở vòng chấm…", "Open the round…";
        lock => "Khóa điểm…", "Lock scores…";
        due => "Đổi hạn chấm…", "Change the deadline…";
        no_panels => "Vòng này chưa có tiểu ban", "The round has no panel yet";
        no_panels_text => "Lập tiểu ban cho từng lĩnh vực, hoặc gộp vài lĩnh vực.", "Make a panel for each field, or for several together.";
        uncovered(fields: &str) => "Chưa có tiểu ban cho: {fields}", "No panel yet for: {fields}";
        needs(count: u32) => "mỗi bài {count} giám khảo", "{count} judges an entry";
        blind => "chấm kín", "blind";
        due_label => "Hạn chấm", "Deadline";
        name => "Tên tiểu ban", "Name of the panel";
        round => "Vòng", "Round";
        fields => "Lĩnh vực", "Fields";
        chair => "Trưởng tiểu ban", "Chair";
        no_chair => "Chưa chọn", "Not chosen";
        judges => "Giám khảo", "Judges";
        signed => "Phiếu đã ký", "Signed sheets";
        decision => "Số quyết định thành lập", "Decision number";
        decision_hint => "Ví dụ: 12/QĐ-BTC", "For example: 12/QĐ-BTC";
        save => "Lưu tiểu ban", "Save the panel";
        back => "Giám khảo và tiểu ban", "Judges and panels";
    }
}

/// Every round with its panels.
#[component]
pub fn PanelsPage(
    #[prop(into)] slug: String,
    #[prop(into)] edition: String,
    rounds: Vec<RoundSummary>,
) -> impl IntoView {
    let words = PanelWords(lang());
    let base = format!("/thu-ky/{slug}");
    let sections = rounds.into_iter().map(|round| round_section(&base, round)).collect_view();
    view! {
        <Title text=words.title()/>
        <Banner/>
        <PageHead title=words.title() kicker=edition/>
        {sections}
    }
}

fn round_section(base: &str, round: RoundSummary) -> impl IntoView + use<> {
    let words = PanelWords(lang());
    let id = format!("vong-{}", round.code);
    let mut facts = vec![words.needs(round.judges_per_entry)];
    if round.blind {
        facts.push(words.blind().to_owned());
    }
    let due = round.due_at.map(|at| view! { <Deadline at label=words.due_label()/> });
    let bare = (!round.uncovered.is_empty() && round.state == RoundState::Preparing)
        .then(|| view! { <Notice kind=NoticeKind::Attention text=words.uncovered(&round.uncovered.join(", "))/> });
    let table = if round.panels.is_empty() {
        view! { <Empty title=words.no_panels() text=words.no_panels_text()/> }.into_any()
    } else {
        panel_table(base, &round.name, round.panels).into_any()
    };
    let acts = round_acts(base, &round.code, round.state);
    view! {
        <Section id title=round.name.clone()>
            <p class="cluster"><StatusTag of=round.state/><span class="muted">{facts.join(", ")}</span></p>
            {due}{bare}{table}{acts}
        </Section>
    }
}

fn round_acts(base: &str, code: &str, state: RoundState) -> impl IntoView + use<> {
    let words = PanelWords(lang());
    let create = format!("{base}/tieu-ban/moi?vong={code}");
    let (path, label) = match state {
        RoundState::Preparing => (format!("{base}/vong/{code}/mo"), Some(words.open())),
        RoundState::Scoring => (format!("{base}/vong/{code}/khoa"), Some(words.lock())),
        RoundState::Locked => (String::new(), None),
    };
    let due = (state == RoundState::Scoring).then(
        || view! { <ButtonLink to=format!("{base}/vong/{code}/han") kind=ButtonKind::Quiet>{words.due()}</ButtonLink> },
    );
    let secretary = page_context().actor.holds(GrantedRole::Secretary);
    label.filter(|_| secretary).map(|label| {
        view! {
            <ButtonRow>
                <ButtonLink to=create kind=ButtonKind::Outline icon="plus">{words.create()}</ButtonLink>
                <ButtonLink to=path kind=ButtonKind::Outline>{label}</ButtonLink>
                {due}
            </ButtonRow>
        }
    })
}

fn panel_table(base: &str, round: &str, panels: Vec<PanelSummary>) -> impl IntoView + use<> {
    let words = PanelWords(lang());
    let columns = vec![
        Column::text(words.name()),
        Column::text(words.fields()),
        Column::text(words.chair()),
        Column::number(words.judges()),
        Column::number(words.signed()),
    ];
    let rows = panels.into_iter().map(|panel| {
        let path = href(&format!("{base}/tieu-ban/{}", panel.id));
        let chair = panel.chair.unwrap_or_else(|| words.no_chair().to_owned());
        let signed = format!("{}/{}", figure(panel.progress.signed), figure(panel.progress.total()));
        view! {
            <Row>
                <RowHead sub=panel.decision><a href=path>{panel.name}</a></RowHead>
                <Cell label=words.fields()>{panel.fields.join(", ")}</Cell>
                <Cell label=words.chair()>{chair}</Cell>
                <Cell label=words.judges() number=true>{panel.judges}</Cell>
                <Cell label=words.signed() number=true>{signed}</Cell>
            </Row>
        }
    });
    let rows = rows.collect_view();
    view! { <Table caption=round caption_hidden=true columns>{rows}</Table> }
}

/// The form of a new panel.
#[component]
pub fn NewPanelPage(
    #[prop(into)] slug: String,
    /// Code and name.
    rounds: Vec<(String, String)>,
    /// Code and name.
    fields: Vec<(String, String)>,
    input: PanelInput,
    #[prop(optional)] errors: Errors,
) -> impl IntoView {
    let words = PanelWords(lang());
    let path = format!("/thu-ky/{slug}/tieu-ban");
    view! {
        <Title text=title_with_errors(words.create(), &errors)/>
        <BackLink to=path.clone() label=words.back()/>
        <ErrorSummary errors=errors.clone()/>
        <PageHead title=words.create()/>
        <form class="form" method="post" action=href(&path) novalidate>
            <Select name="vong" label=words.round() options=rounds value=input.round_code.clone() error=errors.at("vong")/>
            <PanelFields fields input chairs=vec![] errors/>
            <Button>{words.save()}</Button>
        </form>
    }
}

/// Name, fields, chair and decision of a panel.
#[component]
pub fn PanelFields(
    fields: Vec<(String, String)>,
    input: PanelInput,
    /// Who could lead: account and name. None before there are judges.
    chairs: Vec<(String, String)>,
    errors: Errors,
) -> impl IntoView {
    let words = PanelWords(lang());
    let chair = input.chair.map(|id| id.to_string()).unwrap_or_default();
    let chair = (!chairs.is_empty()).then(|| {
        view! { <Select name="truong" label=words.chair() options=chairs value=chair empty=words.no_chair().to_owned() optional=true error=errors.at("truong")/> }
    });
    view! {
        <TextField name="ten" label=words.name() value=input.name error=errors.at("ten")/>
        <FieldBoxes name="linh-vuc" legend=words.fields() fields chosen=input.fields error=errors.at("linh-vuc-0")/>
        {chair}
        <TextField name="quyet-dinh" label=words.decision() hint=words.decision_hint().to_owned() value=input.decision width="w20" optional=true/>
    }
}

/// Boxes for fields, all under one name.
#[component]
pub fn FieldBoxes(
    name: &'static str,
    #[prop(into)] legend: String,
    fields: Vec<(String, String)>,
    chosen: Vec<String>,
    #[prop(optional_no_strip)] error: Option<String>,
) -> impl IntoView {
    let mut error = error;
    let boxes = fields.into_iter().enumerate().map(|(place, (code, label))| {
        let checked = chosen.contains(&code);
        let own_error = error.take();
        view! { <Checkbox name id=format!("{name}-{place}") value=code label checked error=own_error/> }
    });
    view! {
        <fieldset class="fieldset">
            <legend class="fieldset__legend">{legend}</legend>
            <div class="fieldset__body">{boxes.collect_view()}</div>
        </fieldset>
    }
}
