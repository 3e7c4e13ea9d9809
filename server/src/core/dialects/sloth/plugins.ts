import type { Dependence } from "../../model/dependence";
import { formAt, given } from "../../model/form";
import { readSwitch } from "../../model/located";
import { valueAt, type YamlMap, type YamlNode } from "../../yaml/node";
import { mapItems } from "../common";

const KEY = "overridePrevious";

/**
 * `overridePrevious` where no plugin is named in place of those before. Source: Sloth, pkg/common/validation/slo.go
 * (`isValidPlugins`) and internal/storage/io/sloth.go (`MapSpecToModel`).
 *
 * @param map what holds the plugins, a file or an SLO
 * @param plugins their key there
 * @param slos of a file: its SLOs, each of which may name plugins of its own
 */
export function pluginDependences(
  map: YamlMap | undefined,
  plugins: string,
  slos?: YamlNode,
): readonly Dependence[] {
  const form = formAt(map, plugins);
  if (!form || readSwitch(valueAt(form.map, KEY))?.value !== true) return [];
  const named = (item: YamlMap) => given(formAt(item, "plugins")?.map, "chain") !== undefined;
  if (slos && mapItems(slos).every(({ item }) => named(item))) return [];
  return [
    {
      form,
      subject: `\`${plugins}\``,
      given: `\`${KEY}\` is true`,
      needs: ["chain"],
      why: "Sloth refuses the SLO: no plugin would be left to make its rules.",
    },
  ];
}
