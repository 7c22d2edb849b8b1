//! What a device keeps of a form until the server has answered for it: the line that says where the text is, the panel
//! that offers what lies on the device, and signing out. The rules are `domain::copies`.

pub mod kept_words;

#[cfg(feature = "hydrate")]
pub mod browser;
#[cfg(feature = "ssr")]
pub mod guarded_form;
