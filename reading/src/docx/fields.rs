//! Fields: words that the program fills in. Some are about the person at the machine.

/// Fields whose result is kept: numbers, references, what a reader filled in.
const KEPT: [&str; 14] = [
    "PAGE",
    "NUMPAGES",
    "SECTIONPAGES",
    "PAGEREF",
    "REF",
    "NOTEREF",
    "SEQ",
    "TOC",
    "HYPERLINK",
    "FORMTEXT",
    "FORMDROPDOWN",
    "FORMCHECKBOX",
    "EQ",
    "=",
];

/// The fields around the text that is being read.
#[derive(Debug, Default)]
pub struct Fields(Vec<Field>);

#[derive(Debug, Default)]
struct Field {
    instruction: String,
    in_result: bool,
}

impl Fields {
    /// A mark of a field: it begins, its result begins, it ends.
    pub fn mark(&mut self, kind: &str) {
        match kind {
            "begin" => self.0.push(Field::default()),
            "separate" => {
                if let Some(field) = self.0.last_mut() {
                    field.in_result = true;
                }
            }
            "end" => {
                self.0.pop();
            }
            _ => {}
        }
    }

    /// More of what the field is to show.
    pub fn instruct(&mut self, text: &str) {
        if let Some(field) = self.0.last_mut() {
            field.instruction.push_str(text);
        }
    }

    /// Text that stands here is read.
    pub fn let_read(&self) -> bool {
        self.0.iter().all(|field| field.in_result && is_kept(&field.instruction))
    }
}

/// The result of a field with this instruction is kept.
pub fn is_kept(instruction: &str) -> bool {
    let word = instruction.split_whitespace().next().unwrap_or_default();
    let word = word.to_uppercase();
    KEPT.iter().any(|kept| word == *kept) || word.starts_with('=')
}
