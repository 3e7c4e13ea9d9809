import type { Form } from "./form";

/** Keys of a map that something else in the object asks for, or rules out. */
export interface Dependence {
  readonly form: Form;
  /** What holds the keys, as the subject of a sentence: "This objective". */
  readonly subject: string;
  /** What they depend on, as a clause: "the budgeting method is Timeslices". */
  readonly given: string;
  readonly needs?: readonly string[];
  readonly refuses?: readonly string[];
  /** What the tool does, and why, as whole sentences. */
  readonly why: string;
}
