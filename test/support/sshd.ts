import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmod, chown, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

const found = (program: string): string =>
  spawnSync('sh', ['-c', `PATH="$PATH:/usr/sbin" command -v ${program}`], {
    encoding: 'utf8',
  }).stdout.trim();

const programs = { sshd: found('sshd'), ssh: found('ssh') };

/**
 * Whether tests with a real ssh are left out: on a machine without sshd, and said aloud. In CI they run, and
 * fail when it is missing.
 */
export const skipSsh: boolean = !(programs.sshd && programs.ssh) && !process.env.CI;
if (skipSsh) {
  console.warn('NOT RUN: tests with a real ssh tunnel. For them: apt-get install openssh-server');
}

/** As root, sshd would want a user and a folder of the system; as anybody else it only serves that user. */
const isRoot = process.getuid?.() === 0;
const NOBODY = 65_534;
const user = isRoot ? 'nobody' : userInfo().username;
const owner = isRoot ? { uid: NOBODY, gid: NOBODY } : {};

/** A port of this machine that nobody listens at. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.once('exit', () => done());
    child.kill();
  });
}

/** Resolves when a text shows up on stderr; rejects when the program ends before. */
function says(child: ChildProcess, text: string): Promise<void> {
  return new Promise((done, fail) => {
    let output = '';
    child.stderr?.on('data', (part) => {
      output += String(part);
      if (output.includes(text)) done();
    });
    child.once('error', fail);
    child.once('exit', (code) =>
      fail(new Error(`${child.spawnfile} ended with ${code}: ${output}`)),
    );
  });
}

/** An sshd on this machine with one key, which may do nothing but listen at one port. */
export interface SshServer {
  /**
   * Starts `ssh -R` as the store's side would. Resolves when the tunnel stands, to what ends it; rejects when
   * it may not listen there.
   */
  tunnel(listenPort: number, storePort: number): Promise<() => Promise<void>>;
  stop(): Promise<void>;
}

/** Starts an sshd whose only key may forward `allowedPort` of this machine. */
export async function startSshd(allowedPort: number): Promise<SshServer> {
  if (!programs.sshd) throw new Error('sshd is missing: apt-get install openssh-server');
  const folder = await mkdtemp(join(tmpdir(), 'magekit-ssh-'));
  const at = (name: string) => join(folder, name);
  for (const name of ['host', 'client']) {
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', at(name)]);
  }
  const key = await readFile(at('client.pub'), 'utf8');
  const rights = `restrict,port-forwarding,permitlisten="127.0.0.1:${allowedPort}"`;
  await writeFile(at('authorized_keys'), `${rights} ${key}`);
  await chmod(folder, 0o755);
  if (isRoot) await chown(at('host'), NOBODY, NOBODY);
  const port = await freePort();
  const settings = {
    Port: port,
    ListenAddress: '127.0.0.1',
    HostKey: at('host'),
    AuthorizedKeysFile: at('authorized_keys'),
    PasswordAuthentication: 'no',
    PidFile: 'none',
    StrictModes: 'no',
    // Without it, accounts that have no password count as locked.
    UsePAM: 'yes',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  const args = ['-D', '-e', '-f', '/dev/null', ...options];
  // PAM goes by the name of the program, and the system's own rules for sshd want rights that only root has.
  await symlink(programs.sshd, at('magekit-sshd'));
  const server = spawn(at('magekit-sshd'), args, { stdio: ['ignore', 'ignore', 'pipe'], ...owner });
  await says(server, 'Server listening on');
  const known = await readFile(at('host.pub'), 'utf8');
  await writeFile(at('known_hosts'), `[127.0.0.1]:${port} ${known}`);

  return {
    async tunnel(listenPort, storePort) {
      const client = spawn(
        programs.ssh,
        [
          ...['-v', '-N', '-F', '/dev/null', '-p', String(port), '-i', at('client')],
          ...['-o', `UserKnownHostsFile=${at('known_hosts')}`, '-o', 'BatchMode=yes'],
          ...['-o', 'ExitOnForwardFailure=yes', '-o', 'ServerAliveInterval=15'],
          ...['-R', `127.0.0.1:${listenPort}:127.0.0.1:${storePort}`, `${user}@127.0.0.1`],
        ],
        { stdio: ['ignore', 'ignore', 'pipe'] },
      );
      await says(client, 'remote forward success');
      return () => stopped(client);
    },
    async stop() {
      await stopped(server);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
