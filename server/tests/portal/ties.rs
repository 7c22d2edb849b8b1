//! A tie at the line of a round, decided with scripts off.

use crate::support::RunningPortal;

const ROUND: &str = "/thu-ky/sang-tao-tre-1/vong/preliminary/bang-diem";

#[test]
fn a_tie_at_the_line_is_decided_with_a_reason_and_nothing_typed_is_lost() {
    let portal = RunningPortal::start_with_demo(2, 3);
    portal.change(
        "UPDATE round_outcome SET verdict = 'undecided', why = 'tie_at_line' WHERE id IN
            (SELECT id FROM round_outcome WHERE round_code = 'preliminary' ORDER BY id LIMIT 2)",
    );
    let tied = portal.rows(
        "SELECT entry.code FROM round_outcome JOIN entry ON entry.id = entry_id WHERE verdict = 'undecided' ORDER BY code",
    );
    let [one, other] = [&tied[0][0], &tied[1][0]];
    let mut secretary = portal.signed_in("thu-ky");
    let ranking = secretary.get("/thu-ky/sang-tao-tre-1/xep-hang?vong=preliminary");
    assert!(ranking.body.contains(ROUND), "the ranking leads there");
    let page = secretary.get(ROUND);
    assert!(page.body.contains("2 hồ sơ bằng điểm ở vạch") && page.body.contains(one.as_str()), "{}", page.body);
    assert!(secretary.get(&format!("/en{ROUND}")).body.contains("2 entries are tied at the line"));
    let form = page.form(ROUND);

    let hasty = secretary.send(&form, &[("chon", one), ("ly-do", "ngắn quá")]);
    assert_eq!(hasty.status, 422);
    assert!(hasty.body.contains("ít nhất 10 ký tự") && hasty.body.contains("ngắn quá"), "{}", hasty.body);
    assert!(hasty.body.contains("checked"), "still chosen");

    let done = secretary.send(&form, &[("chon", one), ("ly-do", "Theo biên bản họp hội đồng ngày 12/5")]);
    assert_eq!((done.status, done.header("location")), (303, "/thu-ky/sang-tao-tre-1/xep-hang?vong=preliminary"));
    let verdict = |code: &str| {
        portal.value(&format!(
            "SELECT verdict FROM round_outcome JOIN entry ON entry.id = entry_id
                WHERE code = '{code}' AND round_code = 'preliminary' ORDER BY round_outcome.id DESC LIMIT 1"
        ))
    };
    assert_eq!((verdict(one), verdict(other)), ("goes_on".to_owned(), "ends".to_owned()));

    let late = secretary.send(&form, &[("chon", other), ("ly-do", "Theo biên bản họp hội đồng ngày 12/5")]);
    assert_eq!(late.status, 422);
    assert!(late.body.contains("đã thay đổi từ khi mở trang"), "{}", late.body);
    for who in ["giam-khao-1", "phe-duyet", "quan-tri", "thi-sinh-1"] {
        let mut stranger = portal.signed_in(who);
        assert_eq!(stranger.get(ROUND).status, 404, "{who}");
        assert_eq!(stranger.send(&form, &[]).status, 404, "{who}");
    }
}
