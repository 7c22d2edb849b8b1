//! The dossier: how many files of which kind.

use crate::entries::check::{DossierProblem, EntryProblem};
use crate::entries::entry::{Entry, EntryFile};
use crate::programmes::rules::{DossierItem, DossierKind, EditionRules, FileFormat};

/// How many bytes a megabyte of a limit has.
pub const MB: u64 = 1_000_000;

pub(super) fn check_files(rules: &EditionRules, entry: &Entry) -> Vec<EntryProblem> {
    let items = rules.dossier_for(entry.field.as_deref());
    items
        .filter(|item| item.kind == DossierKind::File)
        .flat_map(|item| {
            check_item(item, entry).into_iter().map(|problem| EntryProblem::File {
                item: item.code.clone(),
                label: item.name.clone(),
                problem,
            })
        })
        .collect()
}

fn check_item(item: &DossierItem, entry: &Entry) -> Vec<DossierProblem> {
    let files: Vec<&EntryFile> = entry.files_of(&item.code).collect();
    let mut problems: Vec<DossierProblem> = files.iter().filter_map(|file| check_file(item, file)).collect();
    if item.per_author {
        for author in &entry.authors {
            let count = files.iter().filter(|file| author.id.is_some() && file.author == author.id).count();
            problems.extend(check_count(item, count, Some(author.full_name.clone())));
        }
    } else {
        problems.extend(check_count(item, files.len(), None));
    }
    problems
}

fn check_count(item: &DossierItem, given: usize, author: Option<String>) -> Option<DossierProblem> {
    let min = if item.required { item.min_count.max(1) } else { item.min_count };
    let max = item.max_count.max(min).max(1);
    if given < min as usize && (item.required || given > 0) {
        Some(DossierProblem::TooFew { min, given, author })
    } else if given > max as usize {
        Some(DossierProblem::TooMany { max, given, author })
    } else {
        None
    }
}

fn check_file(item: &DossierItem, file: &EntryFile) -> Option<DossierProblem> {
    let format = FileFormat::from_media_type(&file.media_type);
    let accepted = format.is_some_and(|format| item.formats.is_empty() || item.formats.contains(&format));
    if !accepted {
        return Some(DossierProblem::WrongFormat { file: file.name.clone(), accepted: item.formats.clone() });
    }
    (item.max_mb > 0 && file.size > u64::from(item.max_mb) * MB).then(|| DossierProblem::TooLarge {
        file: file.name.clone(),
        size: file.size,
        max_mb: item.max_mb,
    })
}
