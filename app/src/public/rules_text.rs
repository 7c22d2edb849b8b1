//! The rules of an edition as one text in articles, made of its data: what is judged by is what is read.

use domain::calendar::{format_date, format_deadline, format_instant};
use domain::numbers::Points;
use domain::programmes::rules::{EditionRules, Round, Section, printed};
use domain::results::{CombineOrder, FinalScore, Method, OutlierMode, PassRule, Prize, TieBreak};
use domain::text::{Lang, format_money};

use super::rules_words::{RuleWords, delivery, notice_length, points, prize_count, who_may_enter, work_word};
use crate::catalogue;

catalogue! {
    /// The words of the articles.
    pub ArticleWords {
        based(text: &str) => "- Căn cứ {text};", "- On the basis of: {text};";
        article(number: usize, title: &str) => "## Điều {number}. {title}", "## Article {number}. {title}";
        fields => "Lĩnh vực dự thi", "Fields";
        what(thing: &str) => "Cuộc thi nhận {thing} thuộc các lĩnh vực sau:", "Entries are a {thing} in one of these fields:";
        groups => "Hồ sơ được xếp theo các bảng, nhóm:", "Entries are sorted into these divisions:";
        who => "Đối tượng dự thi", "Who may enter";
        dossier => "Hồ sơ dự thi", "The entry file";
        dossier_lead => "Hồ sơ nộp trên hệ thống gồm:", "The entry is filed in this portal and consists of:";
        outline => "Nội dung bản mô tả", "The description";
        outline_lead => "Bản mô tả trả lời các mục:", "The description answers these headings:";
        declarations => "Tác giả cam đoan:", "Authors declare:";
        dates => "Thời gian", "Dates";
        opens(at: &str) => "Nhận hồ sơ từ {at}", "Entries are received from {at}";
        closes(at: &str) => "Hạn nộp hồ sơ: {at}. Hồ sơ gửi sau hạn vẫn được giữ và chờ Ban tổ chức quyết định", "Deadline: {at}. Later entries are kept and await the organiser's decision";
        judging => "Chấm thi", "Judging";
        round(name: &str) => "### {name}", "### {name}";
        judges(count: u32) => "Mỗi hồ sơ do ít nhất {count} giám khảo chấm độc lập.", "Each entry is scored by at least {count} judges, each on their own.";
        blind => "Giám khảo không thấy tên tác giả, trường, đơn vị và tên tệp.", "Judges see no author, school, unit or file name.";
        total(points: &str) => "Tổng điểm tối đa của một phiếu là {points}:", "A sheet has at most {points} points:";
        criterion(name: &str, points: &str) => "- {name}: tối đa {points} điểm.", "- {name}: at most {points} points.";
        weighed(name: &str, points: &str, factor: &str) => "- {name}: tối đa {points} điểm, hệ số {factor}.", "- {name}: at most {points} points, times {factor}.";
        pass_min(points: &str) => "Hồ sơ đạt từ {points} điểm trở lên vào vòng sau.", "Entries with at least {points} points go on.";
        pass_top(count: u64) => "{count} hồ sơ có điểm cao nhất vào vòng sau.", "The best {count} entries go on.";
        pass_share(share: &str) => "{share} % hồ sơ có điểm cao nhất vào vòng sau.", "The best {share}% of the entries go on.";
        moves_up => "Nếu một hồ sơ vào vòng sau không còn dự trước khi vòng sau mở, hồ sơ kế tiếp theo thứ hạng được vào thay.", "If an entry that goes on takes part no more before the next round opens, the next by rank takes its place.";
        pass_share_or_min(share: &str, points: &str) => "{share} % hồ sơ có điểm cao nhất, hoặc hồ sơ đạt từ {points} điểm, vào vòng sau.", "The best {share}% of the entries, or those with at least {points} points, go on.";
        scores => "Tính điểm và xếp hạng", "Scores and ranking";
        sheet_mean => "Cộng điểm từng phiếu rồi lấy trung bình các phiếu.", "Each sheet is added up, then the sheets are averaged.";
        criterion_mean => "Lấy trung bình từng tiêu chí rồi cộng các tiêu chí.", "Each criterion is averaged over the judges, then the criteria are added up.";
        median => "Lấy trung vị thay cho trung bình.", "The median is taken instead of the mean.";
        trimmed(low: u32, high: u32) => "Bỏ {low} giá trị thấp nhất và {high} giá trị cao nhất trước khi lấy trung bình.", "The lowest {low} and the highest {high} values are left out of the mean.";
        least(count: u32) => "Hồ sơ có ít hơn {count} phiếu đã ký không được xếp hạng.", "An entry with fewer than {count} signed sheets is not ranked.";
        exact => "Xếp hạng bằng giá trị chính xác; điểm chỉ được làm tròn khi hiển thị.", "Ranking uses exact values; points are rounded for display only.";
        flagged(limit: &str) => "Phiếu lệch quá {limit} so với trung bình được báo để xem lại, vẫn được tính.", "A sheet more than {limit} from the mean is pointed out for review and still counts.";
        dropped(limit: &str) => "Phiếu lệch quá {limit} so với trung bình lần đầu không được tính.", "A sheet more than {limit} from the first mean is not counted.";
        in_points(points: &str) => "{points} điểm", "{points} points";
        in_percent(percent: &str) => "{percent} %", "{percent}%";
        ties(chain: &str) => "Khi bằng điểm, so lần lượt: {chain}.", "Ties are broken by, in order: {chain}.";
        tie_criterion(name: &str) => "điểm “{name}”", "points for “{name}”";
        tie_judge(code: &str) => "điểm của {code}", "the sheet of {code}";
        tie_mean(names: &str) => "điểm của nhóm {names}", "points for {names} together";
        final_only => "Kết quả cuối cùng là điểm của vòng cuối.", "The final score is that of the last round.";
        weighted(first: &str, last: &str) => "Kết quả cuối cùng bằng {first} × điểm vòng đầu cộng {last} × điểm vòng cuối.", "The final score is {first} × the first round plus {last} × the last round.";
        prizes => "Giải thưởng", "Prizes";
        prize(name: &str, count: &str) => "{name}: số lượng {count}", "{name}: number {count}";
        empty_levels => "Mức giải nào không có hồ sơ đủ điểm thì để trống.", "A level no entry reaches stays empty.";
        notice => "Công khai và công bố", "Notice and announcement";
        notice_text(days: &str) => "Danh sách dự kiến đạt giải được công khai {days} trên hệ thống để lấy ý kiến. Kết quả chính thức được công bố sau khi có quyết định.", "The provisional list stays public for {days} in this portal, for comments. Results are official after the decision.";
        data => "Dữ liệu trẻ em: trang công khai không hiện ngày sinh, địa chỉ, điện thoại hay khuôn mặt của tác giả.", "Children's data: public pages never show an author's birth date, address, phone or face.";
        milestone(label: &str, day: &str) => "- {label}: {day}.", "- {label}: {day}.";
        item(text: &str) => "- {text}.", "- {text}.";
    }
}

/// The whole text: what the organiser wrote, then the articles.
pub fn rules_text(rules: &EditionRules, lang: Lang) -> String {
    let words = ArticleWords(lang);
    let articles: [(&str, Vec<String>); 8] = [
        (words.fields(), fields(rules, lang)),
        (words.who(), items(who_may_enter(rules, lang), words)),
        (words.dossier(), dossier(rules, lang)),
        (words.outline(), outline(rules, words)),
        (words.dates(), dates(rules, lang)),
        (words.judging(), rules.rounds.iter().flat_map(|round| judging(round, lang)).collect()),
        (words.scores(), scores(rules, lang)),
        (words.prizes(), prizes(rules, lang)),
    ];
    let bases = printed(&rules.legal_bases).into_iter().map(|basis| words.based(&basis.name));
    let mut text = vec![bases.collect::<Vec<_>>().join("\n"), rules.prose.trim().to_owned()];
    let mut number = 0;
    for (title, lines) in articles.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        number += 1;
        text.push(words.article(number, title));
        text.push(lines.join("\n"));
    }
    text.push(words.article(number + 1, words.notice()));
    text.push(words.notice_text(&notice_length(rules.notice, lang)));
    text.push(words.data().to_owned());
    text.retain(|part| !part.is_empty());
    text.join("\n\n")
}

fn items(lines: impl IntoIterator<Item = String>, words: ArticleWords) -> Vec<String> {
    lines.into_iter().map(|line| words.item(&line)).collect()
}

fn fields(rules: &EditionRules, lang: Lang) -> Vec<String> {
    let words = ArticleWords(lang);
    let mut lines = vec![words.what(work_word(rules.work_word, lang))];
    let numbered = rules.fields.iter().enumerate();
    lines.extend(numbered.map(|(place, field)| format!("{}. {}", place + 1, field.name)));
    if !rules.groups.is_empty() {
        lines.push(String::new());
        lines.push(words.groups().to_owned());
        lines.extend(rules.groups.iter().map(|group| words.item(&group.name)));
    }
    lines
}

fn dossier(rules: &EditionRules, lang: Lang) -> Vec<String> {
    let words = ArticleWords(lang);
    let rule = RuleWords(lang);
    if rules.dossier.is_empty() {
        return vec![];
    }
    let lines = rules.dossier.iter().map(|item| {
        let need = if item.required { rule.required() } else { rule.if_any() };
        let guidance = if item.guidance.is_empty() { String::new() } else { format!(" {}", item.guidance) };
        format!("- {} ({}; {}).{guidance}", item.name, need.to_lowercase(), delivery(item, rules, lang))
    });
    std::iter::once(words.dossier_lead().to_owned()).chain(lines).collect()
}

fn outline(rules: &EditionRules, words: ArticleWords) -> Vec<String> {
    let of = |section: Section| rules.questions.iter().filter(move |question| question.section == section);
    let mut lines: Vec<String> = of(Section::Description)
        .map(|question| {
            let gap = if question.guidance.is_empty() { "" } else { ": " };
            format!("- {}{gap}{}", question.label, question.guidance)
        })
        .collect();
    if !lines.is_empty() {
        lines.insert(0, words.outline_lead().to_owned());
    }
    let declared: Vec<String> = of(Section::Declarations).map(|question| words.item(&question.label)).collect();
    if !declared.is_empty() {
        lines.push(String::new());
        lines.push(words.declarations().to_owned());
        lines.extend(declared);
    }
    lines
}

fn dates(rules: &EditionRules, lang: Lang) -> Vec<String> {
    let words = ArticleWords(lang);
    let opens = rules.dates.opens_at.map(|at| words.item(&words.opens(&format_instant(at, lang))));
    let closes = rules.dates.closes_at.map(|at| words.item(&words.closes(&format_deadline(at, lang))));
    let milestones = rules
        .dates
        .milestones
        .iter()
        .map(|milestone| words.milestone(&milestone.label, &format_date(milestone.day, lang)));
    opens.into_iter().chain(closes).chain(milestones).collect()
}

fn judging(round: &Round, lang: Lang) -> Vec<String> {
    let words = ArticleWords(lang);
    let mut lines = vec![words.round(&round.name), String::new(), words.judges(round.scoring().judges_per_entry)];
    if round.scoring().blind {
        lines.push(words.blind().to_owned());
    }
    lines.push(words.total(&points(round.scoring().max_points(), lang)));
    for criterion in &round.scoring().rubric {
        let most = points(criterion.max, lang);
        let line = match criterion.factor {
            Points::ONE => words.criterion(&criterion.name, &most),
            factor => words.weighed(&criterion.name, &most, &points(factor, lang)),
        };
        lines.push(format!("{line} {}", criterion.guidance).trim_end().to_owned());
    }
    if let Some(pass) = round.pass {
        lines.push(String::new());
        lines.push(passing(pass, lang));
        // Points alone leave no place for somebody else.
        if round.moves_up && !matches!(pass, PassRule::MinMean { .. }) {
            lines.push(words.moves_up().to_owned());
        }
    }
    lines.push(String::new());
    lines
}

fn passing(rule: PassRule, lang: Lang) -> String {
    let words = ArticleWords(lang);
    match rule {
        PassRule::MinMean { min } => words.pass_min(&points(min, lang)),
        PassRule::TopN { n } => words.pass_top(n),
        PassRule::TopShare { share } => words.pass_share(&share.vietnamese()),
        PassRule::TopShareOrMinMean { share, min } => words.pass_share_or_min(&share.vietnamese(), &points(min, lang)),
    }
}

fn scores(rules: &EditionRules, lang: Lang) -> Vec<String> {
    let words = ArticleWords(lang);
    let mut lines: Vec<String> = Vec::new();
    for round in &rules.rounds {
        lines.push(words.round(&round.name));
        lines.push(String::new());
        lines.extend(items_of_round(round, lang).into_iter().map(|line| format!("- {line}")));
        lines.push(String::new());
    }
    lines.push(words.exact().to_owned());
    if rules.rounds.len() > 1 {
        lines.push(match rules.final_score {
            FinalScore::FinalOnly => words.final_only().to_owned(),
            FinalScore::Weighted { preliminary, last } => {
                words.weighted(&points(preliminary, lang), &points(last, lang))
            }
        });
    }
    lines
}

fn items_of_round(round: &Round, lang: Lang) -> Vec<String> {
    let words = ArticleWords(lang);
    let mut lines = vec![match round.scoring().combine.order {
        CombineOrder::Sheet => words.sheet_mean().to_owned(),
        CombineOrder::Criterion => words.criterion_mean().to_owned(),
    }];
    match round.scoring().combine.method {
        Method::Mean => {}
        Method::Median => lines.push(words.median().to_owned()),
        Method::TrimmedMean => {
            lines.push(words.trimmed(round.scoring().combine.trim_low, round.scoring().combine.trim_high))
        }
    }
    lines.push(words.least(round.scoring().min_sheets));
    lines.extend(outlier(round, lang));
    if !round.scoring().ranking.tie_break.is_empty() {
        let chain: Vec<String> =
            round.scoring().ranking.tie_break.iter().map(|step| tie_step(step, round, words)).collect();
        lines.push(words.ties(&chain.join("; ")));
    }
    lines
}

fn outlier(round: &Round, lang: Lang) -> Option<String> {
    let words = ArticleWords(lang);
    let limit = match (round.scoring().outlier.percent, round.scoring().outlier.points) {
        (Some(percent), _) => words.in_percent(&points(percent, lang)),
        (None, Some(limit)) => words.in_points(&points(limit, lang)),
        (None, None) => return None,
    };
    match round.scoring().outlier.mode {
        OutlierMode::Off => None,
        OutlierMode::Flag => Some(words.flagged(&limit)),
        OutlierMode::DropOnce => Some(words.dropped(&limit)),
    }
}

fn tie_step(step: &TieBreak, round: &Round, words: ArticleWords) -> String {
    let name = |code: &String| {
        let criterion = round.scoring().rubric.iter().find(|criterion| &criterion.code == code);
        criterion.map_or_else(|| code.clone(), |criterion| criterion.name.clone())
    };
    match step {
        TieBreak::Criterion(code) => words.tie_criterion(&name(code)),
        TieBreak::Judge(code) => words.tie_judge(code),
        TieBreak::MeanOf(codes) => words.tie_mean(&codes.iter().map(name).collect::<Vec<_>>().join(", ")),
    }
}

fn prizes(rules: &EditionRules, lang: Lang) -> Vec<String> {
    let words = ArticleWords(lang);
    if rules.prizes.is_empty() {
        return vec![];
    }
    let lines = rules.prizes.iter().map(|prize| words.item(&prize_line(prize, lang)));
    lines.chain([String::new(), words.empty_levels().to_owned()]).collect()
}

fn prize_line(prize: &Prize, lang: Lang) -> String {
    let words = ArticleWords(lang);
    let mut parts = vec![words.prize(&prize.name, &prize_count(prize, lang).to_lowercase())];
    if let Some(band) = prize.band {
        parts.push(RuleWords(lang).points_range(&points(band.low, lang), &points(band.high, lang)));
    }
    if let Some(dong) = prize.amount_vnd.and_then(|amount| i64::try_from(amount).ok()) {
        parts.push(format_money(dong, lang));
    }
    parts.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::programmes::template::Template;

    fn built_in(file: &str) -> Template {
        Template::read(file).expect("a template")
    }

    #[test]
    fn the_articles_state_what_is_judged_by_in_both_languages() {
        let files = [
            include_str!("../../../fixtures/programmes/YOUTH_CREATIVITY.json"),
            include_str!("../../../fixtures/programmes/TECH_INNOVATION.json"),
        ];
        for file in files {
            let template = built_in(file);
            let rules = template.rules(2027);
            for lang in [Lang::Vi, Lang::En] {
                let text = rules_text(&rules, lang);
                for criterion in &rules.rounds[0].scoring().rubric {
                    assert!(text.contains(&criterion.name), "{}: {}", template.code, criterion.name);
                }
                assert!(!text.contains("{"), "{text}");
            }
        }
        let mut youth = built_in(files[0]).rules(2027);
        youth.legal_bases[1].complete = true;
        let text = rules_text(&youth, Lang::Vi);
        assert!(text.starts_with("- Căn cứ Thông tư số 27/2018/TT-BTC"), "{text}");
        assert_eq!(text.matches("Căn cứ").count(), 1, "what is incomplete is not printed");
        assert!(text.contains("## Điều 1. Lĩnh vực dự thi"));
        assert!(text.contains("Sinh từ ngày 30/6/2009 đến hết ngày 30/6/2021"), "{text}");
        assert!(text.contains("17:00, thứ Tư 30/6/2027 (giờ Việt Nam)"));
        assert!(text.contains("Hồ sơ đạt từ 60 điểm trở lên vào vòng sau"));
        youth.rounds[0].moves_up = true;
        let says =
            |rules: &EditionRules| rules_text(rules, Lang::Vi).contains("hồ sơ kế tiếp theo thứ hạng được vào thay");
        assert!(!says(&youth), "points alone leave no place");
        youth.rounds[0].pass = Some(PassRule::TopN { n: 20 });
        assert!(says(&youth));
        youth.rounds[0].moves_up = false;
        assert!(!says(&youth));
    }
}
