import type { PortableNote, PortableSlo, Refusal } from "../../model/portable-slo";

/** Collects what a writer has to say. */
export class NoteBook {
  readonly notes: PortableNote[] = [];
  readonly refused: Refusal[] = [];

  lost(slo: PortableSlo, what: string, why: string): void {
    this.notes.push({ kind: "lost", what, why, slo: slo.name, place: slo.place });
  }

  assumed(slo: PortableSlo, what: string, why: string): void {
    this.notes.push({ kind: "assumed", what, why, slo: slo.name, place: slo.place });
  }

  /** Says something that holds for all SLOs, once. */
  general(kind: PortableNote["kind"], what: string, why: string): void {
    if (!this.notes.some((note) => note.what === what)) this.notes.push({ kind, what, why });
  }

  refuse(slo: PortableSlo, what: string, todo: string): void {
    this.refused.push({ slo: slo.name, what, todo, place: slo.place });
  }
}
