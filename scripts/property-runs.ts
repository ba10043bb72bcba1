/**
 * How often a property test runs: `usual` times, and where VERDAD_LONG=1 (`npm run test:long`) `times` as often.
 * Use: `fc.assert(property, { numRuns: runs(200) })`.
 */
export function runs(usual: number, times = 10): number {
  return process.env.VERDAD_LONG === "1" ? usual * times : usual;
}
