//! Duties that exclude each other, in words.

use domain::people::exclusions::Exclusion;
use domain::text::Lang;

use crate::catalogue;

catalogue! {
    /// The words of exclusions.
    pub ExclusionWords {
        secretary_judges => "Thư ký và giám khảo trong cùng một kỳ", "Secretary and judge of one edition";
        secretary_approves => "Thư ký và người phê duyệt của cùng một kỳ", "Secretary and approver of one edition";
        administrator_approves => "Quản trị viên và người phê duyệt", "Administrator and approver";
        filer_confirms => "Người nộp, tác giả hoặc người hướng dẫn tự xác nhận hồ sơ cho đơn vị", "An entrant, author or instructor confirming the entry for the unit";
        filer_checks => "Người nộp, tác giả hoặc người hướng dẫn tự kiểm hồ sơ", "An entrant, author or instructor checking the entry";
        filer_judges => "Người nộp tự chấm hồ sơ của mình", "An entrant judging their own entry";
        secretary_judges_why => "Một người không vừa là thư ký vừa là giám khảo trong cùng một kỳ. Chọn người khác, hoặc ghi một ngoại lệ kèm lý do trước",
            "Nobody is both secretary and judge of one edition. Choose somebody else, or name an exception first";
        secretary_approves_why => "Một người không vừa là thư ký vừa phê duyệt kết quả của cùng một kỳ. Chọn người khác, hoặc ghi một ngoại lệ kèm lý do trước",
            "Nobody is both secretary and approver of one edition. Choose somebody else, or name an exception first";
        administrator_approves_why => "Quản trị viên không phê duyệt kết quả. Chọn người khác, hoặc nhờ một quản trị viên khác ghi ngoại lệ kèm lý do",
            "An administrator does not approve results. Choose somebody else, or ask another administrator to name an exception";
        heading => "Việc này cần một người khác làm", "Somebody else has to do this";
        secretary_judges_act => "Ông/bà là thư ký của kỳ này nên không chấm trong kỳ này. Nếu không còn ai khác, quản trị viên có thể ghi một ngoại lệ kèm lý do.",
            "You are a secretary of this edition and do not judge in it. If there is nobody else, an administrator can name an exception.";
        secretary_approves_act => "Ông/bà là thư ký của kỳ này nên không phê duyệt kết quả của kỳ. Nếu không còn ai khác, quản trị viên có thể ghi một ngoại lệ kèm lý do.",
            "You are a secretary of this edition and do not approve its results. If there is nobody else, an administrator can name an exception.";
        administrator_approves_act => "Ông/bà là quản trị viên nên không phê duyệt kết quả. Nếu không còn ai khác, một quản trị viên khác có thể ghi ngoại lệ kèm lý do.",
            "You are an administrator and do not approve results. If there is nobody else, another administrator can name an exception.";
        filer_confirms_act => "Hồ sơ này do ông/bà nộp, hoặc ông/bà là tác giả hay người hướng dẫn, nên cán bộ khác của đơn vị xác nhận. Nếu đơn vị không còn ai khác, ban thư ký có thể ghi một ngoại lệ kèm lý do.",
            "You filed this entry, or you are its author or instructor, so another officer of the unit confirms it. If there is nobody else, the secretariat can name an exception.";
        filer_checks_act => "Hồ sơ này do ông/bà nộp, hoặc ông/bà là tác giả hay người hướng dẫn, nên một thư ký khác kiểm. Nếu không còn ai khác, quản trị viên có thể ghi một ngoại lệ kèm lý do.",
            "You filed this entry, or you are its author or instructor, so another secretary checks it. If there is nobody else, an administrator can name an exception.";
        filer_judges_act => "Hồ sơ này do ông/bà nộp nên giám khảo khác chấm.", "You filed this entry, so another judge scores it.";
    }
}

/// The two duties.
pub fn exclusion_name(exclusion: Exclusion, lang: Lang) -> &'static str {
    let words = ExclusionWords(lang);
    match exclusion {
        Exclusion::SecretaryJudges => words.secretary_judges(),
        Exclusion::SecretaryApproves => words.secretary_approves(),
        Exclusion::AdministratorApproves => words.administrator_approves(),
        Exclusion::FilerConfirms => words.filer_confirms(),
        Exclusion::FilerChecks => words.filer_checks(),
        Exclusion::FilerJudges => words.filer_judges(),
    }
}

/// Why a role is not given to somebody, and what to do.
pub fn exclusion_at_granting(exclusion: Exclusion, lang: Lang) -> &'static str {
    let words = ExclusionWords(lang);
    match exclusion {
        Exclusion::SecretaryJudges => words.secretary_judges_why(),
        Exclusion::SecretaryApproves => words.secretary_approves_why(),
        Exclusion::AdministratorApproves => words.administrator_approves_why(),
        // These are asked on the entry, never when a role is given.
        Exclusion::FilerConfirms | Exclusion::FilerChecks | Exclusion::FilerJudges => exclusion_name(exclusion, lang),
    }
}

/// Why a person with two duties may not do something now, and who can.
pub fn exclusion_at_acting(exclusion: Exclusion, lang: Lang) -> &'static str {
    let words = ExclusionWords(lang);
    match exclusion {
        Exclusion::SecretaryJudges => words.secretary_judges_act(),
        Exclusion::SecretaryApproves => words.secretary_approves_act(),
        Exclusion::AdministratorApproves => words.administrator_approves_act(),
        Exclusion::FilerConfirms => words.filer_confirms_act(),
        Exclusion::FilerChecks => words.filer_checks_act(),
        Exclusion::FilerJudges => words.filer_judges_act(),
    }
}
