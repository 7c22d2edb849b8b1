//! Recording a consent that came on paper.

use domain::consent::Subject;
use domain::entries::consent_answer::{ConsentProblem, PaperAnswer, PaperProblem};
use domain::intake::check_page::{CheckedAuthor, EntryForCheck};
use leptos::prelude::*;

use crate::catalogue;
use crate::components::button::{Button, ButtonRow};
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::*;
use crate::components::page_head::{Breadcrumb, PageHead, Section};
use crate::entries::consent_page::ConsentWords;
use crate::intake::check_page::check_path;
use crate::intake::queue_page::{QueueWords, queue_path};
use crate::shell::{Title, href};
use crate::words::{Lang, lang};

catalogue! {
    /// The words of recording a paper.
    pub PaperWords {
        title(child: &str) => "Ghi nhận phiếu đồng ý trên giấy: {child}", "Record a consent on paper: {child}";
        lead => "Chỉ ghi đúng những gì phiếu đã ký viết. Người nộp hồ sơ và giáo viên hướng dẫn nhận thư báo; sổ nhật ký ghi ai đã nhập.",
            "Record only what the signed form says. Whoever filed the entry and the teacher get a letter; the log says who recorded it.";
        who => "Ai ký phiếu", "Who signed";
        guardian => "Cha, mẹ hoặc người giám hộ", "Parent or guardian";
        child => "Tác giả", "The author";
        name => "Họ và tên người ký", "Name of the signer";
        relation => "Quan hệ với tác giả", "Relation to the author";
        answer => "Phiếu trả lời", "The form says";
        yes => "Đồng ý cho dùng dữ liệu để xét và chấm hồ sơ", "The data may be used to check and judge the entry";
        no => "Không đồng ý", "No consent";
        signed_on => "Ngày ghi trên phiếu", "Date on the form";
        kept_at => "Nơi lưu phiếu hoặc bản quét", "Where the form or its scan is kept";
        kept_hint => "Ví dụ: cặp 3, tờ 12; hoặc số văn bản đến", "For example folder 3, sheet 12";
        save => "Ghi nhận", "Record";
        section => "Phiếu đồng ý trên giấy", "Consents on paper";
        section_hint => "Người giám hộ không có thư điện tử ký trên giấy: in phiếu, rồi ghi nhận ở đây.", "Guardians without e-mail sign on paper: print the form, then record it here.";
        print(child: &str) => "In phiếu của {child}", "Print the form of {child}";
        record(child: &str) => "Ghi nhận phiếu của {child}", "Record the form of {child}";
        name_missing => "Nhập họ và tên người ký", "Enter the name of the signer";
        relation_missing => "Nhập quan hệ với tác giả, ví dụ cha, mẹ", "Enter the relation, such as father or mother";
        answer_missing => "Chọn điều phiếu trả lời", "Choose what the form says";
        date_missing => "Nhập ngày ghi trên phiếu, ví dụ 5 6 2027", "Enter the date on the form, such as 5 6 2027";
        date_ahead => "Ngày trên phiếu không thể sau hôm nay", "The date on the form cannot be after today";
        place_missing => "Ghi nơi lưu phiếu, để khi cần tìm lại được", "Say where the form is kept, so that it can be found";
        not_needed => "Không cần ý kiến của người này", "This person's consent is not needed";
    }
}

/// What was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaperTyped {
    pub who: String,
    pub name: String,
    pub relation: String,
    pub answer: String,
    pub publish_name: bool,
    pub publish_photo: bool,
    pub date: [String; 3],
    pub kept_at: String,
}

impl PaperTyped {
    /// The name the entry knows, to begin with.
    pub fn of(author: &CheckedAuthor) -> Self {
        Self { who: Subject::Guardian.code().to_owned(), name: author.guardian.clone(), ..Self::default() }
    }

    /// As the rule reads it.
    pub fn read(&self) -> PaperAnswer {
        let answer = domain::entries::consent_answer::ConsentAnswer {
            person_name: domain::text::clean_line(&self.name),
            relation: domain::text::clean_line(&self.relation),
            processing: self.answer == "dong-y",
            publish_name: self.publish_name,
            publish_photo: self.publish_photo,
        };
        PaperAnswer {
            subject: Subject::from_code(&self.who).unwrap_or(Subject::Guardian),
            answer,
            refuses: self.answer == "tu-choi",
            signed_on: domain::calendar::parse_date(&self.date.join("/")).ok(),
            kept_at: domain::text::clean_line(&self.kept_at),
        }
    }
}

/// What is missing, at its fields.
pub fn paper_errors(problems: &[PaperProblem], lang: Lang) -> Errors {
    let words = PaperWords(lang);
    problems
        .iter()
        .map(|problem| match problem {
            PaperProblem::Answer(ConsentProblem::NameMissing) => ("ten", words.name_missing()),
            PaperProblem::Answer(ConsentProblem::RelationMissing) => ("quan-he", words.relation_missing()),
            PaperProblem::Answer(ConsentProblem::ProcessingNotTicked) => ("tra-loi", words.answer_missing()),
            PaperProblem::DateMissing => ("ngay-ky", words.date_missing()),
            PaperProblem::DateAhead => ("ngay-ky", words.date_ahead()),
            PaperProblem::PlaceMissing => ("noi-luu", words.place_missing()),
        })
        .collect()
}

/// The page.
#[component]
pub fn PaperPage(
    entry: EntryForCheck,
    author: CheckedAuthor,
    typed: PaperTyped,
    #[prop(optional)] errors: Errors,
) -> impl IntoView {
    let words = PaperWords(lang());
    let asked = ConsentWords(lang());
    let title = words.title(&author.name);
    let back = check_path(&entry);
    let action = href(&format!("{back}/dong-y/{}", author.id));
    let places = vec![
        ("/thu-ky".to_owned(), QueueWords(lang()).secretariat().to_owned()),
        (queue_path(&entry.edition.slug), QueueWords(lang()).title().to_owned()),
        (back, entry.head.code.clone()),
    ];
    let pair = |code: &str, label: &str| (code.to_owned(), label.to_owned());
    let who = vec![pair(Subject::Guardian.code(), words.guardian()), pair(Subject::Child.code(), words.child())];
    let answers = vec![pair("dong-y", words.yes()), pair("tu-choi", words.no())];
    view! {
        <Title text=title_with_errors(&title, &errors)/>
        <Breadcrumb places/>
        <ErrorSummary errors=errors.clone()/>
        <PageHead title lead=words.lead()/>
        <form class="form" method="post" action=action novalidate>
            <Radios name="ai" legend=words.who() options=who value=typed.who error=errors.at("ai")/>
            <TextField name="ten" label=words.name() value=typed.name error=errors.at("ten")/>
            <TextField name="quan-he" label=words.relation() value=typed.relation error=errors.at("quan-he") width="w20"/>
            <Radios name="tra-loi" legend=words.answer() options=answers value=typed.answer error=errors.at("tra-loi")/>
            <Checkbox name="cong-khai-ten" label=asked.publish_name() checked=typed.publish_name/>
            <Checkbox name="cong-khai-anh" label=asked.publish_photo() checked=typed.publish_photo/>
            <DateField name="ngay-ky" legend=words.signed_on() value=typed.date error=errors.at("ngay-ky")/>
            <TextField name="noi-luu" label=words.kept_at() hint=words.kept_hint().to_owned() value=typed.kept_at error=errors.at("noi-luu")/>
            <ButtonRow><Button>{words.save()}</Button></ButtonRow>
        </form>
    }
}

/// Where papers are printed and recorded, for the authors whose consents are not all there.
pub fn paper_links(entry: &EntryForCheck) -> Option<impl IntoView + use<>> {
    let words = PaperWords(lang());
    let path = check_path(entry);
    let lacking: Vec<_> = entry.authors.iter().filter(|author| !author.standing.is_complete()).collect();
    let none = lacking.is_empty();
    let rows = lacking.into_iter().map(|author| {
        let print = href(&format!("/ho-so/{}/phieu-dong-y/{}", entry.head.id, author.id));
        let record = href(&format!("{path}/dong-y/{}", author.id));
        view! { <li><a href=print>{words.print(&author.name)}</a>"; "<a href=record>{words.record(&author.name)}</a></li> }
    });
    let rows = rows.collect_view();
    (!none).then(|| {
        view! {
            <Section id="phieu-giay" title=words.section()>
                <p class="hint">{words.section_hint()}</p>
                <ul class="stack stack--tight">{rows}</ul>
            </Section>
        }
    })
}
