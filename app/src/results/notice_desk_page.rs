//! The secretary's page on the public notice: give it, follow it, answer opinions, withdraw it.

use domain::calendar::{DayUnit, format_deadline, format_instant};
use domain::programmes::edition::EditionState;
use domain::results::acts::{NoticeProblem, ReplyProblem};
use domain::results::listing::{Feedback, NoticeDesk};
use leptos::prelude::*;

use super::Typed;
use super::sentences::{of_notice, of_reply};
use crate::catalogue;
use crate::components::banner::Banner;
use crate::components::button::{Button, ButtonKind, ButtonLink};
use crate::components::confirm::Confirm;
use crate::components::deadline::Deadline;
use crate::components::details::Details;
use crate::components::empty::Empty;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::page_head::{PageHead, Section};
use crate::components::receipt::Checksum;
use crate::components::status::StatusTag;
use crate::components::text_area::TextArea;
use crate::shell::{Title, href};
use crate::words::lang;

catalogue! {
    /// The words of the page on the notice.
    pub NoticeWords {
        title => "Công khai lấy ý kiến", "Public notice";
        give => "Công khai danh sách", "Make the list public";
        give_lead(count: usize) => "Danh sách dự kiến có {count} giải. Khi công khai, mọi người đọc được tên công trình, lĩnh vực, giải dự kiến và xã, phường; họ tên và trường chỉ hiện của những người đã đồng ý.", "The provisional list has {count} prizes. Once public, everybody reads titles, fields, prizes and communes; names and schools only of those who agreed.";
        days(days: u16) => "Thời gian công khai theo thể lệ: {days} ngày.", "Period by the rules: {days} days.";
        working_days(days: u16) => "Thời gian công khai theo thể lệ: {days} ngày làm việc.", "Period by the rules: {days} working days.";
        would_end(at: &str) => "Nếu công khai bây giờ, hạn nhận ý kiến là {at}.", "Given now, opinions are taken until {at}.";
        letters => "Tác giả có tên trong danh sách nhận thư báo ngay.", "Authors on the list get a letter at once.";
        act(count: usize) => "Công khai {count} giải", "Make {count} prizes public";
        cannot => "Chưa công khai được", "Not possible yet";
        too_early => "Kỳ thi chưa tới bước chấm. Danh sách công khai được sau khi khóa điểm vòng cuối và xét giải.", "The edition is not judged yet. A list can be made public once the last round is locked and prizes are settled.";
        running => "Đang công khai", "On public notice";
        public_page => "Trang mọi người đọc", "The page everybody reads";
        until => "Nhận ý kiến đến", "Opinions until";
        hash => "Mã kiểm chứng của danh sách", "Checksum of the list";
        withdraw => "Rút thông báo", "Withdraw the notice";
        withdraw_lead => "Danh sách không còn công khai và có thể sửa giải. Ý kiến đã nhận vẫn được giữ.", "The list is no longer public and prizes can be changed. Opinions are kept.";
        reason => "Lý do rút", "Reason";
        opinions => "Ý kiến nhận được", "Opinions";
        no_opinion => "Chưa có ý kiến nào", "No opinion yet";
        no_opinion_text => "Ý kiến gửi từ trang công khai sẽ hiện ở đây.", "Opinions sent from the public page appear here.";
        from(name: &str, contact: &str, at: &str) => "{name}, {contact}, gửi lúc {at}", "{name}, {contact}, sent at {at}";
        reply => "Trả lời", "Answer";
        send_reply => "Gửi trả lời", "Send the answer";
        reply_hint => "Gửi qua thư nếu người góp ý để lại thư điện tử; nếu để điện thoại, gọi rồi ghi lại nội dung ở đây.", "Sent by mail where an address was left; otherwise call, and note here what was said.";
        decision => "Quyết định và công bố", "Decision and publication";
        done => "Kết quả đã công bố.", "Results are published.";
    }
}

/// The page, with what was typed and what is wrong when a form on it was refused.
#[component]
pub fn NoticeDeskPage(
    desk: NoticeDesk,
    #[prop(optional)] problems: Vec<NoticeProblem>,
    #[prop(optional)] replies: Vec<ReplyProblem>,
    #[prop(optional)] typed: Typed,
) -> impl IntoView {
    let words = NoticeWords(lang());
    let opinion = typed.text("y_kien");
    let mut errors: Errors =
        replies.iter().map(|problem| (format!("tra_loi-{opinion}"), of_reply(problem, lang()))).collect();
    for problem in &problems {
        let field = match problem {
            NoticeProblem::ReasonMissing | NoticeProblem::ReasonTooLong => "ly_do",
            _ => "cong-khai",
        };
        errors.add(field, of_notice(problem, lang()));
    }
    let slug = desk.edition.slug.clone();
    let state = desk.edition.state;
    let body = match state {
        EditionState::Noticed => {
            view! { <Running desk=desk.clone() errors=errors.clone() typed=typed.clone()/> }.into_any()
        }
        EditionState::Published => view! { <p>{words.done()}</p> }.into_any(),
        _ => view! { <Give desk=desk.clone()/> }.into_any(),
    };
    let decision = matches!(state, EditionState::Noticed | EditionState::Published).then(|| {
        view! { <ButtonLink to=format!("/phe-duyet/{slug}") kind=ButtonKind::Outline icon="gavel">{words.decision()}</ButtonLink> }
            .into_any()
    });
    let feedback = desk.notice.is_some().then(|| view! { <Opinions desk=desk.clone() errors=errors.clone() typed/> });
    view! {
        <Title text=title_with_errors(words.title(), &errors)/>
        <Banner/>
        <ErrorSummary errors/>
        <PageHead title=words.title() kicker=desk.edition.name(lang()).to_owned() meta=view! { <StatusTag of=state/> }.into_any()
            actions=decision.unwrap_or_else(|| ().into_any())/>
        {body}
        {feedback}
    }
}

#[component]
fn Give(desk: NoticeDesk) -> impl IntoView {
    let words = NoticeWords(lang());
    let slug = desk.edition.slug.clone();
    if !desk.problems.is_empty() {
        let early = matches!(desk.edition.state, EditionState::Draft | EditionState::Open);
        let reasons = if early {
            vec![words.too_early().to_owned()]
        } else {
            desk.problems.iter().map(|problem| of_notice(problem, lang())).collect()
        };
        let lines = reasons.into_iter().map(|reason| view! { <li>{reason}</li> }).collect_view();
        return view! {
            <div class="banner banner--attention" id="cong-khai">
                <h2 class="banner__title">{words.cannot()}</h2>
                <ul class="banner__text">{lines}</ul>
            </div>
        }
        .into_any();
    }
    let period = match desk.rules.notice.unit {
        DayUnit::CalendarDay => words.days(desk.rules.notice.days),
        DayUnit::WorkingDay => words.working_days(desk.rules.notice.days),
    };
    let ends = words.would_end(&format_deadline(desk.would_end, lang()));
    view! {
        <Section id="cong-khai" title=words.give()>
            <Confirm action=format!("/thu-ky/{slug}/cong-khai") act=words.act(desk.count) back=format!("/thu-ky/{slug}/giai")
                danger=false icon="eye">
                <p>{words.give_lead(desk.count)}</p>
                <p>{period}" "{ends}</p>
                <p>{words.letters()}</p>
                <input type="hidden" name="so_giai" value=desk.count/>
            </Confirm>
        </Section>
    }
    .into_any()
}

#[component]
fn Running(desk: NoticeDesk, errors: Errors, typed: Typed) -> impl IntoView {
    let words = NoticeWords(lang());
    let slug = desk.edition.slug.clone();
    let notice = desk.notice.map(|notice| {
        view! {
            <Deadline at=notice.closes_at label=words.until()/>
            <p>{words.hash()}": "<Checksum text=notice.hash/></p>
        }
    });
    view! {
        <Section id="cong-khai" title=words.running() link=Some((format!("/cong-khai/{slug}"), words.public_page().to_owned()))>
            {notice}
            <Details summary=words.withdraw() open=!errors.is_empty() && errors.at("ly_do").is_some()>
                <form class="form" method="post" action=href(&format!("/thu-ky/{slug}/cong-khai/rut")) novalidate>
                    <p>{words.withdraw_lead()}</p>
                    <TextArea name="ly_do" label=words.reason() value=typed.text("ly_do") rows=3 error=errors.at("ly_do")/>
                    <Button kind=ButtonKind::DangerOutline>{words.withdraw()}</Button>
                </form>
            </Details>
        </Section>
    }
}

#[component]
fn Opinions(desk: NoticeDesk, errors: Errors, typed: Typed) -> impl IntoView {
    let words = NoticeWords(lang());
    let slug = desk.edition.slug.clone();
    let body = if desk.feedback.is_empty() {
        view! { <Empty title=words.no_opinion() text=words.no_opinion_text()/> }.into_any()
    } else {
        desk.feedback.into_iter().map(|one| opinion(&slug, one, &errors, &typed)).collect_view().into_any()
    };
    view! { <Section id="y-kien" title=words.opinions()>{body}</Section> }
}

fn opinion(slug: &str, feedback: Feedback, errors: &Errors, typed: &Typed) -> impl IntoView + use<> {
    let words = NoticeWords(lang());
    let field = format!("tra_loi-{}", feedback.id);
    let head = words.from(&feedback.name, &feedback.contact, &format_instant(feedback.sent_at, lang()));
    let answer = match feedback.reply {
        Some(reply) => view! { <p><strong>{words.reply()}": "</strong>{reply}</p> }.into_any(),
        None => view! {
            <form class="form" method="post" action=href(&format!("/thu-ky/{slug}/cong-khai/y-kien/{}", feedback.id)) novalidate>
                <input type="hidden" name="y_kien" value=feedback.id/>
                <TextArea name=field.clone() label=words.reply() hint=words.reply_hint().to_owned() rows=4
                    value=typed.text(&field) error=errors.at(&field)/>
                <Button kind=ButtonKind::Outline icon="send">{words.send_reply()}</Button>
            </form>
        }
        .into_any(),
    };
    view! {
        <article class="card">
            <p class="card__kicker">{head}</p>
            <blockquote><p>{feedback.body}</p></blockquote>
            {answer}
        </article>
    }
}
