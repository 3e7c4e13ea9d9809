import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/vscode/**", "node_modules/**"],
    setupFiles: ["test/support/property-seed.ts"],
    globalSetup: ["test/support/global-setup.ts"],
    testTimeout: 60_000,
  },
});
