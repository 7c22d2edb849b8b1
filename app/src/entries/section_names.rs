//! What the pages of the entry form are called.

use domain::entries::sections::EntrySection;
use domain::programmes::rules::WorkWord;

use crate::catalogue;
use crate::words::Lang;

catalogue! {
    /// The names of sections: each starts with what there is to do.
    pub SectionWords {
        about(work: &str) => "Khai thông tin {work}", "Give facts about the {work}";
        authors => "Khai tác giả và tỷ lệ đóng góp", "Name authors and shares";
        guardians => "Khai người giám hộ, xin đồng ý", "Name guardians, ask for consent";
        instructors => "Khai người hướng dẫn", "Name instructors";
        description(work: &str) => "Mô tả {work}", "Describe the {work}";
        files => "Tải tệp của hồ sơ", "Upload the files";
        declarations => "Đọc và cam đoan", "Read and declare";
        work => "công trình", "work";
        product => "mô hình, sản phẩm", "product";
        solution => "giải pháp", "solution";
        project => "đề tài", "project";
        initiative => "sáng kiến", "initiative";
        about_heading => "Thông tin chung", "Facts";
        authors_heading => "Tác giả", "Authors";
        guardians_heading => "Người giám hộ và đồng ý", "Guardians and consents";
        instructors_heading => "Người hướng dẫn", "Instructors";
        description_heading => "Mô tả", "Description";
        files_heading => "Tệp", "Files";
        declarations_heading => "Cam đoan", "Declarations";
        new_entry => "Hồ sơ chưa đặt tên", "Untitled entry";
    }
}

/// The word for what is entered.
pub fn work_word(word: WorkWord, lang: Lang) -> &'static str {
    let words = SectionWords(lang);
    match word {
        WorkWord::Work => words.work(),
        WorkWord::Product => words.product(),
        WorkWord::Solution => words.solution(),
        WorkWord::Project => words.project(),
        WorkWord::Initiative => words.initiative(),
    }
}

/// The name of a section.
pub fn section_name(section: EntrySection, word: WorkWord, lang: Lang) -> String {
    let words = SectionWords(lang);
    let work = work_word(word, lang);
    match section {
        EntrySection::About => words.about(work),
        EntrySection::Authors => words.authors().to_owned(),
        EntrySection::Guardians => words.guardians().to_owned(),
        EntrySection::Instructors => words.instructors().to_owned(),
        EntrySection::Description => words.description(work),
        EntrySection::Files => words.files().to_owned(),
        EntrySection::Declarations => words.declarations().to_owned(),
    }
}

/// What a section is called where it is only read.
pub fn section_heading(section: EntrySection, lang: Lang) -> &'static str {
    let words = SectionWords(lang);
    match section {
        EntrySection::About => words.about_heading(),
        EntrySection::Authors => words.authors_heading(),
        EntrySection::Guardians => words.guardians_heading(),
        EntrySection::Instructors => words.instructors_heading(),
        EntrySection::Description => words.description_heading(),
        EntrySection::Files => words.files_heading(),
        EntrySection::Declarations => words.declarations_heading(),
    }
}

/// The title of an entry, or that it has none yet.
pub fn entry_title(title: &str, lang: Lang) -> String {
    if title.is_empty() { SectionWords(lang).new_entry().to_owned() } else { title.to_owned() }
}
