import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/vscode/**", "node_modules/**"],
    setupFiles: ["test/support/property-seed.ts"],
    globalSetup: ["test/support/global-setup.ts"],
    // No module of the core keeps anything between calls, so the files of a worker can share what they import.
    isolate: false,
    testTimeout: 60_000,
  },
});
