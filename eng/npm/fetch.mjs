// Brings the tarball of a package named in tarballs.lock.json, and refuses it unless its bytes are the recorded ones.
//   node eng/npm/fetch.mjs NAME OUTPUT.tgz [--from FILE] [--lock FILE]
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values, positionals: [name, output] } = parseArgs({
  allowPositionals: true,
  options: { from: { type: 'string' }, lock: { type: 'string' } },
});
const lockFile = values.lock ?? join(dirname(fileURLToPath(import.meta.url)), 'tarballs.lock.json');
const locked = JSON.parse(readFileSync(lockFile, 'utf8')).tarballs;

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

if (!name || !output) fail('usage: node eng/npm/fetch.mjs NAME OUTPUT.tgz [--from FILE] [--lock FILE]');
const entry = locked[name] ?? fail(`'${name}' is not in ${lockFile}; it has: ${Object.keys(locked).join(', ')}`);

// Beside the output, so that the last step is a rename within one file system: a killed run leaves no half tarball in place.
const work = mkdtempSync(`${output}.part-`);
try {
  let file = join(work, 'given.tgz');
  if (values.from) {
    copyFileSync(values.from, file);
  } else {
    execFileSync('npm', ['pack', `${name}@${entry.version}`, '--silent', '--ignore-scripts', '--pack-destination', work], { stdio: ['ignore', 'ignore', 'inherit'] });
    file = join(work, readdirSync(work).find((f) => f.endsWith('.tgz')) ?? fail(`npm brought no tarball of ${name}@${entry.version}`));
  }
  const actual = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
  if (actual !== entry.integrity) {
    rmSync(work, { recursive: true, force: true });
    fail(`${name}@${entry.version}: the tarball is not the recorded one.\n  recorded ${entry.integrity}\n  received ${actual}\n` +
      `Nothing of it was used. If the change is wanted, check the new content and record its hash in ${lockFile}.`);
  }
  renameSync(file, output);
} finally {
  rmSync(work, { recursive: true, force: true });
}
