import { PYRRA_V1ALPHA1 } from "../dialects/pyrra";
import { fileName } from "../resolve/nearest-workspace";
import type { Consumer, Reading, Remark } from "./consumer";
import { isBareText } from "./pyrra-text";

/**
 * What `pyrra filesystem` does not read beside what Pyrra's own rules say: files whose name ends in neither `.yaml` nor
 * `.yml`. It takes an object with another header, and a number where Kubernetes wants text.
 *
 * Source: pyrra-dev/pyrra, filesystem.go (`cmdFilesystem`, "ignoring non YAML file"; `objectiveFromFile`, which reads
 * any document into its own object and looks at neither `apiVersion` nor `kind`).
 */
const FILES: Reading = {
  judge({ object, view }): Remark[] {
    const name = fileName(view.uri);
    if (/\.ya?ml$/.test(name)) return [];
    return [
      {
        span: object.headerSpan,
        kind: "ignores",
        harm: "warning",
        fact: `Pyrra passes over the file \`${name}\` when it reads a folder.`,
        because: "It takes only names that end in `.yaml` or `.yml`, in small letters.",
        todo: "Rename the file.",
      },
    ];
  },
  takes: (finding, object) => finding.code === "header" || isBareText(finding, object),
};

/** Pyrra as it reads files from a folder. Source: pyrra-dev/pyrra, filesystem.go (`objectiveFromFile`). */
export const pyrraFiles: Consumer = {
  id: "pyrra-files",
  title: "Pyrra",
  url: "https://github.com/pyrra-dev/pyrra",
  diet: "It reads every file as a ServiceLevelObjective of `pyrra.dev/v1alpha1`, and refuses keys of anything else.",
  reads: new Map([[PYRRA_V1ALPHA1, FILES]]),
};
