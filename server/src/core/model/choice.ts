import type { Form } from "./form";

/** Keys of a map of which a format wants exactly one. */
export interface Choice {
  readonly form: Form;
  /** What holds them, as the subject of a sentence: "This indicator". */
  readonly subject: string;
  readonly keys: readonly string[];
  /** What the tool does with several, as a whole sentence. */
  readonly several: string;
  /** What it does with none, as a whole sentence; absent where none is allowed. */
  readonly none?: string;
}
