//! One edition before the approver: read the list, record the decision, publish, revoke.

use domain::calendar::{format_date, format_instant};
use domain::ids::AwardId;
use domain::people::access::{self, Act, State};
use domain::programmes::edition::EditionState;
use domain::results::acts::{DecisionProblem, PublishProblem, RevokeProblem};
use domain::results::listing::{ApprovalDesk, Decision};
use domain::results::public::PublicAward;
use leptos::prelude::*;

use super::Typed;
use super::sentences::{of_decision, of_publishing, of_revocation};
use super::shown::authors_line;
use crate::catalogue;
use crate::components::banner::Banner;
use crate::components::button::{Button, ButtonKind, ButtonLink};
use crate::components::confirm::Confirm;
use crate::components::date_field::DateField;
use crate::components::deadline::Deadline;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::{Kind, TextField};
use crate::components::page_head::{BackLink, PageHead, Section};
use crate::components::prize::PrizeName;
use crate::components::status::StatusTag;
use crate::components::table::{Cell, Column, Row, RowHead, Table};
use crate::components::tag::{Tag, Tone};
use crate::components::text_area::TextArea;
use crate::shell::{Title, href, page_context};
use crate::words::lang;

catalogue! {
    /// The words of the approver's pages.
    pub ApprovalWords {
        title => "Phê duyệt kết quả", "Approval of results";
        back => "Chờ phê duyệt", "Awaiting approval";
        decision => "Quyết định", "Decision";
        number => "Số quyết định", "Number of the decision";
        number_hint => "Ví dụ 1779/QĐ-UBND", "Such as 1779/QĐ-UBND";
        date => "Ngày ký", "Date of signing";
        signer => "Người ký", "Signer";
        signer_hint => "Họ tên và chức vụ", "Name and office";
        save => "Ghi quyết định", "Record the decision";
        recorded(number: &str, date: &str, signer: &str) => "Quyết định {number} ngày {date}, {signer} ký", "Decision {number} of {date}, signed by {signer}";
        until => "Nhận ý kiến đến", "Opinions until";
        unanswered(count: usize) => "{count} ý kiến chưa được trả lời", "{count} opinions are unanswered";
        list(count: usize) => "Danh sách {count} giải", "List of {count} prizes";
        work => "Công trình", "Work";
        field => "Lĩnh vực", "Field";
        authors => "Tác giả, đơn vị", "Authors, school";
        prize => "Giải", "Prize";
        act => "Việc", "Act";
        publish => "Công bố kết quả", "Publish results";
        publish_title(count: usize) => "Công bố {count} giải", "Publish {count} prizes";
        publish_lead => "Sau khi công bố, mọi người đọc được danh sách dưới đây, cách tính và gói kiểm chứng. Công bố không rút lại được; một giải sai chỉ có thể thu hồi bằng quyết định.", "Once published, everybody can read the list below, how it was computed and the proof. It cannot be taken back; a wrong prize can only be revoked by decision.";
        publish_letters => "Mọi chủ hồ sơ đã được chấm nhận thư báo kết quả.", "The owner of every judged entry gets a letter.";
        type_count(count: usize) => "Gõ số giải ({count}) để xác nhận đã xem danh sách", "Type the number of prizes ({count}) to confirm that you read the list";
        published_at(at: &str) => "Đã công bố lúc {at}.", "Published at {at}.";
        public_page => "Trang kết quả", "Results page";
        revoke => "Thu hồi", "Revoke";
        revoke_title(code: &str) => "Thu hồi giải của hồ sơ {code}", "Revoke the prize of entry {code}";
        revoke_lead => "Trang công khai giữ giải này với chữ “Đã thu hồi”, lý do và số quyết định.", "The public page keeps the prize, marked as revoked, with the reason and the decision.";
        revoke_act => "Thu hồi giải", "Revoke the prize";
        revoked => "Đã thu hồi", "Revoked";
        reason => "Lý do", "Reason";
    }
}

/// The page of one edition.
#[component]
pub fn ApprovalPage(
    desk: ApprovalDesk,
    #[prop(optional)] problems: Vec<DecisionProblem>,
    #[prop(optional)] typed: Typed,
) -> impl IntoView {
    let words = ApprovalWords(lang());
    let errors: Errors = problems.iter().map(|problem| of_decision(problem, lang())).collect();
    let edition = desk.item.edition.clone();
    let (slug, state) = (edition.slug.clone(), edition.state);
    let may = |act| access::allows(&page_context().actor, act, &edition.subject(), State::Edition(state));
    let publish = may(Act::PublishResults).then(|| {
        view! { <ButtonLink to=format!("/phe-duyet/{slug}/cong-bo") icon="trophy">{words.publish()}</ButtonLink> }
            .into_any()
    });
    let public = (state == EditionState::Published).then(|| {
        view! { <ButtonLink to=format!("/ket-qua/{slug}") kind=ButtonKind::Outline icon="trophy">{words.public_page()}</ButtonLink> }
            .into_any()
    });
    let form = may(Act::RecordDecision).then(|| decision_form(&desk, &errors, &typed, may(Act::PublishResults)));
    let notice = desk.item.notice.clone().filter(|_| state == EditionState::Noticed);
    let unanswered = desk.item.unanswered;
    let revocable = may(Act::RevokeAward);
    view! {
        <Title text=title_with_errors(words.title(), &errors)/>
        <Banner/>
        <ErrorSummary errors=errors.clone()/>
        <BackLink to="/phe-duyet" label=words.back()/>
        <PageHead title=words.title() kicker=edition.name(lang()).to_owned() meta=view! { <StatusTag of=state/> }.into_any()
            actions=publish.or(public).unwrap_or_else(|| ().into_any())>
            {notice.map(|notice| view! { <Deadline at=notice.closes_at label=words.until()/> })}
            {(unanswered > 0).then(|| view! { <p><Tag tone=Tone::Attention icon="message" text=words.unanswered(unanswered)/></p> })}
            {desk.item.decision.clone().map(|decision| view! { <p>{decision_line(&decision)}</p> })}
            {desk.item.decision.clone().and_then(|decision| decision.published_at)
                .map(|at| view! { <p>{words.published_at(&format_instant(at, lang()))}</p> })}
        </PageHead>
        {form}
        <AwardList slug awards=desk.awards revocable/>
    }
}

fn decision_line(decision: &Decision) -> String {
    ApprovalWords(lang()).recorded(&decision.number, &format_date(decision.decided_on, lang()), &decision.signer)
}

fn decision_form(desk: &ApprovalDesk, errors: &Errors, typed: &Typed, publishes: bool) -> impl IntoView + use<> {
    let words = ApprovalWords(lang());
    let old = desk.item.decision.clone().filter(|_| typed.0.is_empty());
    let (number, signer, date) = match old {
        Some(decision) => {
            let day = decision.decided_on;
            let date = [day.day().to_string(), u8::from(day.month()).to_string(), day.year().to_string()];
            (decision.number, decision.signer, date)
        }
        None => (typed.text("so"), typed.text("nguoi_ky"), typed.date("ngay_ky")),
    };
    let kind = if publishes { ButtonKind::Outline } else { ButtonKind::Filled };
    let action = href(&format!("/phe-duyet/{}/quyet-dinh", desk.item.edition.slug));
    let errors = errors.clone();
    view! {
        <Section id="quyet-dinh" title=words.decision()>
            <form class="form" method="post" action=action novalidate>
                <TextField name="so" label=words.number() hint=words.number_hint().to_owned() value=number width="w20" error=errors.at("so")/>
                <DateField name="ngay_ky" legend=words.date() value=date error=errors.at("ngay_ky")/>
                <TextField name="nguoi_ky" label=words.signer() hint=words.signer_hint().to_owned() value=signer error=errors.at("nguoi_ky")/>
                <Button kind>{words.save()}</Button>
            </form>
        </Section>
    }
}

#[component]
fn AwardList(slug: String, awards: Vec<(AwardId, PublicAward)>, revocable: bool) -> impl IntoView {
    let words = ApprovalWords(lang());
    let count = awards.len();
    let mut columns = vec![
        Column::text(words.work()),
        Column::text(words.field()),
        Column::text(words.authors()),
        Column::text(words.prize()),
    ];
    if revocable {
        columns.push(Column::text(words.act()));
    }
    let rows: Vec<_> = awards.into_iter().map(|(id, award)| award_row(&slug, id, award, revocable)).collect();
    view! {
        <Section id="danh-sach" title=words.list(count)>
            <Table caption=words.list(count) columns caption_hidden=true>{rows}</Table>
        </Section>
    }
}

fn award_row(slug: &str, id: AwardId, award: PublicAward, revocable: bool) -> impl IntoView + use<> {
    let words = ApprovalWords(lang());
    let act = match (&award.revoked, revocable) {
        (Some(_), _) => Some(view! { <Tag tone=Tone::Error icon="circle-x" text=words.revoked()/> }.into_any()),
        (None, true) => {
            let to = format!("/phe-duyet/{slug}/thu-hoi/{id}");
            Some(view! { <ButtonLink to kind=ButtonKind::Quiet>{words.revoke()}</ButtonLink> }.into_any())
        }
        (None, false) => None,
    };
    let authors = authors_line(&award.authors);
    let PublicAward { code, title, field_name, prize_name, seal, .. } = award;
    view! {
        <Row>
            <RowHead sub=code>{title}</RowHead>
            <Cell label=words.field()>{field_name}</Cell>
            <Cell label=words.authors()>{authors}</Cell>
            <Cell label=words.prize()><PrizeName name=prize_name seal/></Cell>
            {act.map(|act| view! { <Cell label=words.act() act=true>{act}</Cell> })}
        </Row>
    }
}

/// The last look before publishing; the button repeats act and count.
#[component]
pub fn PublishPage(
    desk: ApprovalDesk,
    #[prop(optional)] problems: Vec<PublishProblem>,
    #[prop(optional)] typed: Typed,
) -> impl IntoView {
    let words = ApprovalWords(lang());
    let errors: Errors = problems.iter().map(|problem| ("so_giai", of_publishing(problem, lang()))).collect();
    let count = desk.awards.len();
    let slug = desk.item.edition.slug.clone();
    let title = words.publish_title(count);
    view! {
        <Title text=title_with_errors(&title, &errors)/>
        <ErrorSummary errors=errors.clone()/>
        <BackLink to=format!("/phe-duyet/{slug}") label=words.title()/>
        <PageHead title=title.clone() kicker=desk.item.edition.name(lang()).to_owned() lead=words.publish_lead()>
            <p>{words.publish_letters()}</p>
            {desk.item.decision.clone().map(|decision| view! { <p>{decision_line(&decision)}</p> })}
        </PageHead>
        <AwardList slug=slug.clone() awards=desk.awards revocable=false/>
        <Confirm action=format!("/phe-duyet/{slug}/cong-bo") act=title back=format!("/phe-duyet/{slug}") icon="trophy">
            <TextField name="so_giai" label=words.type_count(count) value=typed.text("so_giai") kind=Kind::Number width="w4"
                error=errors.at("so_giai")/>
        </Confirm>
    }
}

/// Taking one prize back.
#[component]
pub fn RevokePage(
    slug: String,
    id: AwardId,
    award: PublicAward,
    #[prop(optional)] problems: Vec<RevokeProblem>,
    #[prop(optional)] typed: Typed,
) -> impl IntoView {
    let words = ApprovalWords(lang());
    let errors: Errors = problems.iter().map(|problem| of_revocation(problem, lang())).collect();
    let title = words.revoke_title(&award.code);
    view! {
        <Title text=title_with_errors(&title, &errors)/>
        <ErrorSummary errors=errors.clone()/>
        <BackLink to=format!("/phe-duyet/{slug}") label=words.title()/>
        <PageHead title kicker=award.title.clone() lead=words.revoke_lead()
            meta=view! { <PrizeName name=award.prize_name.clone() seal=award.seal/> }.into_any()/>
        <Confirm action=format!("/phe-duyet/{slug}/thu-hoi/{id}") act=words.revoke_act() back=format!("/phe-duyet/{slug}")>
            <TextField name="so" label=words.number() hint=words.number_hint().to_owned() value=typed.text("so") width="w20"
                error=errors.at("so")/>
            <TextArea name="ly_do" label=words.reason() value=typed.text("ly_do") rows=4 error=errors.at("ly_do")/>
        </Confirm>
    }
}
