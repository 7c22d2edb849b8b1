// Every page of the portal as the people who see it: the table `pages.spec.ts` walks through. A new address is added here.
import type { Page } from '@playwright/test';
import { openSection } from './entrant.ts';
import {
  absurdMarks,
  draftEdition,
  fairMarks,
  follow,
  grantExtension,
  impossibleDate,
  passwordOfStaff,
  planAutomatically,
  previewPlan,
  sessionEnds,
  submit,
  wrongNewPassword,
  wrongPassword,
} from './visit-acts.ts';

/** One page, how to get there, and what it answers. */
export interface Visit {
  /** As the server writes it. */
  route: string;
  /** Where to begin, when the route alone is not an address. */
  at?: string;
  /** The links to follow from there: each is the route it leads to. */
  via?: string[];
  /** What to do there before looking: send a form that is refused, say. */
  then?: (page: Page) => Promise<void>;
  /** What the page answers after all that; 200 if nothing is said. */
  status?: number;
}

const judged = '/thu-ky/sang-tao-tre-2';
const published = '/thu-ky/sang-tao-tre-1';
const receiving = '/thu-ky/sang-tao-tre-3';
/** The entry that waits for a guardian without an e-mail address to answer on paper: the sixth that came in. */
const onPaper = '0006';

const rulesSections = [
  ...['thoi-gian', 'doi-tuong', 'linh-vuc', 'ho-so', 'cau-hoi'],
  ...['vong-cham', 'tinh-diem', 'giai-thuong', 'cong-khai', 'can-cu', 'loi-van'],
];

/** Who looks at what. */
export const plans: Record<string, { as?: string; visits: Visit[] }> = {
  'a visitor': {
    visits: [
      { route: '/' },
      { route: '/', at: '/en' },
      { route: '/cuoc-thi' },
      { route: '/cuoc-thi/{ky}', at: '/cuoc-thi/sang-tao-tre-3' },
      { route: '/cuoc-thi/{ky}', at: '/en/cuoc-thi/sang-tao-tre-1' },
      { route: '/cuoc-thi/{ky}/the-le', at: '/cuoc-thi/sang-tao-tre-3/the-le' },
      { route: '/ket-qua' },
      { route: '/ket-qua', at: '/ket-qua?q=khong-co-cong-trinh-nay' },
      { route: '/ket-qua/{ky}', at: '/ket-qua/sang-tao-tre-1' },
      { route: '/ket-qua/{ky}', at: '/en/ket-qua/sang-tao-tre-1' },
      { route: '/ket-qua/{ky}/phu-luc', at: '/ket-qua/sang-tao-tre-1/phu-luc' },
      { route: '/ket-qua/{ky}/cach-tinh/{ma}', at: '/ket-qua/sang-tao-tre-1', via: ['/cong-trinh/{ma}', '/ket-qua/{ky}/cach-tinh/{ma}'] },
      { route: '/cong-trinh/{ma}', at: '/ket-qua/sang-tao-tre-1', via: ['/cong-trinh/{ma}'] },
      { route: '/tra-cuu' },
      { route: '/tra-cuu', then: submit, status: 422 },
      { route: '/kiem-chung/bien-nhan' },
      { route: '/kiem-chung/bien-nhan', then: submit, status: 422 },
      { route: '/tro-giup' },
      { route: '/tiep-can' },
      { route: '/quyen-rieng-tu' },
    ],
  },
  'somebody signing in': {
    visits: [
      { route: '/dang-nhap' },
      { route: '/dang-nhap', at: '/en/dang-nhap', then: wrongPassword, status: 422 },
      { route: '/dang-nhap/ma', at: '/dang-nhap', then: passwordOfStaff },
      { route: '/dang-ky' },
      { route: '/dang-ky', then: submit, status: 422 },
      { route: '/quen-mat-khau' },
      { route: '/quen-mat-khau', then: submit, status: 422 },
      // Links that are spent; journey.spec.ts looks at these pages while their links are good.
      { route: '/dat-mat-khau/{token}', at: '/dat-mat-khau/duong-dan-cu', status: 410 },
      { route: '/xac-nhan/{token}', at: '/xac-nhan/duong-dan-cu', status: 410 },
      { route: '/dang-nhap/thiet-bi/{token}', at: '/dang-nhap/thiet-bi/duong-dan-cu', status: 410 },
      { route: '/loi-moi/{token}', at: '/loi-moi/duong-dan-cu', status: 410 },
      { route: '/dong-y/{token}', at: '/dong-y/duong-dan-cu', status: 404 },
    ],
  },
  'an entrant': {
    as: 'thi-sinh-1',
    visits: [
      { route: '/ho-so' },
      { route: '/ho-so/moi', at: '/ho-so/moi?ky=sang-tao-tre-3' },
      { route: '/ho-so/{id}', at: '/ho-so', via: ['/ho-so/{id}'] },
      { route: '/ho-so/{id}/kiem-tra', at: '/ho-so', via: ['/ho-so/{id}', '/ho-so/{id}/kiem-tra'] },
      { route: '/ho-so/{id}/kiem-tra', at: '/ho-so', via: ['/ho-so/{id}', '/ho-so/{id}/kiem-tra'], then: submit, status: 422 },
      { route: '/ho-so/{id}/tep', at: '/ho-so', via: ['/ho-so/{id}', '/ho-so/{id}/tep'] },
      { route: '/ho-so/{id}/rut', at: '/ho-so', via: ['/ho-so/{id}', '/ho-so/{id}/rut'] },
      ...['thong-tin', 'tac-gia', 'nguoi-huong-dan', 'mo-ta', 'cam-ket'].map((part) => ({
        route: '/ho-so/{id}/{phan}',
        at: '/ho-so',
        then: (page: Page) => openSection(page, part),
      })),
      { route: '/ho-so/{id}/{phan}', at: '/ho-so', then: impossibleDate, status: 422 },
      { route: '/tai-khoan' },
      { route: '/tai-khoan', then: wrongNewPassword, status: 422 },
      { route: '/thu-ky', status: 404 },
      { route: '/ho-so/{id}', at: '/en/ho-so', via: ['/ho-so/{id}'] },
      { route: '/ho-so/{id}/{phan}', at: '/ho-so', then: sessionEnds, status: 401 },
    ],
  },
  'an entrant whose author is a child': {
    as: 'thi-sinh-3',
    visits: [
      { route: '/ho-so/{id}/{phan}', at: '/ho-so', then: (page) => openSection(page, 'giam-ho') },
      { route: '/ho-so/{id}/tep', at: '/ho-so', via: ['/ho-so/{id}', '/ho-so/{id}/tep'] },
      {
        route: '/ho-so/{id}/phieu-dong-y/{author}',
        at: '/ho-so',
        then: async (page) => {
          await openSection(page, 'giam-ho');
          await follow(page, '/ho-so/{id}/phieu-dong-y/{author}');
        },
      },
    ],
  },
  'an entrant whose entry is in': {
    as: 'thi-sinh-4',
    visits: [
      { route: '/ho-so/{id}', at: '/ho-so', via: ['/ho-so/{id}'] },
      { route: '/ho-so/{id}/bien-nhan', at: '/ho-so', via: ['/ho-so/{id}', '/ho-so/{id}/bien-nhan'] },
      { route: '/ho-so/{id}/kiem-tra', at: '/ho-so', via: ['/ho-so/{id}', '/ho-so/{id}/kiem-tra'] },
      { route: '/ho-so/{id}/lich-su', at: '/ho-so', via: ['/ho-so/{id}', '/ho-so/{id}/lich-su'] },
      { route: '/cham' },
    ],
  },
  'a unit officer': {
    as: 'don-vi-1',
    visits: [
      { route: '/don-vi' },
      { route: '/don-vi', at: '/don-vi?tim=khong-co-ho-so-nay' },
      { route: '/don-vi/ho-so/{id}', at: '/don-vi', via: ['/don-vi/ho-so/{id}'] },
      { route: '/ho-so' },
    ],
  },
  'a judge': {
    as: 'giam-khao-5',
    visits: [
      { route: '/cham' },
      { route: '/cham', at: '/en/cham' },
      { route: '/cham/cam-ket', at: '/cham/cam-ket?tb=3' },
      { route: '/cham/{assignment}', at: '/cham', via: ['/cham/{assignment}'] },
      { route: '/cham/{assignment}', at: '/cham', via: ['/cham/{assignment}'], then: absurdMarks, status: 422 },
      { route: '/cham/{assignment}/ky', at: '/cham', via: ['/cham/{assignment}'], then: fairMarks },
      { route: '/cham/{assignment}/khong-cham', at: '/cham', via: ['/cham/{assignment}', '/cham/{assignment}/khong-cham'] },
    ],
  },
  'a judge who has signed everything': {
    as: 'giam-khao-1',
    visits: [{ route: '/cham' }, { route: '/cham/{assignment}', at: '/cham', via: ['/cham/{assignment}'] }],
  },
  'a secretary taking entries in': {
    as: 'thu-ky',
    visits: [
      { route: '/thu-ky' },
      { route: '/thu-ky/ky-moi' },
      { route: '/thu-ky/ky-moi', then: submit, status: 422 },
      { route: '/thu-ky/{ky}', at: receiving },
      { route: '/thu-ky/{ky}', at: `/en${judged}` },
      { route: '/thu-ky/{ky}/tiep-nhan', at: `${receiving}/tiep-nhan` },
      { route: '/thu-ky/{ky}/tiep-nhan', at: `${receiving}/tiep-nhan?tim=khong-co-ho-so-nay` },
      { route: '/thu-ky/{ky}/tiep-nhan/{id}', at: `${receiving}/tiep-nhan`, via: ['/thu-ky/{ky}/tiep-nhan/{id}'] },
      {
        route: '/thu-ky/{ky}/tiep-nhan/{id}/dong-y/{author}',
        at: `${receiving}/tiep-nhan?tim=${onPaper}`,
        via: ['/thu-ky/{ky}/tiep-nhan/{id}', '/thu-ky/{ky}/tiep-nhan/{id}/dong-y/{author}'],
      },
      {
        route: '/thu-ky/{ky}/tiep-nhan/{id}/dong-y/{author}',
        at: `${receiving}/tiep-nhan?tim=${onPaper}`,
        via: ['/thu-ky/{ky}/tiep-nhan/{id}', '/thu-ky/{ky}/tiep-nhan/{id}/dong-y/{author}'],
        then: submit,
        status: 422,
      },
      { route: '/thu-ky/{ky}/gia-han', at: `${receiving}/gia-han` },
      { route: '/thu-ky/{ky}/gia-han', at: `${receiving}/gia-han`, then: submit, status: 422 },
      { route: '/thu-ky/{ky}/gia-han/{id}/thu-hoi', at: `${receiving}/gia-han`, then: grantExtension },
      { route: '/thu-ky/{ky}/gia-han/{id}/sua', at: `${receiving}/gia-han`, via: ['/thu-ky/{ky}/gia-han/{id}/sua'] },
      { route: '/thu-ky/{edition}/loi-moi', at: receiving, via: ['/thu-ky/{edition}/loi-moi'] },
      { route: '/thu-ky/{edition}/vai-tro', at: receiving, via: ['/thu-ky/{edition}/vai-tro'] },
      { route: '/phe-duyet' },
      { route: '/quan-tri/lich' },
      { route: '/quan-tri/lich', then: submit, status: 422 },
    ],
  },
  'a secretary keeping the rules': {
    as: 'thu-ky',
    visits: [
      { route: '/thu-ky/{ky}/the-le', at: `${receiving}/the-le` },
      { route: '/thu-ky/{ky}/the-le/cac-ban', at: `${receiving}/the-le/cac-ban` },
      ...rulesSections.map((part) => ({ route: '/thu-ky/{ky}/the-le/{phan}', at: `${receiving}/the-le/${part}` })),
      { route: '/thu-ky/{ky}/the-le', at: '/thu-ky/ky-moi', then: draftEdition },
      { route: '/thu-ky/{ky}/mo-nhan', at: '/thu-ky', via: ['/thu-ky/{ky}', '/thu-ky/{ky}/the-le', '/thu-ky/{ky}/mo-nhan'] },
    ],
  },
  'a secretary running the judging': {
    as: 'thu-ky',
    visits: [
      { route: '/thu-ky/{ky}/tieu-ban', at: `${judged}/tieu-ban` },
      { route: '/thu-ky/{ky}/tieu-ban', at: `${receiving}/tieu-ban` },
      { route: '/thu-ky/{ky}/tieu-ban/moi', at: `${judged}/tieu-ban`, via: ['/thu-ky/{ky}/tieu-ban/moi'] },
      { route: '/thu-ky/{ky}/tieu-ban/{panel}', at: `${judged}/tieu-ban`, via: ['/thu-ky/{ky}/tieu-ban/{panel}'] },
      { route: '/thu-ky/{ky}/tieu-ban/{panel}/xung-dot', at: `${judged}/tieu-ban`, via: ['/thu-ky/{ky}/tieu-ban/{panel}', '/thu-ky/{ky}/tieu-ban/{panel}/xung-dot'] },
      { route: '/cham/tieu-ban/{panel}', at: `${judged}/tieu-ban`, via: ['/thu-ky/{ky}/tieu-ban/{panel}', '/cham/tieu-ban/{panel}'] },
      {
        route: '/cham/{assignment}/mo-lai',
        at: `${judged}/tieu-ban`,
        via: ['/thu-ky/{ky}/tieu-ban/{panel}', '/cham/tieu-ban/{panel}', '/cham/{assignment}/mo-lai'],
      },
      { route: '/thu-ky/{ky}/tep-giam-khao', at: `${judged}/tep-giam-khao` },
      {
        route: '/thu-ky/{ky}/tep-giam-khao/{tep}',
        at: `${judged}/tiep-nhan`,
        via: ['/thu-ky/{ky}/tiep-nhan/{id}', '/thu-ky/{ky}/tep-giam-khao/{tep}'],
      },
      { route: '/thu-ky/{ky}/tien-do', at: `${judged}/tien-do` },
      { route: '/thu-ky/{ky}/tien-do', at: `${receiving}/tien-do` },
      { route: '/thu-ky/{ky}/vong/{code}/nhac', at: `${judged}/vong/preliminary/nhac` },
      { route: '/thu-ky/{ky}/vong/{code}/mo', at: `${judged}/tieu-ban`, via: ['/thu-ky/{ky}/vong/{code}/mo'] },
      { route: '/thu-ky/{ky}/vong/{code}/han', at: `${judged}/vong/preliminary/han` },
      { route: '/thu-ky/{ky}/vong/{code}/khoa', at: `${judged}/vong/preliminary/khoa` },
      { route: '/thu-ky/{ky}/phan-cong', at: `${judged}/phan-cong`, then: planAutomatically },
      { route: '/thu-ky/{ky}/phan-cong', at: `${receiving}/phan-cong` },
      { route: '/thu-ky/{ky}/phan-cong/{panel}/thay-doi', at: `${judged}/phan-cong`, then: previewPlan },
    ],
  },
  'a secretary finding the winners': {
    as: 'thu-ky',
    visits: [
      { route: '/thu-ky/{ky}/xep-hang', at: `${judged}/xep-hang?vong=preliminary` },
      { route: '/thu-ky/{ky}/xep-hang', at: `${receiving}/xep-hang` },
      { route: '/thu-ky/{ky}/xep-hang', at: `/en${published}/xep-hang` },
      { route: '/thu-ky/{ky}/xep-hang/{ma}', at: `${published}/xep-hang`, via: ['/thu-ky/{ky}/xep-hang/{ma}'] },
      { route: '/thu-ky/{ky}/vong/{code}/bang-diem', at: `${published}/vong/preliminary/bang-diem` },
      { route: '/thu-ky/{ky}/giai', at: `${published}/giai` },
      { route: '/thu-ky/{ky}/giai', at: `${judged}/giai` },
      { route: '/thu-ky/{ky}/cong-khai', at: `${published}/cong-khai` },
      { route: '/thu-ky/{ky}/cong-khai', at: `${judged}/cong-khai` },
    ],
  },
  'an approver': {
    as: 'phe-duyet',
    visits: [
      { route: '/phe-duyet' },
      { route: '/phe-duyet/{ky}', at: '/phe-duyet/sang-tao-tre-1' },
      { route: '/phe-duyet/{ky}/thu-hoi/{giai}', at: '/phe-duyet/sang-tao-tre-1', via: ['/phe-duyet/{ky}/thu-hoi/{giai}'] },
      { route: '/phe-duyet/{ky}/thu-hoi/{giai}', at: '/phe-duyet/sang-tao-tre-1', via: ['/phe-duyet/{ky}/thu-hoi/{giai}'], then: submit, status: 422 },
      { route: '/thu-ky/{ky}', at: judged },
    ],
  },
  'an administrator': {
    as: 'quan-tri',
    visits: [
      { route: '/tai-khoan/ma-xac-thuc' },
      { route: '/quan-tri' },
      { route: '/quan-tri/nguoi-dung' },
      { route: '/quan-tri/nguoi-dung', at: '/quan-tri/nguoi-dung?q=khong-co-nguoi-nay' },
      { route: '/quan-tri/nguoi-dung/{person}', at: '/quan-tri/nguoi-dung', via: ['/quan-tri/nguoi-dung/{person}'] },
      { route: '/quan-tri/loi-moi' },
      { route: '/quan-tri/loi-moi', then: submit, status: 422 },
      { route: '/quan-tri/chuong-trinh' },
      { route: '/quan-tri/chuong-trinh', at: '/en/quan-tri/chuong-trinh' },
      { route: '/thu-ky/{ky}/the-le/mau', at: `${judged}/the-le/mau` },
      { route: '/thu-ky/{ky}/the-le/mau', at: `${judged}/the-le/mau`, then: submit, status: 422 },
      { route: '/quan-tri/don-vi' },
      { route: '/quan-tri/don-vi/{unit}', at: '/quan-tri/don-vi', via: ['/quan-tri/don-vi/{unit}'] },
      { route: '/quan-tri/don-vi/them' },
      { route: '/quan-tri/don-vi/them', then: submit, status: 422 },
      { route: '/quan-tri/don-vi/nhap' },
      { route: '/quan-tri/thu' },
      { route: '/quan-tri/thu/{letter}', at: '/quan-tri/thu', via: ['/quan-tri/thu/{letter}'] },
      { route: '/quan-tri/nhat-ky' },
      { route: '/quan-tri/nhat-ky', at: '/en/quan-tri/nhat-ky?viec=khong-co' },
    ],
  },
};

/** Routes that answer with something else than a page, or whose page another test checks. */
export const elsewhere = [
  '/healthz',
  '/readyz',
  '/metrics',
  '/quan-tri/mau', // components.spec.ts
  '/cham/da-ky', // leads to /cham
  '/cong-khai/{ky}', // only while a list is public: journey.spec.ts
  '/phe-duyet/{ky}/cong-bo', // only between decision and publication: journey.spec.ts
  '/ket-qua/{ky}/tai',
  '/ket-qua/{ky}/goi-kiem-chung',
  '/thu-ky/{ky}/xep-hang/tai',
  '/quan-tri/chuong-trinh/{ma}/mau.json',
  '/ho-so/{id}/bien-nhan.txt',
  '/ho-so/{id}/tep/{file}',
  '/ho-so/{id}/tep/{file}/xem',
  '/ho-so/{id}/tep/tai/{upload}',
  '/cham/{assignment}/tep/{number}', // pictures of pages: blind_judge.rs and reader.rs over HTTP
  '/cham/{assignment}/tep/{number}/trang/{page}',
  '/thu-ky/{ky}/tep-giam-khao/{tep}/trang/{trang}',
  '/quan-tri/nhat-ky/tai-ve',
];
