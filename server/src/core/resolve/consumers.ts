import { type ConsumerId, consumerId } from "../model/consumer";
import { commaParts } from "../model/measurement";
import type { SpecObject } from "../model/spec-object";
import type { Tag } from "../model/tag";
import type { Span } from "../text/span";
import { partSpan } from "./dependencies";
import { nearestWorkspace } from "./nearest-workspace";
import { serviceOf } from "./scope";
import type { Definition, WorkspaceView } from "./workspace-view";

/** A reader that is named for an object, and who names it. */
export interface NamedConsumer {
  readonly id: ConsumerId;
  readonly statedBy: "annotation" | "workspace" | "setting";
  /** Where it is named: in the object's own YAML document, or in that of `definition`. A setting has no place. */
  readonly span?: Span;
  /** The object that names it, where that is another one than the object asked about. */
  readonly definition?: Definition;
}

/** The annotation that names an object's readers, separated by commas. */
const CONSUMERS_ANNOTATION = "slosmith/consumers";

/**
 * Who will read an object, each once. The nearest statement counts, alone: the object's annotation; its service's;
 * what the command line says; the nearest workspace's; what the editor's settings say. Ids that nobody knows are left
 * out, and an annotation that a template fills in names nobody.
 *
 * @param object an object of the file `view.uri`
 */
export function consumersOf(object: SpecObject, view: WorkspaceView): readonly NamedConsumer[] {
  return view.once(object, "consumers", () => read(object, view));
}

function read(object: SpecObject, view: WorkspaceView): readonly NamedConsumer[] {
  const own = annotated(object.annotations);
  if (own) return own;
  const service = serviceOf(object, view);
  const ofService = service && annotated(service.object.annotations, service);
  if (ofService) return ofService;
  const { setting } = view;
  if (setting?.rank === "above-workspace") return fromSetting(setting.ids);
  const workspace = nearestWorkspace(view);
  if (workspace?.settings.consumers) {
    const { definition } = workspace;
    return unique(
      workspace.settings.consumers.map(({ value: id, span }) => {
        return { id, statedBy: "workspace" as const, span, definition };
      }),
    );
  }
  return setting ? fromSetting(setting.ids) : [];
}

/** The consumers that an annotation names; undefined where there is none. */
function annotated(tags: readonly Tag[], definition?: Definition): readonly NamedConsumer[] | undefined {
  const tag = tags.find((one) => one.key === CONSUMERS_ANNOTATION);
  if (!tag) return undefined;
  const text = tag.values[0];
  const parts = text ? commaParts(text.value) : [];
  return unique(
    parts.flatMap((part) => {
      const id = consumerId(part.text);
      if (id === undefined || !text) return [];
      const statedBy = "annotation" as const;
      return [{ id, statedBy, span: partSpan(text, part), ...(definition ? { definition } : {}) }];
    }),
  );
}

function fromSetting(ids: readonly ConsumerId[]): readonly NamedConsumer[] {
  return unique(ids.map((id) => ({ id, statedBy: "setting" as const })));
}

function unique(consumers: readonly NamedConsumer[]): readonly NamedConsumer[] {
  return consumers.filter(({ id }, at) => consumers.findIndex((other) => other.id === id) === at);
}
