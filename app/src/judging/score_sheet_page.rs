//! A judge reads an entry and scores it. The first button saves; signing asks on a page of its own.

use domain::calendar::{format_deadline, format_instant, format_moment};
use domain::copies::SaveId;
use domain::judging::entry_view::ScoreSheet;
use domain::judging::score_sheet::running;
use domain::judging::states::{RoundState, SheetState};
use leptos::prelude::*;

use crate::catalogue;
use crate::components::banner::{Banner, Notice, NoticeKind};
use crate::components::button::{Button, ButtonKind, ButtonLink};
use crate::components::deadline::Deadline;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::TextArea;
use crate::components::icon::Icon;
use crate::components::page_head::{BackLink, PageHead};
use crate::components::saving::StickyBar;
use crate::components::status::StatusTag;
use crate::copies::guarded_form::{CopyOffer, Guard, GuardFields, KeptLine};
use crate::judging::entry_reader::EntryReader;
use crate::judging::score_lines_island::{ScoreLines, running_words};
use crate::shell::{Title, WidePage, href, page_context};
use crate::words::lang;

catalogue! {
    /// The words of the sheet.
    pub SheetWords {
        title(code: &str) => "Phiếu chấm {code}", "Score sheet {code}";
        queue => "Bài cần chấm", "Entries to score";
        place(place: usize, all: usize) => "Bài {place} trên {all}", "Entry {place} of {all}";
        previous => "Bài trước", "Previous";
        next => "Bài sau", "Next";
        conflict => "Tôi có xung đột", "I have a conflict";
        document => "Hồ sơ", "Entry";
        sheet => "Phiếu chấm", "Score sheet";
        even => "Chia 5:5", "Split 5:5";
        reading => "Đọc 7:3", "Reading 7:3";
        scoring => "Chấm 3:7", "Scoring 3:7";
        comment => "Nhận xét", "Comment";
        comment_hint => "Nêu điểm mạnh, điểm cần làm rõ. Không ghi tên người, tên trường.", "Strengths, and what is unclear. No names of people or schools.";
        save => "Lưu nháp", "Save draft";
        save_next => "Lưu và sang bài tiếp", "Save and go on";
        sign => "Ký phiếu…", "Sign…";
        signed(when: &str) => "Đã ký lúc {when}. Phiếu chỉ sửa được khi trưởng tiểu ban hoặc ban thư ký mở lại.",
            "Signed at {when}. It changes only when the chair or the secretariat opens it again.";
        locked => "Vòng đã khóa điểm. Phiếu chỉ còn đọc được.", "The round is locked. The sheet can only be read.";
        over => "Hạn chấm đã qua", "The deadline has passed";
        over_text(due: &str) => "Hạn chấm của vòng là {due}. Điểm và nhận xét vẫn được lưu, nhưng chưa ký được. Báo ban thư ký để được gia hạn, rồi ký.",
            "The deadline of the round was {due}. Marks and comments are still saved, but cannot be signed. Ask the secretariat to move the deadline, then sign.";
        reopened => "Phiếu được mở lại", "The sheet was opened again";
        reason(reason: &str) => "Lý do: {reason}", "Reason: {reason}";
        history => "Các bản đã ký trước", "Earlier signed versions";
        version(version: i32, total: &str, signed: &str, reason: &str) => "Bản {version}: {total} điểm, ký {signed}. Mở lại vì: {reason}",
            "Version {version}: {total} points, signed {signed}. Opened again: {reason}";
        stored => "Bản đã lưu trên hệ thống", "The version on the server";
    }
}

/// The `id` of the form.
const FORM: &str = "phieu";

/// The sheet. `stored` is the version on the server when another window saved meanwhile.
#[component]
pub fn ScoreSheetPage(
    sheet: ScoreSheet,
    #[prop(optional)] errors: Errors,
    #[prop(optional_no_strip)] stored: Option<ScoreSheet>,
    /// The save that was refused because another window had saved.
    #[prop(optional_no_strip)]
    continues: Option<SaveId>,
) -> impl IntoView {
    let words = SheetWords(lang());
    let title = words.title(&sheet.entry.code);
    let (place, all) = sheet.place;
    let kicker = format!("{} · {}", sheet.entry.code, words.place(place, all));
    let meta = view! { <StatusTag of=sheet.state/>{sheet.due_at.filter(|_| sheet.may_score).map(|at| view! { <Deadline at/> })} };
    view! {
        <Title text=title_with_errors(&title, &errors)/>
        <WidePage/>
        <BackLink to=format!("/cham?tb={}", sheet.panel) label=words.queue()/>
        <Banner/>
        <ErrorSummary errors=errors.clone()/>
        <PageHead title=sheet.entry.title.clone() kicker meta=meta.into_any() actions=ways(&sheet)/>
        {notes(&sheet)}
        {stored.map(stored_version)}
        <SheetForm sheet=sheet.clone() errors continues/>
        {history(&sheet)}
    }
}

fn ways(sheet: &ScoreSheet) -> AnyView {
    let words = SheetWords(lang());
    let link = |id: Option<domain::ids::AssignmentId>, label: &'static str| {
        id.map(|id| view! { <ButtonLink to=format!("/cham/{id}") kind=ButtonKind::Quiet>{label}</ButtonLink> })
    };
    let conflict = sheet.may_recuse.then(|| {
        view! { <ButtonLink to=format!("/cham/{}/khong-cham", sheet.assignment) kind=ButtonKind::Quiet icon="hand-stop">{words.conflict()}</ButtonLink> }
    });
    view! { {link(sheet.previous, words.previous())}{link(sheet.next, words.next())}{conflict} }.into_any()
}

fn notes(sheet: &ScoreSheet) -> impl IntoView + use<> {
    let words = SheetWords(lang());
    let signed = sheet
        .signed_at
        .filter(|_| sheet.state == SheetState::Signed)
        .map(|at| view! { <Notice kind=NoticeKind::Success text=words.signed(&format_instant(at, lang()))/> });
    let locked = (sheet.round == RoundState::Locked).then(|| view! { <Notice text=words.locked()/> });
    let reopened = sheet.reopened.clone().filter(|_| sheet.may_score).map(|reason| {
        view! { <Notice kind=NoticeKind::Attention title=words.reopened() text=words.reason(&reason)/> }
    });
    let over = sheet.missed_deadline(page_context().now).map(|due| {
        let text = words.over_text(&format_deadline(due, lang()));
        view! { <Notice kind=NoticeKind::Attention title=words.over() text/> }
    });
    view! { {signed}{locked}{over}{reopened} }
}

fn stored_version(stored: ScoreSheet) -> impl IntoView {
    let words = SheetWords(lang());
    let marks =
        stored.lines.into_iter().map(|line| view! { <li>{format!("{}: {}", line.criterion.name, line.typed)}</li> });
    view! {
        <Notice kind=NoticeKind::Attention title=words.stored() text=stored.comment>
            <ul>{marks.collect_view()}</ul>
        </Notice>
    }
}

#[component]
fn SheetForm(sheet: ScoreSheet, errors: Errors, continues: Option<SaveId>) -> impl IntoView {
    let words = SheetWords(lang());
    let path = format!("/cham/{}", sheet.assignment);
    let so_far = running(&sheet.lines);
    let line_errors: Vec<(String, String)> = errors
        .0
        .iter()
        .filter_map(|error| Some((error.field.strip_prefix("diem.")?.to_owned(), error.message.clone())))
        .collect();
    let icons = page_context().assets.icons.clone();
    let guard = Guard {
        form: format!("cham/{}/{}", sheet.assignment, sheet.version),
        name: words.title(&sheet.entry.code),
        base: "lan",
        mark: sheet.revision.to_string(),
        saves: sheet.saves.clone(),
        continues,
    };
    let offer = sheet.may_score.then(|| view! { <CopyOffer/> });
    let comment = if sheet.may_score {
        view! {
            <TextArea name="nhan-xet" label=words.comment() hint=words.comment_hint().to_owned() value=sheet.comment.clone() rows=5
                error=errors.at("nhan-xet") count=domain::judging::score_sheet::COMMENT_MAX/>
        }
        .into_any()
    } else {
        let lines = sheet.comment.lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_view();
        view! { <h2>{words.comment()}</h2>{lines} }.into_any()
    };
    let bar = sheet.may_score.then(|| acts(&sheet, running_words(so_far, lang())));
    view! {
        {offer}
        <form method="post" id=FORM action=href(&path) novalidate data-giu=sheet.may_score.then_some("gui")>
            <GuardFields guard/>
            <div class="viewer">
                <input class="viewer__radio viewer__radio--document visually-hidden" type="radio" data-khong-giu="" name="the" id="v-d" checked=errors.is_empty()/>
                <input class="viewer__radio viewer__radio--sheet visually-hidden" type="radio" data-khong-giu="" name="the" id="v-s" checked=!errors.is_empty()/>
                <input class="viewer__radio viewer__radio--even visually-hidden" type="radio" data-khong-giu="" name="chia" id="v-5" checked=true/>
                <input class="viewer__radio viewer__radio--reading visually-hidden" type="radio" data-khong-giu="" name="chia" id="v-7"/>
                <input class="viewer__radio viewer__radio--scoring visually-hidden" type="radio" data-khong-giu="" name="chia" id="v-3"/>
                <div class="viewer__bar">
                    <div class="viewer__choices viewer__choices--tabs">
                        <label class="viewer__choice viewer__choice--document" for="v-d"><Icon name="file"/>{words.document()}</label>
                        <label class="viewer__choice viewer__choice--sheet" for="v-s"><Icon name="clipboard-list"/>{words.sheet()}</label>
                    </div>
                    <div class="viewer__choices viewer__choices--split">
                        <label class="viewer__choice viewer__choice--even" for="v-5">{words.even()}</label>
                        <label class="viewer__choice viewer__choice--reading" for="v-7">{words.reading()}</label>
                        <label class="viewer__choice viewer__choice--scoring" for="v-3">{words.scoring()}</label>
                    </div>
                </div>
                <div class="viewer__body">
                    <EntryReader entry=sheet.entry.clone() assignment=sheet.assignment/>
                    <div class="viewer__sheet">
                        <ScoreLines lines=sheet.lines.clone() errors=line_errors lang=lang() icons readonly=!sheet.may_score/>
                        {comment}
                    </div>
                </div>
            </div>
            {bar}
        </form>
    }
}

fn acts(sheet: &ScoreSheet, (sum, rest): (String, String)) -> impl IntoView + use<> {
    let words = SheetWords(lang());
    let last = sheet.saved_at.map(|at| format_moment(at, page_context().now, lang())).unwrap_or_default();
    let state = view! {
        <p><span class="sticky-bar__total" id="tong-diem">{format!("{sum}, {rest}")}</span></p>
        <KeptLine last/>
    };
    view! {
        <StickyBar state=state.into_any()>
            <Button kind=ButtonKind::Outline name="viec" value="luu">{words.save()}</Button>
            <Button name="viec" value="tiep">{words.save_next()}</Button>
            <Button kind=ButtonKind::Outline name="viec" value="ky">{words.sign()}</Button>
        </StickyBar>
    }
}

fn history(sheet: &ScoreSheet) -> impl IntoView + use<> {
    let words = SheetWords(lang());
    let items: Vec<_> = sheet
        .history
        .iter()
        .map(|version| {
            let total = version.total.map(|total| total.vietnamese()).unwrap_or_default();
            let signed = version.signed_at.map(|at| format_instant(at, lang())).unwrap_or_default();
            view! { <li>{words.version(version.version, &total, &signed, &version.reason)}</li> }
        })
        .collect();
    (!items.is_empty()).then(|| view! { <h2>{words.history()}</h2><ul>{items}</ul> })
}
