import { readText } from "../../model/located";
import { nodeAt, type Path } from "../../yaml/node";
import type { PortableSource } from "../portable";
import { CRD, PLAIN, type SlothWords } from "./words";

const SLO = [PLAIN, CRD].flatMap(sloKeys);

/** The keys of Sloth's formats that the common model holds and writers of other formats are given. */
export const slothPortable: PortableSource = {
  carries: {
    SLO,
    SLOs: [
      ...["version", "apiVersion", "kind", "metadata.name", "metadata.namespace", "metadata.labels"],
      "metadata.annotations",
      ...[PLAIN, CRD].flatMap(({ body }) => ["service", "labels", "slos"].map((key) => pathOf(body, key))),
    ],
  },
  measure({ root }) {
    const plugin = readText(nodeAt(root, ["sli", "plugin", "id"]))?.value;
    if (plugin === undefined) return undefined;
    return {
      kind: "other",
      what: `The plugin \`${plugin}\` writes its query.`,
      todo: "Write the query that it makes into the file, and convert that.",
    };
  },
};

function sloKeys({ errorQuery, totalQuery, errorRatioQuery, pageAlert, ticketAlert }: SlothWords): string[] {
  const alerts = [pageAlert, ticketAlert].flatMap((alert) =>
    ["labels", "annotations", "disable"].map((key) => `alerting.${alert}.${key}`),
  );
  return [
    ...["name", "objective", "description", "labels"],
    ...[`sli.events.${errorQuery}`, `sli.events.${totalQuery}`, `sli.raw.${errorRatioQuery}`],
    // A plugin is nothing that could be carried: the SLO is refused, which says more than a lost key.
    "sli.plugin",
    ...["alerting.name", "alerting.labels", "alerting.annotations"],
    ...alerts,
  ];
}

function pathOf(body: Path, key: string): string {
  return [...body, key].join(".");
}
