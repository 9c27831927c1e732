// Prints "passed failed skipped" of an xunit v3 result file; "0 1 0" when the runner died before writing one.
import { existsSync, readFileSync } from 'node:fs';

const file = process.argv[2];
const counts = { passed: 0, failed: 0, skipped: 0 };
if (existsSync(file)) {
  for (const [tag] of readFileSync(file, 'utf8').matchAll(/<assembly\s[^>]*>/g)) {
    const value = (name) => Number(tag.match(new RegExp(`\\s${name}="(\\d+)"`))?.[1] ?? 0);
    counts.passed += value('passed');
    counts.failed += value('failed') + value('errors');
    counts.skipped += value('skipped');
  }
} else {
  counts.failed = 1;
}
console.log(counts.passed, counts.failed, counts.skipped);
