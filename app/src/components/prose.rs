//! Long text written by staff: rules, help. A few marks are understood, everything else is shown as it was typed.
//!
//! | line begins with | becomes |
//! |---|---|
//! | `## `, `### ` | a heading of level 2, 3 |
//! | `- ` | an item of a list; right below a numbered item, of its own list |
//! | `1. ` | an item of a numbered list, with that number |
//! | `> ` | a quotation |
//! | an empty line | the end of a paragraph |

use domain::text::slug;
use leptos::prelude::*;

use crate::catalogue;
use crate::words::lang;

catalogue! {
    /// The words of long texts.
    pub ProseWords {
        contents => "Mục lục", "Contents";
    }
}

/// One piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Block {
    Heading { level: u8, text: String },
    Paragraph(String),
    List(Vec<String>),
    Numbers(Vec<Clause>),
    Quotation(String),
}

/// One numbered item with its own list.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Clause {
    number: u32,
    text: String,
    points: Vec<String>,
}

impl Clause {
    fn new(number: u32, text: &str) -> Self {
        Self { number, text: text.to_owned(), points: Vec::new() }
    }
}

/// What a line is by itself.
enum Line<'a> {
    Empty,
    Heading(u8, &'a str),
    Item(&'a str),
    Number(u32, &'a str),
    Quotation(&'a str),
    Text(&'a str),
}

fn line(raw: &str) -> Line<'_> {
    let text = raw.trim();
    if text.is_empty() {
        return Line::Empty;
    }
    if let Some(rest) = text.strip_prefix("### ") {
        return Line::Heading(3, rest);
    }
    if let Some(rest) = text.strip_prefix("## ").or(text.strip_prefix("# ")) {
        return Line::Heading(2, rest);
    }
    if let Some(rest) = text.strip_prefix("- ") {
        return Line::Item(rest);
    }
    if let Some(rest) = text.strip_prefix("> ") {
        return Line::Quotation(rest);
    }
    match text.split_once(". ") {
        Some((number, rest)) if number.len() <= 3 => match number.parse() {
            Ok(number) => Line::Number(number, rest),
            Err(_) => Line::Text(text),
        },
        _ => Line::Text(text),
    }
}

/// Reads a text. A line without a mark goes on with what the line above began.
fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for raw in text.lines() {
        match line(raw) {
            Line::Empty => open = false,
            Line::Heading(level, text) => {
                blocks.push(Block::Heading { level, text: text.to_owned() });
                open = false;
            }
            Line::Item(text) => {
                match blocks.last_mut() {
                    Some(Block::List(items)) => items.push(text.to_owned()),
                    Some(Block::Numbers(clauses)) if open => {
                        clauses.last_mut().into_iter().for_each(|clause| clause.points.push(text.to_owned()));
                    }
                    _ => blocks.push(Block::List(vec![text.to_owned()])),
                }
                open = true;
            }
            Line::Number(number, text) => {
                match blocks.last_mut() {
                    Some(Block::Numbers(clauses)) => clauses.push(Clause::new(number, text)),
                    _ => blocks.push(Block::Numbers(vec![Clause::new(number, text)])),
                }
                open = true;
            }
            Line::Quotation(text) => {
                match blocks.last_mut() {
                    Some(Block::Quotation(before)) if open => append(before, text),
                    _ => blocks.push(Block::Quotation(text.to_owned())),
                }
                open = true;
            }
            Line::Text(text) => {
                match blocks.last_mut().filter(|_| open) {
                    Some(Block::Paragraph(before) | Block::Quotation(before)) => append(before, text),
                    Some(Block::List(items)) => append_last(items.last_mut(), text),
                    Some(Block::Numbers(clauses)) => {
                        append_last(
                            clauses.last_mut().map(|clause| clause.points.last_mut().unwrap_or(&mut clause.text)),
                            text,
                        );
                    }
                    _ => blocks.push(Block::Paragraph(text.to_owned())),
                }
                open = true;
            }
        }
    }
    blocks
}

fn append(before: &mut String, text: &str) {
    before.push(' ');
    before.push_str(text);
}

fn append_last(item: Option<&mut String>, text: &str) {
    if let Some(item) = item {
        append(item, text);
    }
}

/// The address of a heading in its page.
fn anchor(text: &str) -> String {
    format!("muc-{}", slug(text))
}

fn points(items: Vec<String>) -> impl IntoView {
    items.into_iter().map(|item| view! { <li>{item}</li> }).collect_view()
}

fn heading(level: u8, text: String) -> AnyView {
    let id = anchor(&text);
    if level == 2 { view! { <h2 id=id>{text}</h2> }.into_any() } else { view! { <h3 id=id>{text}</h3> }.into_any() }
}

/// A long text.
#[component]
pub fn Prose(#[prop(into)] text: String) -> impl IntoView {
    let parts = blocks(&text).into_iter().map(|block| match block {
        Block::Heading { level, text } => heading(level, text),
        Block::Paragraph(text) => view! { <p>{text}</p> }.into_any(),
        Block::Quotation(text) => view! { <blockquote><p>{text}</p></blockquote> }.into_any(),
        Block::List(items) => view! { <ul>{points(items)}</ul> }.into_any(),
        Block::Numbers(clauses) => {
            let items = clauses.into_iter().map(|clause| {
                let inner = (!clause.points.is_empty()).then(|| view! { <ul>{points(clause.points)}</ul> });
                view! { <li value=clause.number>{clause.text}{inner}</li> }
            });
            view! { <ol>{items.collect_view()}</ol> }.into_any()
        }
    });
    view! { <div class="prose">{parts.collect_view()}</div> }
}

/// The headings of level 2 of a long text as links to them; nothing when there are fewer than two.
#[component]
pub fn Contents(#[prop(into)] text: String) -> impl IntoView {
    let links: Vec<_> = blocks(&text)
        .into_iter()
        .filter_map(|block| match block {
            Block::Heading { level: 2, text } => {
                let target = format!("#{}", anchor(&text));
                Some(view! { <a class="toc__link" href=target>{text}</a> })
            }
            _ => None,
        })
        .collect();
    (links.len() > 1).then(|| {
        let words = ProseWords(lang());
        view! {
            <nav class="toc" aria-label=words.contents()>
                <h2 class="toc__title">{words.contents()}</h2>
                {links}
            </nav>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_headings_paragraphs_and_lists() {
        let text = "## Điều 4. Đối tượng\n\n1. Từ 6 đến 19 tuổi\ntính đến 31/7.\n2. Theo nhóm:\n- hai người;\n- ba người.\n\nCâu một.\nCâu hai.\n\n> Không gửi hai nơi.";
        let expected = [
            Block::Heading { level: 2, text: "Điều 4. Đối tượng".to_owned() },
            Block::Numbers(vec![
                Clause::new(1, "Từ 6 đến 19 tuổi tính đến 31/7."),
                Clause {
                    points: vec!["hai người;".to_owned(), "ba người.".to_owned()],
                    ..Clause::new(2, "Theo nhóm:")
                },
            ]),
            Block::Paragraph("Câu một. Câu hai.".to_owned()),
            Block::Quotation("Không gửi hai nơi.".to_owned()),
        ];
        assert_eq!(blocks(text), expected);
    }

    #[test]
    fn a_text_cannot_bring_its_own_markup() {
        let hostile = "## <script>alert(1)</script>\n<b>đậm</b>";
        let html = Owner::new().with(|| view! { <Prose text=hostile/> }.to_html());
        assert!(!html.contains("<script") && !html.contains("<b>"), "{html}");
    }

    #[test]
    fn contents_lead_to_the_headings() {
        let text = "## Điều 1\nA\n## Điều 2\nB";
        let html = Owner::new().with(|| view! { <Contents text/><Prose text/> }.to_html());
        assert!(html.contains("href=\"#muc-dieu-1\"") && html.contains("id=\"muc-dieu-1\""), "{html}");
    }
}
