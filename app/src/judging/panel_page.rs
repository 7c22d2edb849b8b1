//! One panel: its form, its judges, who may be added.

use domain::calendar::format_instant;
use domain::judging::desk::{JudgeInput, PanelDetail, PanelJudge};
use domain::judging::states::RoundState;
use domain::people::roles::GrantedRole;
use leptos::prelude::*;

use crate::catalogue;
use crate::components::banner::{Banner, Notice, NoticeKind};
use crate::components::button::{Button, ButtonKind, ButtonLink, ButtonRow};
use crate::components::details::Details;
use crate::components::empty::Empty;
use crate::components::errors::{ErrorSummary, Errors, title_with_errors};
use crate::components::field::{Kind, TextField};
use crate::components::page_head::{BackLink, PageHead, Section};
use crate::components::status::StatusTag;
use crate::judging::panels_page::{FieldBoxes, PanelFields, PanelWords};
use crate::shell::{Title, href, page_context};
use crate::words::lang;

catalogue! {
    /// The words of one panel.
    pub OnePanelWords {
        assign => "Phân công chấm", "Assign judges";
        conflicts => "Xung đột lợi ích", "Conflicts of interest";
        sheets => "Phiếu đã ký", "Signed sheets";
        edit => "Sửa tiểu ban", "Edit the panel";
        judges => "Giám khảo", "Judges";
        nobody => "Chưa có giám khảo", "No judges yet";
        nobody_text => "Thêm giám khảo bằng thư điện tử. Người chưa có tài khoản nhận thư mời.", "Add judges by e-mail. Who has no account is invited.";
        add => "Thêm giám khảo", "Add a judge";
        email => "Thư điện tử", "E-mail";
        email_hint => "Người đã là giám khảo: chọn trong gợi ý", "Known judges: choose a suggestion";
        name => "Họ tên", "Full name";
        name_hint => "Cần khi mời người chưa có tài khoản", "Needed to invite somebody without an account";
        capacity => "Số bài tối đa", "Most entries";
        capacity_hint => "Để trống nếu không giới hạn", "Empty: no limit";
        expertise => "Chuyên môn", "Expertise";
        edit_judge => "Sửa hoặc rút giám khảo", "Edit or remove the judge";
        save => "Lưu giám khảo", "Save the judge";
        remove => "Rút khỏi tiểu ban", "Remove from the panel";
        remove_hint => "Phiếu đã ký vẫn giữ. Bài chưa ký không còn cần người này chấm.", "Signed sheets stay. Sheets not signed are no longer asked for.";
        declared(when: &str) => "Đã khai xung đột lúc {when}", "Declared conflicts at {when}";
        undeclared => "Chưa khai xung đột", "Has not declared conflicts";
        declaration => "Nội dung đã khai:", "Declared:";
        chair => "Trưởng tiểu ban", "Chair";
        invited => "Đã mời, chưa nhận", "Invited, not accepted yet";
        short(count: usize) => "{count} bài đang thiếu giám khảo vì có người đã rời tiểu ban. Vào “Phân công chấm” để giao lại.", "{count} entries have too few judges since somebody left. Use “Assign judges” to assign them again.";
        delete => "Xóa tiểu ban", "Delete the panel";
        work(signed: usize, total: usize) => "{signed} trên {total} bài đã ký", "{signed} of {total} signed";
    }
}

/// Which form of the page was refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Refused {
    #[default]
    Nothing,
    Panel,
    NewJudge(JudgeInput),
}

/// The panel. Errors belong to the form named by `refused`.
#[component]
pub fn PanelPage(
    #[prop(into)] slug: String,
    panel: PanelDetail,
    #[prop(optional)] refused: Refused,
    #[prop(optional)] errors: Errors,
    #[prop(into, optional)] problem: String,
) -> impl IntoView {
    let words = OnePanelWords(lang());
    let base = format!("/thu-ky/{slug}/tieu-ban");
    let path = format!("{base}/{}", panel.id);
    let title = panel.input.name.clone();
    let secretary = page_context().actor.holds(GrantedRole::Secretary);
    let editable = secretary && panel.round != RoundState::Locked;
    let problem = (!problem.is_empty()).then(|| view! { <Notice kind=NoticeKind::Error text=problem/> });
    let short = (panel.short > 0).then(|| view! { <Notice kind=NoticeKind::Attention text=words.short(panel.short)/> });
    let sheets = secretary.then(|| {
        view! { <ButtonLink to=format!("/cham/tieu-ban/{}", panel.id) kind=ButtonKind::Outline icon="clipboard-check">{words.sheets()}</ButtonLink> }
    });
    let actions = view! {
        <ButtonLink to=format!("/thu-ky/{slug}/phan-cong?tb={}", panel.id) icon="table">{words.assign()}</ButtonLink>
        <ButtonLink to=format!("{path}/xung-dot") kind=ButtonKind::Outline icon="hand-stop">{words.conflicts()}</ButtonLink>
        {sheets}
    };
    let meta = view! { <StatusTag of=panel.round/> };
    let (new_judge, panel_errors) = match refused {
        Refused::NewJudge(input) => (input, Errors::default()),
        Refused::Panel => (JudgeInput::default(), errors.clone()),
        Refused::Nothing => {
            (JudgeInput { expertise: panel.input.fields.clone(), ..JudgeInput::default() }, Errors::default())
        }
    };
    let open_form = !panel_errors.is_empty();
    let chairs: Vec<_> = panel.judges.iter().map(|judge| (judge.account.to_string(), judge.name.clone())).collect();
    let list = judge_list(&path, &panel, editable);
    let waiting = invited(&panel);
    let judge_errors = if open_form { Errors::default() } else { errors.clone() };
    let add = editable.then(|| add_form(&path, &panel, new_judge, judge_errors));
    let removable = editable && panel.judges.is_empty();
    let (edit_at, remove_at) = (href(&path), href(&format!("{path}/xoa")));
    let (fields, input) = (panel.fields.clone(), panel.input.clone());
    view! {
        <Title text=title_with_errors(&title, &errors)/>
        <BackLink to=base label=PanelWords(lang()).back()/>
        <Banner/>
        {problem}
        {short}
        <ErrorSummary errors/>
        <PageHead title kicker=panel.round_name.clone() meta=meta.into_any() actions=actions.into_any()/>
        <Section id="giam-khao" title=words.judges()>
            {list}
            {waiting}
        </Section>
        {add}
        {editable.then(|| view! {
            <Details summary=words.edit() open=open_form>
                <form class="form" method="post" action=edit_at novalidate>
                    <PanelFields fields input chairs errors=panel_errors/>
                    <Button kind=ButtonKind::Outline>{PanelWords(lang()).save()}</Button>
                </form>
            </Details>
        })}
        {removable.then(|| view! {
            <form method="post" action=remove_at>
                <Button kind=ButtonKind::DangerOutline icon="trash">{words.delete()}</Button>
            </form>
        })}
    }
}

fn judge_list(path: &str, panel: &PanelDetail, editable: bool) -> AnyView {
    let words = OnePanelWords(lang());
    if panel.judges.is_empty() {
        return view! { <Empty title=words.nobody() text=words.nobody_text()/> }.into_any();
    }
    let items: Vec<_> = panel.judges.iter().map(|judge| judge_item(path, judge, &panel.fields, editable)).collect();
    view! { <ul class="register">{items}</ul> }.into_any()
}

fn judge_item(path: &str, judge: &PanelJudge, fields: &[(String, String)], editable: bool) -> impl IntoView + use<> {
    let words = OnePanelWords(lang());
    let declared = judge
        .declared_at
        .map_or_else(|| words.undeclared().to_owned(), |at| words.declared(&format_instant(at, lang())));
    let declaration = (!judge.declaration.is_empty()).then(|| {
        let lines = judge.declaration.lines().map(|line| view! { <li>{line.to_owned()}</li> }).collect_view();
        view! { <p>{words.declaration()}</p><ul>{lines}</ul> }
    });
    let chair = judge.is_chair.then(|| format!("{}. ", words.chair()));
    let text = [judge.unit.clone(), judge.email.clone()]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    let own = format!("{path}/giam-khao/{}", judge.account);
    let capacity = judge.capacity.map(|count| count.to_string()).unwrap_or_default();
    let (fields, expertise) = (fields.to_vec(), judge.expertise.clone());
    let progress = words.work(judge.progress.signed, judge.progress.total());
    let suffix = judge.account;
    let edit = editable.then(|| {
        view! {
            <Details summary=words.edit_judge() bare=true>
                <form class="form" method="post" action=href(&own) novalidate>
                    <TextField name=format!("toi-da-{suffix}") label=words.capacity() hint=words.capacity_hint().to_owned() value=capacity width="w4" optional=true kind=Kind::Number/>
                    <FieldBoxes name="chuyen-mon" legend=words.expertise() fields chosen=expertise/>
                    <Button kind=ButtonKind::Outline>{words.save()}</Button>
                </form>
                <form class="form" method="post" action=href(&format!("{own}/rut"))>
                    <p class="hint">{words.remove_hint()}</p>
                    <ButtonRow><Button kind=ButtonKind::DangerOutline>{words.remove()}</Button></ButtonRow>
                </form>
            </Details>
        }
    });
    view! {
        <li class="register__row">
            <div class="register__main">
                <h3 class="register__title">{judge.name.clone()}</h3>
                <p class="register__text">{text}</p>
                <p class="register__text">{chair}{declared}</p>
                {declaration}
                {edit}
            </div>
            <p class="register__state">{progress}</p>
        </li>
    }
}

fn invited(panel: &PanelDetail) -> impl IntoView + use<> {
    let items: Vec<_> =
        panel.invited.iter().map(|(email, name)| view! { <li>{format!("{name} · {email}")}</li> }).collect();
    (!items.is_empty()).then(|| view! { <h3>{OnePanelWords(lang()).invited()}</h3><ul>{items}</ul> })
}

fn add_form(path: &str, panel: &PanelDetail, input: JudgeInput, errors: Errors) -> impl IntoView + use<> {
    let words = OnePanelWords(lang());
    let known: Vec<_> = panel
        .candidates
        .iter()
        .map(|(email, name)| view! { <option value=email.clone()>{name.clone()}</option> })
        .collect();
    let error = errors.at("thu");
    let invalid = error.is_some().then_some("true");
    let error = error.map(|text| view! { <p class="field__error" id="thu-loi">{text}</p> });
    let (action, fields) = (href(&format!("{path}/giam-khao")), panel.fields.clone());
    view! {
        <Section id="them-giam-khao" title=words.add()>
            <form class="form" method="post" action=action novalidate>
                <div class="field" class:field--error=invalid.is_some()>
                    <label class="field__label" for="thu">{words.email()}</label>
                    <p class="field__hint" id="thu-goi-y">{words.email_hint()}</p>
                    {error}
                    <input class="input" id="thu" name="thu" type="email" list="giam-khao-da-biet" value=input.email
                        autocomplete="off" aria-describedby="thu-goi-y thu-loi" aria-invalid=invalid/>
                    <datalist id="giam-khao-da-biet">{known}</datalist>
                </div>
                <TextField name="ho-ten" label=words.name() hint=words.name_hint().to_owned() value=input.name error=errors.at("ho-ten") optional=true/>
                <TextField name="toi-da" label=words.capacity() hint=words.capacity_hint().to_owned() value=input.capacity width="w4"
                    kind=Kind::Number error=errors.at("toi-da") optional=true/>
                <FieldBoxes name="chuyen-mon" legend=words.expertise() fields chosen=input.expertise/>
                <Button kind=ButtonKind::Outline icon="plus">{words.add()}</Button>
            </form>
        </Section>
    }
}
