/** What the designer's pages need beside the journey itself. */
import { readDimension } from "#db/dimensions.ts";
import { readSettings } from "#db/settings.ts";
import type { LocalName } from "#domain/journey.ts";
import { store } from "./store.ts";

/** The channel of touches whose source names none. */
const NOT_GIVEN = 0;

/** The store's channels, and the zone in which times are told. The caller has checked that the viewer may change journeys. */
export function designerSettings(): {
  readonly channels: readonly { readonly key: string; readonly name: LocalName }[];
  readonly timeZone: string;
} {
  const channels = readDimension(store(), "channels").filter(({ id }) => id !== NOT_GIVEN);
  return { channels: channels.map(({ key, name }) => ({ key, name })), timeZone: readSettings(store()).timeZone };
}
