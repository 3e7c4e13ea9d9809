import type { Choice } from "../../model/choice";
import { formAt, given } from "../../model/form";
import { readText } from "../../model/located";
import { nearest } from "../../text/nearest";
import { valueAt, type YamlMap } from "../../yaml/node";
import { backendKind, keysOf, type Method, methodOf } from "./backends";

/** What the method of an SLO's backend wants to find below `service_level_indicator`. */
export function choicesOf(spec: YamlMap | undefined): readonly Choice[] {
  const form = formAt(spec, "service_level_indicator");
  const backend = backendKind(readText(valueAt(spec, "backend"))?.value ?? "");
  const name = readText(valueAt(spec, "method"))?.value ?? "";
  const method = backend === undefined ? undefined : methodOf(backend, name);
  if (!form || backend === undefined || !method) return [];
  const frame = { form, subject: `The indicator of \`${name}\`` };
  const known = keysOf(backend);
  // Any other key may be one of them with a slip.
  const beside = (keys: readonly string[]) =>
    form.map.pairs.flatMap(({ key }) =>
      known.has(key.source) || nearest(key.source, keys) === undefined ? [key.source] : [],
    );
  const needed = method.needs.map((key): Choice => {
    const keys = [key];
    return {
      ...frame,
      keys,
      called: `\`${key}\``,
      beside: beside(keys),
      several: "",
      none: withoutKey(backend, key),
    };
  });
  return [...needed, ...eitherOf(backend, method, frame, beside)];
}

function withoutKey(backend: string, key: string): string {
  if (backend === "open_search" && key === "date_field")
    return "slo-generator then looks for a field named `None`: nothing is found, and the SLO has no report.";
  return "slo-generator asks for it by this name and stops: the SLO has no report.";
}

function eitherOf(
  backend: string,
  { either }: Method,
  frame: Pick<Choice, "form" | "subject">,
  beside: (keys: readonly string[]) => readonly string[],
): readonly Choice[] {
  if (!either) return [];
  const [bad, valid] = either;
  const { map } = frame.form;
  const choice = { ...frame, keys: either, beside: beside(either) };
  if (backend === "cloud_service_monitoring") {
    // Google's API is content with any two of the three.
    if (!given(map, "filter_good") && given(map, bad) && given(map, valid)) return [];
    return [
      {
        ...choice,
        several: "Google's API takes two of the three filters and refuses all three.",
        none: "Google's API takes two of the three filters: it refuses the SLO.",
      },
    ];
  }
  const none =
    "slo-generator stops there: bad events are counted, or they are what is left of all valid ones.";
  if (backend === "datadog")
    return [
      {
        ...choice,
        several: `slo-generator asks \`${bad}\` alone, and takes the good events off it as if it were \`${valid}\`: the SLI is wrong.`,
        none,
      },
    ];
  const several = `slo-generator asks \`${bad}\` alone: \`${valid}\` says nothing.`;
  return [{ ...choice, several, taken: true, none }];
}
