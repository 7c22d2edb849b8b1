//! The guardians of authors under 16, and how their consents stand.

use domain::calendar::format_instant;
use domain::entries::consent::{Consent, ConsentState, ConsentSubject, consents_needed};
use domain::entries::entry::{Author, Guardian};
use leptos::prelude::*;
use time::Date;

use crate::catalogue;
use crate::components::button::{Button, ButtonKind};
use crate::components::errors::Errors;
use crate::components::field::*;
use crate::components::tag::{Tag, Tone};
use crate::words::{Lang, lang};

catalogue! {
    /// The words about guardians.
    pub GuardianWords {
        why => "Tác giả dưới 16 tuổi cần cha, mẹ hoặc người giám hộ đồng ý. Từ 7 tuổi, chính tác giả cũng cần đồng ý. Hệ thống gửi cho mỗi người một đường dẫn riêng, không cần tài khoản.",
            "For authors under 16 a parent or guardian must agree. From 7 years the author agrees too. Each gets a link of their own and needs no account.";
        of(number: usize, name: &str) => "Tác giả {number}: {name}", "Author {number}: {name}";
        name => "Họ và tên cha, mẹ hoặc người giám hộ", "Name of the parent or guardian";
        relation => "Quan hệ với tác giả", "Relation to the author";
        relation_hint => "Ví dụ: cha, mẹ, ông, bà", "For example father, mother, grandmother";
        phone => "Điện thoại", "Phone";
        email => "Thư điện tử", "E-mail";
        email_hint => "Có thư thì hệ thống gửi đường dẫn ngay; không có thì chép đường dẫn gửi qua tin nhắn", "With an address the link is sent at once; without one, copy the link into a message";
        guardian => "Người giám hộ", "Guardian";
        child => "Tác giả", "Author";
        not_asked => "Chưa hỏi", "Not asked";
        asked(when: &str) => "Chờ trả lời, hỏi từ {when}", "Asked {when}, no answer yet";
        given(who: &str, when: &str) => "Đã đồng ý ({who}, {when})", "Agreed ({who}, {when})";
        refused(who: &str, when: &str) => "Đã từ chối ({who}, {when})", "Refused ({who}, {when})";
        withdrawn => "Đã rút lại đồng ý", "Consent taken back";
        ask_guardian => "Hỏi người giám hộ", "Ask the guardian";
        ask_child => "Hỏi tác giả", "Ask the author";
        ask_again => "Tạo đường dẫn mới", "Make a new link";
        ask_hint => "Lưu rồi tạo đường dẫn; đường dẫn cũ hết hiệu lực", "Saves, then makes a link; an older one stops working";
    }
}

/// The guardians of the children among the authors.
#[component]
pub fn GuardianFields(
    /// The children, with their place among the authors.
    children_: Vec<(usize, Author)>,
    typed: Vec<Guardian>,
    errors: Errors,
    on: Date,
) -> impl IntoView {
    let words = GuardianWords(lang());
    let rows = children_.into_iter().zip(typed).map(|((number, author), guardian)| {
        view! { <OneGuardian number author guardian errors=errors.clone() on/> }
    });
    view! {
        <p>{words.why()}</p>
        {rows.collect_view()}
    }
}

#[component]
fn OneGuardian(number: usize, author: Author, guardian: Guardian, errors: Errors, on: Date) -> impl IntoView {
    let words = GuardianWords(lang());
    let name = |part: &str| format!("gh-{number}-{part}");
    let error = |part: &str| errors.at(&format!("gh-{number}-{part}"));
    let id = author.id.map(|id| id.to_string()).unwrap_or_default();
    let consents = consents_needed(author.birth_date, on).into_iter().map(|subject| {
        let consent = author.consent(subject).cloned();
        view! { <ConsentRow subject consent author=id.clone()/> }
    });
    let consents = consents.collect_view();
    view! {
        <fieldset class="fieldset fieldset--group">
            <legend class="fieldset__legend fieldset__legend--large">{words.of(number, &author.full_name)}</legend>
            <div class="fieldset__body">
                <input type="hidden" name=name("id") value=id.clone()/>
                <TextField name=name("ten") label=words.name() value=guardian.name error=error("ten")/>
                <TextField name=name("quan-he") label=words.relation() hint=words.relation_hint().to_owned() value=guardian.relation error=error("quan-he") width="w20"/>
                <TextField name=name("dien-thoai") label=words.phone() value=guardian.phone error=error("dien-thoai") kind=Kind::Phone width="w20"/>
                <TextField name=name("thu") label=words.email() hint=words.email_hint().to_owned() value=guardian.email error=error("thu") kind=Kind::Email optional=true/>
                {consents}
            </div>
        </fieldset>
    }
}

#[component]
fn ConsentRow(subject: ConsentSubject, consent: Option<Consent>, author: String) -> impl IntoView {
    let words = GuardianWords(lang());
    let who = match subject {
        ConsentSubject::Guardian => words.guardian(),
        ConsentSubject::Child => words.child(),
    };
    let state = consent.as_ref().map(|consent| consent.state);
    let (tone, icon, text) = consent_look(consent.as_ref(), lang());
    let ask = match (state, subject) {
        (Some(ConsentState::Given), _) => None,
        (None, ConsentSubject::Guardian) => Some(words.ask_guardian()),
        (None, ConsentSubject::Child) => Some(words.ask_child()),
        (Some(_), _) => Some(words.ask_again()),
    };
    let ask = ask.map(|label| {
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

/// How a consent looks: tint, icon and words.
pub fn consent_look(consent: Option<&Consent>, lang: Lang) -> (Tone, &'static str, String) {
    let words = GuardianWords(lang);
    let Some(consent) = consent else {
        return (Tone::Neutral, "circle", words.not_asked().to_owned());
    };
    let answered = consent
        .answered_at
        .map(|at| format_instant(at, lang))
        .unwrap_or_default();
    match consent.state {
        ConsentState::Asked => (
            Tone::Attention,
            "clock",
            words.asked(&format_instant(consent.asked_at, lang)),
        ),
        ConsentState::Given => (
            Tone::Success,
            "circle-check",
            words.given(&consent.person_name, &answered),
        ),
        ConsentState::Refused => (Tone::Error, "circle-x", words.refused(&consent.person_name, &answered)),
        ConsentState::Withdrawn => (Tone::Error, "circle-x", words.withdrawn().to_owned()),
    }
}
