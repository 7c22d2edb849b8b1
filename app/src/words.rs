//! The words of the portal, in both languages, checked when the portal is compiled.

pub use domain::text::Lang;

/// Declares one feature's messages: a method per message, Vietnamese first, English second.
/// A missing language, an unknown argument or an unused one does not compile.
///
/// ```ignore
/// catalogue! {
///     /// What the queue says.
///     pub QueueWords {
///         title => "Bài cần chấm", "To score";
///         left(count: usize) => "Còn {count} bài", "{count} left";
///     }
/// }
/// ```
#[macro_export]
macro_rules! catalogue {
    ($(#[$doc:meta])* $vis:vis $name:ident { $($key:ident $(($($arg:ident : $ty:ty),* $(,)?))? => $vi:literal, $en:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        $vis struct $name(pub $crate::words::Lang);

        #[allow(dead_code, reason = "some messages are for the server only, some for the browser only")]
        #[allow(clippy::new_ret_no_self, reason = "a message may say “new”")]
        impl $name {
            $($crate::catalogue!(@message $key $(($($arg : $ty),*))? => $vi, $en);)*
        }
    };
    (@message $key:ident => $vi:literal, $en:literal) => {
        pub fn $key(self) -> &'static str {
            match self.0 {
                $crate::words::Lang::Vi => $vi,
                $crate::words::Lang::En => $en,
            }
        }
    };
    (@message $key:ident($($arg:ident : $ty:ty),*) => $vi:literal, $en:literal) => {
        pub fn $key(self, $($arg: $ty),*) -> String {
            match self.0 {
                $crate::words::Lang::Vi => format!($vi, $($arg = $arg),*),
                $crate::words::Lang::En => format!($en, $($arg = $arg),*),
            }
        }
    };
}

/// A count as the page's language writes it: `2.000`, in English `2,000`.
#[cfg(feature = "ssr")]
pub fn figure(count: impl TryInto<i64>) -> String {
    domain::text::format_int(count.try_into().unwrap_or(i64::MAX), lang())
}

/// The language of the page being rendered.
#[cfg(feature = "ssr")]
pub fn lang() -> Lang {
    leptos::prelude::use_context::<crate::shell::PageContext>().map_or(Lang::Vi, |page| page.lang)
}
