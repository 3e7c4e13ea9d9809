import type { PortableNote, PortableSlo, Refusal } from "../../model/portable-slo";

/** Collects what a writer has to say. */
export class NoteBook {
  readonly notes: PortableNote[] = [];
  readonly refused: Refusal[] = [];

  /** @param slo undefined where it holds for all SLOs: that is said once */
  lost(slo: PortableSlo | undefined, what: string, why: string): void {
    this.say("lost", slo, what, why);
  }

  /** @param slo as of {@link lost} */
  assumed(slo: PortableSlo | undefined, what: string, why: string): void {
    this.say("assumed", slo, what, why);
  }

  private say(kind: PortableNote["kind"], slo: PortableSlo | undefined, what: string, why: string): void {
    if (slo) this.notes.push({ kind, what, why, slo: slo.name, place: slo.place });
    else if (!this.notes.some((note) => note.what === what)) this.notes.push({ kind, what, why });
  }

  refuse(slo: PortableSlo, what: string, todo: string): void {
    this.refused.push({ slo: slo.name, what, todo, place: slo.place });
  }
}
