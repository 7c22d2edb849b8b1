//! Answers to the questions of the rules.

use crate::calendar::parse_date;
use crate::consent::asks_publication;
use crate::entries::check::{AnswerProblem, EntryProblem, LINE_MAX};
use crate::entries::entry::Entry;
use crate::entries::sections::EntrySection;
use crate::programmes::rules::{EditionRules, Question, QuestionKind};
use crate::text::{EmailAddress, check_phone};

/// What a ticked box sends.
pub const TICKED: &str = "co";

pub(super) fn check_answers(rules: &EditionRules, entry: &Entry, section: EntrySection) -> Vec<EntryProblem> {
    let of_question = |question: &Question| {
        let answer = entry.answers.get(&question.code).map_or("", String::as_str);
        check_answer(question, answer.trim()).map(|problem| EntryProblem::Answer {
            code: question.code.clone(),
            label: question.label.clone(),
            section,
            problem,
        })
    };
    section.questions(rules).filter_map(of_question).collect()
}

fn check_answer(question: &Question, answer: &str) -> Option<AnswerProblem> {
    // Whoever does not want to be published enters all the same, whatever the rules say.
    if asks_publication(question) {
        return None;
    }
    if question.kind == QuestionKind::Tick {
        return (question.required && answer != TICKED).then_some(AnswerProblem::NotTicked);
    }
    if answer.is_empty() {
        return question.required.then_some(AnswerProblem::Missing);
    }
    let given = answer.chars().count();
    let max = match (question.max_chars, question.kind) {
        (Some(max), _) => max as usize,
        (None, QuestionKind::Text) => usize::MAX,
        (None, _) => LINE_MAX,
    };
    if given > max {
        return Some(AnswerProblem::TooLong { max, given });
    }
    match question.kind {
        QuestionKind::Date => parse_date(answer).err().map(|_| AnswerProblem::NotADate),
        QuestionKind::Choice => {
            let known = question.options.is_empty() || question.options.iter().any(|option| option == answer);
            (!known).then_some(AnswerProblem::UnknownChoice)
        }
        QuestionKind::Phone => check_phone(answer).err().map(|_| AnswerProblem::NotAPhone),
        QuestionKind::Email => EmailAddress::parse(answer).err().map(|_| AnswerProblem::NotAnEmail),
        QuestionKind::Number | QuestionKind::Money => (!is_number(answer)).then_some(AnswerProblem::NotANumber),
        QuestionKind::Line
        | QuestionKind::Text
        | QuestionKind::Commune
        | QuestionKind::Unit
        | QuestionKind::Address
        | QuestionKind::Tick => None,
    }
}

/// Digits, with dots or blanks between thousands and one decimal comma.
fn is_number(text: &str) -> bool {
    let (whole, decimals) = text.split_once(',').unwrap_or((text, "0"));
    let digits: String = whole.chars().filter(|c| !matches!(c, '.' | ' ' | '\u{A0}')).collect();
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    all_digits(&digits) && all_digits(decimals)
}
