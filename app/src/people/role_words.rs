//! What roles are called, and what is wrong with an invitation or a grant.

use domain::people::invitations::{InvitationProblem, NamedGrant};
use domain::people::roles::GrantedRole;
use domain::text::Lang;

use super::contact_words::{email_sentence, name_sentence};
use super::exclusion_words::exclusion_at_granting;
use crate::catalogue;
use crate::components::errors::Errors;

catalogue! {
    /// The words of roles.
    pub RoleWords {
        unit_officer => "Cán bộ đơn vị", "Unit officer";
        judge => "Giám khảo", "Judge";
        panel_chair => "Trưởng tiểu ban", "Panel chair";
        secretary => "Thư ký", "Secretary";
        approver => "Người phê duyệt", "Approver";
        administrator => "Quản trị viên", "Administrator";
        role => "Vai trò", "Role";
        choose_role => "Chọn vai trò", "Choose a role";
        edition => "Kỳ thi", "Edition";
        every_edition => "Mọi kỳ thi", "Every edition";
        unit => "Đơn vị", "Unit";
        unit_hint => "Mã hoặc tên đơn vị. Chỉ cần cho cán bộ đơn vị.", "Code or name of the unit. For unit officers only.";
        role_missing => "Chọn vai trò", "Choose a role";
        edition_missing => "Chọn kỳ thi cho giám khảo hoặc trưởng tiểu ban", "Choose the edition of the judge or chair";
        unit_missing => "Nhập đơn vị của cán bộ đơn vị", "Enter the unit of the officer";
        scope_unknown => "Kỳ thi, tiểu ban hoặc đơn vị này không còn. Chọn lại", "The edition, panel or unit is not there. Choose again";
        not_yours => "Thư ký mời giám khảo và cán bộ đơn vị cho kỳ mình phụ trách. Chọn vai trò khác, hoặc nhờ quản trị viên",
            "A secretary invites judges and unit officers for the editions they run. Choose another role, or ask an administrator";
        held_already => "Người này đã có vai trò đó", "This person holds the role already";
        unit_unknown => "Không tìm thấy đơn vị nào như vậy. Nhập mã, hoặc tên như trong danh sách đơn vị", "No such unit. Enter its code, or its name as on the list of units";
        unit_many(names: &str) => "Có nhiều đơn vị giống vậy: {names}. Nhập mã của đơn vị cần chọn", "Several units match: {names}. Enter the code of the one you mean";
    }
}

/// What a role is called.
pub fn role_name(role: GrantedRole, lang: Lang) -> &'static str {
    let words = RoleWords(lang);
    match role {
        GrantedRole::UnitOfficer => words.unit_officer(),
        GrantedRole::Judge => words.judge(),
        GrantedRole::PanelChair => words.panel_chair(),
        GrantedRole::Secretary => words.secretary(),
        GrantedRole::Approver => words.approver(),
        GrantedRole::Administrator => words.administrator(),
    }
}

/// A role with its limits: “Giám khảo · Cuộc thi … · Tiểu ban 1”.
pub fn grant_name(grant: &NamedGrant, lang: Lang) -> String {
    let limits = [&grant.edition, &grant.panel, &grant.unit];
    let limits = limits.into_iter().flatten().map(String::as_str);
    let parts: Vec<&str> = std::iter::once(role_name(grant.role, lang)).chain(limits).collect();
    parts.join(" · ")
}

/// Problems of an invitation as sentences at their fields.
pub fn invitation_errors(problems: &[InvitationProblem], lang: Lang) -> Errors {
    let words = RoleWords(lang);
    let sentence = |problem: &InvitationProblem| match *problem {
        InvitationProblem::Name(problem) => ("name", name_sentence(problem, lang)),
        InvitationProblem::Email(problem) => ("email", email_sentence(problem, lang)),
        InvitationProblem::RoleMissing => ("role", words.role_missing().to_owned()),
        InvitationProblem::EditionMissing => ("edition", words.edition_missing().to_owned()),
        InvitationProblem::UnitMissing => ("unit", words.unit_missing().to_owned()),
        InvitationProblem::ScopeUnknown => ("edition", words.scope_unknown().to_owned()),
        InvitationProblem::NotYours => ("role", words.not_yours().to_owned()),
        InvitationProblem::Excluded(exclusion) => ("role", exclusion_at_granting(exclusion, lang).to_owned()),
        InvitationProblem::HeldAlready => ("role", words.held_already().to_owned()),
    };
    problems.iter().map(sentence).collect()
}
