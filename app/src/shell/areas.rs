//! Which parts of the portal a person can go to, and which of them the page being shown belongs to.

use domain::people::roles::GrantedRole;

use crate::shell::{PageContext, ShellWords};

/// One link of a navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The address without its language prefix.
    pub path: String,
    pub label: &'static str,
}

fn place(path: impl Into<String>, label: &'static str) -> Place {
    Place { path: path.into(), label }
}

/// What everybody may read.
pub fn public_places(words: ShellWords) -> Vec<Place> {
    vec![
        place("/cuoc-thi", words.contests()),
        place("/ket-qua", words.results()),
        place("/tra-cuu", words.look_up()),
        place("/tro-giup", words.help()),
    ]
}

/// The areas in which this person has something to do.
pub fn own_places(page: &PageContext) -> Vec<Place> {
    let words = ShellWords(page.lang);
    if !page.actor.is_signed_in() {
        return Vec::new();
    }
    let granted = [
        (GrantedRole::UnitOfficer, "/don-vi", words.unit()),
        (GrantedRole::Judge, "/cham", words.judging()),
        (GrantedRole::Secretary, "/thu-ky", words.secretariat()),
        (GrantedRole::Approver, "/phe-duyet", words.approvals()),
        (GrantedRole::Administrator, "/quan-tri", words.administration()),
    ];
    let mut places = vec![place("/ho-so", words.my_entries())];
    let held = granted.into_iter().filter(|(role, ..)| page.actor.holds(*role));
    places.extend(held.map(|(_, path, label)| place(path, label)));
    places
}

/// The line under the header: the pages of the area being shown, or the person's areas.
pub fn area_places(page: &PageContext) -> (&'static str, Vec<Place>) {
    let words = ShellWords(page.lang);
    match edition_of(&page.path) {
        Some(edition) if page.actor.holds(GrantedRole::Secretary) => {
            (words.secretariat(), secretary_places(edition, words))
        }
        None if page.path.starts_with("/quan-tri") && page.actor.holds(GrantedRole::Administrator) => {
            (words.administration(), administrator_places(words))
        }
        _ => (words.my_areas(), own_places(page)),
    }
}

fn secretary_places(edition: &str, words: ShellWords) -> Vec<Place> {
    let pages = [
        ("the-le", words.rules()),
        ("tiep-nhan", words.intake()),
        ("tieu-ban", words.panels()),
        ("phan-cong", words.assignment()),
        ("tien-do", words.progress()),
        ("xep-hang", words.ranking()),
        ("giai", words.prizes()),
        ("cong-khai", words.notices()),
    ];
    let own = pages.map(|(page, label)| place(format!("/thu-ky/{edition}/{page}"), label));
    [place(format!("/thu-ky/{edition}"), words.secretariat())].into_iter().chain(own).collect()
}

fn administrator_places(words: ShellWords) -> Vec<Place> {
    vec![
        place("/quan-tri/nguoi-dung", words.people()),
        place("/quan-tri/don-vi", words.units()),
        place("/quan-tri/chuong-trinh", words.programmes()),
        place("/quan-tri/lich", words.calendar()),
        place("/quan-tri/thu", words.letters()),
        place("/quan-tri/nhat-ky", words.audit_log()),
        place("/quan-tri/mau", words.samples()),
    ]
}

/// The edition in `/thu-ky/{edition}/…`.
fn edition_of(path: &str) -> Option<&str> {
    let rest = path.split('?').next()?.strip_prefix("/thu-ky/")?;
    rest.split('/').next().filter(|edition| !matches!(*edition, "" | "ky-moi"))
}

/// The one place that the address belongs to: the longest that it begins with.
pub fn current_place<'a>(places: &'a [Place], address: &str) -> Option<&'a Place> {
    let path = address.split('?').next().unwrap_or_default();
    let within = |place: &&Place| {
        path.strip_prefix(place.path.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    places.iter().filter(within).max_by_key(|place| place.path.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_matching_place_is_the_current_one() {
        let places = [place("/thu-ky/ky", "a"), place("/thu-ky/ky/xep-hang", "b")];
        let table = [
            ("/thu-ky/ky", Some("a")),
            ("/thu-ky/ky?x=1", Some("a")),
            ("/thu-ky/ky/xep-hang/2?sort=ten", Some("b")),
            ("/thu-ky/ky-2", None),
            ("/", None),
        ];
        for (address, expected) in table {
            let current = current_place(&places, address).map(|place| place.label);
            assert_eq!(current, expected, "{address}");
        }
    }

    #[test]
    fn an_edition_is_the_part_after_the_area() {
        let table = [
            ("/thu-ky", None),
            ("/thu-ky/", None),
            ("/thu-ky/ky-moi", None),
            ("/thu-ky/ky-13", Some("ky-13")),
            ("/thu-ky/ky-13/giai?trang=2", Some("ky-13")),
            ("/cham/1", None),
        ];
        for (path, expected) in table {
            assert_eq!(edition_of(path), expected, "{path}");
        }
    }
}
