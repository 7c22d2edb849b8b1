//! The holidays, and the days worked instead: deadlines and notice periods count by them.

use domain::calendar::{DateProblem, DayKind, format_date, format_weekday, iso_date};
use domain::programmes::desk::CalendarLine;
use leptos::prelude::*;

use super::value_words::date_sentence;
use crate::catalogue;
use crate::components::banner::Banner;
use crate::components::button::{Button, ButtonKind};
use crate::components::choice::Radios;
use crate::components::date_field::DateField;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::TextField;
use crate::components::page_head::{PageHead, Section};
use crate::components::table::{Cell, Column, Row, RowHead, Table};
use crate::components::tag::{Tag, Tone};
use crate::shell::{Title, href};
use crate::words::lang;

catalogue! {
    /// The words of the calendar.
    pub CalendarWords {
        title => "Lịch ngày nghỉ và làm bù", "Holidays and days worked instead";
        lead => "Hạn tính theo ngày làm việc dùng lịch này. Ngày thường trong tuần không cần ghi.", "Deadlines in working days count by this calendar. Plain days of the week need not be listed.";
        caption => "Các ngày khác thường", "Days that differ";
        day => "Ngày", "Day";
        kind => "Loại", "Kind";
        note => "Tên", "Name";
        source => "Nguồn", "Source";
        off => "Nghỉ", "Off";
        worked => "Làm bù", "Worked";
        remove => "Xóa", "Remove";
        add => "Thêm ngày", "Add a day";
        note_label => "Tên ngày", "Name of the day";
        note_hint => "Ví dụ: Nghỉ Quốc khánh.", "Such as: National Day.";
        no_note => "Nhập tên ngày", "Type the name of the day";
        no_kind => "Chọn nghỉ hoặc làm bù", "Choose off or worked";
        taken => "Ngày này đã có trong lịch. Xóa dòng cũ rồi thêm lại nếu muốn đổi", "This day is listed already. Remove it first to change it";
        by_hand => "Ban thư ký thêm", "Added by hand";
    }
}

/// Why a day was not added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayRefusal {
    Date(DateProblem),
    NoKind,
    NoName,
    Taken,
}

/// A day as typed.
#[derive(Clone, Debug, Default)]
pub struct DayForm {
    pub date: [String; 3],
    pub kind: String,
    pub note: String,
}

fn errors_of(refusals: &[DayRefusal]) -> Errors {
    let words = CalendarWords(lang());
    refusals
        .iter()
        .map(|refusal| match refusal {
            DayRefusal::Date(problem) => ("ngay", format!("{}: {}", words.day(), date_sentence(problem, lang()))),
            DayRefusal::NoKind => ("loai", words.no_kind().to_owned()),
            DayRefusal::NoName => ("ten", words.no_note().to_owned()),
            DayRefusal::Taken => ("ngay", words.taken().to_owned()),
        })
        .collect()
}

/// The list and the form.
#[component]
pub fn CalendarPage(
    days: Vec<CalendarLine>,
    #[prop(optional)] form: DayForm,
    #[prop(optional)] refusals: Vec<DayRefusal>,
) -> impl IntoView {
    let words = CalendarWords(lang());
    let errors = errors_of(&refusals);
    let columns = [words.day(), words.kind(), words.note(), words.source(), words.remove()].map(Column::text);
    let kinds = vec![("off".to_owned(), words.off().to_owned()), ("worked".to_owned(), words.worked().to_owned())];
    view! {
        <Title text=title_with_errors(words.title(), &errors)/>
        <Banner/>
        <ErrorSummary errors=errors.clone()/>
        <PageHead title=words.title() lead=words.lead()/>
        <Section id="them" title=words.add()>
            <form class="form" method="post" action=href("/quan-tri/lich") novalidate>
                <DateField name="ngay" legend=words.day() value=form.date error=errors.at("ngay")/>
                <Radios name="loai" legend=words.kind() options=kinds value=form.kind error=errors.at("loai") row=true/>
                <TextField name="ten" label=words.note_label() hint=words.note_hint().to_owned() value=form.note error=errors.at("ten")/>
                <div><Button icon="plus">{words.add()}</Button></div>
            </form>
        </Section>
        <Section id="lich" title=words.caption()>
            <Table caption=words.caption() columns=columns.to_vec() caption_hidden=true dense=true>
                {days.into_iter().map(row).collect_view()}
            </Table>
        </Section>
    }
}

fn row(line: CalendarLine) -> impl IntoView {
    let words = CalendarWords(lang());
    let day = format!("{} {}", format_weekday(line.day, lang()), format_date(line.day, lang()));
    let tag = match line.kind {
        DayKind::Off => view! { <Tag tone=Tone::Neutral icon="calendar" text=words.off()/> },
        DayKind::Worked => view! { <Tag tone=Tone::Info icon="building" text=words.worked()/> },
    };
    let source = line.source.unwrap_or_else(|| words.by_hand().to_owned());
    let spoken = day.clone();
    view! {
        <Row>
            <RowHead>{spoken}</RowHead>
            <Cell label=words.kind()>{tag}</Cell>
            <Cell label=words.note()>{line.note}</Cell>
            <Cell label=words.source()><span class="muted">{source}</span></Cell>
            <Cell label=words.remove()>
                <form method="post" action=href("/quan-tri/lich/xoa")>
                    <input type="hidden" name="ngay" value=iso_date::text(line.day)/>
                    <Button kind=ButtonKind::Quiet icon="trash">{words.remove()}<span class="visually-hidden">" "{day}</span></Button>
                </form>
            </Cell>
        </Row>
    }
}
