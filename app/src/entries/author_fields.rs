//! Authors and their shares.

use domain::entries::entry::Entry;
use domain::programmes::rules::EditionRules;
use leptos::prelude::*;
use time::Date;

use crate::catalogue;
use crate::components::button::{Button, ButtonKind};
use crate::components::errors::Errors;
use crate::components::field::*;
use crate::entries::own_consent::own_consent;
use crate::entries::typed::TypedAuthor;
use crate::words::lang;

catalogue! {
    /// The words about authors.
    pub AuthorWords {
        author(number: usize) => "Tác giả {number}", "Author {number}";
        full_name => "Họ và tên", "Full name";
        birth => "Ngày sinh", "Date of birth";
        gender => "Giới tính", "Gender";
        male => "Nam", "Male";
        female => "Nữ", "Female";
        choose => "Chọn", "Choose";
        ethnicity => "Dân tộc", "Ethnic group";
        class => "Lớp", "Class";
        school => "Trường hoặc nơi công tác", "School or workplace";
        school_hint => "Viết đủ tên, như trong danh sách đơn vị", "The full name, as in the list of units";
        phone => "Điện thoại", "Phone";
        email => "Thư điện tử", "E-mail";
        email_hint => "Người đăng nhập bằng thư này sẽ cùng xem và sửa được hồ sơ", "Whoever signs in with this address can read and edit the entry too";
        address => "Địa chỉ thường trú", "Home address";
        share => "Tỷ lệ đóng góp", "Share of the work";
        share_hint => "Tổng của các tác giả đúng bằng 100 %, ví dụ 33,33 và 33,33 và 33,34", "All shares total exactly 100 %, such as 33.33 and 33.33 and 33.34";
        disability => "Là người khuyết tật (khai nếu muốn được xét ưu tiên)", "Has a disability (state it if it should be considered)";
        represents => "Người đại diện nhóm", "Who represents the team";
        represents_hint => "Ban thư ký liên hệ với người này", "The secretariat contacts this person";
        nameless(number: usize) => "Tác giả {number}", "Author {number}";
        add => "Thêm tác giả", "Add an author";
        remove(number: usize) => "Xóa tác giả {number}", "Remove author {number}";
        from_to(min: u32, max: u32) => "Từ {min} đến {max} tác giả.", "{min} to {max} authors.";
    }
}

/// All authors on one page; the last row is empty for the next one.
#[component]
pub fn AuthorFields(
    rules: EditionRules,
    authors: Vec<TypedAuthor>,
    errors: Errors,
    /// The entry as stored, and today: authors of age may be asked.
    #[prop(optional)]
    stored: Option<(Entry, Date)>,
) -> impl IntoView {
    let words = AuthorWords(lang());
    let count = authors.len();
    let representatives = authors.iter().enumerate().map(|(place, author)| {
        let number = place + 1;
        let name = if author.full_name.is_empty() { words.nameless(number) } else { author.full_name.clone() };
        (number.to_string(), name)
    });
    let representatives: Vec<(String, String)> = representatives.collect();
    let chosen = authors.iter().position(|author| author.is_representative);
    let chosen = chosen.map(|place| (place + 1).to_string()).unwrap_or_default();
    let shares = rules.team.shares;
    let may_add = count < rules.team.max as usize;
    let rows = authors.into_iter().enumerate().map(|(place, author)| {
        let own = stored.as_ref().and_then(|(entry, on)| own_consent(entry, &author.id, *on));
        let own = own.map(IntoAny::into_any);
        view! { <OneAuthor number=place + 1 author errors=errors.clone() shares removable=count.gt(&1) own/> }
    });
    let rows = rows.collect_view();
    let represents_error = errors.at("dai-dien");
    view! {
        <p class="hint">{words.from_to(rules.team.min.max(1), rules.team.max)}</p>
        <input type="hidden" name="so" value=count.to_string()/>
        {rows}
        {may_add.then(|| view! {
            <div class="button-row" id="them">
                <Button kind=ButtonKind::Outline icon="plus" name="viec" value="them">{words.add()}</Button>
            </div>
        })}
        <Radios name="dai-dien" legend=words.represents() hint=words.represents_hint().to_owned() options=representatives value=chosen
            error=represents_error/>
    }
}

#[component]
fn OneAuthor(
    number: usize,
    author: TypedAuthor,
    errors: Errors,
    shares: bool,
    removable: bool,
    own: Option<AnyView>,
) -> impl IntoView {
    let words = AuthorWords(lang());
    let name = |part: &str| format!("tg-{number}-{part}");
    let error = |part: &str| errors.at(&format!("tg-{number}-{part}"));
    let genders = vec![
        (words.male().to_owned(), words.male().to_owned()),
        (words.female().to_owned(), words.female().to_owned()),
    ];
    let share = shares.then(|| {
        view! {
            <TextField name=name("ty-le") label=words.share() value=author.share hint=words.share_hint().to_owned() error=error("ty-le")
                kind=Kind::Decimal width="w4" affix="%"/>
        }
    });
    let remove = removable.then(|| {
        view! {
            <div class="button-row">
                <Button kind=ButtonKind::DangerOutline icon="trash" name="viec" value=format!("xoa-{number}")>
                    {words.remove(number)}
                </Button>
            </div>
        }
    });
    view! {
        <fieldset class="fieldset fieldset--group">
            <legend class="fieldset__legend fieldset__legend--large">{words.author(number)}</legend>
            <div class="fieldset__body">
                <input type="hidden" name=name("id") value=author.id/>
                <TextField name=name("ten") label=words.full_name() value=author.full_name error=error("ten")/>
                <DateField name=name("sinh") legend=words.birth() value=author.birth error=error("sinh")/>
                <Select name=name("gioi") label=words.gender() options=genders value=author.gender empty=words.choose().to_owned() optional=true/>
                <TextField name=name("dan-toc") label=words.ethnicity() value=author.ethnicity width="w20" optional=true/>
                <TextField name=name("truong") label=words.school() hint=words.school_hint().to_owned() value=author.school_name error=error("truong")/>
                <TextField name=name("lop") label=words.class() value=author.class_name width="w10" optional=true/>
                {share}
                <TextField name=name("dien-thoai") label=words.phone() value=author.phone error=error("dien-thoai") kind=Kind::Phone width="w20" optional=true/>
                <TextField name=name("thu") label=words.email() hint=words.email_hint().to_owned() value=author.email error=error("thu") kind=Kind::Email optional=true/>
                <TextField name=name("dia-chi") label=words.address() value=author.address optional=true/>
                <Checkbox name=name("khuyet-tat") label=words.disability() checked=author.disability/>
                {own}
                {remove}
            </div>
        </fieldset>
    }
}
