import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../../../src/clock.js';
import { NotInstalledError } from '../../../../src/installations/index.js';
import type { InstallationStore, RecordKind } from '../../../../src/installations/store.js';
import { createShop, install as installApp } from '../../support/app.js';
import { skippingClock } from './skipping-clock.js';

/** A kind of store, and what is particular about it. */
export interface StoreSubject {
  readonly name: string;
  /** Two stores over one new, empty place. */
  readonly open: (clock: Clock) => Promise<readonly [InstallationStore, InstallationStore]>;
  /** Whether records expire by a clock that is not ours, so that a test must really wait. */
  readonly foreignClock?: boolean;
}

const KINDS = ['installation', 'activation'] as const satisfies readonly RecordKind[];
const HARD_TEXTS = [
  '{"version":1,"kind":"installation","secret":"x"}',
  '[1,2]',
  'null',
  'true',
  '1',
  '1e3',
  '0123',
  '"quoted"',
  "O'Brien \\' \\\\ -- ; DROP TABLE magekit_installations; %s $1 ?",
  'line\nline\r\n\ttab',
  '\uFEFFkäse 🔑 \u2028',
  '\u0001\u0002\u007F\u0080\u00FF',
  'magekit:1:5:text',
  '0 text',
  ' blanks ',
  'x'.repeat(16_384),
  '🔑'.repeat(4096),
];
const HARD_IDS = [
  'a',
  'A',
  'a ',
  'å',
  'a\u030A',
  'https://shop.example.com/de/',
  '../../../etc/passwd',
  '__proto__',
  '{"a":1}',
  '{"b":2}',
  '123',
  '1.0',
  "'; --",
  '%_*?[a]{tag}',
  'ключ/🔑:key',
  'i'.repeat(512),
  'ж'.repeat(512),
];

async function listed(store: InstallationStore): Promise<readonly string[]> {
  const texts: string[] = [];
  for await (const text of store.installations()) texts.push(text);
  return texts.sort();
}

/** What every installation store is measured by. */
export function describeInstallationStore({ name, open, foreignClock }: StoreSubject): void {
  describe(name, () => {
    let clock: ReturnType<typeof skippingClock>;
    let store: InstallationStore;
    let peer: InstallationStore;

    beforeEach(async () => {
      clock = skippingClock();
      [store, peer] = await open(clock);
    });

    const LIFE = foreignClock ? 250 : 60_000;
    const expire = async () => {
      clock.skip(LIFE);
      if (foreignClock) await new Promise((done) => setTimeout(done, LIFE + 10));
    };

    it('takes an app through installing, use by another process, removal and return', async () => {
      const shop = createShop({ app: { store }, clock });
      const elsewhere = shop.peer({ store: peer });
      const { integration } = await installApp(shop);
      expect(shop.failures).toEqual([]);
      const magento = await elsewhere.client('sandbox.test');
      expect((await magento.products.list()).items).not.toEqual([]);
      integration.remove();
      await expect(magento.products.list()).rejects.toBeInstanceOf(NotInstalledError);
      expect((await shop.app.get('sandbox.test'))?.status).toBe('removed');
      await installApp(shop);
      expect((await magento.products.list()).items).not.toEqual([]);
      expect(await elsewhere.remove('sandbox.test')).toBe(true);
      expect(await listed(store)).toEqual([]);
    });

    describe.each(KINDS)('with records of the kind %s', (kind) => {
      const get = (id: string) => peer.get(kind, id);
      const swap = (
        from: string | undefined,
        to: string | undefined,
        expiresAt?: number,
        id = 'id',
      ) => store.swap({ kind, id, from, to, expiresAt });

      it('writes where there was nothing, once', async () => {
        expect(await get('id')).toBeUndefined();
        expect(await swap(undefined, 'one')).toBe(true);
        expect(await get('id')).toBe('one');
        expect(await swap(undefined, 'two')).toBe(false);
        expect(await swap(undefined, 'one')).toBe(false);
        expect(await get('id')).toBe('one');
      });

      it('replaces only what the writer has read', async () => {
        expect(await swap('one', 'two')).toBe(false);
        expect(await get('id')).toBeUndefined();
        await swap(undefined, 'one');
        for (const other of ['two', 'One', 'one ', ' one', 'on', 'onee']) {
          expect(await swap(other, 'two')).toBe(false);
        }
        expect(await get('id')).toBe('one');
        expect(await swap('one', 'two')).toBe(true);
        expect(await get('id')).toBe('two');
        expect(await swap('two', 'two')).toBe(true);
        expect(await swap('one', 'three')).toBe(false);
        expect(await get('id')).toBe('two');
      });

      it('removes only what the writer has read', async () => {
        expect(await swap('one', undefined)).toBe(false);
        await swap(undefined, 'one');
        expect(await swap('two', undefined)).toBe(false);
        expect(await get('id')).toBe('one');
        expect(await swap('one', undefined)).toBe(true);
        expect(await get('id')).toBeUndefined();
        expect(await swap('one', undefined)).toBe(false);
        expect(await swap(undefined, 'two')).toBe(true);
        expect(await get('id')).toBe('two');
      });

      it('says whether there is nothing when nothing is to become of it', async () => {
        expect(await swap(undefined, undefined)).toBe(true);
        await swap(undefined, 'one');
        expect(await swap(undefined, undefined)).toBe(false);
        expect(await get('id')).toBe('one');
      });

      it('takes a record that has expired for nothing', async () => {
        for (const to of [undefined, 'two']) {
          expect(await swap(undefined, 'one', clock.now() + LIFE)).toBe(true);
          await expire();
          expect(await get('id')).toBeUndefined();
          expect(await listed(peer)).toEqual([]);
          expect(await swap('one', to)).toBe(false);
          expect(await swap(undefined, to)).toBe(true);
          expect(await get('id')).toBe(to);
        }
      });

      it('keeps a record until its end, and changes the end with the text', async () => {
        const hour = 3_600_000;
        await swap(undefined, 'one', clock.now() + hour);
        expect(await get('id')).toBe('one');
        expect(await swap(undefined, 'other')).toBe(false);
        expect(await get('id')).toBe('one');
        expect(await swap('one', 'two', clock.now() + LIFE)).toBe(true);
        expect(await swap('two', 'three')).toBe(true);
        await expire();
        expect(await get('id')).toBe('three');
        expect(await swap('three', 'four', clock.now() + LIFE)).toBe(true);
        await expire();
        expect(await get('id')).toBeUndefined();
      });

      it('has nothing after a record was written that has expired already', async () => {
        await swap(undefined, 'one');
        expect(await swap('one', 'two', clock.now() - 1000)).toBe(true);
        expect(await get('id')).toBeUndefined();
        expect(await swap(undefined, 'three')).toBe(true);
        expect(await get('id')).toBe('three');
      });

      it('gives back every text as it was', async () => {
        let before: string | undefined;
        for (const text of HARD_TEXTS) {
          expect(await swap(before, text)).toBe(true);
          expect(await get('id')).toBe(text);
          before = text;
        }
      });

      it('keeps every id apart', async () => {
        for (const id of HARD_IDS)
          expect(await swap(undefined, `of ${id}`, undefined, id)).toBe(true);
        for (const id of HARD_IDS) expect(await get(id)).toBe(`of ${id}`);
        for (const id of HARD_IDS)
          expect(await swap(`of ${id}`, undefined, undefined, id)).toBe(true);
        for (const id of HARD_IDS) expect(await get(id)).toBeUndefined();
      });

      it.each([
        ['nothing', undefined, 'mine'],
        ['the same text', 'before', 'mine'],
        ['the same text, to remove it', 'before', undefined],
      ])('lets one of 50 win who swap from %s at once', async (_name, from, to) => {
        for (const round of [1, 2, 3]) {
          const id = `id ${round}`;
          if (from) await swap(undefined, from, undefined, id);
          const all = Array.from({ length: 50 }, async (_, i) => {
            const text = to && `${to} ${i}`;
            const won = await (i % 2 ? store : peer).swap({ kind, id, from, to: text });
            return won ? [text] : [];
          });
          const winners = (await Promise.all(all)).flat();
          expect(winners).toHaveLength(1);
          expect(await get(id)).toBe(winners[0]);
        }
      });

      it('lets one of 50 win who find the same record expired', async () => {
        await swap(undefined, 'old', clock.now() + LIFE);
        await expire();
        const all = Array.from({ length: 50 }, (_, i) =>
          (i % 2 ? store : peer).swap({ kind, id: 'id', from: undefined, to: `new ${i}` }),
        );
        expect((await Promise.all(all)).filter(Boolean)).toHaveLength(1);
      });

      it('behaves like a map with one look and one change at a time', async () => {
        const text = fc.constantFrom(undefined, 'a', '{"b":1}', 'c\n');
        const step = fc.record({
          id: fc.constantFrom('x', 'y/z'),
          from: text,
          to: text,
          other: fc.boolean(),
        });
        await fc.assert(
          fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
            const run = crypto.randomUUID();
            const model = new Map<string, string | undefined>();
            for (const { id, from, to, other } of steps) {
              const right = model.get(id) === from;
              const change = { kind, id: `${run} ${id}`, from, to };
              expect(await (other ? peer : store).swap(change)).toBe(right);
              if (right) model.set(id, to);
              expect(await (other ? store : peer).get(kind, change.id)).toBe(model.get(id));
            }
          }),
          { numRuns: 12 },
        );
      });
    });

    const install = (id: string, to: string, from?: string) =>
      store.swap({ kind: 'installation', id, from, to });

    it('keeps the kinds apart', async () => {
      const both = KINDS.map((kind) => store.swap({ kind, id: 'id', from: undefined, to: kind }));
      expect(await Promise.all(both)).toEqual([true, true]);
      for (const kind of KINDS) expect(await peer.get(kind, 'id')).toBe(kind);
      await store.swap({ kind: 'activation', id: 'id', from: 'activation', to: undefined });
      expect(await peer.get('installation', 'id')).toBe('installation');
      expect(await peer.get('activation', 'id')).toBeUndefined();
    });

    it('lists every installation once, with hard ids and texts, and no activation', async () => {
      expect(await listed(store)).toEqual([]);
      for (const id of HARD_IDS) {
        await install(id, `of ${id}`);
        await store.swap({ kind: 'activation', id, from: undefined, to: 'an activation' });
      }
      for (const [i, text] of HARD_TEXTS.entries()) await install(`text ${i}`, text);
      await install('gone', 'gone');
      await peer.swap({ kind: 'installation', id: 'gone', from: 'gone', to: undefined });
      expect(await listed(peer)).toEqual(
        [...HARD_IDS.map((id) => `of ${id}`), ...HARD_TEXTS].sort(),
      );
    });

    it('lists more than a thousand installations while others come, change and go', async () => {
      const stay = Array.from({ length: 1050 }, (_, i) => `stays ${i}`);
      const go = Array.from({ length: 60 }, (_, i) => `goes ${i}`);
      for (const id of [...stay, ...go]) await install(id, id);
      const texts: string[] = [];
      let step = 0;
      for await (const text of peer.installations()) {
        texts.push(text);
        step++;
        if (step <= 60) await install(`comes ${step}`, `comes ${step}`);
        const id = go[step];
        if (id) await store.swap({ kind: 'installation', id, from: id, to: undefined });
      }
      expect(texts.filter((text) => text.startsWith('stays')).sort()).toEqual([...stay].sort());
      expect(new Set(texts).size).toBe(texts.length);
      const after = await listed(store);
      expect(after.filter((text) => text.startsWith('comes'))).toHaveLength(60);
      expect(after.filter((text) => text.startsWith('goes'))).toEqual(['goes 0']);
    });

    it('stops listing when nobody wants more', async () => {
      for (let i = 0; i < 5; i++) await install(`id ${i}`, `text ${i}`);
      for await (const text of store.installations()) {
        expect(text).toMatch(/^text/);
        break;
      }
      expect(await listed(store)).toHaveLength(5);
    });
  });
}
