/** Ctrl-C during a job that can be taken back: asked once, it is; asked twice, the process ends where it is. */
import { EXIT, tell } from "./context.ts";

/** Package runners pass a signal on that the terminal has sent to the whole group already: so soon, it is the same one. */
const SAME_SIGNAL_MS = 1_000;

export class Interruption {
  #askedAt: number | null = null;
  readonly #onSignal: () => void;

  private constructor(sentence: string) {
    this.#onSignal = () => {
      if (this.#askedAt === null) {
        this.#askedAt = performance.now();
        tell(sentence);
      } else if (performance.now() - this.#askedAt > SAME_SIGNAL_MS) process.exit(EXIT.interrupted);
    };
    process.on("SIGINT", this.#onSignal);
  }

  /** `sentence` is told when it is asked. */
  static listen(sentence: string): Interruption {
    return new Interruption(sentence);
  }

  get isAsked(): boolean {
    return this.#askedAt !== null;
  }

  throwIfAsked(error: () => Error): void {
    if (this.isAsked) throw error();
  }

  stopListening(): void {
    process.off("SIGINT", this.#onSignal);
  }
}
