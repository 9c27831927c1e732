import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['*.test.ts', 'pages/*.test.ts'],
    globalSetup: ['support/stockroom.ts'],
    setupFiles: ['support/afterwards.ts'],
    // One browser at a time: a page must not be slow because of another test's page.
    pool: 'forks',
    fileParallelism: false,
    // Generous, since nothing here is about speed: what a test waits for names itself much earlier.
    testTimeout: 120_000,
    hookTimeout: 240_000,
    teardownTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
  },
});
