export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}
export function serviceOf(number: number): string;
export function nameOf(number: number): string;
export function sloDocument(number: number): string;
export function sloStream(count: number): string;
export function sharedFiles(sloCount: number): GeneratedFile[];
export function workspaceFiles(count: number): Generator<GeneratedFile>;
