//! The rules of one edition: every section, what stops the opening, and how rules in force are changed.

use domain::people::access::{self, Act, State};
use domain::people::actor::Subject;
use domain::programmes::desk::RulesDesk;
use domain::programmes::edition::EditionState;
use domain::programmes::form::RulesSection;
use domain::programmes::readiness::Finding;
use domain::rounds::TouchedRound;
use leptos::prelude::*;

use super::finding_words::finding_sentence;
use super::section_words::section_name;
use crate::catalogue;
use crate::components::banner::Banner;
use crate::components::button::{Button, ButtonKind, ButtonLink};
use crate::components::choice::Checkbox;
use crate::components::details::Details;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::icon::Icon;
use crate::components::page_head::{Breadcrumb, PageHead, Section};
use crate::components::status::StatusTag;
use crate::components::tag::{Tag, Tone};
use crate::components::text_area::TextArea;
use crate::shell::{Title, href, page_context};
use crate::words::lang;

catalogue! {
    /// The words of the page.
    pub RulesWords {
        secretariat => "Ban thư ký", "Secretariat";
        title => "Thể lệ", "Rules";
        draft(version: i32) => "Bản {version}, đang soạn", "Version {version}, being written";
        in_force(version: i32) => "Bản {version}, đang có hiệu lực", "Version {version}, in force";
        why(reason: &str) => "Lý do: {reason}", "Reason: {reason}";
        sections => "Các phần", "Sections";
        unconfirmed(count: usize) => "{count} đề xuất", "{count} proposed";
        to_fix(count: usize) => "{count} chỗ cần sửa", "{count} to fix";
        look => "Nên xem lại", "Worth a look";
        ready => "Hoàn thành", "Done";
        check => "Kiểm tra trước khi mở", "Before opening";
        check_amendment => "Kiểm tra trước khi ban hành", "Before issuing";
        stops => "Phải sửa trước", "Must be put right";
        looks => "Nên xem lại", "Worth a look";
        all_well => "Không còn gì phải sửa.", "Nothing is left to put right.";
        open => "Mở nhận hồ sơ", "Open for entries";
        issue(version: i32) => "Ban hành bản {version}", "Issue version {version}";
        issue_text => "Từ lúc ban hành, hồ sơ mới theo bản mới. Hồ sơ đã bắt đầu giữ bản của mình.", "From then on new entries follow the new version. Entries already started keep theirs.";
        differences => "Xem những chỗ khác bản đang có hiệu lực", "See what differs from the version in force";
        rounds_begun => "Bản mới thay đổi vòng chấm đã mở. Vòng đã mở giữ thể lệ lúc mở: đưa phần của vòng đó về như cũ, hoặc áp dụng bản mới cho vòng chưa có phiếu nào được ký", "The new version would change a round that has begun. A round keeps the rules it was opened under: put its part back, or apply the new version to a round without a signed sheet";
        round_signed(round: &str) => "{round} đã có phiếu được ký: không đổi được nữa. Sửa phần này của bản mới về như bản đang có hiệu lực.", "{round} has signed sheets and can no longer change: put this part of the new version back as it is in force.";
        apply_to(round: &str) => "Áp dụng bản mới cho {round} (chưa có phiếu nào được ký)", "Apply the new version to {round} (no sheet is signed yet)";
        discard => "Bỏ bản đang soạn", "Throw this version away";
        change => "Sửa thể lệ (phiên bản mới)", "Change the rules (new version)";
        change_text => "Thể lệ đã có hiệu lực không sửa được. Phiên bản mới cần lý do; hồ sơ đã bắt đầu giữ bản cũ.", "Rules in force never change. A new version needs a reason; entries already started keep the old one.";
        reason => "Lý do sửa", "Reason";
        reason_hint => "Ghi rõ văn bản hoặc quyết định, ví dụ: theo Công văn số … ngày …", "Name the document or decision.";
        start => "Lập phiên bản mới", "Start a new version";
        no_reason => "Nhập lý do sửa thể lệ", "Type the reason";
        nothing_changed => "Bản mới chưa khác bản đang có hiệu lực. Sửa một phần rồi ban hành, hoặc bỏ bản này", "The new version changes nothing yet. Change a section, or throw it away";
        versions => "Các phiên bản", "Versions";
        as_template => "Lưu thành mẫu", "Save as a template";
        full_text => "Xem toàn văn", "Read the full text";
    }
}

/// Why the last act on this page was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RulesRefusal {
    NoReason,
    NothingChanged,
    NotReady,
    /// These rounds have begun, and the new version would change them.
    RoundsBegun(Vec<TouchedRound>),
}

/// The overview of an edition's rules.
#[component]
pub fn RulesOverviewPage(
    desk: RulesDesk,
    #[prop(optional_no_strip)] refusal: Option<RulesRefusal>,
    #[prop(into, optional)] reason: String,
) -> impl IntoView {
    let words = RulesWords(lang());
    let slug = desk.edition.slug.clone();
    let touched = match &refusal {
        Some(RulesRefusal::RoundsBegun(rounds)) => rounds.clone(),
        _ => Vec::new(),
    };
    let errors = refused(refusal);
    let findings = desk.findings(page_context().now);
    let state = desk.edition.state;
    let stage = if desk.editable { words.draft(desk.version) } else { words.in_force(desk.version) };
    let why = (!desk.reason.is_empty()).then(|| view! { <p>{words.why(&desk.reason)}</p> });
    let public = (state != EditionState::Draft).then(|| {
        view! { <ButtonLink to=format!("/cuoc-thi/{slug}/the-le") kind=ButtonKind::Outline icon="eye">{words.full_text()}</ButtonLink> }
    });
    let template = access::allows(&page_context().actor, Act::ManageTemplates, &Subject::default(), State::Any);
    let template = template.then(|| {
        view! { <ButtonLink to=format!("/thu-ky/{slug}/the-le/mau") kind=ButtonKind::Outline icon="copy">{words.as_template()}</ButtonLink> }
    });
    let list = sections(&desk, &findings);
    let check = desk.editable.then(|| {
        let desk = desk.clone();
        view! { <Check desk findings touched/> }
    });
    let amend = desk.may_amend.then(|| {
        let (slug, errors) = (slug.clone(), errors.clone());
        view! { <Amend slug reason errors/> }
    });
    let places = vec![
        ("/thu-ky".to_owned(), words.secretariat().to_owned()),
        (format!("/thu-ky/{slug}"), desk.edition.name(lang()).to_owned()),
    ];
    view! {
        <Title text=title_with_errors(words.title(), &errors)/>
        <Breadcrumb places/>
        <Banner/>
        <ErrorSummary errors=errors.clone()/>
        <PageHead title=words.title() kicker=desk.edition.name(lang()).to_owned()
            meta=view! { <StatusTag of=state/><span>{stage}</span> }.into_any()
            actions=view! {
                {public}
                <ButtonLink to=format!("/thu-ky/{slug}/the-le/cac-ban") kind=ButtonKind::Outline icon="history">{words.versions()}</ButtonLink>
                {template}
            }.into_any()>
            {why}
        </PageHead>
        <div class="columns">
            <Section id="cac-phan" title=words.sections()>
                <ol class="task-list">{list}</ol>
            </Section>
            <aside class="stack stack--loose">
                {check}
                {amend}
            </aside>
        </div>
    }
}

fn refused(refusal: Option<RulesRefusal>) -> Errors {
    let words = RulesWords(lang());
    let problem = refusal.map(|refusal| match refusal {
        RulesRefusal::NoReason => ("ly-do", words.no_reason()),
        RulesRefusal::NothingChanged => ("kiem-tra", words.nothing_changed()),
        RulesRefusal::NotReady => ("kiem-tra", words.stops()),
        RulesRefusal::RoundsBegun(_) => ("kiem-tra", words.rounds_begun()),
    });
    problem.into_iter().collect()
}

fn sections(desk: &RulesDesk, findings: &[Finding]) -> AnyView {
    let words = RulesWords(lang());
    let rows = RulesSection::ALL.into_iter().enumerate().map(|(place, section)| {
        let (name, about) = section_name(section, lang());
        let here: Vec<&Finding> = findings.iter().filter(|finding| finding.section() == section).collect();
        let stops = here.iter().filter(|finding| finding.blocks()).count();
        let proposed = here.iter().find_map(|finding| match finding {
            Finding::Unconfirmed { count, .. } => Some(*count),
            _ => None,
        });
        let status = match (stops, proposed) {
            _ if !desk.editable => view! { <Icon name="lock"/> }.into_any(),
            (1.., _) => view! { <Tag tone=Tone::Error icon="alert-triangle" text=words.to_fix(stops)/> }.into_any(),
            (_, Some(count)) => view! { <Tag tone=Tone::Attention icon="help" text=words.unconfirmed(count)/> }.into_any(),
            _ if !here.is_empty() => {
                view! { <Tag tone=Tone::Attention icon="eye" text=words.look()/> }.into_any()
            }
            _ => view! { {words.ready()} }.into_any(),
        };
        let id = format!("phan-{}", section.address());
        view! {
            <li class="task-list__item">
                <span class="task-list__name">
                    <span class="task-list__number">{place + 1}</span>
                    <a class="task-list__link" href=href(&desk.section_path(section)) aria-describedby=id.clone()>{name}</a>
                </span>
                <span class="task-list__hint">{about}</span>
                <span class="task-list__status" id=id>{status}</span>
            </li>
        }
    });
    rows.collect_view().into_any()
}

/// What stops this version, what to look at, and the one act of the page.
#[component]
fn Check(desk: RulesDesk, findings: Vec<Finding>, touched: Vec<TouchedRound>) -> impl IntoView {
    let words = RulesWords(lang());
    let slug = desk.edition.slug.clone();
    let amendment = desk.is_amendment();
    let (stops, looks): (Vec<Finding>, Vec<Finding>) = findings.into_iter().partition(Finding::blocks);
    let ready = stops.is_empty();
    let line = |finding: &Finding| {
        let to = href(&desk.section_path(finding.section()));
        view! { <li><a href=to>{finding_sentence(finding, lang())}</a></li> }.into_any()
    };
    let list = |title: &'static str, found: &[Finding]| {
        (!found.is_empty()).then(|| {
            let lines: Vec<AnyView> = found.iter().map(line).collect();
            view! { <h3 class="rules-check__title">{title}</h3><ul class="rules-check__list">{lines}</ul> }
        })
    };
    let act = match (ready, amendment) {
        (false, _) => ().into_any(),
        (true, false) => view! {
            <ButtonLink to=format!("/thu-ky/{slug}/mo-nhan") icon="login">{words.open()}</ButtonLink>
        }
        .into_any(),
        (true, true) => view! { <Issue slug=slug.clone() version=desk.version touched/> }.into_any(),
    };
    let discard = amendment.then(|| {
        let action = href(&format!("/thu-ky/{slug}/the-le/bo-ban"));
        view! { <form method="post" action=action><Button kind=ButtonKind::DangerOutline icon="trash">{words.discard()}</Button></form> }
    });
    let title = if amendment { words.check_amendment() } else { words.check() };
    let (stops, looks) = (list(words.stops(), &stops), list(words.looks(), &looks));
    view! {
        <Section id="kiem-tra" title>
            {stops}
            {ready.then(|| view! { <p class="rules-check__ready"><Icon name="circle-check"/>{words.all_well()}</p> })}
            {looks}
            <div class="stack rules-check__acts">{act}{discard}</div>
        </Section>
    }
}

#[component]
fn Issue(slug: String, version: i32, touched: Vec<TouchedRound>) -> impl IntoView {
    let words = RulesWords(lang());
    let rounds = touched.into_iter().map(|round| match round.has_signed_sheets {
        true => view! { <p class="field__error">{words.round_signed(&round.name)}</p> }.into_any(),
        false => {
            let label = words.apply_to(&round.name);
            view! { <Checkbox name="ap-dung" id=format!("ap-dung-{}", round.code) label value=round.code/> }.into_any()
        }
    });
    let rounds = rounds.collect_view();
    view! {
        <p>{words.issue_text()}</p>
        <p><a href=href(&format!("/thu-ky/{slug}/the-le/cac-ban"))>{words.differences()}</a></p>
        <form method="post" action=href(&format!("/thu-ky/{slug}/the-le/ban-hanh"))>
            {rounds}
            <Button icon="send">{words.issue(version)}</Button>
        </form>
    }
}

#[component]
fn Amend(slug: String, reason: String, errors: Errors) -> impl IntoView {
    let words = RulesWords(lang());
    let open = !errors.is_empty();
    view! {
        <Details summary=words.change() open>
            <p>{words.change_text()}</p>
            <form class="form" method="post" action=href(&format!("/thu-ky/{slug}/the-le/sua-doi")) novalidate>
                <TextArea name="ly-do" label=words.reason() hint=words.reason_hint().to_owned() value=reason error=errors.at("ly-do") rows=3/>
                <Button kind=ButtonKind::Outline icon="edit">{words.start()}</Button>
            </form>
        </Details>
    }
}
