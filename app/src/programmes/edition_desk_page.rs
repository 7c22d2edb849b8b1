//! The desk of one edition: what waits, and the way to every part.

use domain::calendar::format_deadline;
use domain::entries::state::EntryState;
use domain::people::access::{self, Act, State};
use domain::programmes::deadline::Whose;
use domain::programmes::desk::EditionDesk;
use domain::programmes::edition::{Edition, EditionState};
use domain::text::format_int;
use leptos::prelude::*;
use time::OffsetDateTime;

use crate::catalogue;
use crate::components::banner::Banner;
use crate::components::button::{Button, ButtonKind, ButtonLink};
use crate::components::card::{Card, Cards};
use crate::components::deadline::EffectiveDeadlineLine;
use crate::components::details::Details;
use crate::components::errors::{ErrorSummary, Errors};
use crate::components::page_head::{Breadcrumb, PageHead, Section};
use crate::components::progress::{Stat, Stats};
use crate::components::status::StatusTag;
use crate::components::summary_list::{SummaryList, SummaryRow};
use crate::shell::{Title, href, page_context};
use crate::words::lang;

catalogue! {
    /// The words of the desk.
    pub EditionDeskWords {
        secretariat => "Ban thư ký", "Secretariat";
        deadline => "Hạn nộp", "Deadline";
        counts => "Hồ sơ", "Entries";
        sent => "đã nộp", "sent";
        waiting => "chờ kiểm tra", "to check";
        supplement => "chờ bổ sung", "to be completed";
        accepted => "đủ điều kiện", "eligible";
        drafts => "đang soạn", "in draft";
        rounds => "Vòng chấm", "Rounds";
        not_prepared => "Chưa chuẩn bị", "Not prepared";
        parts => "Các việc", "Parts";
        rules => "Thể lệ", "Rules";
        rules_text => "Soạn, mở nhận hồ sơ, phiên bản", "Write, open, versions";
        intake => "Tiếp nhận", "Intake";
        intake_text => "Kiểm tra hồ sơ, yêu cầu bổ sung", "Check entries, ask for more";
        roles => "Vai trò và ngoại lệ", "Roles and exceptions";
        roles_text => "Ai có vai trò gì, ai đã giao; thu hồi; ngoại lệ về nhiệm vụ.", "Who has which role, who gave it; revoking; exceptions on duties.";
        invitations => "Lời mời", "Invitations";
        invitations_text => "Mời giám khảo và cán bộ, thu hồi lời mời", "Invite judges and officers, withdraw invitations";
        panels => "Tiểu ban", "Panels";
        panels_text => "Giám khảo theo lĩnh vực", "Judges by field";
        assignment => "Phân công chấm", "Assignment";
        assignment_text => "Ai chấm hồ sơ nào", "Who judges what";
        progress => "Tiến độ chấm", "Progress";
        progress_text => "Phiếu đã ký, nhắc giám khảo", "Signed sheets, reminders";
        ranking => "Xếp hạng", "Ranking";
        ranking_text => "Điểm, bằng điểm, vào vòng sau", "Scores, ties, who goes on";
        prizes => "Giải", "Prizes";
        prizes_text => "Xếp giải theo khung và số lượng", "Levels by band and cap";
        notice => "Công khai", "Public notice";
        notice_text => "Lấy ý kiến, quyết định, công bố", "Comments, decision, announcement";
        amending => "Có bản thể lệ mới đang soạn.", "A new version of the rules is being written.";
        open_rules => "Soạn thể lệ", "Write the rules";
        check_entries(count: u64) => "Kiểm tra {count} hồ sơ", "Check {count} entries";
        public_page => "Xem trang công khai", "See the public page";
        end => "Kết thúc nhận hồ sơ", "End intake";
        end_text => "Hồ sơ mới không gửi được nữa; hồ sơ đủ điều kiện chuyển sang chấm. Mở lại được khi cần.", "No new entries can be sent; eligible ones go on to judging. It can be reopened.";
        reopen => "Nhận hồ sơ trở lại", "Receive entries again";
        reopen_text => "Dùng khi ban tổ chức gia hạn. Việc chấm đã có được giữ nguyên.", "For when the organiser extends the deadline. Judging done so far is kept.";
        later_for_some(at: &str) => "Có đơn vị hoặc hồ sơ được gia hạn riêng, muộn nhất đến {at}", "Some units or entries have a later deadline of their own, at most until {at}";
        end_with_later(at: &str) => "Còn đơn vị hoặc hồ sơ được gia hạn riêng đến {at}: hồ sơ đã soạn của họ vẫn nộp được sau khi kết thúc.", "Some units or entries may still send until {at}: drafts of theirs can be sent after intake ends.";
        too_early => "Chưa đến hạn nộp nên chưa kết thúc nhận hồ sơ được. Muốn kết thúc sớm, sửa hạn nộp bằng phiên bản thể lệ mới", "The deadline has not passed, so intake cannot end. To end it earlier, change the deadline in a new version of the rules";
    }
}

/// The desk. `too_early`: ending intake was refused.
#[component]
pub fn EditionDeskPage(desk: EditionDesk, #[prop(optional)] too_early: bool) -> impl IntoView {
    let words = EditionDeskWords(lang());
    let edition = &desk.edition;
    let base = format!("/thu-ky/{}", edition.slug);
    let name = edition.name(lang()).to_owned();
    let (state, deadline) = (edition.state, edition.deadline());
    let errors: Errors = too_early.then_some(("ket-thuc", words.too_early())).into_iter().collect();
    let later = later_for_some(edition).map(|at| {
        let text = words.later_for_some(&format_deadline(at, lang()));
        let may_look = access::allows(&page_context().actor, Act::ReadEntryIdentity, &edition.subject(), State::Any);
        if may_look {
            view! { <p><a href=href(&format!("{base}/gia-han"))>{text}</a></p> }.into_any()
        } else {
            view! { <p>{text}</p> }.into_any()
        }
    });
    let amending = desk.amending.then(|| {
        view! { <p><a href=href(&format!("{base}/the-le"))>{words.amending()}</a></p> }
    });
    let acts = view! { <NextAct desk=desk.clone()/> }.into_any();
    let counts = (state != EditionState::Draft).then(|| {
        let desk = desk.clone();
        view! { <Section id="ho-so" title=words.counts()><Counts desk/></Section> }
    });
    let rounds = rounds(&desk);
    let (parts, of_parts) = (base.clone(), desk.edition.clone());
    view! {
        <Title text=name.clone()/>
        <Breadcrumb places=vec![("/thu-ky".to_owned(), words.secretariat().to_owned())]/>
        <Banner/>
        <ErrorSummary errors/>
        <PageHead title=name kicker=edition.code_prefix.clone() meta=view! { <StatusTag of=state/> }.into_any()
            actions=acts>
            <EffectiveDeadlineLine deadline label=words.deadline()/>
            {later}
            {amending}
        </PageHead>
        {counts}
        <Section id="cac-viec" title=words.parts()><Parts edition=of_parts base=parts/></Section>
        <Section id="vong-cham" title=words.rounds()>{rounds}</Section>
        <Moves desk base/>
    }
}

#[component]
fn NextAct(desk: EditionDesk) -> impl IntoView {
    let words = EditionDeskWords(lang());
    let slug = &desk.edition.slug;
    let waiting = desk.entries.waiting();
    let may_check = access::allows_in_some_state(&page_context().actor, Act::CheckEntry, &desk.edition.subject());
    let public = desk.edition.state.is_public().then(|| {
        view! { <ButtonLink to=format!("/cuoc-thi/{slug}") kind=ButtonKind::Outline icon="eye">{words.public_page()}</ButtonLink> }
    });
    let act = match desk.edition.state {
        EditionState::Draft => {
            view! { <ButtonLink to=format!("/thu-ky/{slug}/the-le") icon="edit">{words.open_rules()}</ButtonLink> }.into_any()
        }
        EditionState::Open | EditionState::Judging if waiting > 0 && may_check => view! {
            <ButtonLink to=format!("/thu-ky/{slug}/tiep-nhan") icon="clipboard-check">{words.check_entries(waiting)}</ButtonLink>
        }
        .into_any(),
        _ => ().into_any(),
    };
    view! { {act}{public} }
}

#[component]
fn Counts(desk: EditionDesk) -> impl IntoView {
    let words = EditionDeskWords(lang());
    let entries = &desk.entries;
    let stat = |label: &str, count: u64, attention: bool| Stat {
        label: label.to_owned(),
        value: format_int(i64::try_from(count).unwrap_or_default(), lang()),
        attention: attention && count > 0,
    };
    let stats = vec![
        stat(words.sent(), entries.sent(), false),
        stat(words.waiting(), entries.waiting(), true),
        stat(words.supplement(), entries.in_states(&[EntryState::SupplementRequested]), false),
        stat(words.accepted(), entries.in_states(&[EntryState::Accepted]), false),
        stat(words.drafts(), entries.in_states(&[EntryState::Draft]), false),
    ];
    view! { <Stats stats/> }
}

/// Only what this person may open.
#[component]
fn Parts(edition: Edition, base: String) -> impl IntoView {
    let words = EditionDeskWords(lang());
    let actor = page_context().actor;
    let checks = access::allows_in_some_state(&actor, Act::CheckEntry, &edition.subject());
    let invites = access::allows(&actor, Act::InvitePeople, &edition.subject(), State::Any);
    let reads_roles = access::allows(&actor, Act::ReadRoles, &edition.subject(), State::Any);
    let parts = [
        ("the-le", words.rules(), words.rules_text(), true),
        ("tiep-nhan", words.intake(), words.intake_text(), checks),
        ("loi-moi", words.invitations(), words.invitations_text(), invites),
        ("vai-tro", words.roles(), words.roles_text(), reads_roles),
        ("tieu-ban", words.panels(), words.panels_text(), true),
        ("phan-cong", words.assignment(), words.assignment_text(), true),
        ("tien-do", words.progress(), words.progress_text(), true),
        ("xep-hang", words.ranking(), words.ranking_text(), true),
        ("giai", words.prizes(), words.prizes_text(), true),
        ("cong-khai", words.notice(), words.notice_text(), true),
    ];
    let cards = parts.into_iter().filter(|(.., open)| *open).map(move |(path, title, text, _)| {
        view! { <Card title to=format!("{base}/{path}")><p>{text}</p></Card> }
    });
    view! { <Cards>{cards.collect_view()}</Cards> }
}

fn rounds(desk: &EditionDesk) -> AnyView {
    let words = EditionDeskWords(lang());
    let rows = desk.rules.rounds.iter().map(|round| {
        let state = desk.rounds.iter().find(|(code, _)| *code == round.code).map(|(_, state)| *state);
        let tag = state.map(|of| view! { <StatusTag of/> });
        let missing = state.is_none().then(move || view! { <span class="muted">{words.not_prepared()}</span> });
        view! { <SummaryRow key=round.name.clone()>{tag}{missing}</SummaryRow> }.into_any()
    });
    let rows: Vec<AnyView> = rows.collect();
    view! { <SummaryList>{rows}</SummaryList> }.into_any()
}

/// Until when a unit or an entry has more time than everybody; none when that is over, or nobody has.
fn later_for_some(edition: &Edition) -> Option<OffsetDateTime> {
    let (last, common) = (edition.deadline_of(Whose::Anybody), edition.deadline());
    let receives = matches!(edition.state, EditionState::Open | EditionState::Judging);
    last.at.filter(|_| receives && last.at != common.at && !last.is_over(page_context().now))
}

/// Ending intake, or taking that back.
#[component]
fn Moves(desk: EditionDesk, base: String) -> impl IntoView {
    let words = EditionDeskWords(lang());
    let over = desk.edition.deadline().is_over(page_context().now);
    let later = later_for_some(&desk.edition).map(|at| {
        view! { <p>{words.end_with_later(&format_deadline(at, lang()))}</p> }
    });
    let (address, summary, text, kind) = match desk.edition.state {
        EditionState::Open if over => ("ket-thuc-nhan", words.end(), words.end_text(), ButtonKind::Filled),
        EditionState::Open => ("ket-thuc-nhan", words.end(), words.end_text(), ButtonKind::Outline),
        EditionState::Judging => ("nhan-lai", words.reopen(), words.reopen_text(), ButtonKind::Outline),
        _ => return ().into_any(),
    };
    view! {
        <div id="ket-thuc" class="section">
            <Details summary open=over>
                <p>{text}</p>
                {later}
                <form method="post" action=href(&format!("{base}/{address}"))><Button kind>{summary}</Button></form>
            </Details>
        </div>
    }
    .into_any()
}
