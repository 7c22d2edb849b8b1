//! The home page: look up a code, open contests by deadline, latest results, how it works.

use domain::programmes::edition::{Edition, EditionState};
use leptos::prelude::*;

use crate::catalogue;
use crate::components::banner::Banner;
use crate::components::button::{Button, ButtonKind, ButtonLink};
use crate::components::deadline::EffectiveDeadlineLine;
use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::page_head::Section;
use crate::components::register::{Register, RegisterRow};
use crate::components::status::StatusTag;
use crate::shell::{Title, href, page_context};
use crate::words::lang;

catalogue! {
    /// The words of the home page.
    pub HomeWords {
        title => "Trang chủ", "Home";
        lead_title => "Nộp hồ sơ, theo dõi và tra cứu kết quả", "Enter, follow and look up results";
        lead_text => "Nơi nhận hồ sơ, chấm và công bố kết quả các cuộc thi, giải thưởng sáng tạo của tỉnh. Mỗi bước đều để lại dấu vết kiểm chứng được.",
            "Where the province's innovation contests and awards receive entries, judge them and announce results. Every step can be verified.";
        all_contests => "Xem các cuộc thi", "See the contests";
        look_up => "Tra cứu bằng mã", "Look up by code";
        look_up_hint => "Mã hồ sơ, ví dụ TTN-2027-0147, hoặc mã trên biên nhận.",
            "An entry code such as TTN-2027-0147, or the code on a receipt.";
        look_up_act => "Tra cứu", "Look up";
        open => "Đang nhận hồ sơ", "Receiving entries";
        every_contest => "Mọi cuộc thi", "All contests";
        deadline => "Hạn nộp", "Deadline";
        opens => "Mở nhận hồ sơ", "Opens";
        none_open => "Chưa có cuộc thi nào đang nhận hồ sơ", "No contest is receiving entries";
        none_open_do => "Khi có cuộc thi mới, thể lệ và hạn nộp hiện ở đây. Kết quả các kỳ trước vẫn xem được.",
            "New contests and their deadlines will stand here. Earlier results can still be read.";
        noticed => "Đang công khai lấy ý kiến", "Open for comments";
        results => "Kết quả mới", "Latest results";
        every_year => "Mọi năm", "All years";
        how => "Hồ sơ đi qua những bước nào", "How an entry travels";
        step_fill => "Soạn hồ sơ", "Fill in";
        step_fill_text => "Điền từng phần, lưu tự động. Tác giả dưới 16 tuổi cần cha, mẹ hoặc người giám hộ đồng ý.",
            "Section by section, saved as you go. Authors under 16 need a parent's or guardian's consent.";
        step_send => "Nộp và nhận biên nhận", "Send and get a receipt";
        step_send_text => "Biên nhận ghi giờ nộp và dấu kiểm của hồ sơ. Ai có mã cũng kiểm tra được.",
            "The receipt states the time and a checksum. Whoever has the code can check it.";
        step_judge => "Kiểm tra và chấm", "Checked and judged";
        step_judge_text => "Ban thư ký kiểm tra hồ sơ, giám khảo chấm độc lập. Vòng chấm kín không hiện tên tác giả.",
            "The secretariat checks the file, judges score on their own. Blind rounds show no author.";
        step_result => "Công khai và công bố", "Notice and announcement";
        step_result_text => "Danh sách dự kiến được công khai để góp ý, rồi mới có quyết định. Mỗi điểm số đều tính lại được.",
            "The provisional list is public for comments before the decision. Every score can be recomputed.";
    }
}

/// The first page of the portal.
#[component]
pub fn HomePage(editions: Vec<Edition>) -> impl IntoView {
    let words = HomeWords(lang());
    let in_state = |state: EditionState| -> Vec<Edition> {
        editions.iter().filter(|edition| edition.state == state).cloned().collect()
    };
    let noticed = in_state(EditionState::Noticed);
    let now = page_context().now;
    let open = in_state(EditionState::Open).into_iter().filter(|edition| !edition.deadline().is_over(now)).collect();
    let mut published = in_state(EditionState::Published);
    published.reverse();
    published.truncate(5);
    view! {
        <Title text=words.title()/>
        <Banner/>
        <Lead/>
        <Section id="dang-nhan" title=words.open() link=Some(("/cuoc-thi".to_owned(), words.every_contest().to_owned()))>
            <OpenEditions editions=open/>
        </Section>
        {(!noticed.is_empty()).then(|| view! {
            <Section id="cong-khai" title=words.noticed()>
                <Register>{noticed.into_iter().map(|edition| notice_row(&edition)).collect_view()}</Register>
            </Section>
        })}
        {(!published.is_empty()).then(|| view! {
            <Section id="ket-qua" title=words.results() link=Some(("/ket-qua".to_owned(), words.every_year().to_owned()))>
                <Register>{published.into_iter().map(|edition| result_row(&edition)).collect_view()}</Register>
            </Section>
        })}
        <Section id="cac-buoc" title=words.how()>
            <Journey/>
        </Section>
    }
}

/// What this is, and the code search beside it.
#[component]
fn Lead() -> impl IntoView {
    let words = HomeWords(lang());
    view! {
        <div class="home-lead">
            <div>
                <h1 class="home-lead__title">{words.lead_title()}</h1>
                <p class="home-lead__text">{words.lead_text()}</p>
                <ButtonLink to="/cuoc-thi" kind=ButtonKind::Outline icon="trophy">{words.all_contests()}</ButtonLink>
            </div>
            <form class="lookup" method="get" action=href("/tra-cuu")>
                <div class="field">
                    <label class="field__label" for="ma">{words.look_up()}</label>
                    <p class="field__hint" id="ma-goi-y">{words.look_up_hint()}</p>
                    <div class="lookup__line">
                        <input class="input input--code" id="ma" name="ma" type="text" autocomplete="off"
                            autocapitalize="characters" spellcheck="false" aria-describedby="ma-goi-y"/>
                        <Button icon="search">{words.look_up_act()}</Button>
                    </div>
                </div>
            </form>
        </div>
    }
}

/// Editions that receive entries, the first to close on top.
#[component]
pub fn OpenEditions(editions: Vec<Edition>) -> impl IntoView {
    let words = HomeWords(lang());
    if editions.is_empty() {
        return view! { <Empty title=words.none_open() text=words.none_open_do()/> }.into_any();
    }
    view! { <Register>{editions.into_iter().map(|edition| open_row(&edition)).collect_view()}</Register> }.into_any()
}

fn open_row(edition: &Edition) -> impl IntoView + use<> {
    let words = HomeWords(lang());
    let now = page_context().now;
    let deadline = edition.deadline();
    let not_yet = edition.opens_at.filter(|opens| now < *opens);
    let state = edition.state;
    view! {
        <RegisterRow title=edition.name(lang()).to_owned() to=format!("/cuoc-thi/{}", edition.slug)
            day=deadline.last_day() state=view! { <StatusTag of=state/> }.into_any()>
            {not_yet.map(|opens| view! { <p class="register__text">{words.opens()}" "{domain::calendar::format_instant(opens, lang())}</p> })}
            <EffectiveDeadlineLine deadline label=words.deadline() brief=true/>
        </RegisterRow>
    }
}

fn notice_row(edition: &Edition) -> impl IntoView + use<> {
    let state = edition.state;
    view! {
        <RegisterRow title=edition.name(lang()).to_owned() to=format!("/cong-khai/{}", edition.slug)
            state=view! { <StatusTag of=state/> }.into_any()/>
    }
}

fn result_row(edition: &Edition) -> impl IntoView + use<> {
    let state = edition.state;
    view! {
        <RegisterRow title=edition.name(lang()).to_owned() to=format!("/ket-qua/{}", edition.slug)
            state=view! { <StatusTag of=state/> }.into_any()/>
    }
}

/// The four steps of an entry.
#[component]
fn Journey() -> impl IntoView {
    let words = HomeWords(lang());
    let steps = [
        ("edit", words.step_fill(), words.step_fill_text()),
        ("send", words.step_send(), words.step_send_text()),
        ("clipboard-check", words.step_judge(), words.step_judge_text()),
        ("trophy", words.step_result(), words.step_result_text()),
    ];
    let items = steps.into_iter().enumerate().map(|(place, (icon, title, text))| {
        view! {
            <li class="journey__step">
                <p class="journey__mark" aria-hidden="true"><span class="journey__number">{place + 1}</span><Icon name=icon/></p>
                <h3 class="journey__title">{title}</h3>
                <p class="journey__text">{text}</p>
            </li>
        }
    });
    view! { <ol class="journey">{items.collect_view()}</ol> }
}
