//! Settling prizes: who gets what by the ranking, ties to decide, levels left empty, special prizes.

use domain::programmes::edition::EditionState;
use domain::results::acts::AllocationProblem;
use domain::results::listing::{PrizeChoice, PrizeDesk, pool_name};
use domain::results::{LevelUse, PrizeKind, TieAtCap, TieDecision};
use leptos::prelude::*;

use super::Typed;
use super::numbers::two;
use super::sentences::of_allocation;
use super::shown::PrizeName;
use crate::catalogue;
use crate::components::banner::Banner;
use crate::components::button::{Button, ButtonKind, ButtonLink};
use crate::components::choice::Checkbox;
use crate::components::details::Details;
use crate::components::empty::Empty;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::TextField;
use crate::components::page_head::{PageHead, Section};
use crate::components::select::Select;
use crate::components::table::{Cell, Column, Row, RowHead, Table};
use crate::components::tag::{Tag, Tone};
use crate::components::text_area::TextArea;
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
    let errors: Errors = problems
        .iter()
        .map(|problem| (error_field(problem, &form), of_allocation(problem, lang())))
        .collect();
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
    let decided = desk
        .ties
        .clone()
        .into_iter()
        .map(|tie| decided_tie(&desk, tie, open))
        .collect::<Vec<_>>();
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

fn pool_words(desk: &PrizeDesk, pool: &str) -> String {
    if pool.is_empty() {
        PrizeWords(lang()).whole().to_owned()
    } else {
        pool_name(&desk.rules, pool)
    }
}

fn prize_name(desk: &PrizeDesk, code: &str) -> String {
    desk.prize(code)
        .map_or_else(|| code.to_owned(), |prize| prize.name.clone())
}

fn tie_form(desk: &PrizeDesk, position: usize, tie: TieAtCap, errors: &Errors, typed: &Typed) -> AnyView {
    let words = PrizeWords(lang());
    let form = format!("bang-{position}");
    let mine = typed.text("khung") == form;
    let among = tie.entries.iter().cloned().collect::<Vec<_>>().join(" ");
    let legend = format!("chon-{form}");
    let error = errors.at(&legend).filter(|_| mine);
    let invalid = error.is_some();
    let choices = tie.entries.iter().map(|code| {
        let entry = desk.entries.get(code).cloned().unwrap_or_default();
        let checked = mine && typed.chose("chon", code);
        view! { <Checkbox name="chon" id=format!("chon-{form}-{code}") label=format!("{code} {}", entry.title) value=code.clone() checked/> }
    });
    let choices = choices.collect::<Vec<_>>();
    let reason = if mine {
        typed.text(&format!("ly_do-{form}"))
    } else {
        String::new()
    };
    let head = words.tie(tie.entries.len(), &prize_name(desk, &tie.prize), tie.places);
    view! {
        <form class="form card card--attention" method="post" novalidate
            action=href(&format!("/thu-ky/{}/giai/bang-diem", desk.edition.slug))>
            <h3>{head}</h3>
            <p class="muted">{pool_words(desk, &tie.pool)}</p>
            <input type="hidden" name="khung" value=form.clone()/>
            <input type="hidden" name="giai" value=tie.prize.clone()/>
            <input type="hidden" name="nhom" value=tie.pool.clone()/>
            <input type="hidden" name="trong_so" value=among/>
            <fieldset class="fieldset" id=legend class:fieldset--error=invalid>
                <legend class="fieldset__legend">{words.choose()}</legend>
                <p class="fieldset__hint">{words.choose_hint()}</p>
                {error.map(|error| view! { <p class="field__error">{error}</p> })}
                <div class="fieldset__body">{choices}</div>
            </fieldset>
            <TextArea name=format!("ly_do-{form}") label=words.reason() hint=words.reason_hint().to_owned() value=reason rows=3
                error=errors.at(&format!("ly_do-{form}"))/>
            <Button kind=ButtonKind::Outline>{words.decide()}</Button>
        </form>
    }
    .into_any()
}

fn decided_tie(desk: &PrizeDesk, (choice, decision): (PrizeChoice, TieDecision), open: bool) -> AnyView {
    let words = PrizeWords(lang());
    let chosen = if decision.chosen.is_empty() {
        words.nobody().to_owned()
    } else {
        words.chosen(&decision.chosen.iter().cloned().collect::<Vec<_>>().join(", "))
    };
    let among = decision.among.iter().cloned().collect::<Vec<_>>().join(", ");
    let undo = open.then(|| {
        view! {
            <form method="post" action=href(&format!("/thu-ky/{}/giai/bang-diem/{}/bo", desk.edition.slug, choice.id))>
                <Button kind=ButtonKind::Quiet>{words.undo()}</Button>
            </form>
        }
    });
    view! {
        <div class="card card--quiet">
            <p><Tag tone=Tone::Success icon="gavel" text=words.decided()/></p>
            <p>{format!("{} · {} · {among}: {chosen}", prize_name(desk, &choice.prize), pool_words(desk, &choice.pool))}</p>
            <p class="muted">{choice.reason.clone()}</p>
            {undo}
        </div>
    }
    .into_any()
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
            let (title, code, prize) = (entry.title.clone(), entry.code.clone(), prize_name(&desk, prize));
            let field = desk.rules.field(&entry.field).map(|field| field.name.clone());
            view! {
                <Row>
                    <Cell label=words.rank()>{rank}</Cell>
                    <RowHead sub=code><a href=link>{title}</a></RowHead>
                    <Cell label=words.field()>{field}</Cell>
                    <Cell label=words.score() number=true>{score}</Cell>
                    <Cell label=words.prize()><PrizeName name=prize/></Cell>
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

#[component]
fn Levels(desk: PrizeDesk, open: bool, errors: Errors, typed: Typed) -> impl IntoView {
    let words = PrizeWords(lang());
    if desk.allocation.levels.is_empty() {
        return ().into_any();
    }
    let slug = desk.edition.slug.clone();
    let with_acts = !desk.withheld.is_empty();
    let rows: Vec<_> = desk
        .allocation
        .levels
        .iter()
        .map(|level| level_row(&desk, level, open, with_acts))
        .collect();
    let options: Vec<(String, String)> = desk
        .allocation
        .levels
        .iter()
        .filter(|level| !level.withheld)
        .map(|level| {
            let label = format!(
                "{}, {}",
                prize_name(&desk, &level.prize),
                pool_words(&desk, &level.pool)
            );
            (format!("{}/{}", level.prize, level.pool), label)
        })
        .collect();
    let mut columns = vec![
        Column::text(words.prize()),
        Column::text(words.pool()),
        Column::number(words.given()),
        Column::number(words.cap()),
    ];
    if with_acts {
        columns.push(Column::text(words.act()));
    }
    let mine = typed.text("khung") == "trong";
    let reason = if mine { typed.text("ly_do-trong") } else { String::new() };
    let chosen = if mine { typed.text("giai-trong") } else { String::new() };
    let form = open.then(|| {
        view! {
            <Details summary=words.withhold() open=mine>
                <form class="form" method="post" action=href(&format!("/thu-ky/{slug}/giai/de-trong")) novalidate>
                    <input type="hidden" name="khung" value="trong"/>
                    <Select name="giai-trong" label=words.withhold_which() options value=chosen empty=words.pick().to_owned()
                        error=errors.at("giai-trong")/>
                    <TextArea name="ly_do-trong" label=words.reason() value=reason rows=3 error=errors.at("ly_do-trong")/>
                    <Button kind=ButtonKind::Outline>{words.withhold_act()}</Button>
                </form>
            </Details>
        }
    });
    view! {
        <Section id="so-giai" title=words.levels()>
            <Table caption=words.levels() columns caption_hidden=true dense=true>{rows}</Table>
            {form}
        </Section>
    }
    .into_any()
}

fn level_row(desk: &PrizeDesk, level: &LevelUse, open: bool, with_acts: bool) -> impl IntoView + use<> {
    let words = PrizeWords(lang());
    let cap = level
        .cap
        .map_or_else(|| words.no_cap().to_owned(), |cap| cap.to_string());
    let choice = desk
        .withheld
        .iter()
        .find(|one| one.prize == level.prize && one.pool == level.pool);
    let state = choice.map(|choice| {
        let action = href(&format!("/thu-ky/{}/giai/de-trong/{}/bo", desk.edition.slug, choice.id));
        let form = open.then(|| {
            view! { <form method="post" action=action><Button kind=ButtonKind::Quiet>{words.give_back()}</Button></form> }
        });
        view! {
            <Tag tone=Tone::Attention icon="minus" text=words.empty_level()/>
            <span class="muted">{choice.reason.clone()}</span>
            {form}
        }
    });
    let (name, pool, given) = (
        prize_name(desk, &level.prize),
        pool_words(desk, &level.pool),
        level.given,
    );
    view! {
        <Row>
            <RowHead><PrizeName name/></RowHead>
            <Cell label=words.pool()>{pool}</Cell>
            <Cell label=words.given() number=true>{given}</Cell>
            <Cell label=words.cap() number=true>{cap}</Cell>
            {with_acts.then(|| view! { <Cell label=words.act()>{state}</Cell> })}
        </Row>
    }
}

#[component]
fn SpecialPrizes(desk: PrizeDesk, open: bool, errors: Errors, typed: Typed) -> impl IntoView {
    let words = PrizeWords(lang());
    let options: Vec<(String, String)> = desk
        .rules
        .prizes
        .iter()
        .filter(|prize| prize.kind == PrizeKind::Tag)
        .map(|prize| (prize.code.clone(), prize.name.clone()))
        .collect();
    if options.is_empty() || (!open && desk.tags.is_empty()) {
        return ().into_any();
    }
    let slug = desk.edition.slug.clone();
    let given: Vec<_> = desk
        .tags
        .iter()
        .map(|tag| {
            let title = desk.entries.get(&tag.entry).map(|entry| entry.title.clone());
            let action = href(&format!("/thu-ky/{slug}/giai/dac-biet/{}/bo", tag.id));
            let take = open.then(|| {
                view! { <form method="post" action=action><Button kind=ButtonKind::Quiet>{words.take()}</Button></form> }
            });
            let (code, reason, name) = (tag.entry.clone(), tag.reason.clone(), prize_name(&desk, &tag.prize));
            view! {
                <Row>
                    <RowHead sub=code>{title}</RowHead>
                    <Cell label=words.prize()>{name}</Cell>
                    <Cell label=words.reason()>{reason}</Cell>
                    <Cell label=words.act()>{take}</Cell>
                </Row>
            }
        })
        .collect();
    let columns = vec![
        Column::text(words.work()),
        Column::text(words.prize()),
        Column::text(words.reason()),
        Column::text(words.act()),
    ];
    let table = (!given.is_empty())
        .then(|| view! { <Table caption=words.special() columns caption_hidden=true>{given}</Table> });
    let mine = typed.text("khung") == "dac-biet";
    let kept = |name: &str| if mine { typed.text(name) } else { String::new() };
    let form = open.then(|| {
        view! {
            <form class="form" method="post" action=href(&format!("/thu-ky/{slug}/giai/dac-biet")) novalidate>
                <input type="hidden" name="khung" value="dac-biet"/>
                <TextField name="ma" label=words.code() value=kept("ma") width="w20" error=errors.at("ma")/>
                <Select name="giai-dac-biet" label=words.prize() options value=kept("giai-dac-biet")/>
                <TextArea name="ly_do-dac-biet" label=words.reason() value=kept("ly_do-dac-biet") rows=3
                    error=errors.at("ly_do-dac-biet")/>
                <Button kind=ButtonKind::Outline>{words.give()}</Button>
            </form>
        }
    });
    view! {
        <Section id="dac-biet" title=words.special()>
            <p>{words.special_lead()}</p>
            {table}
            {form}
        </Section>
    }
    .into_any()
}
