import { readText } from "../../model/located";
import { nodeAt, type Path } from "../../yaml/node";
import { type PortableSource, under } from "../portable";
import { CRD, PLAIN, type SlothWords } from "./words";

const SLO = [PLAIN, CRD].flatMap(sloKeys);

/** The keys of Sloth's formats that the common model holds and writers of other formats are given. */
export const slothPortable: PortableSource = {
  title: "Sloth",
  carries: {
    SLO,
    SLOs: [
      ...["version", "apiVersion", "kind"],
      ...under("metadata", ["name", "namespace", "labels", "annotations"]),
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
    under(`alerting.${alert}`, ["labels", "annotations", "disable"]),
  );
  return [
    ...["name", "objective", "description", "labels"],
    ...[`sli.events.${errorQuery}`, `sli.events.${totalQuery}`, `sli.raw.${errorRatioQuery}`],
    // A plugin is nothing that could be carried: the SLO is refused, which says more than a lost key.
    "sli.plugin",
    ...under("alerting", ["name", "labels", "annotations"]),
    ...alerts,
  ];
}

function pathOf(body: Path, key: string): string {
  return [...body, key].join(".");
}
