//! The dossier list of a template.

use serde_json::Value;

use super::source::{Marks, list, text, whole};
use crate::programmes::rules::{DossierItem, DossierKind, FileFormat};

/// Personal papers: never shown to judges.
const RESTRICTED: [&str; 11] = [
    "birth_certificate",
    "author_photo",
    "portrait",
    "photo",
    "id_card",
    "guardian_consent",
    "unit_letter",
    "registration",
    "form_1",
    "form_1a",
    "form_1b",
];

pub(super) fn dossier(value: &Value, marks: &mut Marks) -> Vec<DossierItem> {
    list(value, "dossier_items").iter().map(|item| dossier_item(item, marks)).collect()
}

fn dossier_item(item: &Value, marks: &mut Marks) -> DossierItem {
    let code = text(item, "code");
    let path = format!("dossier.{code}");
    let words: Vec<&str> = list(item, "formats").iter().filter_map(Value::as_str).collect();
    let kind = kind_of(&code, &words);
    let formats = if kind == DossierKind::File { formats(&words) } else { vec![] };
    let required = item["required"].as_bool().unwrap_or_default();
    let (min_count, max_count) = counts(&item["count"], required);
    marks.of(&path, item);
    let dropped: Vec<&str> = words.iter().copied().filter(|word| is_dropped(word)).collect();
    if kind == DossierKind::File && !dropped.is_empty() {
        marks.note(&path, &format!("chưa nhận dạng {}", dropped.join(", ")));
    }
    DossierItem {
        name: text(item, "name_vi"),
        guidance: guidance(&item["limits"]),
        required,
        kind,
        max_mb: whole(&item["limits"]["max_mb"]).unwrap_or_else(|| largest(&formats)),
        min_count,
        max_count,
        per_author: text(item, "per").contains("author"),
        only_fields: list(item, "only_fields").iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        restricted: RESTRICTED.contains(&code.as_str()),
        // What nobody can look through for names: the secretary may unmark it and release each file after looking.
        open_rounds_only: !formats.is_empty() && !formats.iter().any(|format| format.is_shown_in_pages()),
        formats,
        code,
    }
}

fn kind_of(code: &str, formats: &[&str]) -> DossierKind {
    let whole_form = matches!(code, "registration_form" | "registration" | "application");
    match code {
        "guardian_consent" => DossierKind::Consent,
        "unit_confirmation" => DossierKind::Confirmation,
        _ if whole_form && formats.contains(&"form") => DossierKind::Form,
        _ if formats.iter().any(|format| matches!(*format, "physical" | "paper")) => DossierKind::Physical,
        _ => DossierKind::File,
    }
}

fn formats(words: &[&str]) -> Vec<FileFormat> {
    let known = words.iter().filter_map(|word| match *word {
        "pdf" => Some(FileFormat::Pdf),
        "jpg" => Some(FileFormat::Jpg),
        "png" => Some(FileFormat::Png),
        "docx" => Some(FileFormat::Docx),
        "mp4" => Some(FileFormat::Mp4),
        "zip" => Some(FileFormat::Zip),
        _ => None,
    });
    let mut formats: Vec<FileFormat> = known.collect();
    if formats.contains(&FileFormat::Jpg) && !formats.contains(&FileFormat::Png) {
        formats.push(FileFormat::Png);
    }
    formats
}

fn is_dropped(word: &str) -> bool {
    matches!(word, "link" | "dwg" | "xlsx" | "digital_signature")
}

/// One number is the most: paper copies become one file or more.
fn counts(count: &Value, required: bool) -> (u32, u32) {
    let least = u32::from(required);
    match whole(count) {
        Some(most) => (least, most.max(1)),
        None => (whole(&count["min"]).unwrap_or(least), whole(&count["max"]).unwrap_or(1).max(1)),
    }
}

fn largest(formats: &[FileFormat]) -> u32 {
    let megabytes = formats.iter().map(|format| match format {
        FileFormat::Mp4 => 300,
        FileFormat::Zip => 100,
        FileFormat::Pdf | FileFormat::Docx => 20,
        FileFormat::Jpg | FileFormat::Png | FileFormat::Webp => 10,
    });
    megabytes.max().unwrap_or(20)
}

fn guidance(limits: &Value) -> String {
    let pages = whole(&limits["max_pages"]).map(|pages| format!("Tối đa {pages} trang A4."));
    let minutes = whole(&limits["max_minutes"]).map(|minutes| format!("Dài tối đa {minutes} phút."));
    [pages, minutes].into_iter().flatten().collect::<Vec<_>>().join(" ")
}
