import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.js';
import { MEANINGS } from '../../src/cli/exit-codes.js';
import { runCli } from './support/run-cli.js';

const guide = readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8');
const pkg = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

describe('help', () => {
  it('lists every command', async () => {
    const { code, stdout } = await runCli(['--help']);
    expect(code).toBe(0);
    for (const [name, { summary }] of Object.entries(COMMANDS)) {
      expect(stdout).toMatch(new RegExp(`^ {2}${name} `, 'm'));
      expect(stdout).toContain(summary);
    }
    expect(await runCli(['help'])).toMatchObject({ code: 0, stdout });
  });

  it('is what a line without a command gets, as a mistake', async () => {
    expect(await runCli([])).toMatchObject({ code: 2, stdout: '' });
  });

  it.each(Object.keys(COMMANDS))(
    'of %s shows its options, whatever else is on the line',
    async (name) => {
      const command = await COMMANDS[name]?.load();
      const { code, stdout } = await runCli([name, '--help']);
      expect(code).toBe(0);
      expect(stdout).toContain(`Usage: magekit ${name} `);
      for (const option of Object.keys(command?.options ?? {}))
        expect(stdout).toContain(`--${option}`);
      expect((await runCli([name, '-h'])).stdout).toBe(stdout);
      expect((await runCli(['help', name])).stdout).toBe(stdout);
      for (const line of stdout.split('\n')) expect(line.length).toBeLessThan(110);
      // In the guide, too.
      expect(guide).toContain(`\`${name}`);
    },
  );

  it('of an operation shows what it does and takes', async () => {
    const { stdout } = await runCli(['call', 'products.update', '--help']);
    expect(stdout).toContain('PUT /V1/products/{sku}');
    expect(stdout).toMatch(/--sku <text> +Needed\./);
    expect(stdout).toMatch(/--product\.<member> +id, sku, name/);
    expect(stdout).not.toContain('--where');
    expect((await runCli(['get', 'products.list', '--help'])).stdout).toContain('--where');
  });

  it('documents every exit code, here and in the guide', async () => {
    const { stdout } = await runCli(['help', 'exit-codes']);
    for (const [code, meaning] of MEANINGS) {
      expect(stdout).toMatch(new RegExp(`^ {2}${code} +\\w`, 'm'));
      expect(guide).toContain(`| ${code} | ${meaning} |`);
    }
  });

  it('tells where credentials belong', async () => {
    expect((await runCli(['help', 'credentials'])).stdout).toContain('MAGENTO_ADMIN_TOTP_SECRET');
  });
});

it('tells its version', async () => {
  expect(await runCli(['--version'])).toEqual({ code: 0, stdout: `${pkg.version}\n`, stderr: '' });
});

it.each([
  [['exprot'], /no command exprot\.[\s\S]*Did you mean magekit export\?/],
  [['something-else'], /magekit --help shows/],
  [['--jsn'], /no option --jsn here/],
  [['help', 'exitcodes'], /Did you mean magekit help exit-codes\?/],
  [['doctor', '--storr', 'x'], /Did you mean --store\?/],
  [['completion'], /Which shell\?/],
])('knows what %j may mean', async (argv, sentence) => {
  const { code, stdout, stderr } = await runCli(argv);
  expect(stderr).toMatch(sentence);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});
