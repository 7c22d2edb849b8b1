//! The start page of an edition: decide whether and how to enter.

use domain::calendar::{format_date, format_instant, iso_date, vietnam_date};
use domain::programmes::deadline::{EffectiveDeadline, last_day};
use domain::programmes::edition::{Edition, EditionState};
use domain::programmes::rules::{DossierItem, EditionRules};
use leptos::prelude::*;
use time::{Date, OffsetDateTime};

use super::prize_list::PrizeList;
use super::rules_words::{RuleWords, delivery, notice_length, who_may_enter};
use crate::catalogue;
use crate::components::banner::Banner;
use crate::components::button::{ButtonKind, ButtonLink};
use crate::components::deadline::EffectiveDeadlineLine;
use crate::components::icon::Icon;
use crate::components::page_head::{Breadcrumb, PageHead, Section};
use crate::components::status::StatusTag;
use crate::components::timeline::{Phase, Timeline, TimelineItem};
use crate::shell::{Title, href, page_context};
use crate::words::lang;

catalogue! {
    /// The words of the start page.
    pub ContestWords {
        contests => "Cuộc thi", "Contests";
        deadline => "Hạn nộp", "Deadline";
        start => "Bắt đầu nộp hồ sơ", "Start an entry";
        go_on => "Tiếp tục hồ sơ đang soạn", "Continue an entry";
        takes => "Mất khoảng 40 phút, có thể làm nhiều lần. Hệ thống tự lưu.", "Takes about 40 minutes, in one go or several. Saved as you type.";
        not_yet(day: &str) => "Nhận hồ sơ từ {day}.", "Entries are received from {day}.";
        over => "Đã hết hạn nộp hồ sơ.", "The deadline has passed.";
        see_notice => "Xem danh sách công khai lấy ý kiến", "See the provisional list";
        see_results => "Xem kết quả", "See the results";
        who => "Ai được dự thi", "Who may enter";
        prepare => "Cần chuẩn bị", "What to prepare";
        fields(count: usize) => "{count} lĩnh vực", "{count} fields";
        groups => "Bảng, nhóm", "Divisions";
        prizes => "Giải thưởng", "Prizes";
        dates => "Mốc thời gian", "Dates";
        opens => "Mở nhận hồ sơ", "Entries open";
        closes => "Hạn nộp hồ sơ", "Deadline for entries";
        closes_later(from: &str) => "Hạn nộp hồ sơ, gia hạn từ {from}", "Deadline for entries, extended from {from}";
        some_units => "Một số đơn vị được gia hạn riêng. Hồ sơ của các đơn vị đó vẫn nộp được.", "Some units have a later deadline of their own. Their entries can still be sent.";
        notice(days: &str) => "Danh sách dự kiến đạt giải được công khai {days} để lấy ý kiến.", "The provisional list stays public for {days}, for comments.";
        documents => "Văn bản", "Documents";
        rules(version: i32) => "Thể lệ, bản {version}", "Rules, version {version}";
        ask => "Hỏi ban thư ký", "Ask the secretariat";
        required => "Bắt buộc", "Required";
    }
}

/// The page of one edition.
#[component]
pub fn ContestPage(edition: Edition, rules: EditionRules) -> impl IntoView {
    let words = ContestWords(lang());
    let name = edition.name(lang()).to_owned();
    let state = edition.state;
    let deadline = edition.deadline();
    let closes = deadline.clone();
    let who = who_may_enter(&rules, lang()).into_iter().map(check).collect_view();
    let dossier = rules.dossier.iter().map(|item| dossier_row(item, &rules)).collect_view();
    let field_count = rules.fields.len();
    let prizes = (!rules.prizes.is_empty()).then(|| {
        let rules = rules.clone();
        view! { <Section id="giai-thuong" title=words.prizes()><PrizeList rules/></Section> }
    });
    let for_dates = rules.clone();
    view! {
        <Title text=name.clone()/>
        <Breadcrumb places=vec![("/cuoc-thi".to_owned(), words.contests().to_owned())]/>
        <Banner/>
        <PageHead title=name meta=view! { <StatusTag of=state/> }.into_any()
            actions=view! { <Acts edition=edition.clone()/> }.into_any()>
            <EffectiveDeadlineLine deadline label=words.deadline()/>
        </PageHead>
        <div class="columns">
            <div class="stack stack--loose">
                <Section id="ai-duoc-du-thi" title=words.who()>
                    <ul class="check-list">{who}</ul>
                </Section>
                <Section id="can-chuan-bi" title=words.prepare()>
                    <ol class="dossier-list">{dossier}</ol>
                </Section>
                <Section id="linh-vuc" title=words.fields(field_count)>
                    <Fields rules/>
                </Section>
                {prizes}
            </div>
            <aside class="stack stack--loose">
                <Section id="moc-thoi-gian" title=words.dates()><Dates rules=for_dates closes/></Section>
                <Section id="van-ban" title=words.documents()>
                    <a class="file-link" href=href(&format!("/cuoc-thi/{}/the-le", edition.slug))><Icon name="file"/>{words.rules(edition.version)}</a>
                </Section>
                <Section id="hoi" title=words.ask()><Contact/></Section>
            </aside>
        </div>
    }
}

/// What can be done now, with at most one filled button.
#[component]
fn Acts(edition: Edition) -> impl IntoView {
    let words = ContestWords(lang());
    let now = page_context().now;
    let slug = edition.slug.clone();
    match edition.state {
        EditionState::Open if edition.opens_at.is_some_and(|opens| now < opens) => {
            let day = edition.opens_at.map(|opens| format_instant(opens, lang())).unwrap_or_default();
            view! { <p>{words.not_yet(&day)}</p> }.into_any()
        }
        EditionState::Open if edition.deadline().is_over(now) && edition.takes_new_entries(now) => view! {
            <p>{words.over()}" "{words.some_units()}</p>
            <ButtonLink to=format!("/ho-so/moi?ky={slug}") kind=ButtonKind::Outline>{words.start()}</ButtonLink>
            <ButtonLink to="/ho-so" kind=ButtonKind::Quiet icon="edit">{words.go_on()}</ButtonLink>
        }
        .into_any(),
        EditionState::Open if edition.deadline().is_over(now) => view! {
            <p>{words.over()}</p>
            <ButtonLink to="/ho-so" kind=ButtonKind::Outline icon="edit">{words.go_on()}</ButtonLink>
        }
        .into_any(),
        EditionState::Open => view! {
            <ButtonLink to=format!("/ho-so/moi?ky={slug}") large=true>{words.start()}</ButtonLink>
            <ButtonLink to="/ho-so" kind=ButtonKind::Quiet large=true>{words.go_on()}</ButtonLink>
            <p class="hint page-head__note">{words.takes()}</p>
        }
        .into_any(),
        EditionState::Noticed => view! {
            <ButtonLink to=format!("/cong-khai/{slug}") icon="eye">{words.see_notice()}</ButtonLink>
        }
        .into_any(),
        EditionState::Published => view! {
            <ButtonLink to=format!("/ket-qua/{slug}") icon="trophy">{words.see_results()}</ButtonLink>
        }
        .into_any(),
        EditionState::Judging | EditionState::Draft => view! { <p>{words.over()}</p> }.into_any(),
    }
}

fn check(line: String) -> impl IntoView {
    view! { <li class="check-list__item"><Icon name="check"/><span>{line}</span></li> }
}

fn dossier_row(item: &DossierItem, rules: &EditionRules) -> impl IntoView + use<> {
    let words = RuleWords(lang());
    let how = delivery(item, rules, lang());
    let need = if item.required { words.required() } else { words.if_any() };
    let guidance = (!item.guidance.is_empty()).then(|| format!("{} ", item.guidance));
    view! {
        <li class="dossier-list__item">
            <p class="dossier-list__name">{item.name.clone()}</p>
            <p class="dossier-list__how">{guidance}{how}</p>
            <p class="dossier-list__need" class:dossier-list__need--required=item.required>{need}</p>
        </li>
    }
}

#[component]
fn Fields(rules: EditionRules) -> impl IntoView {
    let words = ContestWords(lang());
    let fields = rules.fields.into_iter().map(|field| view! { <li>{field.name}</li> });
    let groups: Vec<String> = rules.groups.into_iter().map(|group| group.name).collect();
    view! {
        <ol class="field-list">{fields.collect_view()}</ol>
        {(!groups.is_empty()).then(|| view! { <p class="muted">{words.groups()}": "{groups.join("; ")}</p> })}
    }
}

/// Every date people plan by, in order, with the next one marked.
#[component]
fn Dates(rules: EditionRules, closes: EffectiveDeadline) -> impl IntoView {
    let words = ContestWords(lang());
    let now = page_context().now;
    let dates = planned(&rules, &closes, words);
    let next = dates.iter().position(|date| date.at > now);
    let items = dates.into_iter().enumerate().map(move |(place, date)| {
        let phase = match next {
            Some(next) if place == next => Phase::Now,
            Some(next) if place > next => Phase::Ahead,
            _ => Phase::Done,
        };
        view! {
            <TimelineItem when=format_date(date.day, lang()) datetime=iso_date::text(date.day) text=date.label phase/>
        }
    });
    view! {
        <Timeline>{items.collect_view()}</Timeline>
        <p class="hint">{words.notice(&notice_length(rules.notice, lang()))}</p>
    }
}

struct Planned {
    at: OffsetDateTime,
    day: Date,
    label: String,
}

fn planned(rules: &EditionRules, closes: &EffectiveDeadline, words: ContestWords) -> Vec<Planned> {
    let opens = rules.dates.opens_at.map(|at| Planned { at, day: vietnam_date(at), label: words.opens().to_owned() });
    let closes = closes.at.map(|at| Planned {
        at,
        day: last_day(at),
        label: match &closes.extended {
            Some(extended) => words.closes_later(&format_date(last_day(extended.from), lang())),
            None => words.closes().to_owned(),
        },
    });
    let milestones = rules.dates.milestones.iter().map(|milestone| Planned {
        at: domain::calendar::end_of_day(milestone.day),
        day: milestone.day,
        label: milestone.label.clone(),
    });
    let mut all: Vec<Planned> = opens.into_iter().chain(closes).chain(milestones).collect();
    all.sort_by_key(|date| (date.day, date.at));
    all
}

/// The phone, the mail and the hours of the organiser.
#[component]
pub fn Contact() -> impl IntoView {
    let organiser = page_context().organiser;
    view! {
        <ul class="contact-list">
            <li><strong>{organiser.name.clone()}</strong></li>
            <li><a class="contact-list__link" href=format!("tel:{}", organiser.phone.replace(' ', ""))><Icon name="phone"/>{organiser.phone.clone()}</a></li>
            <li><a class="contact-list__link" href=format!("mailto:{}", organiser.email)><Icon name="mail"/>{organiser.email.clone()}</a></li>
            <li class="muted">{organiser.hours.clone()}</li>
        </ul>
    }
}
