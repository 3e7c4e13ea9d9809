import * as vscode from "vscode";
import type { Middleware } from "vscode-languageclient";
import type { SchemaElsewhereParams } from "../../server/src/lsp/protocol";
import type { Server } from "./server";
import { isWholeSpec } from "./spec-text";

/** Red Hat's extension for YAML. It activates, as ours does, with the first YAML file. */
const YAML_EXTENSION = "redhat.vscode-yaml";

/** What that extension exports, as its documentation of the API describes it. */
interface YamlExtensionApi {
  /** Lets another extension name the schema of a file (undefined: none of ours), and give its text. False: known already. */
  registerContributor(
    scheme: string,
    requestSchema: (resource: string) => string | undefined,
    requestSchemaContent: (uri: string) => string | undefined,
  ): boolean;
}

/** Whose schemas are asked of us: the scheme of their URIs. */
const SCHEME = "slosmith";
const SPEC_SCHEMA = `${SCHEME}://schema/spec`;
/** Refuses nothing and offers nothing: so no schema of something else, chosen by the file's name, is taken for a spec. */
const OPEN_SCHEMA = JSON.stringify({
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "SLO spec, checked by SLOsmith",
});

type Beside = "on" | "off";

/** Shares YAML files with Red Hat's YAML extension, where that is installed: nothing is said or offered twice. */
export class YamlCompanion implements vscode.Disposable {
  private readonly disposables: vscode.Disposable[];
  private registered = false;
  private told: Beside;
  private elsewhere = "";

  constructor(
    private readonly server: Server,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.told = this.beside;
    this.disposables = [
      vscode.extensions.onDidChange(() => this.changed()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("yaml") || event.affectsConfiguration("slosmith")) this.changed();
      }),
      vscode.workspace.onDidOpenTextDocument(() => this.documentsChanged()),
      vscode.workspace.onDidCloseTextDocument(() => this.documentsChanged()),
      server.onDidStart(() => {
        this.elsewhere = "";
        this.documentsChanged();
      }),
    ];
    this.documentsChanged();
  }

  /** Whether YAML's own faults are left to the other extension. */
  get beside(): Beside {
    const wanted = vscode.workspace.getConfiguration("slosmith").get("besideYamlExtension");
    if (wanted === "on" || wanted === "off") return wanted;
    const validates = vscode.workspace.getConfiguration("yaml").get("validate") !== false;
    return vscode.extensions.getExtension(YAML_EXTENSION) && validates ? "on" : "off";
  }

  /** Our settings as the server is told them: it cannot see the editor's other extensions. */
  settled(section: unknown): unknown {
    const isSection = typeof section === "object" && section !== null && !Array.isArray(section);
    return isSection ? { ...section, besideYamlExtension: this.beside } : section;
  }

  /** Answers the server's questions for settings. */
  get middleware(): Middleware {
    return {
      workspace: {
        configuration: async (params, token, next) => {
          const answers: unknown = await next(params, token);
          if (!Array.isArray(answers)) return [];
          return params.items.map(({ section }, at) =>
            section === "slosmith" ? this.settled(answers[at]) : answers[at],
          );
        },
      },
    };
  }

  dispose(): void {
    for (const one of this.disposables) one.dispose();
  }

  private changed(): void {
    const { beside } = this;
    if (beside !== this.told) {
      this.told = beside;
      this.log.info(`YAML's own faults are ${beside === "on" ? "left to the YAML extension" : "told here"}.`);
      // The server asks for its settings anew.
      this.server.notify("workspace/didChangeConfiguration", { settings: null });
    }
    this.documentsChanged();
  }

  private documentsChanged(): void {
    void this.register();
    const documents = this.beside === "on" ? vscode.workspace.textDocuments : [];
    const bound = documents.filter((document) => document.languageId === "yaml" && hasOwnSchema(document));
    const params: SchemaElsewhereParams = { uris: bound.map(({ uri }) => uri.toString()) };
    const text = params.uris.join("\n");
    if (text === this.elsewhere || !this.server.isStarted) return;
    this.elsewhere = text;
    this.server.notify("slosmith/schemaElsewhere", params);
  }

  /** Offers the other extension our answer to the question for a file's schema: once, and not before it is needed. */
  private async register(): Promise<void> {
    const extension = vscode.extensions.getExtension<Partial<YamlExtensionApi> | undefined>(YAML_EXTENSION);
    const isNeeded = vscode.workspace.textDocuments.some(({ languageId }) => languageId === "yaml");
    if (this.registered || !extension || !isNeeded) return;
    this.registered = true;
    try {
      const api = await extension.activate();
      api?.registerContributor?.(
        SCHEME,
        (resource) => this.schemaOf(resource),
        (uri) => (uri === SPEC_SCHEMA ? OPEN_SCHEMA : undefined),
      );
      this.log.info("Red Hat's YAML extension is there: syntax is its part, specs are ours.");
    } catch (error) {
      this.log.warn("Red Hat's YAML extension did not start.", error);
    }
  }

  private schemaOf(resource: string): string | undefined {
    if (this.beside === "off") return undefined;
    const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === resource);
    const isOurs = document && isWholeSpec(document.getText()) && !hasOwnSchema(document);
    return isOurs ? SPEC_SCHEMA : undefined;
  }
}

/** Whether a person's setting `yaml.schemas` gives a file a schema. "kubernetes" is one for all that looks like it. */
function hasOwnSchema(document: vscode.TextDocument): boolean {
  const schemas = vscode.workspace.getConfiguration("yaml", document).get<unknown>("schemas");
  if (typeof schemas !== "object" || schemas === null) return false;
  return Object.entries(schemas).some(([name, patterns]: [string, unknown]) => {
    if (name.toLowerCase() === "kubernetes") return false;
    const all: unknown[] = Array.isArray(patterns) ? patterns : [patterns];
    return all.some((one) => typeof one === "string" && !one.startsWith("!") && matches(document, one));
  });
}

/** Patterns name the end of a path, or all of it. */
function matches(document: vscode.TextDocument, pattern: string): boolean {
  const forms = pattern.startsWith("/") ? [pattern, `**${pattern}`] : [`**/${pattern}`];
  return forms.some((form) => vscode.languages.match({ pattern: form }, document) > 0);
}
