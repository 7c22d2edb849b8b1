//! The few elements that only the program makes, and texts the browser itself reads and writes as JSON.

use js_sys::{Array, JSON, Object, Reflect};
use leptos::prelude::document;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

/// An element with a class and a text.
pub fn made(tag: &str, class: &str, text: &str) -> Option<Element> {
    let element = document().create_element(tag).ok()?;
    element.set_class_name(class);
    element.set_text_content(Some(text));
    Some(element)
}

/// The same, with elements inside.
pub fn around(tag: &str, class: &str, inside: &[Option<Element>]) -> Option<Element> {
    let element = made(tag, class, "")?;
    for part in inside.iter().flatten() {
        element.append_child(part).ok()?;
    }
    Some(element)
}

/// A button that sends nothing.
pub fn button(class: &str, text: &str, act: impl FnMut() + 'static) -> Option<Element> {
    let button = made("button", class, text)?;
    button.set_attribute("type", "button").ok()?;
    let listener = Closure::<dyn FnMut()>::new(act);
    let _ = button.add_event_listener_with_callback("click", listener.as_ref().unchecked_ref());
    listener.forget();
    Some(button)
}

/// A value read from JSON.
pub struct Json(JsValue);

impl Json {
    pub fn parse(text: &str) -> Option<Self> {
        JSON::parse(text).ok().map(Self)
    }

    pub fn get(&self, key: &str) -> Self {
        Self(Reflect::get(&self.0, &key.into()).unwrap_or(JsValue::UNDEFINED))
    }

    pub fn text(&self, key: &str) -> Option<String> {
        self.get(key).0.as_string()
    }

    pub fn number(&self, key: &str) -> Option<f64> {
        self.get(key).0.as_f64()
    }

    pub fn is_true(&self, key: &str) -> bool {
        self.get(key).0.as_bool() == Some(true)
    }

    /// The texts of a list.
    pub fn texts(&self) -> Vec<String> {
        let list = self.0.dyn_ref::<Array>().map(Array::to_vec).unwrap_or_default();
        list.iter().filter_map(JsValue::as_string).collect()
    }

    /// Names and texts, from an object or a list of pairs.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let list = match self.0.dyn_ref::<Array>() {
            Some(list) => list.clone(),
            None => self.0.dyn_ref::<Object>().map(Object::entries).unwrap_or_default(),
        };
        let pair = |pair: JsValue| {
            let pair = pair.unchecked_into::<Array>();
            Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
        };
        list.to_vec().into_iter().filter_map(pair).collect()
    }
}

/// An object as JSON.
pub fn json_of(facts: &[(&str, JsValue)]) -> Option<String> {
    let object = Object::new();
    for (name, value) in facts {
        Reflect::set(&object, &(*name).into(), value).ok()?;
    }
    JSON::stringify(&object).ok()?.as_string()
}

/// Names and texts as a list of pairs.
pub fn pairs_of(pairs: &[(String, String)]) -> JsValue {
    let list = Array::new();
    for (name, text) in pairs {
        list.push(&Array::of2(&name.into(), &text.into()));
    }
    list.into()
}
