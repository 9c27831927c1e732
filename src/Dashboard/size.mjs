// Fails the build when the page grows too heavy: all of it, gzipped, as a browser that opens every tab would fetch it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const limit = 600_000;
const folder = new URL('./dist', import.meta.url).pathname;
const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const total = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(file.parentPath, file.name))).length, 0);
console.log(`${files.length} files, ${Math.round(total / 1000)} kB gzipped of ${limit / 1000} kB allowed`);
if (total > limit) {
  console.error('The page is too heavy. Find out by which import: npx vite build --debug, and load it only where it is needed.');
  process.exit(1);
}
