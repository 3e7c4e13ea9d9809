import type { BuildOptions } from "esbuild";

/** Options of esbuild with a single entry. */
export type Bundle = BuildOptions & { readonly entryPoints: [string]; readonly outfile: string };

export function bundlesOf(options?: { readonly production?: boolean }): Bundle[];
