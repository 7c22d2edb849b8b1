//! A form in the document, or in a page fetched beside it: what is typed, what is hidden, how it is sent.

use domain::copies::{Fields, SaveId};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Element, FormData, HtmlFormElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, UrlSearchParams,
};

/// A guarded form.
#[derive(Clone)]
pub struct Guarded(pub HtmlFormElement);

/// A field that people fill in.
pub enum Field {
    Input(HtmlInputElement),
    Area(HtmlTextAreaElement),
    Select(HtmlSelectElement),
}

impl Field {
    fn of(element: Element) -> Option<Self> {
        let element = match element.dyn_into::<HtmlInputElement>() {
            Ok(input) => {
                let is_typed = !matches!(input.type_().as_str(), "hidden" | "file" | "submit" | "button");
                return (is_typed && !input.has_attribute("data-khong-giu")).then_some(Self::Input(input));
            }
            Err(element) => element,
        };
        match element.dyn_into::<HtmlTextAreaElement>() {
            Ok(area) => Some(Self::Area(area)),
            Err(element) => element.dyn_into().ok().map(Self::Select),
        }
    }

    pub fn element(&self) -> &Element {
        match self {
            Self::Input(input) => input,
            Self::Area(area) => area,
            Self::Select(select) => select,
        }
    }

    fn kind(&self) -> String {
        match self {
            Self::Input(input) => input.type_(),
            Self::Area(_) | Self::Select(_) => String::new(),
        }
    }

    /// One name for a group of radio buttons, one for each box.
    pub fn name(&self) -> String {
        match self {
            Self::Input(input) if self.kind() == "checkbox" => format!("{}={}", input.name(), input.value()),
            Self::Input(input) => input.name(),
            Self::Area(area) => area.name(),
            Self::Select(select) => select.name(),
        }
    }

    /// Nothing for a radio button that is not chosen; `shown`: as the server sent it.
    fn text(&self, shown: bool) -> Option<String> {
        match self {
            Self::Input(input) => {
                let on = if shown { input.default_checked() } else { input.checked() };
                match self.kind().as_str() {
                    "radio" => on.then(|| input.value()),
                    "checkbox" => Some(if on { "1".to_owned() } else { String::new() }),
                    _ => Some(if shown { input.default_value() } else { input.value() }),
                }
            }
            Self::Area(area) if shown => Some(area.default_value().unwrap_or_default()),
            Self::Area(area) => Some(area.value()),
            Self::Select(select) if shown => {
                let chosen = select.query_selector("option[selected]").ok().flatten();
                let first = || select.query_selector("option").ok().flatten();
                let option = chosen.or_else(first)?;
                Some(option.unchecked_into::<web_sys::HtmlOptionElement>().value())
            }
            Self::Select(select) => Some(select.value()),
        }
    }

    fn fill(&self, text: &str) {
        match self {
            Self::Input(input) => match self.kind().as_str() {
                "radio" => input.set_checked(input.value() == text),
                "checkbox" => input.set_checked(!text.is_empty()),
                _ => input.set_value(text),
            },
            Self::Area(area) => area.set_value(text),
            Self::Select(select) => select.set_value(text),
        }
    }
}

impl Guarded {
    pub fn typed(&self) -> Vec<Field> {
        let Ok(found) = self.0.query_selector_all("input[name], textarea[name], select[name]") else {
            return vec![];
        };
        let elements = (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<Element>().ok());
        elements.filter_map(Field::of).collect()
    }

    /// What stands in the fields; `shown`: what the server sent.
    pub fn fields(&self, shown: bool) -> Fields {
        let mut fields = Fields::new();
        for field in self.typed() {
            let name = field.name();
            // An untouched group of radio buttons is an empty text.
            let at = fields.iter().position(|(known, _)| *known == name).unwrap_or_else(|| {
                fields.push((name, String::new()));
                fields.len() - 1
            });
            if let Some(text) = field.text(shown) {
                fields[at].1 = text;
            }
        }
        fields
    }

    pub fn fill(&self, fields: &Fields) {
        for field in self.typed() {
            let name = field.name();
            if let Some((_, text)) = fields.iter().find(|(known, _)| *known == name) {
                field.fill(text);
            }
        }
    }

    fn hidden(&self, name: &str) -> Option<HtmlInputElement> {
        let selector = format!("input[type=hidden][name='{name}']");
        self.0.query_selector(&selector).ok().flatten()?.dyn_into().ok()
    }

    /// Whose rows and which fields the form has.
    pub fn shape(&self) -> String {
        let names = self.fields(true).into_iter().map(|(name, _)| name);
        let Ok(found) = self.0.query_selector_all("input[type=hidden][name$='-id'], input[type=hidden][name='so']")
        else {
            return String::new();
        };
        let rows = (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<HtmlInputElement>().ok());
        let rows = rows.map(|row| format!("{}:{}", row.name(), row.value()));
        names.chain(rows).collect::<Vec<_>>().join("&")
    }

    /// What the server wrote into the form: see `GuardFields`.
    pub fn fact(&self, name: &str) -> String {
        let page = self.hidden("trang");
        page.and_then(|page| page.get_attribute(&format!("data-{name}"))).unwrap_or_default()
    }

    /// Saves as `page.3 page.1`.
    pub fn saves(&self, name: &str) -> Vec<SaveId> {
        let listed = self.fact(name);
        let saves = listed.split_whitespace().filter_map(|text| {
            let (page, counter) = text.rsplit_once('.')?;
            Some(SaveId { page: page.to_owned(), counter: counter.parse().ok()? })
        });
        saves.collect()
    }

    /// The page's name as the server gave it.
    pub fn page(&self) -> String {
        self.hidden("trang").map(|page| page.default_value()).unwrap_or_default()
    }

    /// The mark of the version the server showed, whatever a browser put back.
    pub fn base(&self) -> String {
        self.hidden(&self.fact("goc")).map(|base| base.default_value()).unwrap_or_default()
    }

    /// Writes which save this is into the hidden fields.
    pub fn number(&self, id: &SaveId, base: &str) {
        let values =
            [("trang", id.page.clone()), ("luot", id.counter.to_string()), (&self.fact("goc"), base.to_owned())];
        for (name, value) in values {
            self.set_hidden(name, &value);
        }
    }

    pub fn set_hidden(&self, name: &str, value: &str) {
        if let Some(input) = self.hidden(name) {
            input.set_value(value);
        }
    }

    /// The form as its own submit would send it, without a button.
    pub fn body(&self) -> Option<UrlSearchParams> {
        let data = FormData::new_with_form(&self.0).ok()?;
        UrlSearchParams::new_with_str_sequence_sequence(&JsValue::from(data)).ok()
    }
}
