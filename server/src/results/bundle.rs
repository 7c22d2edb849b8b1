//! The proof bundle: files from which anybody computes a published result again, with `vinhdanh tabulate` or by hand.

use std::io::{Cursor, Write};

use domain::results::{Mark, tabulate};
use serde_json::json;
use services::results::{Proof, ProofRound};
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::command::tabulate::{Format, written};

/// Name and content of every file of the bundle.
pub fn files(proof: &Proof) -> Result<Vec<(String, Vec<u8>)>, String> {
    let mut files = Vec::new();
    for round in &proof.rounds {
        files.extend(round_files(round)?);
    }
    files.push(("ho-so.csv".to_owned(), lines_csv(["entry", "field", "group", "outcome"], &proof.entries)?));
    files.push(("giai-thuong.csv".to_owned(), lines_csv(["entry", "field", "prize", "state"], &proof.awards)?));
    files.push(("bang-giai.json".to_owned(), prizes_json(proof)?));
    if let Some((_, list)) = &proof.notice {
        files.push(("danh-sach-cong-khai.json".to_owned(), list.clone().into_bytes()));
    }
    files.insert(0, ("DOC-TRUOC.txt".to_owned(), readme(proof).into_bytes()));
    let sums: String =
        files.iter().map(|(name, content)| format!("{}  {name}\n", hex::encode(Sha256::digest(content)))).collect();
    files.push(("SHA256SUMS".to_owned(), sums.into_bytes()));
    Ok(files)
}

fn round_files(round: &ProofRound) -> Result<Vec<(String, Vec<u8>)>, String> {
    let code = &round.code;
    let rules = toml::to_string(&round.rules).map_err(|err| err.to_string())?;
    let tabulation = tabulate(&round.rules, &round.marks).map_err(|problems| format!("{problems:?}"))?;
    let result = written(&tabulation, Format::Csv).map_err(|problems| problems.join("; "))?;
    let kept = round.kept.as_ref().map(|(text, _)| (format!("{code}/ranking.json"), text.clone().into_bytes()));
    let files = [
        (format!("{code}/rules.toml"), rules.into_bytes()),
        (format!("{code}/scores.csv"), scores_csv(&round.marks)?),
        (format!("{code}/result.csv"), result),
    ];
    Ok(files.into_iter().chain(kept).collect())
}

fn scores_csv(marks: &[Mark]) -> Result<Vec<u8>, String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["entry", "judge", "criterion", "points"]).map_err(|err| err.to_string())?;
    for mark in marks {
        let points = mark.points.to_string();
        writer.write_record([&mark.entry, &mark.judge, &mark.criterion, &points]).map_err(|err| err.to_string())?;
    }
    writer.into_inner().map_err(|err| err.to_string())
}

fn lines_csv(heads: [&str; 4], lines: &[[String; 4]]) -> Result<Vec<u8>, String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(heads).map_err(|err| err.to_string())?;
    for line in lines {
        writer.write_record(line).map_err(|err| err.to_string())?;
    }
    writer.into_inner().map_err(|err| err.to_string())
}

/// The prize table, and what people decided where the table alone does not.
fn prizes_json(proof: &Proof) -> Result<Vec<u8>, String> {
    let ties: Vec<_> =
        proof.ties.iter().map(|(decision, reason)| json!({ "decision": decision, "reason": reason })).collect();
    let withheld: Vec<_> = proof
        .withheld
        .iter()
        .map(|(prize, pool, reason)| json!({ "prize": prize, "pool": pool, "reason": reason }))
        .collect();
    let kept = |round: &ProofRound| {
        let hash = round.kept.as_ref().map(|(_, hash)| hash);
        json!({ "round": round.code, "file": format!("{}/ranking.json", round.code), "sha256": hash })
    };
    let kept: Vec<_> = proof.rounds.iter().map(kept).collect();
    let document = json!({
        "version": 1,
        "edition": proof.edition.slug,
        "rules_version": proof.edition.version,
        "decision": proof.decision.as_ref().map(|decision| &decision.number),
        "final_score": proof.rules.final_score,
        "prizes": proof.rules.prizes,
        "ties_decided": ties,
        "levels_left_empty": withheld,
        "rankings_kept": kept,
        "notice_sha256": proof.notice.as_ref().map(|(hash, _)| hash),
    });
    serde_json::to_vec_pretty(&document).map_err(|err| err.to_string())
}

fn readme(proof: &Proof) -> String {
    let name = &proof.edition.name_vi;
    let decision = proof.decision.as_ref().map_or_else(String::new, |decision| decision.number.clone());
    let commands: String = proof
        .rounds
        .iter()
        .map(|round| format!("  vinhdanh tabulate --rules {0}/rules.toml --scores {0}/scores.csv\n", round.code))
        .collect();
    format!(
        "GÓI KIỂM CHỨNG KẾT QUẢ / PROOF OF THE RESULT\n{name}\nQuyết định / Decision: {decision}\n\n\
         Tính lại từng vòng rồi so với result.csv / Compute each round again and compare with result.csv:\n{commands}\n\
         Giám khảo mang mã G01, G02…; không có tên người. / Judges are G01, G02…; nobody is named.\n\
         <vòng>/ranking.json: bảng đã lưu khi khóa điểm; mã SHA-256 của tệp là mã in trên trang. / what was kept when \
         scores were locked; its SHA-256 is the checksum on the page.\n\
         ho-so.csv: lĩnh vực, bảng và kết quả vòng cuối của từng hồ sơ. / field, group and outcome of each entry.\n\
         bang-giai.json: khung điểm, số giải, các quyết định về bằng điểm. / prize table and decisions on ties.\n\
         giai-thuong.csv: giải đã trao. / the prizes given.\n\
         SHA256SUMS: mã kiểm chứng của từng tệp. / checksum of each file.\n"
    )
}

/// One ZIP archive. Every file has the same date, so that the same result gives the same bytes.
pub fn zip(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, String> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in files {
        writer.start_file(name.as_str(), options).map_err(|err| err.to_string())?;
        writer.write_all(content).map_err(|err| err.to_string())?;
    }
    Ok(writer.finish().map_err(|err| err.to_string())?.into_inner())
}

#[cfg(test)]
mod tests {
    use domain::numbers::Points;
    use domain::results::{
        Combine, CombineOrder, Criterion, Method, Outlier, OutlierMode, RankingRules, TabulationRules, TieBreak,
    };

    use super::*;
    use crate::command::tabulate::tabulate as tabulate_files;

    fn round(order: CombineOrder, method: Method) -> ProofRound {
        let criterion = |code: &str, max| {
            let name = format!("Tiêu chí \"{code}\", có dấu");
            Criterion::new(code, &name, Points::whole(max), Some(Points::from_millionths(500_000)))
        };
        let trim = u32::from(method == Method::TrimmedMean);
        let mark = |entry: usize, judge: usize, criterion: &str, half: i64| Mark {
            entry: format!("TTN-{entry:04}"),
            judge: if judge == 0 { "CHAIR".to_owned() } else { format!("G{judge:02}") },
            criterion: criterion.to_owned(),
            points: Points::from_millionths(half * 500_000),
        };
        let marks = (0..12usize).flat_map(|entry| {
            (0..4usize).flat_map(move |judge| {
                let spin = |by: usize| i64::try_from((entry / 2 * 7 + judge * by) % 60).unwrap();
                [mark(entry, judge, "new", spin(5)), mark(entry, judge, "use", spin(11))]
            })
        });
        ProofRound {
            code: "final".to_owned(),
            rules: TabulationRules {
                version: 1,
                title: "Vòng chung khảo".to_owned(),
                min_sheets: 3,
                criteria: vec![criterion("new", 60), criterion("use", 40)],
                combine: Combine {
                    order,
                    method,
                    trim_low: trim,
                    trim_high: trim,
                    round: Some(2),
                    round_factored: None,
                },
                outlier: Outlier { mode: OutlierMode::DropOnce, percent: Some("12.5".parse().unwrap()), points: None },
                ranking: RankingRules {
                    tie_break: vec![TieBreak::Criterion("new".to_owned()), TieBreak::Judge("CHAIR".to_owned())],
                },
            },
            marks: marks.collect(),
            kept: None,
        }
    }

    #[test]
    fn the_command_line_reproduces_every_round_of_the_bundle() {
        for order in [CombineOrder::Sheet, CombineOrder::Criterion] {
            for method in [Method::Mean, Method::Median, Method::TrimmedMean] {
                let files = round_files(&round(order, method)).unwrap();
                let content = |name: &str| &files.iter().find(|(file, _)| file == name).unwrap().1;
                let rules = std::str::from_utf8(content("final/rules.toml")).unwrap();
                let again = tabulate_files(rules, std::str::from_utf8(content("final/scores.csv")).unwrap()).unwrap();
                assert_eq!(&written(&again, Format::Csv).unwrap(), content("final/result.csv"), "{order:?} {method:?}");
            }
        }
    }

    #[test]
    fn the_archive_opens_and_holds_what_was_put_in() {
        let bytes = zip(&[("final/rules.toml".to_owned(), b"version = 1".to_vec())]).unwrap();
        let mut archive = ::zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name("final/rules.toml").unwrap(), &mut text).unwrap();
        assert_eq!(text, "version = 1");
    }
}
