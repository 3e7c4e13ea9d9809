// The servers that are compared, each started as an editor starts it.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * @param places `build`: the folder of SLOsmith's build, `peer`: the folder that the peer is installed in
 * @returns SLOsmith, its peer and the floor, by name
 */
export function servers({ build, peer }) {
  const node = process.execPath;
  return {
    slosmith: {
      name: "slosmith",
      command: [node, join(build, "dist/server.js"), "--stdio"],
      /** Fulfilled when all files of the workspace are known to it. */
      settled: (client) => client.request("slosmith/tiers", {}),
    },
    peer: {
      name: "yaml-language-server",
      command: [node, join(peer, "node_modules/yaml-language-server/bin/yaml-language-server"), "--stdio"],
      configuration: (section) => (section === "yaml" ? peerSettings(build) : null),
    },
    floor: {
      name: "bare parse",
      command: [node, join(build, "dist/floor.js")],
    },
  };
}

/** Our own schemas for each kind of file, and nothing to be fetched from elsewhere. */
function peerSettings(build) {
  const schema = (path) => pathToFileURL(join(build, "schemas", path)).href;
  return {
    validate: true,
    hover: true,
    completion: true,
    schemaStore: { enable: false },
    kubernetesCRDStore: { enable: false },
    schemas: {
      [schema("openslo/v1/slo.schema.json")]: ["slos.yaml", "slos/**/*.yaml"],
      [schema("openslo/v1/service.schema.json")]: ["services.yaml"],
      [schema("slosmith/v1/reliability-tier.schema.json")]: ["tiers.yaml"],
    },
  };
}
