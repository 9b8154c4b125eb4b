import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { PAGES } from './support/blocks.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** What is no text: blocks of code, comments. */
const fences = /^```[\s\S]*?^```$|<!--[\s\S]*?-->/gm;

/** The name a heading has in links, as GitHub makes it. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

function anchorsOf(path: string): string[] {
  const text = readFileSync(path, 'utf8').replace(fences, '');
  return Array.from(text.matchAll(/^#+ (.+)$/gm), ([, heading = '']) => anchor(heading));
}

/** Links of a page that lead to nothing in this repository. */
function broken(page: string): string[] {
  const path = resolve(root, page);
  const text = readFileSync(path, 'utf8').replace(fences, '');
  const links = Array.from(text.matchAll(/\]\(([^)\s]+)\)/g), ([, link = '']) => link);
  return links.filter((link) => {
    if (/^https?:/.test(link)) return false;
    const [file = '', heading] = link.split('#');
    const target = file === '' ? path : resolve(dirname(path), file);
    if (!existsSync(target)) return true;
    return heading !== undefined && !anchorsOf(target).includes(heading);
  });
}

test.each(PAGES)('every link of %s leads somewhere', (page) => {
  expect(broken(page)).toEqual([]);
});
