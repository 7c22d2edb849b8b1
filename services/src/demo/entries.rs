//! Entries of the demonstration: written, sent, confirmed and checked by the services people use.

use domain::calendar::vietnam_date;
use domain::copies::Origin;
use domain::entries::entry::{Answers, Author, Guardian, Instructor};
use domain::entries::section_input::{AboutInput, SectionInput};
use domain::entries::sections::EntrySection;
use domain::ids::EntryId;
use domain::intake::checklist::CheckItem;
use domain::intake::decisions::{RefusalForm, SupplementForm};
use domain::numbers::Share;
use domain::people::actor::Actor;
use domain::programmes::edition::Edition;
use domain::programmes::rules::{DossierKind, EditionRules, FileFormat, Question, QuestionKind};
use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait;
use time::{Date, Duration, OffsetDateTime};

use super::{DemoError, Stage, consents};
use crate::entities::attachment;
use crate::entries::{load_entry, save_section, start_entry, submit_entry};
use crate::failure::Failure;
use crate::intake;
use crate::programmes::find_rules;

/// Of the dozen, the one that waits for a consent on paper: confirmed by its unit, and nothing else is missing.
const ON_PAPER: usize = 8;

/// Sends, confirms and accepts this many entries.
pub async fn fill(stage: &mut Stage<'_>, edition: &Edition, count: usize, at: OffsetDateTime) -> Result<(), DemoError> {
    let rules = find_rules(stage.db, edition.id, edition.version).await?;
    for number in 0..count {
        let school = number % stage.schools.len();
        let at = at + Duration::minutes((number as i64 * 7) % 7_000);
        let owner = entrant(stage, edition, number, at).await?;
        let id = write(stage, edition, &rules, &owner, number, at).await?;
        send(stage, &owner, id, at).await?;
        let officer = stage.officers[school].clone();
        intake::confirm_entry(stage.db, &officer, id, "", at + Duration::minutes(1)).await.map_err(unfit)?;
        accept(stage, id, at + Duration::minutes(2)).await?;
    }
    Ok(())
}

/// A dozen entries, from a first line to a refusal.
pub async fn fill_at_every_stage(
    stage: &mut Stage<'_>,
    edition: &Edition,
    at: OffsetDateTime,
) -> Result<(), DemoError> {
    let rules = find_rules(stage.db, edition.id, edition.version).await?;
    for number in 0..14 {
        let at = at + Duration::hours(number as i64 * 5);
        let owner = entrant(stage, edition, number, at).await?;
        if number == 0 {
            start_entry(stage.db, &owner, &edition.slug, at).await.map_err(unfit)?;
            continue;
        }
        let id = write(stage, edition, &rules, &owner, number, at).await?;
        if number < 3 {
            continue;
        }
        if number == ON_PAPER {
            consents::take_address(stage.db, id).await?;
        }
        send(stage, &owner, id, at).await?;
        let later = at + Duration::hours(1);
        let officer = stage.officers[number % stage.schools.len()].clone();
        if number > 6 {
            intake::confirm_entry(stage.db, &officer, id, "", later).await.map_err(unfit)?;
        }
        match number {
            9 => ask_supplement(stage, id, later).await?,
            10 => refuse(stage, id, later).await?,
            11.. => accept(stage, id, later).await?,
            _ => {}
        }
    }
    Ok(())
}

async fn entrant(stage: &Stage<'_>, edition: &Edition, number: usize, at: OffsetDateTime) -> Result<Actor, Failure> {
    let first = format!("thi-sinh-{}@trinh-dien.example", number + 1);
    let email = if edition.slug.ends_with("-3") { first } else { format!("{}.{first}", edition.slug) };
    stage.accounts.add(stage.db, &email, &stage.province.name(number), false, at).await
}

async fn write(
    stage: &mut Stage<'_>,
    edition: &Edition,
    rules: &EditionRules,
    owner: &Actor,
    number: usize,
    at: OffsetDateTime,
) -> Result<EntryId, DemoError> {
    let id = start_entry(stage.db, owner, &edition.slug, at).await.map_err(unfit)?;
    for input in [
        SectionInput::About(about(stage, rules, number)),
        SectionInput::Authors(authors(stage, edition, number)),
        SectionInput::Description(answers(stage, rules, EntrySection::Description, number)),
        SectionInput::Declarations(answers(stage, rules, EntrySection::Declarations, number)),
        SectionInput::Instructors(vec![Instructor {
            full_name: format!("Cô {}", stage.province.name(number + 50)),
            unit_name: stage.province.schools[number % stage.schools.len()].name.clone(),
            contact: "0900 000 000".to_owned(),
        }]),
    ] {
        save_section(stage.db, owner, id, input, &Origin::default(), at).await.map_err(unfit)?;
    }
    let on = vietnam_date(at);
    let stored = load_entry(stage.db, id).await?;
    let guardians = stored.authors.iter().filter(|author| author.is_child(on)).filter_map(|author| {
        let guardian = Guardian {
            name: format!("Phụ huynh {}", author.full_name),
            phone: "0911 111 111".to_owned(),
            email: format!("phu-huynh-{}@trinh-dien.example", author.id?.0),
            relation: "mẹ".to_owned(),
        };
        Some((author.id?, guardian))
    });
    let input = SectionInput::Guardians(guardians.collect());
    save_section(stage.db, owner, id, input, &Origin::default(), at).await.map_err(unfit)?;
    let stored = load_entry(stage.db, id).await?;
    consents::agree(stage.db, &stored.authors, on, at).await?;
    attach(stage, rules, owner, id, &stored.authors, at).await?;
    Ok(id)
}

fn about(stage: &Stage<'_>, rules: &EditionRules, number: usize) -> AboutInput {
    let (field, title) = stage.province.work(number);
    let school = number % stage.schools.len();
    AboutInput {
        title,
        field: Some(field),
        group: rules.groups.get(number % rules.groups.len().max(1)).map(|group| group.code.clone()),
        unit: Some(stage.schools[school]),
        unit_name: stage.province.schools[school].name.clone(),
        answers: answers(stage, rules, EntrySection::About, number),
    }
}

fn answers(stage: &Stage<'_>, rules: &EditionRules, section: EntrySection, number: usize) -> Answers {
    section.questions(rules).map(|question| (question.code.clone(), answer(stage, question, number))).collect()
}

fn answer(stage: &Stage<'_>, question: &Question, number: usize) -> String {
    let school = &stage.province.schools[number % stage.schools.len()];
    match question.kind {
        QuestionKind::Text => stage.province.paragraph(number + question.code.len()),
        QuestionKind::Date => "15/3/2026".to_owned(),
        QuestionKind::Choice => question.options.first().cloned().unwrap_or_else(|| "Khác".to_owned()),
        QuestionKind::Commune => "Phường Hồng Gai".to_owned(),
        QuestionKind::Unit => school.name.clone(),
        QuestionKind::Phone => "0912 000 000".to_owned(),
        QuestionKind::Email => "lien-he@trinh-dien.example".to_owned(),
        QuestionKind::Number => "3".to_owned(),
        QuestionKind::Money => "150.000".to_owned(),
        QuestionKind::Tick => "co".to_owned(),
        QuestionKind::Line | QuestionKind::Address => "Phòng học số 3, dãy nhà B".to_owned(),
    }
}

fn authors(stage: &mut Stage<'_>, edition: &Edition, number: usize) -> Vec<Author> {
    let count = 1 + stage.dice.roll(3) as usize;
    let shares = [vec![10_000], vec![6_000, 4_000], vec![3_334, 3_333, 3_333]];
    let closes = edition.deadlines.by_rules.unwrap_or(stage.now);
    let people = (0..count).map(|place| {
        let age = 8 + (number + place * 3) as i32 % 9;
        let school = (number + if place == 2 { 1 } else { 0 }) % stage.schools.len();
        Author {
            full_name: stage.province.name(number * 3 + place),
            birth_date: Date::from_calendar_date(closes.year() - age, time::Month::March, 1 + (number % 27) as u8).ok(),
            gender: if place % 2 == 0 { "nữ" } else { "nam" }.to_owned(),
            class_name: format!("{}A", (age - 6).clamp(1, 12)),
            unit: Some(stage.schools[school]),
            school_name: stage.province.schools[school].name.clone(),
            phone: if place == 0 { "0913 000 000" } else { "" }.to_owned(),
            address: "Tổ 3, khu phố Ví Dụ".to_owned(),
            share: shares[count - 1].get(place).and_then(|share| Share::from_hundredths(*share).ok()),
            is_representative: place == 0,
            ..Author::default()
        }
    });
    people.collect()
}

/// Every file the dossier asks for: the same two, under the names entrants give.
async fn attach(
    stage: &Stage<'_>,
    rules: &EditionRules,
    owner: &Actor,
    entry: EntryId,
    authors: &[Author],
    at: OffsetDateTime,
) -> Result<(), Failure> {
    let files = &stage.files;
    let mut rows = Vec::new();
    for item in rules.dossier.iter().filter(|item| item.kind == DossierKind::File && item.required) {
        let pdf = item.formats.contains(&FileFormat::Pdf);
        let (stored, media_type, name) = if pdf {
            (&files.pdf, "application/pdf", "thuyet-minh.pdf")
        } else {
            (&files.jpg, "image/jpeg", "anh.jpg")
        };
        let holders: Vec<Option<i64>> =
            if item.per_author { authors.iter().map(|author| author.id.map(|id| id.0)).collect() } else { vec![None] };
        for holder in holders {
            for position in 0..item.min_count.max(1) {
                rows.push(attachment::ActiveModel {
                    entry_id: Set(entry.0),
                    item_code: Set(item.code.clone()),
                    author_id: Set(holder),
                    file_name: Set(format!("{}-{}-{name}", item.code.replace('_', "-"), position + 1)),
                    media_type: Set(media_type.to_owned()),
                    size: Set(stored.size),
                    sha256: Set(stored.sha256.clone()),
                    position: Set(position as i32 + 1),
                    uploaded_by: Set(owner.account.map(|id| id.0).unwrap_or_default()),
                    uploaded_at: Set(at),
                    ..Default::default()
                });
            }
        }
    }
    if !rows.is_empty() {
        attachment::Entity::insert_many(rows).exec_without_returning(stage.db).await?;
    }
    Ok(())
}

async fn send(stage: &Stage<'_>, owner: &Actor, id: EntryId, at: OffsetDateTime) -> Result<(), DemoError> {
    submit_entry(stage.db, stage.key, owner, id, at).await.map_err(|err| DemoError::Unfit(format!("{err:?}")))?;
    Ok(())
}

/// Ticks every line of the check and accepts.
async fn accept(stage: &Stage<'_>, id: EntryId, at: OffsetDateTime) -> Result<(), DemoError> {
    let page = intake::find_entry_for_check(stage.db, &stage.secretary, id).await?;
    let ticks: Vec<CheckItem> =
        page.lines.iter().map(|line| CheckItem { code: line.code.clone(), ok: true, remark: String::new() }).collect();
    intake::accept_entry(stage.db, &stage.secretary, id, &ticks, at).await.map_err(unfit)
}

async fn ask_supplement(stage: &Stage<'_>, id: EntryId, at: OffsetDateTime) -> Result<(), DemoError> {
    let until = vietnam_date(stage.now + Duration::days(12));
    let form = SupplementForm {
        items: vec![],
        what: "Bản thuyết minh thiếu bản vẽ mạch điện. Bổ sung bản vẽ và danh sách vật liệu.".to_owned(),
        deadline: [until.day().to_string(), u8::from(until.month()).to_string(), until.year().to_string()],
    };
    intake::request_supplement(stage.db, &stage.secretary, id, &form, at).await.map_err(unfit)
}

async fn refuse(stage: &Stage<'_>, id: EntryId, at: OffsetDateTime) -> Result<(), DemoError> {
    let form = RefusalForm {
        items: vec![],
        reason: "Sản phẩm đã đạt giải ở cuộc thi khác trong cùng năm.".to_owned(),
        citation: "Điều 5".to_owned(),
    };
    intake::refuse_entry(stage.db, &stage.secretary, id, &form, at).await.map_err(unfit)
}

fn unfit(err: impl std::fmt::Debug) -> DemoError {
    DemoError::Unfit(format!("{err:?}"))
}
