import { execFileSync } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';

function findChromium(): string | undefined {
  try {
    return execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

const executablePath = findChromium();

/**
 * Whether tests with a browser are left out: on a machine without Chromium, and said aloud. In CI they
 * run, and fail when it is missing.
 */
export const skipChromium: boolean = executablePath === undefined && !process.env.CI;
if (skipChromium) {
  console.warn('NOT RUN: tests with a real browser. For them: apt-get install chromium');
}

/** No sandbox, as containers have none to give; and no calls to its makers. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts a browser without a window. */
export async function startChromium(): Promise<Browser> {
  if (executablePath === undefined) {
    throw new Error('chromium is missing, and these tests need it: apt-get install chromium');
  }
  return chromium.launch({ executablePath, headless: true, args });
}
