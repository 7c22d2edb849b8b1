// A whole contest on an empty portal, from the first administrator to the public list of winners, over five months.
import { expect, type Page, test } from '@playwright/test';
import { expectForEveryone } from '../support/axe.ts';
import { Clock } from '../support/clock.ts';
import { fillDate, vietnamTime } from '../support/dates.ts';
import { begin, consents, fillEntry, type Look, register, save, send } from '../support/entrant.ts';
import { declare, firstWith, openSheet, scoreAll, sheets, sign } from '../support/judge.ts';
import { Mailbox } from '../support/mail.ts';
import { importSchool, invite, officerConfirms } from '../support/office.ts';
import { act, open } from '../support/people.ts';
import { Portal } from '../support/portal.ts';
import { Secretary } from '../support/secretary.ts';
import { Person } from '../support/staff.ts';

const edition = 'sang-tao-tre-2027';
const school = 'Trường THCS Minh Họa';
const scripts = { scripts: true };
const judgeEmails = [1, 2, 3, 4].map((number) => `giam-khao-${number}@vi-du.example`);

test('a contest from the call for entries to the public winners', async ({ browser }) => {
  test.setTimeout(900_000);
  const clock = await Clock.start();
  const mail = await Mailbox.open();
  const portal = await Portal.start({ ...clock.settings(), VINHDANH_MAIL__SERVER: `smtp://127.0.0.1:${mail.port}` });
  const start = clock.now();
  const closes = vietnamTime(new Date(start.getTime() + 20 * 86_400_000), 17, 0);
  const join = async (email: string, way = scripts) =>
    Person.join(browser, portal, clock, email, await mail.linkTo(email, '/loi-moi/'), way);

  const { secretary, approver, officer } = await test.step('the administrator invites the staff', async () => {
    const link = (await portal.run('admin', 'create', '--email', 'quan-tri@vi-du.example', '--name', 'Quản Trị Ví Dụ')).trim();
    const admin = await Person.join(browser, portal, clock, 'quan-tri@vi-du.example', link);
    await importSchool(admin, 'THCS-MH', school);
    await invite(admin, 'Lê Thư Ký Ví Dụ', 'thu-ky@vi-du.example', 'secretary');
    await invite(admin, 'Phạm Phê Duyệt Ví Dụ', 'phe-duyet@vi-du.example', 'approver');
    await invite(admin, 'Đỗ Cán Bộ Ví Dụ', 'don-vi@vi-du.example', 'unit_officer', 'THCS-MH');
    const curious = await open(browser, portal);
    await curious.goto(await mail.linkTo('thu-ky@vi-du.example', '/loi-moi/'));
    await expectForEveryone(curious);
    return {
      secretary: new Secretary(await join('thu-ky@vi-du.example'), edition),
      approver: await join('phe-duyet@vi-du.example', { scripts: false }),
      officer: await join('don-vi@vi-du.example'),
    };
  });

  await test.step('the secretary writes the rules from the template and opens the edition', async () => {
    await secretary.createEdition(23, 2027);
    await secretary.writeRules(closes);
    await secretary.openEdition();
  });

  const [one, two] = await test.step('two people register by the link in a letter', async () => {
    const emails = [1, 2].map((number) => `tac-gia-${number}@vi-du.example`);
    const first = await register(browser, portal, mail, emails[0], scripts, 'Trần Một Ví Dụ', expectForEveryone);
    const second = await register(browser, portal, mail, emails[1], scripts, 'Trần Hai Ví Dụ');
    return [Person.of(first, emails[0], clock), Person.of(second, emails[1], clock)];
  });
  await test.step('somebody forgot the password: the link in the letter leads to a form', async () => {
    const page = await open(browser, portal);
    await page.goto('/quen-mat-khau');
    await page.fill('#email', one.email);
    await page.locator('main form button[type=submit]').first().click();
    await page.goto(await mail.linkTo(one.email, '/dat-mat-khau/'));
    await expectForEveryone(page);
  });
  const brick = await test.step('an entrant sends an entry with the consent of a guardian', async () => {
    return enter(one, 'Máy ép vỏ hàu thành gạch', 'phu-huynh-1@vi-du.example', expectForEveryone);
  });
  const lamp = await test.step('another sends one, too', async () => {
    return enter(two, 'Đèn học đổi màu theo giờ', 'phu-huynh-2@vi-du.example');
  });

  await test.step('the unit confirms both', async () => {
    for (const { code } of [brick, lamp]) await officerConfirms(officer, code);
  });

  await test.step('the secretary sends one back; the entrant completes it; it is accepted', async () => {
    const until = new Date(clock.now().getTime() + 5 * 86_400_000);
    await secretary.askForSupplement(brick.code, until, 'Bản mô tả chưa nói rõ cách ép. Bổ sung một đoạn.');
    expect((await mail.newestTo(one.email, 'bổ sung')).text).toContain('chưa nói rõ cách ép');
    await expectForEveryone(await secretary.openIntake(brick.code));

    let page = await one.goto(brick.path);
    await expectForEveryone(page);
    page = await one.goto(`${brick.path}/mo-ta`);
    await page.locator('main textarea').first().fill('Vỏ hàu nghiền nhỏ, trộn vôi, ép bằng kích hai tấn trong năm phút.');
    await save(page);
    expect(await send(page, brick.path)).toBe(brick.code);
    await officerConfirms(officer, brick.code);
    for (const { code } of [brick, lamp]) await secretary.accept(code);
    expect((await mail.newestTo(one.email, brick.code)).text).toContain('đủ điều kiện');
  });

  const pump = await test.step('the deadline passes while somebody types: the text is kept, the entry is late', async () => {
    await clock.moveTo(new Date(closes.getTime() - 10 * 60_000));
    const page = await two.goto('/ho-so');
    const path = await begin(page, edition);
    await consents(browser, portal, await fillEntry(page, path, 'Bơm nước chạy bằng sóng', 'phu-huynh-3@vi-du.example', school, mail));
    await page.goto(`${path}/mo-ta`);
    await page.locator('main textarea').first().fill('Phao lên xuống theo sóng kéo pít-tông của bơm.');
    await clock.moveTo(new Date(closes.getTime() + 10 * 60_000));
    await save(page);
    await page.goto(`${path}/mo-ta`);
    await expect(page.locator('main textarea').first()).toHaveValue('Phao lên xuống theo sóng kéo pít-tông của bơm.');
    const code = await send(page, path);
    await page.goto(path);
    await expect(page.locator('main')).toContainText('Nộp muộn, chờ quyết định');
    await expectForEveryone(page);
    return { title: 'Bơm nước chạy bằng sóng', path, code };
  });

  await test.step('the secretary admits the late entry', async () => {
    await officerConfirms(officer, pump.code);
    const page = await secretary.openIntake(pump.code);
    await expectForEveryone(page);
    await page.getByLabel('Lý do chấp nhận').fill('Mất điện toàn phường buổi chiều hạn nộp, có xác nhận của ủy ban.');
    await act(page, 'Chấp nhận nộp muộn');
    await secretary.accept(pump.code);
  });

  const judges = await test.step('a panel of four is invited, and declares', async () => {
    const panel = await secretary.createPanel('preliminary', judgeEmails);
    const joined: Person[] = [];
    for (const email of judgeEmails) joined.push(await join(email));
    for (const judge of joined) await declare(judge, panel);
    return joined;
  });

  await test.step('the optimum is assigned and the blind round opens', async () => {
    await secretary.assign();
    await secretary.openRound('preliminary', new Date(clock.now().getTime() + 20 * 86_400_000));
  });

  await test.step('judges score: one recuses, a colleague takes over, one sheet is opened again', async () => {
    const recusing = await firstWith(judges, pump.code);
    const page = await openSheet(recusing, pump.code);
    await expect(page.locator('body')).not.toContainText(/Trần Thị Thử Nghiệm|Minh Họa/);
    await page.getByRole('link', { name: 'Tôi có xung đột' }).click();
    await page.getByLabel('Lý do').fill('Tác giả là học sinh tôi đang dạy thêm.');
    await act(page, 'Không chấm bài này');
    await secretary.assign();

    const marks = { [brick.code]: [25, 25, 20, 8, 4], [lamp.code]: [25, 25, 20, 8, 4], [pump.code]: [20, 20, 15, 6, 4] };
    for (const judge of judges) await scoreAll(judge, marks);

    const scored = await firstWith(judges, brick.code);
    await secretary.reopen((await sheets(scored)).get(brick.code)!);
    expect((await mail.newestTo(scored.email, 'mở lại')).text).toContain(brick.code);
    await expectForEveryone(await openSheet(scored, brick.code));
    await sign(await openSheet(scored, brick.code), [26, 24, 20, 8, 4]);
    await expect((await openSheet(scored, brick.code)).locator('main')).toContainText('Bản 1: 82 điểm');
  });

  await test.step('the round is locked; who passed goes to the final, where two are equal', async () => {
    await secretary.lockRound('preliminary');
    const page = await secretary.at('/xep-hang?vong=preliminary');
    for (const { code } of [brick, lamp, pump]) await expect(page.locator('main table')).toContainText(code);
    const panel = await secretary.createPanel('final', judgeEmails.slice(0, 3));
    const finalists = judges.slice(0, 3);
    for (const judge of finalists) await declare(judge, panel);
    await secretary.assign();
    await secretary.openRound('final', new Date(clock.now().getTime() + 20 * 86_400_000));
    const marks = { [brick.code]: [36, 27, 13, 13], [lamp.code]: [36, 27, 13, 13], [pump.code]: [30, 22, 10, 10] };
    for (const judge of finalists) await scoreAll(judge, marks);
    await secretary.lockRound('final');
  });

  await test.step('the tie at the first prize is decided with a reason', async () => {
    let page = await secretary.at('/xep-hang');
    await expect(page.locator('main')).toContainText(/bằng nhau|Bằng điểm/i);
    page = await secretary.at('/giai');
    const tie = page.getByRole('region', { name: 'Bằng điểm ở vạch giải' });
    await expect(tie).toContainText('Giải Nhất chỉ còn 1 suất');
    await expectForEveryone(page);
    await tie.getByRole('checkbox', { name: new RegExp(brick.code) }).check();
    await tie.getByLabel('Lý do').fill('Hội đồng biểu quyết 3/3, biên bản số 05/BB-HĐ (minh họa).');
    await act(page, 'Ghi quyết định');
    for (const [code, prize] of [[brick.code, 'Giải Nhất'], [lamp.code, 'Giải Nhì'], [pump.code, 'Giải Ba']]) {
      await expect(page.getByRole('region', { name: 'Danh sách dự kiến' }).getByRole('row', { name: code })).toContainText(prize);
    }
  });

  const visitor = await open(browser, portal);
  await test.step('the list is on public notice; a visitor objects and is answered', async () => {
    const page = await secretary.at('/cong-khai');
    await act(page, /Công khai 3 giải/);
    await visitor.goto(`/cong-khai/${edition}`);
    await expect(visitor.locator('main')).toContainText('Máy ép vỏ hàu thành gạch');
    await expectForEveryone(visitor);
    await visitor.fill('#ho_ten', 'Hoàng Góp Ý Ví Dụ');
    await visitor.fill('#lien_he', 'gop-y@vi-du.example');
    await visitor.fill('#noi_dung', `Hồ sơ ${lamp.code} giống một sản phẩm đã bán.`);
    await act(visitor, 'Gửi ý kiến');
    await secretary.at('/cong-khai');
    await expectForEveryone(page);
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
    await checkWithScripts(page);
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

  /** Fills and sends an entry; `look` sees the pages of those who consent. */
  async function enter(person: Person, title: string, guardian: string, look?: Look): Promise<{ title: string; path: string; code: string }> {
    const path = await begin(person.page, edition);
    await consents(browser, portal, await fillEntry(person.page, path, title, guardian, school, mail), look);
    return { title, path, code: await send(person.page, path) };
  }

  /** Checks a page of somebody without scripts in a browser that runs them, as the check itself is one. */
  async function checkWithScripts(page: Page): Promise<void> {
    const other = await open(browser, portal, scripts, await page.context().storageState());
    await other.goto(page.url());
    await expect(other).toHaveURL(page.url());
    await expectForEveryone(other);
    await other.context().close();
  }
});
