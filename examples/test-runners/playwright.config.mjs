import { defineConfig } from '@playwright/test';

const url = 'http://127.0.0.1:4010';

// Playwright starts the mock before the tests, waits until it is ready, and stops it.
export default defineConfig({
  testMatch: 'playwright.mjs',
  use: { baseURL: url },
  webServer: {
    command: 'node node_modules/engage-export-kit/dist/cli/main.js serve --size tiny --seed 7 --quiet',
    url: `${url}/__admin/health`,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5000 },
  },
});
