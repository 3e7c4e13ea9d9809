import { type CancellationToken, ErrorCodes, LSPErrorCodes, ResponseError } from "vscode-languageserver";
import type { Session } from "./session";

/** Where a server stands between its client's first word and its last. */
export interface Life {
  session: Session | undefined;
  isShutDown: boolean;
}

/**
 * Makes request handlers that never take the server down: before `initialize` and after `shutdown` they refuse,
 * cancelled requests end, and a handler that throws is logged (once for the same fault) and answered by `otherwise`.
 */
export class Guard {
  private readonly logged = new Set<string>();

  constructor(
    private readonly life: Life,
    private readonly log: (message: string) => void,
  ) {}

  request<Params, Result>(
    name: string,
    handler: (session: Session, params: Params) => Result | Promise<Result>,
    otherwise: Result,
  ): (params: Params, token: CancellationToken) => Result | Promise<Result> | ResponseError<never> {
    return (params, token) => {
      const { session, isShutDown } = this.life;
      if (isShutDown) return new ResponseError(ErrorCodes.InvalidRequest, "The server was shut down.");
      if (!session)
        return new ResponseError(ErrorCodes.ServerNotInitialized, "`initialize` has to come first.");
      if (token.isCancellationRequested)
        return new ResponseError(LSPErrorCodes.RequestCancelled, "Cancelled.");
      const failed = (error: unknown) => {
        this.failed(name, error);
        return otherwise;
      };
      try {
        const answer = handler(session, params);
        return answer instanceof Promise ? answer.catch(failed) : answer;
      } catch (error) {
        return failed(error);
      }
    };
  }

  /** Runs what no answer depends on. Nothing is done before `initialize`. */
  run(name: string, body: (session: Session) => void | Promise<void>): void {
    const { session } = this.life;
    if (!session) return;
    try {
      body(session)?.catch((error: unknown) => this.failed(name, error));
    } catch (error) {
      this.failed(name, error);
    }
  }

  failed(name: string, error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const line = `${name} failed: ${text}`;
    if (this.logged.has(line)) return;
    this.logged.add(line);
    this.log(line);
  }
}
