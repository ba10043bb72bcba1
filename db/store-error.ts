/** The store or the machine is at fault: locked, full, newer than the program, unreachable. Exit code 3. */
export class StoreError extends Error {
  override readonly name = "StoreError";
}
