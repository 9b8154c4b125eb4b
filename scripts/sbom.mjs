// Writes the list of what users get with the package (CycloneDX) to .cache/release/sbom.json, or to the file given.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeSbom } from './release/sbom.mjs';

const file = process.argv[2] ?? '.cache/release/sbom.json';
const { text, names } = makeSbom();
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, text);
console.log(`${file}: ${names.join(', ')}`);
