import { getRequestConfig } from "next-intl/server";
import { NAMESPACES } from "#messages/namespaces.ts";
import { requestLocale } from "./locale.ts";

/** The language of the request and all its words. The address has no language in it. */
export default getRequestConfig(async () => {
  const locale = await requestLocale();
  const files = await Promise.all(
    NAMESPACES.map(async (namespace) => [namespace, (await import(`../../messages/${locale}/${namespace}.json`)).default] as const),
  );
  return { locale, timeZone: "UTC", messages: Object.fromEntries(files) };
});
