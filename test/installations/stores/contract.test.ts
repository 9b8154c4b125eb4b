import { join } from 'node:path';
import Libsql from 'libsql';
import { onTestFinished } from 'vitest';
import type { Clock } from '../../../src/clock.js';
import type { InstallationStore } from '../../../src/installations/store.js';
import { fileInstallationStore } from '../../../src/installations/stores/file.js';
import { memoryInstallationStore } from '../../../src/installations/stores/memory.js';
import { redisInstallationStore } from '../../../src/installations/stores/redis.js';
import { sqlInstallationStore } from '../../../src/installations/stores/sql.js';
import { installationTableSql } from '../../../src/installations/stores/sql-statements.js';
import type { RedisPort } from '../../../src/redis/ports.js';
import { useRedis } from '../../support/redis-clients.js';
import { skipRedis } from '../../support/redis-server.js';
import { temporaryFolder } from '../../tokens/support/places.js';
import { describeInstallationStore, type StoreSubject } from './support/contract.js';
import { type Database, sqliteQuery } from './support/places.js';

const redis = useRedis();

/** Two stores over one place that `make` opens anew each time. */
const twice = (make: () => InstallationStore) => [make(), make()] as const;

function openRedis(connect: () => RedisPort | Promise<RedisPort>) {
  return async (clock: Clock) => {
    const prefix = `${crypto.randomUUID()}:`;
    const ports = [await connect(), await connect()] as const;
    const [store, peer] = ports.map((port) => redisInstallationStore(port, { prefix, clock }));
    return [store, peer] as readonly [InstallationStore, InstallationStore];
  };
}

async function openFile(clock: Clock) {
  const directory = temporaryFolder();
  return twice(() => fileInstallationStore({ directory, clock }));
}

function openSql(connect: (path: string) => Database & { close(): unknown }) {
  return async (clock: Clock) => {
    const path = join(temporaryFolder(), 'installations.db');
    return twice(() => {
      const database = connect(path);
      onTestFinished(() => void database.close());
      database.exec('PRAGMA synchronous = OFF');
      database.exec(installationTableSql());
      return sqlInstallationStore(sqliteQuery(database), { clock });
    });
  };
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const hasSqlite = major > 22 || (major === 22 && minor >= 5);
/** Named at run time, as the types of the oldest Node do not know it. */
const SQLITE = 'node:sqlite';
const nodeSqlite = hasSqlite
  ? ((await import(SQLITE)) as {
      readonly DatabaseSync: new (path: string) => Database & { close(): unknown };
    })
  : undefined;

const subjects: readonly StoreSubject[] = [
  {
    name: 'memory',
    async open(clock) {
      const store = memoryInstallationStore({ clock });
      return [store, store];
    },
  },
  { name: 'file', open: openFile },
  ...Object.entries(redis.connect).map(([client, connect]) => ({
    name: `Redis through ${client}`,
    open: openRedis(connect),
    foreignClock: true,
  })),
  { name: 'SQL in a file of libsql', open: openSql((path) => new Libsql(path)) },
  {
    name: 'SQL in the memory of libsql',
    async open(clock) {
      const database = new Libsql(':memory:');
      onTestFinished(() => void database.close());
      database.exec(installationTableSql('main.shops'));
      return twice(() =>
        sqlInstallationStore(sqliteQuery(database), { clock, table: 'main.shops' }),
      );
    },
  },
  ...(nodeSqlite
    ? [
        {
          name: 'SQL in a file of node:sqlite',
          open: openSql((path) => new nodeSqlite.DatabaseSync(path)),
        },
      ]
    : []),
];

for (const subject of subjects) {
  if (!skipRedis || !subject.name.startsWith('Redis')) describeInstallationStore(subject);
}
