import { PYRRA_V1ALPHA1 } from "../dialects/pyrra";
import type { Consumer, Reading, Remark } from "./consumer";

/**
 * What `pyrra filesystem` does not read beside what Pyrra's own rules say: files whose name ends in neither `.yaml` nor
 * `.yml`.
 *
 * Source: pyrra-dev/pyrra, filesystem.go (`cmdFilesystem`, "ignoring non YAML file").
 */
const FILES: Reading = {
  judge({ object, view }): Remark[] {
    const name = view.uri.slice(view.uri.lastIndexOf("/") + 1);
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
};

/** Pyrra as it reads files from a folder. Source: pyrra-dev/pyrra, filesystem.go (`objectiveFromFile`). */
export const pyrraFiles: Consumer = {
  id: "pyrra-files",
  title: "Pyrra",
  url: "https://github.com/pyrra-dev/pyrra",
  diet: "It reads every file as a ServiceLevelObjective of `pyrra.dev/v1alpha1`, and refuses keys of anything else.",
  reads: new Map([[PYRRA_V1ALPHA1, FILES]]),
};
