import type { ObjectKind } from "../../model/spec-object";
import { decoded } from "../words";

/** A name as messages show it. */
export function nameCode(name: string): string {
  return `\`${name}\``;
}

/** `an SLO`, `a Service`. */
export function withArticle(kind: ObjectKind | undefined): string {
  return `${/^(?:[AE]|S[A-Z])/.test(kind ?? "") ? "an" : "a"} ${kind ?? "name"}`;
}

/** A file's name without its folder. */
export function fileName(uri: string): string {
  return decoded(uri.slice(uri.lastIndexOf("/") + 1));
}
