// Runs the smoke suite in workerd, the runtime of Cloudflare's workers, without its Node compatibility.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { runLines } from './run-lines.mjs';

const config = (store) => `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "internet", network = (allow = ["private"])),
  ],
);

const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "bundled.js")],
  compatibilityDate = "2026-01-01",
  bindings = [(name = "STORE", text = ${JSON.stringify(JSON.stringify(store))})],
);
`;

/** @returns {Promise<string[]>} the lines of the suite */
export async function runWorkerd(program, project, store) {
  writeFileSync(join(project, 'bundled.js'), await bundle(project, 'worker.mjs'));
  writeFileSync(join(project, 'config.capnp'), config(store));
  const [version] = await runLines(program, ['--version']);
  const lines = await runLines(program, ['test', join(project, 'config.capnp')], { cwd: project });
  if (!lines.includes('agent Cloudflare-Workers'))
    lines.push('FAIL end: another runtime has answered');
  return [`runtime ${version}`, ...lines];
}
