import type { Form } from "./form";

/** Keys of a map of which a format wants exactly one. */
export interface Choice {
  readonly form: Form;
  /** What holds them, as the subject of a sentence: "This indicator". */
  readonly subject: string;
  readonly keys: readonly string[];
  /** What one of them is called, behind "no" or "the"; where left out, they are listed. */
  readonly called?: string;
  /** Keys that have their place beside them; any other may be one of them with a slip, and is reported as such. */
  readonly beside?: readonly string[];
  /** What the tool does with several, as a whole sentence. */
  readonly several: string;
  /** The tool takes one of several and goes on. */
  readonly taken?: true;
  /** What it does with none, as a whole sentence; absent where none is allowed. */
  readonly none?: string;
}
