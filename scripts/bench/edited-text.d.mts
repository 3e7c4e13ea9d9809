export interface Place {
  readonly line: number;
  readonly character: number;
}
export interface Edit {
  readonly range: { readonly start: Place; readonly end: Place };
  readonly text: string;
}
export type EditKind = "digit" | "query" | "newline" | "newKey";
export const EDIT_KINDS: readonly EditKind[];
export class EditedText {
  constructor(text: string, sloCount?: number);
  slo: number;
  readonly isChanged: boolean;
  next(kind: EditKind): Edit;
  endOf(key: string): Place;
  text(): string;
}
