//! The rules in force, to read and to print.

use domain::calendar::format_instant;
use domain::programmes::edition::Edition;
use domain::programmes::rules::EditionRules;
use leptos::prelude::*;

use super::rules_text::rules_text;
use crate::catalogue;
use crate::components::deadline::EffectiveDeadlineLine;
use crate::components::page_head::{Breadcrumb, PageHead};
use crate::components::prose::{Contents, Prose};
use crate::shell::{Title, page_context};
use crate::words::lang;

catalogue! {
    /// The words of the rules page.
    pub RulesPageWords {
        contests => "Cuộc thi", "Contests";
        title(edition: &str) => "Thể lệ {edition}", "Rules of {edition}";
        kicker => "Thể lệ", "Rules";
        version(version: i32) => "Bản {version}, đang có hiệu lực. Hồ sơ đã bắt đầu theo bản nào thì giữ bản đó.",
            "Version {version}, in force. Entries keep the version they were started under.";
        deadline => "Hạn nộp hiện nay", "Deadline now";
        printed(at: &str) => "In lúc {at}", "Printed at {at}";
    }
}

/// The full text of one edition's rules.
#[component]
pub fn RulesPage(edition: Edition, rules: EditionRules) -> impl IntoView {
    let words = RulesPageWords(lang());
    let name = edition.name(lang()).to_owned();
    let text = rules_text(&rules, lang());
    let extended = edition.deadline().extended.is_some().then(|| {
        let deadline = edition.deadline();
        view! { <EffectiveDeadlineLine deadline label=words.deadline()/> }
    });
    let places = vec![
        ("/cuoc-thi".to_owned(), words.contests().to_owned()),
        (format!("/cuoc-thi/{}", edition.slug), name.clone()),
    ];
    view! {
        <Title text=words.title(&name)/>
        <Breadcrumb places/>
        <PageHead title=name kicker=words.kicker() lead=words.version(edition.version)/>
        {extended}
        <p class="print-only">{words.printed(&format_instant(page_context().now, lang()))}</p>
        <div class="columns">
            <Prose text=text.clone()/>
            <Contents text/>
        </div>
    }
}
