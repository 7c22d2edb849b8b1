//! The guardians of authors under 16, and how their consents stand.

use domain::calendar::format_instant;
use domain::consent::{Consent, LineState, Standing, Subject, address_of, last_word};
use domain::entries::entry::{Author, Entry, Guardian};
use leptos::prelude::*;
use time::Date;

use crate::catalogue;
use crate::components::button::{Button, ButtonKind};
use crate::components::errors::Errors;
use crate::components::field::*;
use crate::components::tag::{Tag, Tone};
use crate::shell::href;
use crate::words::{Lang, lang};

catalogue! {
    /// The words about guardians.
    pub GuardianWords {
        why => "Tác giả dưới 16 tuổi cần cha, mẹ hoặc người giám hộ đồng ý. Từ 7 tuổi, chính tác giả cũng cần đồng ý. Hệ thống gửi thư riêng cho từng người, không cần tài khoản; người khác không thấy đường dẫn trong thư.",
            "For authors under 16 a parent or guardian must agree. From 7 years the author agrees too. Each gets a letter of their own and needs no account; nobody else sees the link in it.";
        of(number: usize, name: &str) => "Tác giả {number}: {name}", "Author {number}: {name}";
        name => "Họ và tên cha, mẹ hoặc người giám hộ", "Name of the parent or guardian";
        relation => "Quan hệ với tác giả", "Relation to the author";
        relation_hint => "Ví dụ: cha, mẹ, ông, bà", "For example father, mother, grandmother";
        phone => "Điện thoại", "Phone";
        email => "Thư điện tử", "E-mail";
        email_hint => "Địa chỉ riêng của cha, mẹ hoặc người giám hộ, không dùng chung với người nộp, tác giả hay giáo viên. Đường dẫn chỉ gửi đến địa chỉ này; không có thì in phiếu đồng ý",
            "The guardian's own address, not shared with whoever files, an author or a teacher. The link goes to this address only; without one, print the form";
        paper => "In phiếu đồng ý", "Print the consent form";
        paper_hint => "Không có thư điện tử: in phiếu, ký và nộp cho ban thư ký", "Without an e-mail address: print the form, sign it and hand it to the secretariat";
        beside => "Em không có thư riêng: em trả lời ngay trên trang của người giám hộ, sau khi người giám hộ đồng ý", "Without an address of their own the author answers on the guardian's page, after the guardian";
        guardian => "Người giám hộ", "Guardian";
        child => "Tác giả", "Author";
        not_asked => "Chưa hỏi", "Not asked";
        changed => "Chưa hỏi: trả lời trước đây là về người khác", "Not asked: an earlier answer was about somebody else";
        asked(when: &str) => "Chờ trả lời, hỏi từ {when}", "Asked {when}, no answer yet";
        given(who: &str, when: &str) => "Đã đồng ý ({who}, {when})", "Agreed ({who}, {when})";
        refused(who: &str, when: &str) => "Đã từ chối ({who}, {when})", "Refused ({who}, {when})";
        withdrawn => "Đã rút lại đồng ý", "Consent taken back";
        ask_guardian => "Hỏi người giám hộ", "Ask the guardian";
        ask_child => "Hỏi tác giả", "Ask the author";
        ask_again => "Gửi lại thư", "Send the letter again";
    }
}

/// The guardians of the authors for whom somebody must agree.
#[component]
pub fn GuardianFields(entry: Entry, typed: Vec<Guardian>, errors: Errors, on: Date) -> impl IntoView {
    let words = GuardianWords(lang());
    let people: Vec<(usize, Author)> = entry.in_care(on).map(|(number, author)| (number, author.clone())).collect();
    let rows = people.into_iter().zip(typed).map(|((number, author), guardian)| {
        let standing = entry.standing_of(&author, on);
        let known = entry.known_addresses();
        let reaches_child = address_of(&known, number - 1, Subject::Child).is_some();
        // Of age and never in anybody's care: there is no guardian to name.
        let has_guardian = author.is_child(on) || !author.guardian.is_empty();
        view! { <OneGuardian entry=entry.id.0 number author guardian errors=errors.clone() standing reaches_child has_guardian/> }
    });
    view! {
        <p>{words.why()}</p>
        {rows.collect_view()}
    }
}

#[component]
fn OneGuardian(
    entry: i64,
    number: usize,
    author: Author,
    guardian: Guardian,
    errors: Errors,
    standing: Standing,
    reaches_child: bool,
    has_guardian: bool,
) -> impl IntoView {
    let words = GuardianWords(lang());
    let name = |part: &str| format!("gh-{number}-{part}");
    let error = |part: &str| errors.at(&format!("gh-{number}-{part}"));
    let id = author.id.map(|id| id.to_string()).unwrap_or_default();
    let rows = standing.lines.iter().map(|line| {
        let said = last_word(&author.person(), &author.consents, line.subject).cloned();
        let (subject, state) = (line.subject, line.state);
        let may_ask = standing.may_ask.contains(&subject) && (subject == Subject::Guardian || reaches_child);
        view! { <ConsentRow subject state said author=id.clone() may_ask/> }
    });
    let rows = rows.collect_view();
    let paper = href(&format!("/ho-so/{entry}/phieu-dong-y/{id}"));
    let beside = (standing.line(Subject::Child).is_some() && !reaches_child)
        .then(|| view! { <p class="hint">{words.beside()}</p> });
    let fields = has_guardian.then(|| {
        view! {
            <input type="hidden" name=name("id") value=id.clone()/>
            <TextField name=name("ten") label=words.name() value=guardian.name error=error("ten")/>
            <TextField name=name("quan-he") label=words.relation() hint=words.relation_hint().to_owned() value=guardian.relation error=error("quan-he") width="w20"/>
            <TextField name=name("dien-thoai") label=words.phone() value=guardian.phone error=error("dien-thoai") kind=Kind::Phone width="w20"/>
            <TextField name=name("thu") label=words.email() hint=words.email_hint().to_owned() value=guardian.email error=error("thu") kind=Kind::Email optional=true/>
        }
    });
    view! {
        <fieldset class="fieldset fieldset--group">
            <legend class="fieldset__legend fieldset__legend--large">{words.of(number, &author.full_name)}</legend>
            <div class="fieldset__body">
                {fields}
                {rows}
                {beside}
                <p class="hint">{words.paper_hint()}" "<a href=paper>{words.paper()}</a></p>
            </div>
        </fieldset>
    }
}

/// Where the answer of one of them stands, and the button that asks.
#[component]
pub(super) fn ConsentRow(
    subject: Subject,
    state: LineState,
    said: Option<Consent>,
    author: String,
    may_ask: bool,
) -> impl IntoView {
    let words = GuardianWords(lang());
    let who = match subject {
        Subject::Guardian => words.guardian(),
        Subject::Child => words.child(),
    };
    let (tone, icon, text) = consent_look(state, said.as_ref(), lang());
    let ask = match (state, subject) {
        (LineState::Given, _) => None,
        (LineState::NotAsked { .. }, Subject::Guardian) => Some(words.ask_guardian()),
        (LineState::NotAsked { .. }, Subject::Child) => Some(words.ask_child()),
        _ => Some(words.ask_again()),
    };
    let ask = ask.filter(|_| may_ask).map(|label| {
        view! {
            <Button kind=ButtonKind::Outline icon="send" name="viec" value=format!("hoi-{}-{author}", subject.code())>{label}</Button>
        }
    });
    view! {
        <div class="cluster cluster--apart">
            <p>{who}": "<Tag tone icon text/></p>
            {ask}
        </div>
    }
}

/// How a consent looks: tint, icon and words. `said` is the answer that stands.
pub fn consent_look(state: LineState, said: Option<&Consent>, lang: Lang) -> (Tone, &'static str, String) {
    let words = GuardianWords(lang);
    let who = said.map(|consent| consent.person_name.as_str()).unwrap_or_default();
    let when = said.and_then(Consent::said_at).map(|at| format_instant(at, lang)).unwrap_or_default();
    match state {
        LineState::NotAsked { answered_before: false } => (Tone::Neutral, "circle", words.not_asked().to_owned()),
        LineState::NotAsked { answered_before: true } => {
            (Tone::Attention, "alert-triangle", words.changed().to_owned())
        }
        LineState::Asked { at } => (Tone::Attention, "clock", words.asked(&format_instant(at, lang))),
        LineState::Given => (Tone::Success, "circle-check", words.given(who, &when)),
        LineState::Refused => (Tone::Error, "circle-x", words.refused(who, &when)),
        LineState::Withdrawn => (Tone::Error, "circle-x", words.withdrawn().to_owned()),
    }
}
