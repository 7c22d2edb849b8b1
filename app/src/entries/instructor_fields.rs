//! The people who guided the authors.

use domain::entries::entry::Instructor;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::errors::Errors;
use crate::components::field::*;
use crate::words::lang;

catalogue! {
    /// The words about instructors.
    pub InstructorWords {
        up_to(max: u32) => "Tối đa {max} người. Để trống nếu không có.", "{max} people at most. Leave empty if there is none.";
        instructor(number: usize) => "Người hướng dẫn {number}", "Instructor {number}";
        name => "Họ và tên", "Full name";
        unit => "Đơn vị công tác", "Workplace";
        contact => "Điện thoại hoặc thư điện tử", "Phone or e-mail";
    }
}

/// As many rows as the rules allow, and every row that is filled.
#[component]
pub fn InstructorFields(max: u32, instructors: Vec<Instructor>, errors: Errors) -> impl IntoView {
    let words = InstructorWords(lang());
    let rows = instructors.len().max(max as usize);
    let mut instructors = instructors;
    instructors.resize(rows, Instructor::default());
    let rows = instructors.into_iter().enumerate().map(|(place, instructor)| {
        let number = place + 1;
        let name = |part: &str| format!("hd-{number}-{part}");
        let error = errors.at(&name("ten"));
        view! {
            <fieldset class="fieldset fieldset--group">
                <legend class="fieldset__legend fieldset__legend--large">{words.instructor(number)}</legend>
                <div class="fieldset__body">
                    <TextField name=name("ten") label=words.name() value=instructor.full_name error/>
                    <TextField name=name("don-vi") label=words.unit() value=instructor.unit_name optional=true/>
                    <TextField name=name("lien-he") label=words.contact() value=instructor.contact optional=true/>
                </div>
            </fieldset>
        }
    });
    let rows = rows.collect_view();
    view! { <p class="hint">{words.up_to(max)}</p>{rows} }
}
