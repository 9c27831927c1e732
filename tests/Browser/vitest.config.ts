import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** By name: the files share a product, so another order on another day would be another test. */
class ByName extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files.toSorted((a, b) => a.moduleId.localeCompare(b.moduleId)));
  }
}

export default defineConfig({
  test: {
    include: ['*.test.ts', 'pages/*.test.ts'],
    globalSetup: ['support/stockroom.ts'],
    setupFiles: ['support/afterwards.ts'],
    // One browser at a time: a page must not be slow because of another test's page.
    pool: 'forks',
    fileParallelism: false,
    sequence: { sequencer: ByName },
    // Generous, since nothing here is about speed: what a test waits for names itself much earlier.
    testTimeout: 120_000,
    hookTimeout: 240_000,
    teardownTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
  },
});
