import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

const script = resolve('scripts/check-imports.mjs');
const folders: string[] = [];

/** Runs the check over a tree of the given files. */
function check(files: Readonly<Record<string, string>>): {
  lines: string[];
  status: number | null;
} {
  const folder = mkdtempSync(join(tmpdir(), 'magekit-imports-'));
  folders.push(folder);
  for (const [file, text] of Object.entries({ 'generated/routes.ts': '', ...files })) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const { stderr, status } = spawnSync(process.execPath, [script], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { lines: stderr.split('\n').filter((line) => line !== ''), status };
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe('check-imports', () => {
  it('accepts what the table allows', () => {
    const { lines, status } = check({
      'src/clock.ts': 'export const clock = 1;',
      'src/errors/index.ts': "import type { Caller } from '../auth/authenticator.js';",
      'src/budget/local-budget.ts': "import { clock } from '../clock.js';",
    });
    expect(lines).toEqual([]);
    expect(status).toBe(0);
  });

  it('refuses each of these, with the place and the reason', () => {
    const { lines, status } = check({
      'src/clock.ts': 'export const clock = 1;',
      'src/errors/direction.ts': "import { clock } from '../clock.js';",
      'src/http/types-only.ts': "import { x } from '../budget/types.js';",
      'src/client/ky.ts': "import ky from 'ky';",
      'src/auth/zod.ts': "import * as z from 'zod';",
      'generated/resources/code.ts': "import '../../src/client/types.js';",
      'src/search/node.ts': "import { join } from 'node:path';",
      'src/errors/everything.ts': "export * from './direction.js';",
      'src/attic/lost.ts': '',
      'src/errors/long.ts': '\n'.repeat(251),
      'src/search/hidden.ts': "export const f = () => import('../sandbox/index.js');",
    });
    const expected = [
      /^src\/errors\/direction\.ts:1 imports \.\.\/clock\.js: src\/errors may import/,
      /^src\/http\/types-only\.ts:1 .*only types from src\/budget/,
      /^src\/client\/ky\.ts:1 imports ky: ky lives in src\/http only/,
      /^src\/auth\/zod\.ts:1 imports zod: .*zod\/mini/,
      /^generated\/resources\/code\.ts:1 .*only types from src\/client\/types/,
      /^src\/search\/node\.ts:1 imports node:path: runs on web standards only/,
      /^src\/errors\/everything\.ts:1 .*export \* hides/,
      /^src\/attic\/lost\.ts:1 is in no room/,
      /^src\/errors\/long\.ts:251 is too long/,
      /^src\/search\/hidden\.ts:1 imports \.\.\/sandbox\/index\.js/,
    ];
    for (const line of expected) expect(lines).toContainEqual(expect.stringMatching(line));
    expect(status).toBe(1);
  });

  it('finds what an entry reaches the long way round, and rooms that load each other', () => {
    const { lines } = check({
      'src/core.ts': "import './client/create-client.js';",
      'src/client/create-client.ts': "import './from-env.js';",
      'src/client/from-env.ts': "import '../auth/oauth1.js';",
      'src/auth/oauth1.ts': '',
      'src/encode.ts': "import './errors/a.js';",
      'src/errors/a.ts': "import '../encode.js';",
    });
    expect(lines).toContainEqual(
      expect.stringMatching(/^src\/client\/from-env\.ts:1 .*reached from src\/core/),
    );
    expect(lines).toContainEqual(expect.stringContaining('a cycle '));
  });
});
