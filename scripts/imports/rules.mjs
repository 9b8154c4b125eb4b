// The rules over what check-imports.mjs has read. Each returns lines `file:line imports X: why not`.
import { packageHomes, reaches, rooms, webOnly } from './rooms.mjs';

const names = Object.keys(rooms).sort((a, b) => b.length - a.length);
const LONGEST_FILE = 250;

const isIn = (module, place) => module === place || module.startsWith(`${place}/`);

/** The room of a module, or undefined when the table has none. */
export const roomOf = (module) => names.find((name) => isIn(module, name));

/** Whether an entry of the table means this module; a room inside a room must be named itself. */
const means = (entry, module) => isIn(module, entry) && roomOf(module) === roomOf(entry);

function whyNot(from, module, typeOnly) {
  const { loads = [], types = [] } = rooms[from];
  const to = roomOf(module);
  if (to === undefined) return 'it is in no room of scripts/imports/rooms.mjs';
  if (from === to || loads.some((entry) => means(entry, module))) return undefined;
  if (!types.some((entry) => means(entry, module))) {
    const may = [...loads, ...types.map((name) => `${name} (types)`)];
    return `${from} may import ${may.length > 0 ? may.join(', ') : 'nothing'}`;
  }
  return typeOnly ? undefined : `${from} may import only types from ${to}`;
}

function packageWhyNot(from, name) {
  const { packages = [], node = false } = rooms[from];
  if (name.startsWith('node:')) return node ? undefined : 'runs on web standards only';
  return packages.includes(name)
    ? undefined
    : (packageHomes[name] ?? `${from} may use ${packages.join(', ') || 'no package'}`);
}

/** Directions between rooms, packages, `export *` and the length of files. */
export function checkFile(file, module, { imports, lines }) {
  const room = roomOf(module);
  if (room === undefined) return [`${file}:1 is in no room of scripts/imports/rooms.mjs`];
  const problems = imports.flatMap(({ target, isPackage, text, line, typeOnly, exportsAll }) => {
    const why = isPackage ? packageWhyNot(room, target) : whyNot(room, target, typeOnly);
    const all = exportsAll && isIn(module, 'src') ? 'export * hides what is public' : undefined;
    return [why, all].filter(Boolean).map((reason) => `${file}:${line} imports ${text}: ${reason}`);
  });
  if (isIn(module, 'src') && lines > LONGEST_FILE) {
    problems.push(`${file}:${lines} is too long: ${LONGEST_FILE} lines at most`);
  }
  return problems;
}

const ALLOWED_IN_CORE = ['src/auth/anonymous', 'src/auth/authenticator'];

/** Why a module must not run when an entry is loaded. */
function unreachable(start, module) {
  const starts = (places) => places.some((place) => isIn(start, place));
  if (module.startsWith('node:')) {
    return starts(webOnly) ? 'which runs on web standards only' : undefined;
  }
  if (ALLOWED_IN_CORE.includes(module)) return undefined;
  const rule = reaches.find(
    ({ from, never }) => starts(from) && never.some((place) => isIn(module, place)),
  );
  return rule?.why;
}

/** What an entry must not bring along, however long the way. */
function checkEntry(start, sources) {
  const problems = [];
  const seen = new Set([start]);
  const queue = [start];
  for (let module = queue.pop(); module !== undefined; module = queue.pop()) {
    const { file, imports } = sources.get(module) ?? { imports: [] };
    for (const { target, text, line, typeOnly, isPackage } of imports) {
      if (typeOnly || seen.has(target)) continue;
      seen.add(target);
      const why = unreachable(start, target);
      if (why) problems.push(`${file}:${line} imports ${text}: reached from ${start}, ${why}`);
      else if (!isPackage) queue.push(target);
    }
  }
  return problems;
}

/** {@link checkEntry} for every module that is an entry or lies in a room of entries. */
export function checkReach(sources) {
  return [...sources.keys()].flatMap((start) => checkEntry(start, sources));
}

/** Rooms that load each other. */
export function checkCycles(sources) {
  const edges = new Map(names.map((name) => [name, new Map()]));
  for (const [module, { file, imports }] of sources) {
    const from = roomOf(module);
    for (const { target, isPackage, typeOnly, line, text } of imports) {
      const to = roomOf(target);
      if (isPackage || typeOnly || !from || !to || from === to) continue;
      edges.get(from).set(to, `${file}:${line} imports ${text}`);
    }
  }
  const problems = [];
  const done = new Set();
  function walk(room, path) {
    const at = path.indexOf(room);
    if (at >= 0) {
      const where = edges.get(path[path.length - 1]).get(room);
      problems.push(`${where}: a cycle ${[...path.slice(at), room].join(' → ')}`);
      return;
    }
    if (done.has(room)) return;
    for (const next of edges.get(room).keys()) walk(next, [...path, room]);
    done.add(room);
  }
  for (const room of names) walk(room, []);
  return problems;
}
