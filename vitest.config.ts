import { availableParallelism } from 'node:os'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

/** `#server/*` and `#lib/*` resolve by package.json "imports", as in Node itself. */
export default defineConfig({
  plugins: [svelte()],
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts', 'bench/**/*.test.ts'],
    globalSetup: ['tests/global-setup.ts', 'tests/browser/global-setup.ts'],
    pool: 'forks',
    // Many tests wait for a program or a browser; by default one of two cores would look on.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // The pipeline counts from a report; people read the plain one.
    reporters: process.env.TEST_REPORT ? ['default', ['json', { outputFile: process.env.TEST_REPORT }]] : ['default'],
    // What is polled for comes when it comes: its second of Vitest is short on two busy cores.
    expect: { poll: { timeout: 45_000, interval: 100 } },
    testTimeout: 60_000,
    hookTimeout: 120_000
  }
})
