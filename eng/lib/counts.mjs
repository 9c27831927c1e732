// Prints "passed failed skipped" of a result file, xunit v3's or JUnit's; "0 1 0" when the runner died before writing one.
//   node counts.mjs FILE [--filtered]
import { existsSync, readFileSync } from 'node:fs';

const [file, option] = process.argv.slice(2);
const counts = { passed: 0, failed: 0, skipped: 0 };
if (existsSync(file)) {
  const text = readFileSync(file, 'utf8');
  for (const [tag] of text.matchAll(/<assembly\s[^>]*>/g)) {
    counts.passed += value(tag, 'passed');
    counts.failed += value(tag, 'failed') + value(tag, 'errors');
    counts.skipped += value(tag, 'skipped');
  }
  for (const [tag] of text.matchAll(/<testsuite\s[^>]*>/g)) {
    const failed = value(tag, 'failures') + value(tag, 'errors');
    counts.passed += value(tag, 'tests') - failed - value(tag, 'skipped');
    counts.failed += failed;
    // Vitest calls a test that a filter leaves out skipped.
    if (option !== '--filtered') counts.skipped += value(tag, 'skipped');
  }
} else {
  counts.failed = 1;
}
console.log(counts.passed, counts.failed, counts.skipped);

function value(tag, name) {
  return Number(tag.match(new RegExp(`\\s${name}="(\\d+)"`))?.[1] ?? 0);
}
