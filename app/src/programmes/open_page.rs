//! The preview before an edition opens: what will be public and what cannot change any more.

use domain::programmes::desk::RulesDesk;
use domain::programmes::readiness::Finding;
use leptos::prelude::*;

use super::finding_words::finding_sentence;
use crate::catalogue;
use crate::components::confirm::Confirm;
use crate::components::page_head::{BackLink, PageHead};
use crate::components::summary_list::{SummaryList, SummaryRow};
use crate::shell::{Title, page_context};
use crate::words::lang;

catalogue! {
    /// The words of the preview.
    pub OpenWords {
        back => "Thể lệ", "Rules";
        title => "Mở nhận hồ sơ", "Open for entries";
        lead => "Thể lệ thành bản 1 và không sửa được nữa; muốn đổi phải lập phiên bản mới có lý do. Trang cuộc thi hiện cho mọi người.", "The rules become version 1 and cannot change any more; a change needs a new version with its reason. The contest's page is shown to everybody.";
        deadline => "Hạn nộp", "Deadline";
        opens => "Mở nhận hồ sơ", "Entries open";
        fields => "Lĩnh vực", "Fields";
        rounds => "Vòng chấm", "Rounds";
        prizes => "Giải", "Prizes";
        codes => "Mã hồ sơ", "Entry codes";
        looks(count: usize) => "Còn {count} điều nên xem lại", "{count} things worth a look";
        act => "Mở nhận hồ sơ, khóa thể lệ bản 1", "Open for entries, freeze version 1";
    }
}

/// The question before opening.
#[component]
pub fn OpenEditionPage(desk: RulesDesk) -> impl IntoView {
    use domain::calendar::{format_deadline, format_instant};
    let words = OpenWords(lang());
    let edition = desk.edition.clone();
    let rules = &desk.rules;
    let base = format!("/thu-ky/{}", edition.slug);
    let names = |all: Vec<String>| all.join("; ");
    let looks: Vec<Finding> =
        desk.findings(page_context().now).into_iter().filter(|finding| !finding.blocks()).collect();
    let first_code = format!("{}-0001", edition.code_prefix);
    let count = looks.len();
    let lines = looks.iter().map(|finding| view! { <li>{finding_sentence(finding, lang())}</li> }).collect_view();
    let opens = rules.dates.opens_at.map(|at| format_instant(at, lang())).unwrap_or_default();
    let closes = rules.dates.closes_at.map(|at| format_deadline(at, lang())).unwrap_or_default();
    let fields = names(rules.fields.iter().map(|field| field.name.clone()).collect());
    let rounds = names(rules.rounds.iter().map(|round| round.name.clone()).collect());
    let prizes = names(rules.prizes.iter().map(|prize| prize.name.clone()).collect());
    view! {
        <Title text=words.title()/>
        <BackLink to=format!("{base}/the-le") label=words.back()/>
        <PageHead title=words.title() kicker=edition.name(lang()).to_owned() lead=words.lead()/>
        <Confirm action=format!("{base}/mo-nhan") act=words.act() back=format!("{base}/the-le") danger=false icon="login">
            <SummaryList>
                <SummaryRow key=words.opens() value=opens/>
                <SummaryRow key=words.deadline() value=closes/>
                <SummaryRow key=words.fields() value=fields/>
                <SummaryRow key=words.rounds() value=rounds/>
                <SummaryRow key=words.prizes() value=prizes/>
                <SummaryRow key=words.codes() value=first_code/>
            </SummaryList>
            {(count > 0).then(|| view! {
                <details class="details"><summary class="details__summary">{words.looks(count)}</summary>
                    <div class="details__body"><ul>{lines}</ul></div></details>
            })}
        </Confirm>
    }
}
