/**
 * How often a property test runs: `usual` times, ten times as often where VERDAD_LONG=1 (`npm run test:long`).
 * Use: `fc.assert(property, { numRuns: runs(200) })`.
 */
export function runs(usual: number): number {
  return process.env.VERDAD_LONG === "1" ? usual * 10 : usual;
}
