// Counts up in one record as soon as somebody writes to its standard input, together with others. With
// "hold" as what to do, it takes the record's lock instead and keeps it until it is killed.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { systemClock } from '../../../../src/clock.js';
import { createTurns } from '../../../../src/files/take-turns.js';
import { fileInstallationStore } from '../../../../src/installations/stores/file.js';

const [, , directory = '', task = '0'] = process.argv;
const record = { kind: 'installation', id: 'shared' } as const;

if (task === 'hold') {
  const [lock = ''] = createHash('sha256').update(record.id).digest('hex');
  await createTurns(join(directory, 'locks'), systemClock)(lock, async () => {
    process.stdout.write('holding\n');
    await new Promise((never) => setTimeout(never, 2 ** 30));
  });
}

const store = fileInstallationStore({ directory });
process.stdout.write('ready\n');
await new Promise((go) => process.stdin.once('data', go));

for (let wins = 0; wins < Number(task); ) {
  const from = await store.get(record.kind, record.id);
  const to = String(Number(from ?? '0') + 1);
  if (await store.swap({ ...record, from, to })) wins++;
}
process.stdout.write('done\n');
process.exit();
