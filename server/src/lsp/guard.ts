import { type CancellationToken, ErrorCodes, LSPErrorCodes, ResponseError } from "vscode-languageserver";
import { faultOf, type Need } from "./params";
import type { Session } from "./session";

/** Where a server stands between its client's first word and its last. */
export interface Life {
  session: Session | undefined;
  isShutDown: boolean;
}

/**
 * Makes request handlers that never take the server down: before `initialize` and after `shutdown` they refuse,
 * parameters that lack what the request needs are an error of the client, cancelled requests end, and a handler that
 * throws is logged (once for the same fault) and answered by `otherwise`.
 */
export class Guard {
  private readonly logged = new Set<string>();

  constructor(
    private readonly life: Life,
    private readonly log: (message: string) => void,
  ) {}

  /** @param needs what has to be in the parameters before the handler sees them. */
  request<Params, Result>(
    name: string,
    needs: readonly Need[],
    handler: (session: Session, params: Params) => Result | Promise<Result>,
    otherwise: Result,
  ): (params: Params, token: CancellationToken) => Result | Promise<Result | Refusal> | Refusal {
    return (params, token) => {
      const { session } = this.life;
      if (!session || this.life.isShutDown) return this.refusal() ?? otherwise;
      if (token.isCancellationRequested) return cancelled();
      const fault = faultOf(params, needs);
      if (fault !== undefined) return new ResponseError(ErrorCodes.InvalidParams, fault);
      const failed = (error: unknown) => {
        this.failed(name, error);
        return otherwise;
      };
      try {
        const answer = handler(session, params);
        return answer instanceof Promise ? unlessCancelled(answer.catch(failed), token) : answer;
      } catch (error) {
        return failed(error);
      }
    };
  }

  /** Why no request can be answered now; undefined where it can. */
  refusal(): Refusal | undefined {
    const { session, isShutDown } = this.life;
    if (isShutDown) return new ResponseError(ErrorCodes.InvalidRequest, "The server was shut down.");
    if (session) return undefined;
    return new ResponseError(ErrorCodes.ServerNotInitialized, "`initialize` has to come first.");
  }

  /** Runs what no answer depends on. Nothing is done before `initialize` and after `shutdown`. */
  run(name: string, body: (session: Session) => void | Promise<void>): void {
    const { session, isShutDown } = this.life;
    if (!session || isShutDown) return;
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

/** An answer that says why there is none. */
export type Refusal = ResponseError<never>;

function cancelled(): Refusal {
  return new ResponseError(LSPErrorCodes.RequestCancelled, "Cancelled.");
}

/** What waits for the workspace's files is let go of as soon as nobody waits for it. */
function unlessCancelled<Result>(
  answer: Promise<Result>,
  token: CancellationToken,
): Promise<Result | Refusal> {
  return new Promise((resolve, reject) => {
    const listening = token.onCancellationRequested(() => resolve(cancelled()));
    answer.then(resolve, reject).finally(() => listening.dispose());
  });
}
