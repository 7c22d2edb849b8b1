// Random sequences of typing, pressing, reloading, closing, losing the line and second devices: nothing is lost, nothing is
// accepted twice, nobody has a conflict with themselves. `SEQUENCES=500 npm test -- sequences` plays more; a seed that fails
// is played alone with `SEQUENCE_SEED=17`. `SEQUENCES_FROM=51` begins with that seed: many can be played in several goes.
import { sectionOf } from '../support/copies.ts';
import { signIn } from '../support/people.ts';
import { demonstration, expect } from '../support/portal.ts';
import { play } from '../support/sequence.ts';

const test = demonstration();
const count = Number(process.env.SEQUENCES ?? 50);
const first = Number(process.env.SEQUENCES_FROM ?? 1);
const alone = process.env.SEQUENCE_SEED;
const ACTS = 16;
const PARTS = 2;

test.describe.configure({ mode: 'parallel' });
for (let part = 0; part < (alone ? 1 : PARTS); part += 1) {
  test(`random sequences, part ${part + 1}`, async ({ browser, portal }) => {
    test.setTimeout(60_000 + (count / PARTS) * 30_000);
    const person = await signIn(browser, portal, `thi-sinh-${part + 1}`);
    const address = await sectionOf(person, 'mo-ta');
    const state = await person.context().storageState();
    const seeds = alone ? [Number(alone)] : Array.from({ length: count / PARTS }, (_, at) => first + at * PARTS + part);
    const faults: string[] = [];
    const totals = { typed: 0, conflicts: 0, arrived: 0 };
    for (const seed of seeds) {
      const record = await play(browser, portal.url, state, address, seed, ACTS);
      faults.push(...record.faults.map((fault) => `seed ${seed}: ${fault}`));
      totals.typed += record.typed.length;
      totals.conflicts += record.conflicts;
      totals.arrived += record.arrived.size;
    }
    console.log(`${seeds.length} sequences from seed ${seeds[0]}: ${totals.typed} texts typed, ${totals.arrived} arrived, ${totals.conflicts} true conflicts, ${faults.length} faults`);
    expect(faults).toEqual([]);
    // They reach what they are about.
    if (!alone) expect(totals.typed).toBeGreaterThan(seeds.length * 4);
  });
}
