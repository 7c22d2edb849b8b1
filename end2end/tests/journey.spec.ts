// A whole contest on an empty portal, from the first administrator to the public list of winners, over five months.
import { expect, type Page, test } from '@playwright/test';
import { checkPage } from '../support/axe.ts';
import { Clock } from '../support/clock.ts';
import { begin, consents, fillEntry, register, save, send } from '../support/entrant.ts';
import { Mailbox } from '../support/mail.ts';
import { act, open } from '../support/people.ts';
import { Portal } from '../support/portal.ts';
import { fillDate, Person, vietnamTime } from '../support/staff.ts';

const edition = 'sang-tao-tre-2027';
const desk = `/thu-ky/${edition}`;
const school = 'Trường THCS Minh Họa';
const scripts = { scripts: true };
const judgeEmails = [1, 2, 3, 4].map((number) => `giam-khao-${number}@vi-du.example`);

test('a contest from the call for entries to the public winners', async ({ browser }) => {
  test.setTimeout(600_000);
  const clock = await Clock.start();
  const mail = await Mailbox.open();
  const portal = await Portal.start({ ...clock.settings(), VINHDANH_MAIL__SERVER: `smtp://127.0.0.1:${mail.port}` });
  const start = clock.now();
  const closes = vietnamTime(new Date(start.getTime() + 20 * 86_400_000), 17, 0);
  const join = async (email: string) => Person.join(browser, portal, clock, email, await mail.linkTo(email, '/loi-moi/'));

  const { secretary, approver, officer } = await test.step('the administrator invites the staff', async () => {
    const link = (await portal.run('admin', 'create', '--email', 'quan-tri@vi-du.example', '--name', 'Quản Trị Ví Dụ')).trim();
    const admin = await Person.join(browser, portal, clock, 'quan-tri@vi-du.example', link);
    await importUnits(await admin.goto('/quan-tri/don-vi/nhap'));
    await invite(admin, 'Lê Thư Ký Ví Dụ', 'thu-ky@vi-du.example', 'secretary');
    await invite(admin, 'Phạm Phê Duyệt Ví Dụ', 'phe-duyet@vi-du.example', 'approver');
    await invite(admin, 'Đỗ Cán Bộ Ví Dụ', 'don-vi@vi-du.example', 'unit_officer', 'THCS-MH');
    return {
      secretary: await join('thu-ky@vi-du.example'),
      approver: await join('phe-duyet@vi-du.example'),
      officer: await join('don-vi@vi-du.example'),
    };
  });

  await test.step('the secretary writes the rules from the template and opens the edition', async () => {
    await createEdition(secretary, closes);
  });

  const one = Person.of(await register(browser, portal, mail, 'tac-gia-1@vi-du.example', scripts, 'Trần Một Ví Dụ'), 'tac-gia-1@vi-du.example', clock);
  const two = Person.of(await register(browser, portal, mail, 'tac-gia-2@vi-du.example', scripts, 'Trần Hai Ví Dụ'), 'tac-gia-2@vi-du.example', clock);
  const brick = await test.step('an entrant sends an entry with the consent of a guardian', async () => {
    return enter(one, 'Máy ép vỏ hàu thành gạch', 'phu-huynh-1@vi-du.example');
  });
  const lamp = await test.step('another sends one, too', async () => {
    return enter(two, 'Đèn học đổi màu theo giờ', 'phu-huynh-2@vi-du.example');
  });

  await test.step('the unit confirms both', async () => {
    for (const { code } of [brick, lamp]) await officerConfirms(officer, code);
  });

  await test.step('the secretary sends one back; the entrant completes it; it is accepted', async () => {
    let page = await openIntake(secretary, brick.code);
    await page.locator('summary', { hasText: 'Yêu cầu bổ sung' }).click();
    await fillDate(page, 'han', new Date(clock.now().getTime() + 5 * 86_400_000));
    await page.getByLabel('Cần bổ sung những gì').fill('Bản mô tả chưa nói rõ cách ép. Bổ sung một đoạn.');
    await act(page, 'Gửi yêu cầu bổ sung');
    expect((await mail.newestTo(one.email, 'bổ sung')).text).toContain('chưa nói rõ cách ép');

    page = await one.goto(`${brick.path}/mo-ta`);
    await page.locator('main textarea').first().fill('Vỏ hàu nghiền nhỏ, trộn vôi, ép bằng kích hai tấn trong năm phút.');
    await save(page);
    expect(await send(page, brick.path)).toBe(brick.code);
    await officerConfirms(officer, brick.code);
    for (const { code } of [brick, lamp]) {
      await accept(await openIntake(secretary, code));
    }
    expect((await mail.newestTo(one.email, brick.code)).text).toContain('đủ điều kiện');
  });

  const pump = await test.step('the deadline passes while somebody types: the text is kept, the entry is late', async () => {
    await clock.moveTo(new Date(closes.getTime() - 10 * 60_000));
    const page = await two.goto('/ho-so');
    const path = await begin(page, edition);
    await consents(browser, portal, await fillEntry(page, path, 'Bơm nước chạy bằng sóng', 'phu-huynh-3@vi-du.example', school));
    await page.goto(`${path}/mo-ta`);
    await page.locator('main textarea').first().fill('Phao lên xuống theo sóng kéo pít-tông của bơm.');
    await clock.moveTo(new Date(closes.getTime() + 10 * 60_000));
    await save(page);
    await page.goto(`${path}/mo-ta`);
    await expect(page.locator('main textarea').first()).toHaveValue('Phao lên xuống theo sóng kéo pít-tông của bơm.');
    const code = await send(page, path);
    await page.goto(path);
    await expect(page.locator('main')).toContainText('Nộp muộn, chờ quyết định');
    return { title: 'Bơm nước chạy bằng sóng', path, code };
  });

  await test.step('the secretary admits the late entry', async () => {
    await officerConfirms(officer, pump.code);
    const page = await openIntake(secretary, pump.code);
    await page.getByLabel('Lý do chấp nhận').fill('Mất điện toàn phường buổi chiều hạn nộp, có xác nhận của ủy ban.');
    await act(page, 'Chấp nhận nộp muộn');
    await accept(await openIntake(secretary, pump.code));
  });

  const judges = await test.step('a panel of four is invited, and declares', async () => {
    const panel = await createPanel(secretary, 'preliminary', judgeEmails);
    const joined: Person[] = [];
    for (const email of judgeEmails) joined.push(await join(email));
    for (const judge of joined) await declare(judge, panel);
    return joined;
  });

  await test.step('the optimum is assigned and the blind round opens', async () => {
    await assign(secretary);
    await openRound(secretary, 'preliminary', new Date(clock.now().getTime() + 20 * 86_400_000));
  });

  await test.step('judges score: one recuses, a colleague takes over, one sheet is opened again', async () => {
    const recusing = await firstWith(judges, pump.code);
    const page = await openSheet(recusing, pump.code);
    await expect(page.locator('body')).not.toContainText(/Trần Thị Thử Nghiệm|Minh Họa/);
    await page.getByRole('link', { name: 'Tôi có xung đột' }).click();
    await page.getByLabel('Lý do').fill('Tác giả là học sinh tôi đang dạy thêm.');
    await act(page, 'Không chấm bài này');
    await assign(secretary);

    const marks = { [brick.code]: [25, 25, 20, 8, 4], [lamp.code]: [25, 25, 20, 8, 4], [pump.code]: [20, 20, 15, 6, 4] };
    for (const judge of judges) await scoreAll(judge, marks);

    const scored = await firstWith(judges, brick.code);
    await reopen(secretary, scored, brick.code);
    expect((await mail.newestTo(scored.email, 'mở lại')).text).toContain(brick.code);
    await sign(await openSheet(scored, brick.code), [26, 24, 20, 8, 4]);
    await expect((await openSheet(scored, brick.code)).locator('main')).toContainText('Bản 1: 82 điểm');
  });

  await test.step('the round is locked; who passed goes to the final, where two are equal', async () => {
    await lockRound(secretary, 'preliminary');
    const page = await secretary.goto(`${desk}/xep-hang?vong=preliminary`);
    for (const { code } of [brick, lamp, pump]) await expect(page.locator('main table')).toContainText(code);
    const panel = await createPanel(secretary, 'final', judgeEmails.slice(0, 3));
    const finalists = judges.slice(0, 3);
    for (const judge of finalists) await declare(judge, panel);
    await assign(secretary);
    await openRound(secretary, 'final', new Date(clock.now().getTime() + 20 * 86_400_000));
    const marks = { [brick.code]: [36, 27, 13, 13], [lamp.code]: [36, 27, 13, 13], [pump.code]: [30, 22, 10, 10] };
    for (const judge of finalists) await scoreAll(judge, marks);
    await lockRound(secretary, 'final');
  });

  await test.step('the tie at the first prize is decided with a reason', async () => {
    let page = await secretary.goto(`${desk}/xep-hang`);
    await expect(page.locator('main')).toContainText(/bằng nhau|Bằng điểm/i);
    page = await secretary.goto(`${desk}/giai`);
    await expect(page.getByRole('region', { name: 'Bằng điểm ở vạch giải' })).toContainText('Giải Nhất chỉ còn 1 suất');
    await page.getByRole('region', { name: 'Bằng điểm ở vạch giải' }).getByRole('checkbox', { name: new RegExp(brick.code) }).check();
    await page.getByRole('region', { name: 'Bằng điểm ở vạch giải' }).getByLabel('Lý do').fill('Hội đồng biểu quyết 3/3, biên bản số 05/BB-HĐ (minh họa).');
    await act(page, 'Ghi quyết định');
    for (const [code, prize] of [[brick.code, 'Giải Nhất'], [lamp.code, 'Giải Nhì'], [pump.code, 'Giải Ba']]) {
      await expect(page.getByRole('region', { name: 'Danh sách dự kiến' }).getByRole('row', { name: code })).toContainText(prize);
    }
  });

  const visitor = await open(browser, portal);
  await test.step('the list is on public notice; a visitor objects and is answered', async () => {
    const page = await secretary.goto(`${desk}/cong-khai`);
    await act(page, /Công khai 3 giải/);
    await visitor.goto(`/cong-khai/${edition}`);
    await expect(visitor.locator('main')).toContainText('Máy ép vỏ hàu thành gạch');
    expect(await checkPage(visitor)).toEqual([]);
    await visitor.fill('#ho_ten', 'Hoàng Góp Ý Ví Dụ');
    await visitor.fill('#lien_he', 'gop-y@vi-du.example');
    await visitor.fill('#noi_dung', `Hồ sơ ${lamp.code} giống một sản phẩm đã bán.`);
    await act(visitor, 'Gửi ý kiến');
    await secretary.goto(`${desk}/cong-khai`);
    await page.getByRole('region', { name: 'Ý kiến nhận được' }).getByLabel('Trả lời').fill('Hội đồng đã đối chiếu: cơ cấu đổi màu khác hẳn.');
    await act(page, 'Gửi trả lời');
    expect((await mail.newestTo('gop-y@vi-du.example')).text).toContain('khác hẳn');
  });

  await test.step('after the notice the decision is recorded and the approver publishes', async () => {
    await visitor.goto(`/ket-qua/${edition}`);
    await expect(visitor.locator('main')).not.toContainText('Giải Nhất');
    await clock.pass(17);
    let page = await secretary.goto(`/phe-duyet/${edition}`);
    await page.fill('#so', '1779/QĐ-BTC (minh họa)');
    await fillDate(page, 'ngay_ky', clock.now());
    await page.fill('#nguoi_ky', 'Trưởng Ban Tổ chức');
    await act(page, 'Ghi quyết định');
    page = await approver.goto(`/phe-duyet/${edition}/cong-bo`);
    expect(await checkPage(page)).toEqual([]);
    await page.fill('#so_giai', '3');
    await act(page, /Công bố/);
  });

  await test.step('everybody reads the winners and how they were computed', async () => {
    await visitor.goto(`/ket-qua/${edition}`);
    for (const [{ title }, prize] of [[brick, 'Giải Nhất'], [lamp, 'Giải Nhì'], [pump, 'Giải Ba']] as const) {
      await expect(visitor.getByRole('article').filter({ hasText: title })).toContainText(prize);
    }
    await expect(visitor.locator('main')).toContainText('1779/QĐ-BTC');
    await visitor.goto(`/cong-trinh/${brick.code}`);
    await expect(visitor.locator('h1')).toContainText('Máy ép vỏ hàu thành gạch');
    await visitor.goto(`/ket-qua/${edition}/cach-tinh/${brick.code}`);
    await expect(visitor.locator('main')).toContainText('biên bản số 05/BB-HĐ');
    expect((await mail.newestTo(one.email, 'ết quả')).text).toContain('Giải Nhất');
    expect(await portal.run('ledger', 'verify')).toMatch(/\d/);
  });

  await portal.stop();
  await mail.close();

  /** Fills and sends an entry. */
  async function enter(person: Person, title: string, guardian: string): Promise<{ title: string; path: string; code: string }> {
    const path = await begin(person.page, edition);
    await consents(browser, portal, await fillEntry(person.page, path, title, guardian, school));
    return { title, path, code: await send(person.page, path) };
  }
});

async function importUnits(page: Page): Promise<void> {
  await page.fill('#text', `Mã,Tên,Loại,Cấp trên\nTHCS-MH,${school},Trường học,06685\n`);
  await act(page, 'Kiểm tra danh sách');
  await act(page, 'Nhập 1 đơn vị');
  await expect(page.getByRole('link', { name: school })).toBeVisible();
}

async function invite(admin: Person, name: string, email: string, role: string, unit = ''): Promise<void> {
  const page = await admin.goto('/quan-tri/loi-moi');
  await page.fill('#name', name);
  await page.fill('#email', email);
  await page.selectOption('#role', role);
  await page.fill('#unit', unit);
  await act(page, 'Gửi lời mời');
}

/** The edition of the template, with dates of its own, one first prize, and every proposed value looked at. */
async function createEdition(secretary: Person, closes: Date): Promise<void> {
  let page = await secretary.goto('/thu-ky/ky-moi');
  await page.locator('input[value=YOUTH_CREATIVITY]').check();
  await page.fill('#lan-thu', '23');
  await page.fill('#nam', '2027');
  await act(page, 'Tạo kỳ thi');
  await expect(page).toHaveURL(`${desk}/the-le`);
  page = await secretary.goto(`${desk}/the-le/thoi-gian`);
  await fillDate(page, 'dates.opens_at', new Date(closes.getTime() - 30 * 86_400_000));
  await fillDate(page, 'dates.closes_at', closes);
  await fillDate(page, 'dates.judged_by', new Date(closes.getTime() + 60 * 86_400_000));
  await act(page, /Lưu và xác nhận/);
  page = await secretary.goto(`${desk}/the-le/giai-thuong`);
  await page.locator('summary', { hasText: 'Giải Nhất' }).click();
  await page.locator('[id="prizes.1.cap"]').fill('1');
  await act(page, /Lưu và xác nhận/);
  for (const part of ['doi-tuong', 'cau-hoi', 'ho-so', 'vong-cham', 'tinh-diem']) {
    page = await secretary.goto(`${desk}/the-le/${part}`);
    await act(page, /Lưu và xác nhận/);
  }
  page = await secretary.goto(`${desk}/mo-nhan`);
  await act(page, /Mở nhận hồ sơ/);
  await expect(page.locator('.banner--success')).toContainText('Đã mở nhận hồ sơ');
}

async function openIntake(secretary: Person, code: string): Promise<Page> {
  const page = await secretary.goto(`${desk}/tiep-nhan?tim=${code}`);
  const next = page.waitForEvent('domcontentloaded');
  await page.locator('main tr', { hasText: code }).getByRole('link').first().click();
  await next;
  return page;
}

/** Ticks what was asked for, as the secretary sees it on the left, and accepts. */
async function accept(page: Page): Promise<void> {
  for (const box of await page.locator('main input[name=dat]').all()) await box.check();
  await act(page, 'Tiếp nhận hồ sơ');
}

async function officerConfirms(officer: Person, code: string): Promise<void> {
  const page = await officer.goto('/don-vi?xac-nhan=cho');
  await page.locator('main tr, main li', { hasText: code }).getByRole('link').first().click();
  await act(page, 'Xác nhận hồ sơ');
}

/** One panel for every field of a round; gives its number. */
async function createPanel(secretary: Person, round: string, judges: string[]): Promise<string> {
  const page = await secretary.goto(`${desk}/tieu-ban/moi?vong=${round}`);
  await page.fill('#ten', `Tiểu ban ${round}`);
  for (const field of await page.locator('input[name=linh-vuc]').all()) await field.check();
  await act(page, 'Lưu tiểu ban');
  await expect(page).toHaveURL(/tieu-ban\/\d+$/);
  for (const email of judges) {
    await page.fill('#thu', email);
    await page.fill('#ho-ten', `Giám Khảo ${email.match(/\d/)![0]} Ví Dụ`);
    await act(page, 'Thêm giám khảo');
  }
  return page.url().match(/\d+$/)![0];
}

async function declare(judge: Person, panel: string): Promise<void> {
  const page = await judge.goto(`/cham/cam-ket?tb=${panel}`);
  await page.locator('#cam-ket').check();
  await act(page, 'Lưu bản khai');
}

/** Plans by the optimum, looks at the changes, applies them. */
async function assign(secretary: Person): Promise<void> {
  const page = await secretary.goto(`${desk}/phan-cong`);
  await act(page, 'Tự phân công');
  await page.getByRole('link', { name: /Xem thay đổi/ }).click();
  await act(page, /Áp dụng/);
  await expect(page.locator('.banner--success')).toBeVisible();
}

async function openRound(secretary: Person, round: string, due: Date): Promise<void> {
  const page = await secretary.goto(`${desk}/vong/${round}/mo`);
  await fillDate(page, 'han', due);
  await act(page, 'Mở vòng chấm');
}

async function lockRound(secretary: Person, round: string): Promise<void> {
  const page = await secretary.goto(`${desk}/vong/${round}/khoa`);
  const word = (await page.locator('label[for=xac-nhan]').innerText()).match(/“(.+)”/)![1];
  await page.fill('#xac-nhan', word);
  await act(page, /Khóa điểm/);
}

/** The addresses of a judge's sheets, by the code of the entry. */
async function sheets(judge: Person): Promise<Map<string, string>> {
  const page = await judge.goto('/cham');
  const rows = await page.locator('main tbody tr').all();
  const found = new Map<string, string>();
  for (const row of rows) {
    const link = row.locator('a[href^="/cham/"]').first();
    const code = (await row.innerText()).match(/[A-Z]+\d*-\d{4}-\d+/)?.[0];
    if (code && (await link.count())) found.set(code, (await link.getAttribute('href'))!);
  }
  return found;
}

async function firstWith(judges: Person[], code: string): Promise<Person> {
  for (const judge of judges) if ((await sheets(judge)).has(code)) return judge;
  throw new Error(`nobody scores ${code}`);
}

async function openSheet(judge: Person, code: string): Promise<Page> {
  return judge.goto((await sheets(judge)).get(code)!);
}

async function scoreAll(judge: Person, marks: Record<string, number[]>): Promise<void> {
  for (const [code, address] of await sheets(judge)) await sign(await judge.goto(address), marks[code]);
}

async function sign(page: Page, marks: number[]): Promise<void> {
  const fields = page.locator('main input[name^="diem"]');
  await expect(fields).toHaveCount(marks.length);
  for (const [place, mark] of marks.entries()) await fields.nth(place).fill(String(mark));
  await act(page, /Ký phiếu/);
  await expect(page).toHaveURL(/\/ky$/);
  await page.locator('main form button[type=submit]').last().click();
  await expect(page).toHaveURL(/\/cham/);
}

async function reopen(secretary: Person, judge: Person, code: string): Promise<void> {
  const address = (await sheets(judge)).get(code)!;
  const page = await secretary.goto(`${address}/mo-lai`);
  await page.getByLabel('Lý do').fill('Giám khảo ghi nhầm hai tiêu chí, đã báo thư ký.');
  await act(page, /Mở lại/);
}
