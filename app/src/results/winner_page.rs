//! One winning entry: what everybody may read of it, at an address that stays.

use domain::calendar::{format_date, format_instant};
use domain::results::public::WinningEntry;
use leptos::prelude::*;

use super::shown::{names_of, places_of};
use crate::catalogue;
use crate::components::button::{ButtonKind, ButtonLink};
use crate::components::page_head::Breadcrumb;
use crate::components::prize::{PrizeName, Seal, SealSize};
use crate::components::summary_list::{SummaryList, SummaryRow};
use crate::components::tag::{Tag, Tone};
use crate::shell::Title;
use crate::words::lang;

catalogue! {
    /// The words of the page of a winning entry.
    pub WinnerWords {
        results => "Kết quả", "Results";
        prize => "Giải", "Prize";
        field => "Lĩnh vực", "Field";
        authors => "Tác giả", "Authors";
        school => "Đơn vị hoặc xã, phường", "School, unit or commune";
        edition => "Kỳ", "Edition";
        decision => "Quyết định", "Decision";
        decision_of(number: &str, date: &str) => "{number} ngày {date}", "{number} of {date}";
        code => "Mã hồ sơ", "Entry code";
        how => "Xem cách tính điểm", "See how it was computed";
        consent => "Họ tên và trường chỉ hiện khi tác giả đồng ý; với trẻ em dưới 16 tuổi, khi cả người giám hộ và em (từ 7 tuổi) đồng ý. Ngày sinh, địa chỉ, điện thoại không bao giờ công khai.", "Names and schools are shown only with consent; of children under 16 with their guardian's and, from 7 years, their own. Birth date, address and phone are never public.";
        revoked => "Đã thu hồi", "Revoked";
        revoked_text(number: &str, at: &str) => "Theo Quyết định {number}, ghi nhận lúc {at}.", "By decision {number}, recorded at {at}.";
        reason(text: &str) => "Lý do: {text}", "Reason: {text}";
    }
}

/// The page.
#[component]
pub fn WinnerPage(entry: WinningEntry) -> impl IntoView {
    let words = WinnerWords(lang());
    let WinningEntry { edition, decision, awards } = entry;
    let Some(first) = awards.first().cloned() else {
        return ().into_any();
    };
    let name = edition.name(lang()).to_owned();
    let places =
        vec![("/ket-qua".to_owned(), words.results().to_owned()), (format!("/ket-qua/{}", edition.slug), name.clone())];
    let in_force = first.revoked.is_none();
    let seal = first.seal.filter(|_| in_force).map(|mark| view! { <Seal mark size=SealSize::Large/> });
    let prizes = awards
        .iter()
        .map(|award| (award.prize_name.clone(), award.seal))
        .map(|(name, seal)| view! { <p><PrizeName name seal/></p> })
        .collect_view();
    let revoked = awards
        .iter()
        .filter_map(|award| Some((award.prize_name.clone(), award.revoked.clone()?)))
        .map(|(prize, revocation)| {
            let text = words.revoked_text(&revocation.decision, &format_instant(revocation.at, lang()));
            view! {
                <div class="banner banner--error">
                    <h2 class="banner__title"><Tag tone=Tone::Error icon="circle-x" text=words.revoked()/>" "{prize}</h2>
                    <p class="banner__text">{text}" "{words.reason(&revocation.reason)}</p>
                </div>
            }
        })
        .collect_view();
    let decided = words.decision_of(&decision.number, &format_date(decision.decided_on, lang()));
    let computation = format!("/ket-qua/{}/cach-tinh/{}", edition.slug, first.code);
    let authors = names_of(&first.authors);
    let schools = places_of(&first.authors);
    view! {
        <Title text=first.title.clone()/>
        <Breadcrumb places/>
        {revoked}
        <div class="winner">
            {seal}
            <div class="winner__titles">
                <p class="page-head__kicker" lang="vi">{first.prize_name.clone()}</p>
                <h1 lang="vi">{first.title.clone()}</h1>
            </div>
        </div>
        <SummaryList>
            <SummaryRow key=words.prize()>{prizes}</SummaryRow>
            <SummaryRow key=words.field() value=first.field_name.clone()/>
            <SummaryRow key=words.authors() value=authors/>
            <SummaryRow key=words.school() value=schools/>
            <SummaryRow key=words.edition() value=name/>
            <SummaryRow key=words.decision() value=decided/>
            <SummaryRow key=words.code() value=first.code.clone()/>
        </SummaryList>
        <p class="muted">{words.consent()}</p>
        <div class="button-row no-print"><ButtonLink to=computation kind=ButtonKind::Outline icon="chart-dots">{words.how()}</ButtonLink></div>
    }
    .into_any()
}
