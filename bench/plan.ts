/** How often and how much is asked at a size. A run has to end within two minutes at 1M and within forty at 50M, on two cores. */

export interface Plan {
  readonly ratings: number;
  readonly moments: readonly string[];
  /** Imports beside bare imports; the first is always done, the others while `importSeconds` last. */
  readonly pairs: number;
  readonly importSeconds: number;
  /** Questions in a list, and how often the list is asked. */
  readonly questions: number;
  readonly rounds: number;
  /** Milliseconds for a list, a side and a round. */
  readonly limitMs: number;
  /** The same where another database is asked too. */
  readonly rivalQuestions: number;
  readonly rivalRounds: number;
  readonly rivalLimitMs: number;
  /** Requests of one client, and of 32 together, in a round. */
  readonly oneClient: number;
  readonly manyClients: number;
  /** Milliseconds of a round of requests. */
  readonly loadLimitMs: number;
}

/** The size that growth is measured against, and whose file is imported while the server is asked. */
export const SMALL = 1_000_000;

type Amounts = Omit<Plan, "ratings" | "moments">;

const LITTLE: Amounts = {
  pairs: 2,
  importSeconds: 60,
  questions: 60,
  rounds: 3,
  limitMs: 1_500,
  rivalQuestions: 10,
  rivalRounds: 3,
  rivalLimitMs: 2_000,
  oneClient: 80,
  manyClients: 256,
  loadLimitMs: 3_000,
};

const MUCH: Amounts = {
  ...LITTLE,
  pairs: 3,
  importSeconds: 300,
  limitMs: 8_000,
  rivalLimitMs: 10_000,
  manyClients: 512,
  loadLimitMs: 5_000,
};

/** One question to another database may take ten seconds here, and one pair of imports four minutes: a second one would be too much. */
const MOST: Amounts = { ...MUCH, importSeconds: 240, limitMs: 15_000, rivalRounds: 2, rivalLimitMs: 40_000, loadLimitMs: 10_000 };

/** The plan for a number of ratings. */
export function planFor(ratings: number, moments: readonly string[]): Plan {
  const amounts = ratings <= 2 * SMALL ? LITTLE : ratings <= 20 * SMALL ? MUCH : MOST;
  return { ...amounts, ratings, moments };
}
