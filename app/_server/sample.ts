import { hasSampleUsers } from "#db/users.ts";
import { store } from "./store.ts";

/** Whether the store was made by the demo: then anybody may know its sign-ins, and its customers are made up. */
export function holdsSample(): boolean {
  return hasSampleUsers(store());
}
