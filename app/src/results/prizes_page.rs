//! Settling prizes: who gets what by the ranking, ties to decide, levels left empty, special prizes.

use domain::programmes::edition::EditionState;
use domain::results::acts::AllocationProblem;
use domain::results::listing::{PrizeDesk, pool_name};
use leptos::prelude::*;

use super::Typed;
use super::numbers::two;
use super::prize_levels::Levels;
use super::sentences::of_allocation;
use super::special_prizes::SpecialPrizes;
use super::tie_forms::{decided_tie, tie_form};
use crate::catalogue;
use crate::components::banner::Banner;
use crate::components::button::{ButtonKind, ButtonLink};
use crate::components::empty::Empty;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::page_head::{PageHead, Section};
use crate::components::prize::PrizeName;
use crate::components::table::{Cell, Column, Row, RowHead, Table};
use crate::shell::{Title, href};
use crate::words::lang;

catalogue! {
    /// The words of the page on prizes.
    pub PrizeWords {
        title => "Xét giải", "Prizes";
        lead => "Giải được xếp theo thứ hạng chung cuộc, khung điểm và số giải của thể lệ. Hệ thống không tự cắt một nhóm bằng điểm.", "Prizes follow the final ranking, the bands and the numbers in the rules. A tie is never cut by the system.";
        not_locked => "Điểm vòng cuối chưa khóa. Danh sách dưới đây còn có thể đổi.", "The last round is not locked. The list below may still change.";
        too_early => "Kỳ thi chưa tới bước chấm. Xét giải khi các vòng đã có phiếu được ký.", "The edition is not judged yet. Prizes are settled once sheets are signed.";
        noticed => "Danh sách đang công khai hoặc đã công bố, không sửa được ở đây.", "The list is public: it cannot be changed here.";
        count(count: usize) => "{count} giải dự kiến", "{count} provisional prizes";
        ties => "Bằng điểm ở vạch giải", "Ties at a prize line";
        tie(count: usize, prize: &str, places: u32) => "{count} hồ sơ bằng nhau ở mọi tiêu chí, {prize} chỉ còn {places} suất", "{count} entries equal in everything, {places} places left of {prize}";
        in_pool(pool: &str) => "lĩnh vực {pool}", "field {pool}";
        choose => "Chọn hồ sơ được trao", "Choose who gets it";
        choose_hint => "Có thể chọn ít hơn số suất. Hồ sơ không được chọn xuống giải kế tiếp.", "Fewer may be chosen. Those not chosen fall to the next level.";
        reason => "Lý do", "Reason";
        reason_hint => "Ai quyết định, căn cứ nào, theo biên bản nào. Lý do nằm trong gói kiểm chứng công khai.", "Who decided, on what grounds, by which minutes. It is part of the public proof.";
        decide => "Ghi quyết định", "Record the decision";
        decided => "Đã quyết định", "Decided";
        chosen(codes: &str) => "chọn {codes}", "chosen: {codes}";
        nobody => "để trống", "left empty";
        undo => "Bỏ quyết định", "Undo the decision";
        provisional => "Danh sách dự kiến", "Provisional list";
        rank => "Hạng", "Rank";
        work => "Công trình", "Work";
        field => "Lĩnh vực", "Field";
        score => "Điểm", "Points";
        prize => "Giải", "Prize";
        levels => "Số giải đã dùng", "Prizes used";
        given => "Đã xếp", "Given";
        cap => "Số giải theo thể lệ", "Cap";
        no_cap => "không giới hạn", "no limit";
        pool => "Tính trong", "Counted in";
        whole => "cả kỳ thi", "the whole edition";
        empty_level => "Để trống", "Left empty";
        withhold => "Để trống một giải", "Leave a level empty";
        withhold_which => "Giải để trống", "Level to leave empty";
        withhold_act => "Để trống giải này", "Leave it empty";
        give_back => "Trao lại", "Give it again";
        pick => "Chọn một giải", "Choose a level";
        special => "Giải đặc thù", "Special prizes";
        special_lead => "Trao theo đề xuất, không theo thứ hạng; một hồ sơ có thể có cả giải theo hạng.", "Given by hand, not by rank; an entry may have a ranked prize too.";
        code => "Mã hồ sơ", "Entry code";
        give => "Trao giải đặc thù", "Give the special prize";
        take => "Bỏ giải", "Take back";
        nobody_title => "Chưa có hồ sơ nào được xếp giải", "No entry has a prize yet";
        nobody_text => "Danh sách hiện khi các vòng đã có phiếu được ký và đủ điều kiện xếp hạng.", "The list appears once sheets are signed and entries are ranked.";
        notice => "Công khai lấy ý kiến", "Public notice";
        act => "Việc", "Act";
    }
}

/// The page, with what was typed and what is wrong when a form on it was refused.
#[component]
pub fn PrizesPage(
    desk: PrizeDesk,
    #[prop(optional)] problems: Vec<AllocationProblem>,
    #[prop(optional)] typed: Typed,
) -> impl IntoView {
    let words = PrizeWords(lang());
    let open = desk.edition.state == EditionState::Judging;
    let form = typed.text("khung");
    let errors: Errors =
        problems.iter().map(|problem| (error_field(problem, &form), of_allocation(problem, lang()))).collect();
    let slug = desk.edition.slug.clone();
    let actions = open.then(|| {
        view! { <ButtonLink to=format!("/thu-ky/{slug}/cong-khai") kind=ButtonKind::Outline icon="eye">{words.notice()}</ButtonLink> }
            .into_any()
    });
    let ties = desk
        .allocation
        .open_ties
        .clone()
        .into_iter()
        .enumerate()
        .map(|(position, tie)| tie_form(&desk, position, tie, &errors, &typed))
        .collect::<Vec<_>>();
    let decided = desk.ties.clone().into_iter().map(|tie| decided_tie(&desk, tie, open)).collect::<Vec<_>>();
    let has_ties = !ties.is_empty() || !decided.is_empty();
    let hint = match desk.edition.state {
        EditionState::Draft | EditionState::Open => Some(words.too_early()),
        EditionState::Judging => (!desk.locked).then(|| words.not_locked()),
        EditionState::Noticed | EditionState::Published => Some(words.noticed()),
    };
    view! {
        <Title text=title_with_errors(words.title(), &errors)/>
        <Banner/>
        <ErrorSummary errors=errors.clone()/>
        <PageHead title=words.title() kicker=desk.edition.name(lang()).to_owned() lead=words.lead()
            meta=view! { <strong>{words.count(desk.count())}</strong> }.into_any() actions=actions.unwrap_or_else(|| ().into_any())/>
        {hint.map(|hint| view! { <p class="banner banner--attention">{hint}</p> })}
        {has_ties.then(|| view! { <Section id="bang-diem" title=words.ties()>{ties}{decided}</Section> })}
        <ProvisionalList desk=desk.clone()/>
        <Levels desk=desk.clone() open errors=errors.clone() typed=typed.clone()/>
        <SpecialPrizes desk open errors typed/>
    }
}

fn error_field(problem: &AllocationProblem, form: &str) -> String {
    match problem {
        AllocationProblem::ReasonMissing | AllocationProblem::ReasonTooLong => format!("ly_do-{form}"),
        AllocationProblem::NoSuchLevel => "giai-trong".to_owned(),
        AllocationProblem::NoSuchEntry | AllocationProblem::Tag(_) => "ma".to_owned(),
        AllocationProblem::NoticeIsOut
        | AllocationProblem::RoundNotLocked
        | AllocationProblem::TieChanged
        | AllocationProblem::TooManyChosen { .. } => format!("chon-{form}"),
    }
}

/// Over what a level is counted, in words.
pub(super) fn pool_words(desk: &PrizeDesk, pool: &str) -> String {
    if pool.is_empty() { PrizeWords(lang()).whole().to_owned() } else { pool_name(&desk.rules, pool) }
}

/// The name of a prize, or its code when the rules no longer have it.
pub(super) fn prize_name(desk: &PrizeDesk, code: &str) -> String {
    desk.prize(code).map_or_else(|| code.to_owned(), |prize| prize.name.clone())
}

#[component]
fn ProvisionalList(desk: PrizeDesk) -> impl IntoView {
    let words = PrizeWords(lang());
    let rows: Vec<_> = desk
        .winners()
        .into_iter()
        .map(|(entry, prize)| {
            let place = desk.place(&entry.code);
            let rank = place.map(|place| place.rank);
            let score = place.map(|place| two(&place.total));
            let link = href(&format!("/thu-ky/{}/xep-hang/{}", desk.edition.slug, entry.code));
            let seal = desk.prize(prize).and_then(|prize| prize.seal);
            let (title, code, prize) = (entry.title.clone(), entry.code.clone(), prize_name(&desk, prize));
            let field = desk.rules.field(&entry.field).map(|field| field.name.clone());
            view! {
                <Row>
                    <Cell label=words.rank()>{rank}</Cell>
                    <RowHead sub=code><a href=link>{title}</a></RowHead>
                    <Cell label=words.field()>{field}</Cell>
                    <Cell label=words.score() number=true>{score}</Cell>
                    <Cell label=words.prize()><PrizeName name=prize seal/></Cell>
                </Row>
            }
        })
        .collect();
    let columns = vec![
        Column::text(words.rank()),
        Column::text(words.work()),
        Column::text(words.field()),
        Column::number(words.score()),
        Column::text(words.prize()),
    ];
    let body = if rows.is_empty() {
        view! { <Empty title=words.nobody_title() text=words.nobody_text()/> }.into_any()
    } else {
        view! { <Table caption=words.provisional() columns caption_hidden=true>{rows}</Table> }.into_any()
    };
    view! { <Section id="du-kien" title=words.provisional()>{body}</Section> }
}
