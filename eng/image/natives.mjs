// The native libraries of .native/ as an image needs them: copies in one folder, with whatever they need that the base image lacks (OpenMP), and a list
// with names in that folder. `dotnet publish` of the trainer calls it; by hand: node eng/image/natives.mjs FOLDER [MANIFEST]
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync, chmodSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

// What every glibc image that can run .NET has. A library built against newer ones than the image's does not load there: `trainer --check` says so.
const ofTheBase = /^(ld-linux|linux-vdso|lib(c|m|dl|pthread|rt|gcc_s|stdc\+\+)\.so)/;

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const [folder, list = join(root, '.native', 'manifest.json')] = process.argv.slice(2);
if (!folder) stop('which folder? usage: node eng/image/natives.mjs FOLDER [MANIFEST]', 2);
if (!existsSync(list)) stop(`'${list}' is missing. Run eng/setup: it brings the native libraries.`);

const entries = JSON.parse(readFileSync(list, 'utf8')).map(entry => ({
  ...entry,
  file: resolve(dirname(list), entry.file),
  preload: entry.preload.map(file => resolve(dirname(list), file)),
}));
const given = entries.flatMap(entry => [...entry.preload, entry.file]);
for (const file of given) if (!existsSync(file)) stop(`'${file}' of '${list}' is missing. Run eng/setup once more: it brings the native libraries.`);
const search = [...new Set(given.map(file => dirname(realpathSync(file))))].join(':');

const needed = new Map();
const copies = new Map();
const part = `${folder.replace(/\/+$/, '')}.part-${process.pid}`;
rmSync(part, { recursive: true, force: true });
mkdirSync(part, { recursive: true });
const result = entries.map(({ name, file, version, source, origin, preload }) => {
  const others = new Map(preload.map(one => [basename(one), one]));
  for (const [soname, path] of needs(file)) if (!others.has(soname)) others.set(soname, path);
  // Whoever needs another one needs more than that one does, so this is an order in which each finds what it needs loaded.
  const ordered = [...others].sort(([a, x], [b, y]) => needs(x).size - needs(y).size || (a < b ? -1 : 1));
  for (const [soname, path] of [...ordered, [basename(file), file]]) take(soname, path);
  return { name, file: basename(file), version, source, origin, preload: ordered.map(([soname]) => soname) };
});
writeFileSync(join(part, 'manifest.json'), `[\n${result.map(entry => JSON.stringify(entry)).join(',\n')}\n]\n`);
chmodSync(join(part, 'manifest.json'), 0o644);
rmSync(folder, { recursive: true, force: true });
mkdirSync(dirname(resolve(folder)), { recursive: true });
renameSync(part, folder);

/** Everything beyond the base that a library needs, near and far: name to path. */
function needs(file) {
  const known = needed.get(file);
  if (known) return known;
  const text = execFileSync('ldd', [realpathSync(file)], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C', LD_LIBRARY_PATH: search } });
  const found = new Map();
  for (const [, soname, path] of text.matchAll(/^\s*(\S+) => (not found|\S+)/gm)) {
    if (ofTheBase.test(soname)) continue;
    if (path === 'not found') stop(`'${file}' needs ${soname}, which this machine lacks.`);
    found.set(soname, path);
  }
  needed.set(file, found);
  return found;
}

function take(soname, path) {
  const from = realpathSync(path);
  if (copies.has(soname) && copies.get(soname) !== from) stop(`two libraries are called ${soname}: '${copies.get(soname)}' and '${from}'. Name them apart, or leave one out.`);
  if (copies.has(soname)) return;
  copies.set(soname, from);
  copyFileSync(from, join(part, soname));
  chmodSync(join(part, soname), 0o644);
}

function stop(message, code = 1) {
  console.error(message);
  process.exit(code);
}
