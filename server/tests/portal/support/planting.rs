//! Puts a canary into every field that says whose entry it is.

use domain::programmes::rules::{EditionRules, Question, QuestionKind, Section};
use sha2::{Digest, Sha256};

use super::RunningPortal;
use super::canaries::Flock;

/// The columns of a table that are codes of ours, or planted otherwise.
type Except<'a> = &'a [&'a str];

impl RunningPortal {
    /// Plants the rows of a table: words, telephone numbers and addresses by the names of its columns, so that a column
    /// that is added later is planted too.
    pub fn plant_table(&self, flock: &mut Flock, table: &str, rows: &str, except: Except) {
        let mut values = Vec::new();
        for column in self.rows(&format!("SELECT name, type FROM pragma_table_info('{table}')")) {
            let (name, kind) = (column[0].as_str(), column[1].to_lowercase());
            let is_text = matches!(kind.as_str(), "varchar" | "text");
            if !is_text || except.contains(&name) {
                continue;
            }
            let field = format!("{table}.{name}");
            let value = match name {
                _ if name.ends_with("phone") => quoted(&flock.phone(&field)),
                // An account's address is unique.
                "email" if table == "account" => {
                    let address = flock.email(&field);
                    let (user, host) = address.split_once('@').expect("an address");
                    format!("'{user}' || id || '@{host}'")
                }
                _ if name.ends_with("email") => quoted(&flock.email(&field)),
                _ => quoted(&flock.word(&field)),
            };
            values.push(format!("{name} = {value}"));
        }
        assert!(!values.is_empty(), "{table} has no words");
        let planted = self.value(&format!("SELECT CAST(count(*) AS TEXT) FROM {table} WHERE {rows}"));
        assert_ne!(planted, "0", "{table} has no rows to plant");
        self.change(&format!("UPDATE {table} SET {} WHERE {rows}", values.join(", ")));
    }

    /// Plants everything around the entries of an edition that names or places anybody.
    pub fn plant_people(&self, flock: &mut Flock, slug: &str) {
        let edition = format!("(SELECT id FROM edition WHERE slug = '{slug}')");
        let entries = format!("(SELECT id FROM entry WHERE edition_id = {edition})");
        let unit = format!("chim-{slug}");
        let owners = format!("(SELECT owner_id FROM entry WHERE edition_id = {edition})");
        self.change(&format!(
            "INSERT INTO entry_note (entry_id, account_id, body, created_at)
                SELECT id, owner_id, '', created_at FROM entry WHERE edition_id = {edition};
             INSERT INTO unit (code, name, folded, kind) VALUES ('{unit}', '', '', 'school');
             UPDATE author SET unit_id = (SELECT id FROM unit WHERE code = '{unit}') WHERE entry_id IN {entries};
             UPDATE entry SET unit_id = (SELECT id FROM unit WHERE code = '{unit}') WHERE edition_id = {edition}"
        ));
        let of_entries = format!("entry_id IN {entries}");
        let of_authors = format!("author_id IN (SELECT id FROM author WHERE {of_entries})");
        self.plant_table(flock, "author", &of_entries, &[]);
        self.plant_table(flock, "instructor", &of_entries, &[]);
        self.plant_table(
            flock,
            "consent",
            &of_authors,
            &["subject", "state", "token_hash", "text_version", "question", "way"],
        );
        self.plant_table(flock, "entry_note", &of_entries, &[]);
        self.plant_table(flock, "unit_confirmation", &of_entries, &["state"]);
        self.plant_table(flock, "formal_check", &of_entries, &["outcome", "items"]);
        self.plant_table(flock, "attachment", &of_entries, &["item_code", "media_type", "sha256"]);
        self.plant_table(flock, "unit", &format!("code = '{unit}'"), &["kind"]);
        let kept = ["password_hash", "totp_secret", "honorific", "lang"];
        self.plant_table(flock, "account", &format!("id IN {owners}"), &kept);
        let birth = flock.date("author.birth_date", [23, 4, 2013]);
        let (search, reason) = (flock.word("entry.search"), flock.word("entry.state_reason"));
        self.change(&format!(
            "UPDATE author SET birth_date = '{birth}' WHERE {of_entries};
             UPDATE entry SET search = '{search}', state_reason = '{reason}' WHERE edition_id = {edition}"
        ));
    }

    /// Answers every question that names or places anybody, and one more that the secretary marked so.
    pub fn plant_answers(&self, flock: &mut Flock, slug: &str) {
        let edition = format!("(SELECT id FROM edition WHERE slug = '{slug}')");
        let of_edition = format!("FROM rules_version WHERE edition_id = {edition}");
        let rules = self.value(&format!("SELECT rules {of_edition}"));
        let mut rules: EditionRules = serde_json::from_str(&rules).expect("rules");
        rules.questions.push(Question {
            code: "number_of_person".to_owned(),
            label: "Số định danh".to_owned(),
            guidance: String::new(),
            section: Section::About,
            kind: QuestionKind::Line,
            required: false,
            max_chars: None,
            options: vec![],
            identifying: true,
        });
        let text = serde_json::to_string(&rules).expect("JSON").replace('\'', "''");
        self.change(&format!("UPDATE rules_version SET rules = '{text}' WHERE edition_id = {edition}"));
        for question in rules.questions.iter().filter(|question| names_somebody(question)) {
            let field = format!("answer.{}", question.code);
            let answer = match question.kind {
                QuestionKind::Phone => flock.phone(&field),
                QuestionKind::Email => flock.email(&field),
                _ => flock.word(&field),
            };
            self.change(&format!(
                "UPDATE entry SET answers = json_set(answers, '$.{}', '{answer}') WHERE edition_id = {edition}",
                question.code
            ));
        }
    }

    /// Gives every file of the entries of an edition the content of one of these, by its type.
    pub fn plant_files(&self, slug: &str, files: &[(&str, &[u8])]) {
        for (media_type, bytes) in files {
            let sha256 = self.keep_file(bytes);
            self.change(&format!(
                "UPDATE attachment SET sha256 = '{sha256}', size = {} WHERE media_type = '{media_type}' AND entry_id IN
                    (SELECT id FROM entry WHERE edition_id = (SELECT id FROM edition WHERE slug = '{slug}'))",
                bytes.len()
            ));
        }
    }

    /// Stores a file as it is, past every check.
    pub fn keep_file(&self, bytes: &[u8]) -> String {
        let sha256 = hex::encode(Sha256::digest(bytes));
        let folder = self.data().join("files").join(&sha256[..2]);
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join(&sha256), bytes).expect("a file");
        sha256
    }
}

fn names_somebody(question: &Question) -> bool {
    use QuestionKind as K;
    question.identifying || matches!(question.kind, K::Phone | K::Email | K::Address | K::Commune | K::Unit)
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
